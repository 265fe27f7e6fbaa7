import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { type Event, subscribe, subscribeToEvents, type Subscription } from '../support/graph-client.ts';
import { ajla, alva, beata, type SignedIn, units } from '../support/people.ts';
import { setFault } from '../support/person-service.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const NUMBERS = 'total complement answer read waiting certificates overdue';
const COUNT = `hsaId state ${NUMBERS} withoutSubUnits { ${NUMBERS} } epoch version`;
/** The hub takes scalars only; with a field of another subgraph the very same subscription goes to the graph. */
const HUB = `subscription ($units: [ID!]!) { unhandled(units: $units) { ${COUNT} } }`;
const GRAPH = `subscription ($units: [ID!]!) { unhandled(units: $units) { ${COUNT} unit { hsaId } } }`;

interface Count extends Record<string, unknown> {
  readonly hsaId: string;
  readonly total: number | null;
  readonly version: number;
  readonly unit?: { readonly hsaId: string };
}

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

/** Who streams, and what is spoken. */
const WAYS = ['hub', 'graph', 'hub over events', 'graph over events'] as const;
type Way = (typeof WAYS)[number];

/** The ways to one viewer's counts, side by side. */
async function allWays(viewer: SignedIn, of: readonly string[]) {
  const token = await stack.token(viewer);
  const begin = (way: Way): Subscription => {
    const over = way.endsWith('events') ? subscribeToEvents : subscribe;
    return over(stack.gatewayUrl, token, way.startsWith('hub') ? HUB : GRAPH, { units: of });
  };
  const streams = new Map(WAYS.map((way) => [way, begin(way)]));
  const latest = (way: Way): Map<string, Count> =>
    new Map(
      streams
        .get(way)
        ?.values<Count>('unhandled')
        .map((count) => [count.hsaId, count]),
    );
  return {
    /** The latest payload of each unit as text, as it came on that way; the field that makes the difference taken off. */
    frames: (way: Way) =>
      of.map((unit) => {
        const { unit: added, ...count } = latest(way).get(unit) ?? {};
        if (way.startsWith('graph')) expect(added).toEqual({ hsaId: unit });
        else expect(added).toBeUndefined();
        return JSON.stringify(count);
      }),
    total: (unit: string) => latest('hub').get(unit)?.total,
    isThere: () => {
      for (const way of WAYS) expect([...latest(way).keys()].toSorted()).toEqual(of.toSorted());
    },
    agree() {
      for (const way of WAYS) expect(this.frames(way), way).toEqual(this.frames('hub'));
    },
    events: () => [...streams.values()].map(({ events }) => events),
    close: () => Promise.all([...streams.values()].map((stream) => stream.close())),
  };
}

describe.each<[string, SignedIn, string[]]>([
  ['a doctor', ajla, [units.alfaMedicincentrum, units.alfaAllergi, units.alfaHud, units.alfaVardcentral]],
  ['a care administrator', alva, [units.alfaMedicincentrum, units.alfaAllergi]],
  ['a doctor of another care provider', beata, [units.betaVardcentral, units.betaHud]],
])('The counts of %s', (_, viewer, of) => {
  it('are the same from the hub and from the graph, over a socket and over events, at first and after a change', async () => {
    const ways = await allWays(viewer, of);
    await eventually(ways.isThere, { timeout: 15_000 });
    ways.agree();

    const [changed = ''] = of;
    const before = ways.total(changed) ?? 0;
    await agencyAsks(stack.agencyUrl, certificateOf(changed));
    await eventually(
      () => {
        expect(ways.total(changed)).toBe(before + 1);
        ways.agree();
      },
      { timeout: 8_000 },
    );
    await ways.close();
  });
});

describe('While the person service is silent', () => {
  it('there are no numbers, alike from the hub and from the graph, over a socket and over events, and afterwards the same as before', async () => {
    const ways = await allWays(ajla, [units.alfaMedicincentrum, units.alfaAllergi]);
    await eventually(ways.isThere, { timeout: 15_000 });
    const before = ways.frames('hub');
    const silent = { state: 'PU_PROBLEM', total: null, withoutSubUnits: { total: null } };
    await setFault(stack.personServiceUrl, 'down');
    await eventually(
      () => {
        for (const frame of ways.frames('hub')) expect(JSON.parse(frame)).toMatchObject(silent);
        ways.agree();
      },
      { timeout: 15_000 },
    );
    await setFault(stack.personServiceUrl, 'none');
    await eventually(
      () => {
        expect(ways.frames('hub')).toEqual(before);
        ways.agree();
      },
      { timeout: 15_000 },
    );
    await ways.close();
  });
});

describe('A subscription to a unit that is not theirs', () => {
  it('is refused alike by the hub and by the graph, over a socket and over events', async () => {
    const ways = await allWays(alva, [units.alfaMedicincentrum, units.betaVardcentral]);
    const codesOf = (events: readonly Event[]) =>
      events.map((event) => {
        const refusal = 'error' in event ? event.error : 'next' in event ? event.next.errors : undefined;
        return refusal ? (refusal as { extensions: { code: string } }[])[0]?.extensions.code : event;
      });
    const refused = ['FORBIDDEN'];
    const overEvents = [...refused, { complete: true }];
    await eventually(() => expect(ways.events().map(codesOf)).toEqual([refused, refused, overEvents, overEvents]), {
      timeout: 5_000,
    });
    await ways.close();
  });
});
