import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { type Answer, ask, codesOf, subscribe } from '../support/graph-client.ts';
import { ajla, ajlaOnAllergi, alf, beata, petra, type SignedIn, units } from '../support/people.ts';
import { digest, NOTHING, targetOf } from '../support/rows.ts';
import { leaks, secrets } from '../support/secrets.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { byEveryWay, type Target, tryWay, WAYS, type WayName } from '../support/ways-in.ts';

let stack: SeededStack;
/** The first certificate of Alfa Medicincentrum, with a case. */
let target: Target;

beforeAll(async () => {
  stack = await startSeededStack();
  target = await targetOf(stack.database, certificateOf(units.alfaMedicincentrum));
});
afterAll(() => stack.stop());

const way = (name: WayName) => WAYS.find((one) => one.name === name) ?? WAYS[0];
const tries = async (user: SignedIn, name: WayName, of: Target): Promise<Answer> =>
  tryWay(stack.gatewayUrl, await stack.token(user), way(name), user.unit, of);

/** What a stranger is told, by the way they try; the others show them what is theirs. */
const REFUSALS: Partial<Record<WayName, string>> = {
  'a case': '{"data":{"case":null}',
  'a certificate': '{"data":{"certificate":null}',
  'cases of the unit': 'FORBIDDEN',
  'cases of two units': 'FORBIDDEN',
  'cases after one': 'CASE_NOT_FOUND',
  'certificates of the unit': 'FORBIDDEN',
  'a draft': '{"data":{"draft":null}',
  'drafts of the unit': 'FORBIDDEN',
  'drafts of the patient': '{"data":{"drafts":{"edges":[]',
  'certificates of the patient': '{"data":{"certificates":{"edges":[]',
  'saving an answer': 'DRAFT_NOT_FOUND',
  'deleting a draft': 'DRAFT_NOT_FOUND',
  'the count': 'FORBIDDEN',
  'two counts': 'FORBIDDEN',
  handling: 'CASE_NOT_FOUND',
  'taking it back': 'CASE_NOT_FOUND',
  asking: 'CERTIFICATE_NOT_FOUND',
  answering: 'CASE_NOT_FOUND',
  'sending again': 'CASE_NOT_FOUND',
};

const strangers = [
  { who: 'A doctor of another unit of the same care provider', user: alf, sees: [units.alfaVardcentral] },
  { who: 'A doctor of another care provider', user: beata, sees: [units.betaVardcentral, 'TSTNMT2321000156-BEHD'] },
  { who: 'A private practitioner without authority', user: petra, sees: [] },
] as const;

describe.each(strangers)('$who', ({ user, sees }) => {
  const foreign = secrets(({ unit }) => !(sees as readonly string[]).includes(unit));

  /** What they were told of the target, so that it need not be asked twice. */
  const told = new Map<WayName, Answer>();

  it.each(WAYS)('gets nothing that is not theirs by way of $name', async ({ name }) => {
    const before = await digest(stack.database);
    const answer = await tries(user, name, target);
    told.set(name, answer);
    expect(leaks(answer.text, foreign)).toEqual([]);
    expect(answer.text).toContain(REFUSALS[name] ?? '{"data":{');
    expect(answer.text).not.toContain(target.unit);
    expect(await digest(stack.database)).toEqual(before);
  });

  it.each(WAYS)('is told the very same of what nobody has, by way of $name', async ({ name }) => {
    const there = told.get(name) ?? (await tries(user, name, target));
    const nowhere = await tries(user, name, NOTHING);
    expect({ status: there.status, text: there.text }).toEqual({ status: nowhere.status, text: nowhere.text });
  });

  it.each([
    ['streams', 'hsaId total'],
    ['composes', 'hsaId total unit { name }'],
  ])('hears nothing of the unit from what the gateway itself %s, whatever happens there', async (_, selection) => {
    const document = `subscription ($units: [ID!]!) { unhandled(units: $units) { ${selection} } }`;
    const listening = [[target.unit], [user.unit, target.unit], [NOTHING.unit]].map(async (of) =>
      subscribe(stack.gatewayUrl, await stack.token(user), document, { units: of }),
    );
    const heard = await Promise.all(listening);
    await agencyAsks(stack.agencyUrl, certificateOf(units.alfaMedicincentrum));
    await eventually(() => expect(heard.every(({ events }) => events.length > 0)).toBe(true));
    await agencyAsks(stack.agencyUrl, certificateOf(units.alfaMedicincentrum));
    const watching = subscribe(stack.gatewayUrl, await stack.token(ajla), document, { units: [target.unit] });
    await eventually(() => expect(watching.values('unhandled')).toHaveLength(1));

    const [foreignUnit, withOwn, noUnit] = heard.map(({ events }) => JSON.stringify(events));
    expect(foreignUnit).toContain('"code":"FORBIDDEN"');
    for (const { events } of heard) expect(events.filter((event) => 'next' in event)).toEqual([]);
    expect(withOwn).toBe(foreignUnit);
    expect(noUnit).toBe(foreignUnit);
    await Promise.all([watching, ...heard].map((one) => one.close()));
  });
});

describe('A doctor who is signed in on a sub-unit', () => {
  const foreign = secrets(({ unit }) => unit !== units.alfaAllergi);

  it.each(WAYS)('gets no row of the care unit by way of $name', async ({ name }) => {
    const answer = await tries(ajlaOnAllergi, name, target);
    expect(leaks(answer.text, foreign)).toEqual([]);
  });

  it('counts on all units of their assignments, as everywhere', async () => {
    const { data } = await tries(ajlaOnAllergi, 'the count', target);
    expect(data).toMatchObject({ unhandled: [{ hsaId: units.alfaMedicincentrum, total: expect.any(Number) }] });
  });
});

describe('A unit’s own doctor', () => {
  it('gets all of it by the same ways', async () => {
    const answers = await byEveryWay(({ name }) => tries(ajla, name, target));
    const own = secrets(({ id }) => id === certificateOf(units.alfaMedicincentrum));
    expect(own.length).toBeGreaterThan(10);
    expect(leaks(answers.map(({ text }) => text).join(), own)).toEqual(own);
    expect(answers.flatMap(codesOf)).toEqual([]);
  });
});

describe('An id that is not as ids are', () => {
  const spoilt = (id: string) => [id.toUpperCase(), `${id} `, `${id}%00`, `${id}\u0000`, id.split('_')[1] ?? '', ''];

  it('is answered alike, whether there is such a case or not', async () => {
    for (const place of spoilt(target.case).keys()) {
      const told = [target.case, NOTHING.case].map(
        async (id) => (await tries(alf, 'a case', { ...target, case: spoilt(id)[place] ?? '' })).text,
      );
      const [there, nowhere] = await Promise.all(told);
      expect(there).toBe(nowhere);
      expect(there).toContain('"code":"ID"');
    }
  });

  it.each(['tstnmt2321000156-almc', '*', '', '%', "' or 1=1 --"])(
    'as a unit (%j) is no unit of theirs',
    async (unit) => {
      expect(codesOf(await tries(ajla, 'the count', { ...target, unit }))).toEqual(['FORBIDDEN']);
      expect(codesOf(await tries(ajla, 'cases of the unit', { ...target, unit }))).toEqual(['FORBIDDEN']);
    },
  );
});

describe('The federation’s own fields', () => {
  const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Case { text } } }';

  it('are no fields of the gateway', async () => {
    const token = await stack.token(ajla);
    const of = [{ __typename: 'Case', id: target.case }];
    expect(codesOf(await ask(stack.gatewayUrl, token, ENTITIES, { of }))).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(codesOf(await ask(stack.gatewayUrl, token, '{ _service { sdl } }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it.each([
    'unhandledClasses(asked: []) { key }',
    'viewersOf(users: []) { role }',
    'unhandledOfClasses(of: []) { total }',
    'unhandledProbe(units: []) { epoch }',
    'certificateFacts(ids: []) { personId }',
    'personFacts(personIds: [], unit: "") { protection }',
    'personServiceAnswers',
    'directoryRevision',
    'movedSessions(seconds: 1) { id }',
  ])('nor are those for services (%s)', async (field) => {
    const answer = await ask(stack.gatewayUrl, await stack.token(ajla), `{ ${field} }`);
    expect(codesOf(answer)).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(answer.data ?? null).toBeNull();
  });
});
