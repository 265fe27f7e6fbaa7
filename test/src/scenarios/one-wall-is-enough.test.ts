import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { certificateOf } from '../support/agency.ts';
import { type Answer, ask, codesOf, subscribe } from '../support/graph-client.ts';
import type { FreshDatabase } from '../support/database.ts';
import { type InProcessStack, startInProcessStack } from '../support/in-process-stack.ts';
import { withoutChecks, withoutPolicies } from '../support/one-wall-down.ts';
import { ajlaOnAllergi, alf, alva, beata, petra, type SignedIn, units } from '../support/people.ts';
import { digest, NOTHING, targetOf } from '../support/rows.ts';
import { leaks, secrets } from '../support/secrets.ts';
import { seededDatabase } from '../support/seeded-stack.ts';
import { type Target, tryWay, type Way, WAYS } from '../support/ways-in.ts';

/** The demo's certificate of Alfa Medicincentrum whose patient is protected. */
const PROTECTED = '78040000-0000-4000-8000-000000000016';

const tries = async (stack: InProcessStack, user: SignedIn, way: Way, target: Target): Promise<Answer> =>
  tryWay(stack.gatewayUrl, await stack.token(user), way, user.unit, target);

describe('When the database would show everything, the use cases alone', () => {
  let database: FreshDatabase;
  let stack: InProcessStack;
  let target: Target;
  let ofProtected: Target;
  beforeAll(async () => {
    database = await seededDatabase();
    stack = await startInProcessStack(withoutPolicies(database));
    target = await targetOf(database, certificateOf(units.alfaMedicincentrum));
    ofProtected = await targetOf(database, PROTECTED);
  });
  afterAll(async () => {
    await stack.stop();
    await database.drop();
  });

  const strangers: readonly [string, SignedIn, readonly string[]][] = [
    ['a doctor of another unit', alf, [units.alfaVardcentral]],
    ['a doctor of another care provider', beata, [units.betaVardcentral, units.betaHud]],
    ['a doctor on a sub-unit', ajlaOnAllergi, [units.alfaAllergi]],
    ['a private practitioner without authority', petra, []],
  ];

  /** What strangers were told of the target, so that it need not be asked twice. */
  const told = new Map<SignedIn, ReadonlyMap<string, Answer>>();

  it.each(strangers)('keep %s from everything foreign', async (_, user, sees) => {
    const foreign = secrets(({ unit }) => !sees.includes(unit));
    const before = await digest(database);
    const answers = new Map<string, Answer>();
    for (const way of WAYS) {
      const answer = await tries(stack, user, way, target);
      expect(leaks(answer.text, foreign), way.name).toEqual([]);
      answers.set(way.name, answer);
    }
    told.set(user, answers);
    expect(await digest(database)).toEqual(before);
  });

  it.each(strangers.slice(0, 2))('tell %s the same of what is there and what is not', async (_, user) => {
    for (const way of WAYS) {
      const nowhere = await tries(stack, user, way, NOTHING);
      const there = told.get(user)?.get(way.name) ?? (await tries(stack, user, way, target));
      expect(there.text, way.name).toBe(nowhere.text);
    }
  });

  it('keep a care administrator from a protected patient', async () => {
    const protectedOnly = secrets(({ id }) => id === PROTECTED);
    const nowhere = { ...NOTHING, unit: alva.unit };
    const before = await digest(database);
    for (const way of WAYS) {
      const answer = await tries(stack, alva, way, ofProtected);
      expect(leaks(answer.text, protectedOnly), way.name).toEqual([]);
      expect(answer.text, way.name).toBe((await tries(stack, alva, way, nowhere)).text);
    }
    expect(await digest(database)).toEqual(before);
  });

  it('give no count, now or later', async () => {
    const document = 'subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId total unit { name } } }';
    const listening = subscribe(stack.gatewayUrl, await stack.token(alf), document, { units: [target.unit] });
    await eventually(() => expect(listening.events).toHaveLength(1));
    expect(JSON.stringify(listening.events)).toContain('FORBIDDEN');
    await listening.close();
  });
});

describe.each([
  ['a doctor of another unit', alf, (): string => certificateOf(units.alfaMedicincentrum)],
  ['a care administrator who wants a protected patient', alva, (): string => PROTECTED],
] as const)('When no use case refuses %s anything, the database alone', (_, user, certificate) => {
  let database: FreshDatabase;
  let stack: InProcessStack;
  let target: Target;
  beforeAll(async () => {
    database = await seededDatabase();
    target = await targetOf(database, certificate());
    await withoutChecks(database, user);
    stack = await startInProcessStack(database);
  });
  afterAll(async () => {
    await stack.stop();
    await database.drop();
  });
  const open = secrets(({ unit, personId }) => unit === user.unit && personId !== '198405299291');

  it('is what is asked: they may do all, as far as the subgraphs know', async () => {
    const viewer = '{ viewer { role unitsInScope countableUnits } }';
    const { data } = await ask(stack.gatewayUrl, await stack.token(user), viewer);
    const everywhere = expect.arrayContaining([units.alfaMedicincentrum, units.betaVardcentral, units.betaHud]);
    expect(data).toEqual({ viewer: { role: 'DOCTOR', unitsInScope: everywhere, countableUnits: everywhere } });
  });

  it('shows no row, no count of what is foreign, and lets nothing of it be changed', async () => {
    const foreign = secrets(({ unit, personId }) => unit !== user.unit || personId === '198405299291');
    const before = await digest(database);
    const answers = new Map<string, Answer>();
    for (const way of WAYS) answers.set(way.name, await tries(stack, user, way, target));
    for (const [name, { text }] of answers) expect(leaks(text, foreign), name).toEqual([]);
    expect(answers.get('a case')?.data).toEqual({ case: null });
    expect(answers.get('a certificate')?.data).toEqual({ certificate: null });
    for (const name of ['handling', 'taking it back', 'answering', 'sending again'])
      expect(answers.get(name)?.text).toContain('CASE_NOT_FOUND');
    const question = `mutation ($of: ID!) { askAgency(input: {
      certificateId: $of, subject: OTHER, text: "Hur går det?", idempotencyKey: "in-earnest" }) { case { id } } }`;
    const asked = await ask(stack.gatewayUrl, await stack.token(user), question, { of: target.certificate });
    expect(asked.data).toEqual({ askAgency: { case: null } });
    expect(codesOf(answers.get('all cases') ?? { status: 0, text: '' })).toEqual([]);
    expect(leaks([...answers.values()].map(({ text }) => text).join(), open)).not.toEqual([]);
    expect(await digest(database)).toEqual(before);
  });

  it('counts what it shows', async () => {
    const token = await stack.token(user);
    const counts = async (root: string) => {
      const document = `${root} ($units: [ID!]!) { unhandled(units: $units) { hsaId total unit { name } } }`;
      const of = [...new Set([user.unit, units.alfaMedicincentrum, units.betaVardcentral])];
      if (root === 'query') return (await ask(stack.gatewayUrl, token, document, { units: of })).data?.['unhandled'];
      const listening = subscribe(stack.gatewayUrl, token, document, { units: of });
      await eventually(() => expect(listening.values('unhandled')).toHaveLength(of.length));
      await listening.close();
      return listening.values('unhandled');
    };
    const { data } = await ask(stack.gatewayUrl, token, '{ cases(first: 100) { edges { node { id } } } }');
    const shown = (data as unknown as { cases: { edges: object[] } }).cases.edges.length;
    for (const root of ['query', 'subscription'])
      for (const count of (await counts(root)) as unknown as { hsaId: string; total: number }[])
        expect(count.total, `${root} ${count.hsaId}`).toBe(count.hsaId === user.unit ? shown : 0);
  });
});
