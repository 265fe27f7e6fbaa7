import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { type Answer, ask, codesOf, subscribe } from '../support/graph-client.ts';
import { ajla, units } from '../support/people.ts';
import { asksForSomebody, setFault } from '../support/person-service.ts';
import { digest, targetOf } from '../support/rows.ts';
import { everySecret, leaks } from '../support/secrets.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { bySomeWays, type Target, tryWay, type Way, WAYS } from '../support/ways-in.ts';

/** The demand, milliseconds: known that it is down, and back when it is back. */
const SOON = { timeout: 10_000, interval: 200 };
const NUMBERS = 'total complement answer read waiting certificates overdue';
const of = { units: [units.alfaMedicincentrum, units.alfaVardcentral] };
const NONE = {
  total: null,
  complement: null,
  answer: null,
  read: null,
  waiting: null,
  certificates: null,
  overdue: null,
};

let stack: SeededStack;
let token: string;
let target: Target;
beforeAll(async () => {
  stack = await startSeededStack();
  token = await stack.token(ajla);
  // the newest of the unit's cases: others come after it
  target = await targetOf(stack.database, certificateOf(units.alfaMedicincentrum, 3));
});
afterEach(() => setFault(stack.personServiceUrl, 'none'));
afterAll(() => stack.stop());

/** The ways that lead to a patient; the others lead to a count, or to the viewer. */
const toPatients = WAYS.filter(({ document }) => /patient \{/.test(document));

describe.each(['down', 'garbage', 'slow', 'hang'] as const)('While the person service is %s,', (mode) => {
  it('whoever asks for patient data is told so at once, gets no patient, and changes nothing', async () => {
    const tries = (way: Way): Promise<Answer> => tryWay(stack.gatewayUrl, token, way, ajla.unit, target);
    expect(leaks((await tries(WAYS[2])).text, everySecret)).not.toEqual([]);
    const before = await digest(stack.database);
    await setFault(stack.personServiceUrl, mode);
    const answers = await bySomeWays(toPatients, async (way) => ({ name: way.name, answer: await tries(way) }));
    for (const { name, answer } of answers) {
      expect(leaks(answer.text, everySecret), name).toEqual([]);
      expect(answer.text, name).toContain('"code":"PU_PROBLEM"');
      expect(
        codesOf(answer).filter((code) => code !== 'PU_PROBLEM'),
        name,
      ).toEqual([]);
    }
    expect(await digest(stack.database)).toEqual(before);
  });

  it(
    'the counts say so within 10 s, by question and by stream, and are back within 10 s',
    { timeout: 60_000 },
    async () => {
      const selection = `hsaId state ${NUMBERS} withoutSubUnits { ${NUMBERS} }`;
      const query = `query ($units: [ID!]!) { unhandled(units: $units) { ${selection} } }`;
      const streams = [selection, `${selection} unit { name }`].map((selected) =>
        subscribe(
          stack.gatewayUrl,
          token,
          `subscription ($units: [ID!]!) { unhandled(units: $units) { ${selected} } }`,
          of,
        ),
      );
      const latest = () =>
        streams.flatMap((stream) =>
          of.units.map((unit) =>
            stream.values<{ hsaId: string; state: string }>('unhandled').findLast(({ hsaId }) => hsaId === unit),
          ),
        );
      const counted = async () =>
        (await ask(stack.gatewayUrl, token, query, of)).data?.['unhandled'] as unknown as object[];
      const current = { state: 'CURRENT', total: expect.any(Number), withoutSubUnits: { total: expect.any(Number) } };
      await eventually(() => expect(latest()).toMatchObject(Array(4).fill(current)), SOON);
      const before = latest();

      await setFault(stack.personServiceUrl, mode);
      const withheld = { state: 'PU_PROBLEM', ...NONE, withoutSubUnits: NONE };
      await Promise.all([
        eventually(() => expect(latest()).toMatchObject(Array(4).fill(withheld)), SOON),
        eventually(async () => expect(await counted()).toMatchObject([withheld, withheld]), SOON),
      ]);
      const heard = streams.map(({ events }) => events.length);

      await setFault(stack.personServiceUrl, 'none');
      await Promise.all([
        eventually(() => expect(latest()).toEqual(before), SOON),
        eventually(async () => expect(await counted()).toMatchObject([current, current]), SOON),
      ]);
      expect(heard.every((length, place) => (streams[place]?.events.length ?? 0) > length)).toBe(true);
      for (const { events } of streams) expect(events.filter((event) => !('next' in event))).toEqual([]);
      await Promise.all(streams.map((stream) => stream.close()));
    },
  );
});

describe('A question that comes while the person service is down', () => {
  const latestTotal = async (): Promise<number | null> => {
    const { data } = await ask(
      stack.gatewayUrl,
      token,
      'query ($units: [ID!]!) { unhandled(units: $units) { total } }',
      {
        units: [units.alfaMedicincentrum],
      },
    );
    return (data as unknown as { unhandled: { total: number | null }[] }).unhandled[0]?.total ?? null;
  };

  it.each([
    ['another one', certificateOf(units.alfaMedicincentrum)],
    ['the first', certificateOf(units.alfaMedicincentrum, 1)],
  ])('is taken and, once it is back, counted: %s of its certificate', { timeout: 60_000 }, async (_, certificate) => {
    await eventually(async () => expect(await latestTotal()).not.toBeNull(), SOON);
    const before = (await latestTotal()) ?? 0;
    await setFault(stack.personServiceUrl, 'down');
    const text = `En fråga under avbrottet om ${certificate.slice(-2)}.`;
    expect(await agencyAsks(stack.agencyUrl, certificate, { text })).toMatchObject({ resultCode: 'OK' });
    await eventually(async () => expect(await latestTotal()).toBeNull(), SOON);
    await setFault(stack.personServiceUrl, 'none');
    await eventually(async () => expect(await latestTotal()).toBe(before + 1), { timeout: 30_000, interval: 200 });
    const { text: list } = await ask(stack.gatewayUrl, token, '{ cases(first: 100) { edges { node { text } } } }');
    expect(list).toContain(text);
  });
});

describe('While many wait for a person service that hangs', () => {
  it('those who need no patient are answered before any of them', async () => {
    const asked = vi.spyOn(globalThis, 'fetch');
    const toPersonService = () => asked.mock.calls.filter(asksForSomebody(stack.personServiceUrl));
    await setFault(stack.personServiceUrl, 'hang');
    // more than a subgraph has connections to the database
    const query = `query ($id: ID!) { certificate(id: $id) { patient { surname } } }`;
    const waiting = Array.from({ length: 12 }, () => ask(stack.gatewayUrl, token, query, { id: target.certificate }));
    let answered = 0;
    for (const one of waiting) void one.then(() => (answered += 1));
    await eventually(() => expect(toPersonService().length).toBeGreaterThanOrEqual(10), { interval: 5 });
    asked.mockRestore();
    const others = await ask(stack.gatewayUrl, token, '{ viewer { hsaId staff { surname } } }');
    expect([others.data, answered]).toEqual([
      { viewer: { hsaId: ajla.sub, staff: { surname: expect.any(String) } } },
      0,
    ]);
    for (const { data } of await Promise.all(waiting)) expect(data).toEqual({ certificate: null });
  });
});
