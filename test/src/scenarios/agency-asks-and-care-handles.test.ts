import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { ask, codesOf, subscribe } from '../support/graph-client.ts';
import { ajla, units } from '../support/people.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const COUNTS = `subscription ($units: [ID!]!) { unhandled(units: $units) {
  hsaId state total complement answer certificates overdue withoutSubUnits { total } epoch version } }`;
const CASES = 'query { cases(first: 100) { edges { node { id text } } } }';
const HANDLE = `mutation ($id: ID!) { markCaseHandled(input: { caseId: $id }) {
  case { status } errors { code message { sv } } } }`;
const UNHANDLE = `mutation ($id: ID!) { markCaseUnhandled(input: { caseId: $id }) { case { status } errors { code } } }`;

interface Count {
  readonly hsaId: string;
  readonly total: number;
  readonly version: number;
  readonly epoch: string;
  readonly withoutSubUnits: { readonly total: number };
}

let stack: SeededStack;
let token: string;

beforeAll(async () => {
  stack = await startSeededStack();
  token = await stack.token(ajla);
});
afterAll(() => stack.stop());

const caseWith = async (text: string): Promise<string> => {
  const { data } = await ask(stack.gatewayUrl, token, CASES);
  const { edges } = (data as unknown as { cases: { edges: { node: { id: string; text: string } }[] } }).cases;
  return edges.find(({ node }) => node.text === text)?.node.id ?? 'none';
};

describe('A question from the agency', () => {
  it('raises the count of the unit, by one, for a client that is not ours, and handling it lowers it again', async () => {
    const watching = subscribe(stack.gatewayUrl, token, COUNTS, { units: [units.alfaMedicincentrum] });
    await eventually(() => expect(watching.values<Count>('unhandled')).toHaveLength(1));
    const [before] = watching.values<Count>('unhandled');

    const text = 'Ring oss om sjukskrivningen.';
    await agencyAsks(stack.agencyUrl, certificateOf(units.alfaMedicincentrum), { text });
    await eventually(() => expect(watching.values<Count>('unhandled').at(-1)?.total).toBe((before?.total ?? 0) + 1));

    const id = await caseWith(text);
    const { data } = await ask(stack.gatewayUrl, token, HANDLE, { id });
    expect(data).toEqual({ markCaseHandled: { case: { status: 'HANDLED' }, errors: [] } });
    await eventually(() => expect(watching.values<Count>('unhandled').at(-1)?.total).toBe(before?.total));

    const versions = watching.values<Count>('unhandled').map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(watching.values<Count>('unhandled').map(({ epoch }) => epoch)).size).toBe(1);
    await watching.close();
  });

  it('of a sub-unit raises the count of its care unit too, but not the care unit’s own', async () => {
    const of = [units.alfaMedicincentrum, units.alfaAllergi];
    const watching = subscribe(stack.gatewayUrl, token, COUNTS, { units: of });
    const latest = (unit: string) => watching.values<Count>('unhandled').findLast(({ hsaId }) => hsaId === unit);
    await eventually(() => expect(watching.values<Count>('unhandled')).toHaveLength(2));
    const [careUnit, subUnit] = of.map(latest);

    await agencyAsks(stack.agencyUrl, certificateOf(units.alfaAllergi));
    await eventually(() => {
      expect(latest(units.alfaAllergi)?.total).toBe((subUnit?.total ?? 0) + 1);
      expect(latest(units.alfaMedicincentrum)?.total).toBe((careUnit?.total ?? 0) + 1);
    });
    expect(latest(units.alfaMedicincentrum)?.withoutSubUnits).toEqual(careUnit?.withoutSubUnits);
    await watching.close();
  });

  it('is handled once: the second to say so is told that it is handled', async () => {
    const text = 'Är planen ännu densamma?';
    await agencyAsks(stack.agencyUrl, certificateOf(units.alfaMedicincentrum), { text });
    const id = await caseWith(text);
    const both = await Promise.all([HANDLE, HANDLE].map((mutation) => ask(stack.gatewayUrl, token, mutation, { id })));
    const codes = both.flatMap(({ data }) =>
      (data as unknown as { markCaseHandled: { errors: { code: string }[] } }).markCaseHandled.errors.map(
        (e) => e.code,
      ),
    );
    expect(codes).toEqual(['CASE_NOT_UNHANDLED']);
    const again = await ask(stack.gatewayUrl, token, UNHANDLE, { id });
    expect(again.data).toEqual({ markCaseUnhandled: { case: { status: 'WAITING_FOR_CARE' }, errors: [] } });
  });

  it('that asks to complete the certificate stays handled', async () => {
    const text = 'Komplettera fråga 17.';
    const complements = [{ questionId: '17', text: 'Beskriv begränsningen.' }];
    const question = { subject: 'COMPLEMENT', text, complements };
    await agencyAsks(stack.agencyUrl, certificateOf(units.alfaMedicincentrum), question);
    const id = await caseWith(text);
    await ask(stack.gatewayUrl, token, HANDLE, { id });
    const { data } = await ask(stack.gatewayUrl, token, UNHANDLE, { id });
    expect(data).toEqual({ markCaseUnhandled: { case: null, errors: [{ code: 'COMPLEMENT_STAYS_HANDLED' }] } });
  });
});

describe('A message', () => {
  it('that comes in 200 copies at once gives one case and one more to do', async () => {
    const unit = { units: [units.alfaVardcentral] };
    const watching = subscribe(stack.gatewayUrl, token, COUNTS, unit);
    await eventually(() => expect(watching.values<Count>('unhandled')).toHaveLength(1));
    const before = watching.values<Count>('unhandled').at(-1)?.total ?? 0;
    const question = { messageId: '20020020-0000-4000-8000-000000000000' };
    const copies = Array.from({ length: 200 }, () =>
      agencyAsks(stack.agencyUrl, certificateOf(units.alfaVardcentral), question),
    );
    const results = (await Promise.all(copies)).map(({ resultCode }) => resultCode);
    expect(results.filter((result) => result === 'OK')).toHaveLength(1);
    expect(results.filter((result) => result === 'INFO')).toHaveLength(199);
    await eventually(() => expect(watching.values<Count>('unhandled').at(-1)?.total).toBe(before + 1));
    const { data } = await ask(stack.gatewayUrl, token, COUNTS.replace('subscription', 'query'), unit);
    expect((data as unknown as { unhandled: Count[] }).unhandled[0]?.total).toBe(before + 1);
    await watching.close();
  });

  it('about a certificate that nobody has is refused', async () => {
    const receipt = await agencyAsks(stack.agencyUrl, '99999999-0000-4000-8000-000000000000', {
      unitHsaId: units.alfaMedicincentrum,
      personId: '191212121212',
    });
    expect(receipt).toMatchObject({ resultCode: 'ERROR', errorId: 'VALIDATION_ERROR' });
    expect(receipt.resultText).toContain('CERTIFICATE_NOT_FOUND_ERROR');
  });

  it('that reminds of a question about another certificate is refused, and of one about its own is not', async () => {
    const messageId = '30030030-0000-4000-8000-000000000000';
    const certificate = certificateOf(units.alfaMedicincentrum);
    await agencyAsks(stack.agencyUrl, certificate, { messageId });
    const reminder = { subject: 'REMINDER', remindsOf: messageId };
    const astray = await agencyAsks(stack.agencyUrl, certificateOf(units.alfaMedicincentrum, 1), reminder);
    expect(astray).toMatchObject({ resultCode: 'ERROR', resultText: 'REFERENCED_MESSAGE_NOT_FOUND_ERROR' });
    expect(await agencyAsks(stack.agencyUrl, certificate, reminder)).toMatchObject({ resultCode: 'OK' });
  });

  it('about another person than the certificate’s is refused', async () => {
    const receipt = await agencyAsks(stack.agencyUrl, certificateOf(units.alfaVardcentral), {
      personId: '191212121212',
    });
    expect(receipt.resultText).toBe('CIVIC_REGISTRATION_NUMBER_INCONSISTENCY_ERROR');
  });
});

describe('Two users who ask the very same at the same moment', () => {
  it('each get their own answer', async () => {
    const { beata } = await import('../support/people.ts');
    const tokens = [token, await stack.token(beata)];
    const asked = Array.from({ length: 40 }, (_, place) =>
      ask(stack.gatewayUrl, tokens[place % 2] ?? '', '{ viewer { hsaId } }'),
    );
    const answers = (await Promise.all(asked)).map(
      ({ data }) => (data as unknown as { viewer: { hsaId: string } }).viewer.hsaId,
    );
    expect(answers).toEqual(asked.map((_, place) => (place % 2 ? beata.sub : ajla.sub)));
  });
});

describe('What cannot be asked', () => {
  it('is refused without a word of where or how it failed', async () => {
    expect(codesOf(await ask(stack.gatewayUrl, token, '{ nothing }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(codesOf(await ask(stack.gatewayUrl, token, '{ nothing'))).toEqual(['GRAPHQL_PARSE_FAILED']);
    const internal = '{ unhandledProbe(units: []) { epoch } }';
    expect(codesOf(await ask(stack.gatewayUrl, token, internal))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect((await ask(stack.gatewayUrl, 'no-token', '{ viewer { hsaId } }')).status).toBe(401);
  });
});
