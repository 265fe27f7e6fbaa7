import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { certificates } from '../demo/data/certificates.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { type Answer, ask, codesOf, subscribe, type Subscription } from '../support/graph-client.ts';
import { ajla, alf, alva, anna, type SignedIn, units } from '../support/people.ts';
import { changePerson, forgetPerson } from '../support/person-service.ts';
import { digest, NOTHING, rowsOf, targetOf } from '../support/rows.ts';
import { leaks, secrets } from '../support/secrets.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { byEveryWay, type Target, tryWay, type Way, WAYS, type WayName } from '../support/ways-in.ts';

const COUNT = 'query ($units: [ID!]!) { unhandled(units: $units) { total certificates } }';
const COUNTS = 'subscription ($units: [ID!]!) { unhandled(units: $units) { total version } }';
const of = { units: [units.alfaMedicincentrum] };

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

const tries = async (user: SignedIn, way: Way, target: Target): Promise<Answer> =>
  tryWay(stack.gatewayUrl, await stack.token(user), way, user.unit, target);
const wayOf = (name: WayName): Way => WAYS.find((way) => way.name === name) ?? WAYS[0];
const asks = async (user: SignedIn, document: string, variables: Record<string, unknown>) =>
  ask(stack.gatewayUrl, await stack.token(user), document, variables);

interface Count {
  readonly total: number;
  readonly certificates: number;
}
const countOf = async (user: SignedIn, unit = units.alfaMedicincentrum as string): Promise<Count | undefined> =>
  (((await asks(user, COUNT, { units: [unit] })).data ?? {}) as { unhandled?: Count[] }).unhandled?.[0];
const watch = async (user: SignedIn): Promise<Subscription> => {
  const watching = subscribe(stack.gatewayUrl, await stack.token(user), COUNTS, of);
  await eventually(() => expect(watching.values('unhandled')).toHaveLength(1));
  return watching;
};
const latest = (watching: Subscription) => watching.values<Count & { version: number }>('unhandled').at(-1);
const personOf = (certificateId: string) => certificates.find(({ id }) => id === certificateId)?.personId ?? '';

describe('A patient with protected personal data', () => {
  const PROTECTED = '78040000-0000-4000-8000-000000000016';
  const hidden = secrets(({ id }) => id === PROTECTED);
  let target: Target;
  beforeAll(async () => {
    target = await targetOf(stack.database, PROTECTED);
  });

  it('is shown to a doctor of the unit', async () => {
    const shown = await byEveryWay((way) => tries(ajla, way, target));
    expect(leaks(shown.map(({ text }) => text).join(), hidden)).toEqual(hidden);
  });

  it.each([
    ['a care administrator', alva],
    ['a nurse', anna],
  ])('is shown to %s of the unit by no way, and what there is looks like nothing', async (_, user) => {
    const before = await digest(stack.database);
    for (const way of WAYS) {
      const answer = await tries(user, way, target);
      expect(leaks(answer.text, hidden), way.name).toEqual([]);
      expect(answer.text, way.name).toBe((await tries(user, way, { ...NOTHING, unit: user.unit })).text);
    }
    expect(await digest(stack.database)).toEqual(before);
  });

  it('counts for the doctor only, also as it changes', async () => {
    const [doctors, administrators] = [await countOf(ajla), await countOf(alva)];
    expect(doctors?.total).toBe((administrators?.total ?? 0) + 1);
    expect(doctors?.certificates).toBe((administrators?.certificates ?? 0) + 1);

    const [doctor, administrator] = [await watch(ajla), await watch(alva)];
    await agencyAsks(stack.agencyUrl, PROTECTED);
    await eventually(() => expect(latest(doctor)?.total).toBe((doctors?.total ?? 0) + 1));
    expect(await countOf(alva)).toEqual(administrators);
    await agencyAsks(stack.agencyUrl, certificateOf(units.alfaMedicincentrum));
    await eventually(() => expect(latest(doctor)?.total).toBe((doctors?.total ?? 0) + 2));
    await eventually(() => expect(latest(administrator)?.total).toBe((administrators?.total ?? 0) + 1));
    await Promise.all([doctor.close(), administrator.close()]);
  });
});

describe('A patient who gets protected personal data after the list was read', () => {
  const certificate = certificateOf(units.alfaMedicincentrum);
  const personId = personOf(certificate);
  const hidden = secrets(({ id }) => id === certificate);
  /** By any way: where one does, the others need not be tried. */
  const shows = async (user: SignedIn) => {
    const target = await targetOf(stack.database, certificate);
    for (const way of WAYS) if (leaks((await tries(user, way, target)).text, hidden).length > 0) return true;
    return false;
  };
  const casesOfPatient = async () =>
    (
      await rowsOf(stack.database, 'select from cases."case" where certificate_id = $1 and status <> $2', [
        certificate,
        'HANDLED',
      ])
    ).length;

  it.each(['all cases', 'own certificates', 'a case', 'a certificate'] as const)(
    'is hidden at once from a care administrator who asks for %s',
    async (name) => {
      const target = await targetOf(stack.database, certificate);
      expect(leaks((await tries(alva, wayOf(name), target)).text, hidden)).not.toEqual([]);
      await changePerson(stack.personServiceUrl, { personId, protectedPerson: true });
      expect(leaks((await tries(alva, wayOf(name), target)).text, hidden)).toEqual([]);
      await changePerson(stack.personServiceUrl, { personId, protectedPerson: false });
      // a flag that was stored may hide more than the person service would: somebody who may see it opens it
      for (const each of WAYS.slice(0, 2)) await tries(ajla, each, target);
    },
  );

  it('leaves no trace in where a page ends', async () => {
    const page = `query ($unit: ID!) { certificates(unit: $unit, first: 5) { edges { node { id } } pageInfo { endCursor } }
      cases(first: 3) { edges { node { id } } pageInfo { endCursor } } }`;
    for (const each of [
      certificate,
      ...certificates.filter(({ unit }) => unit === units.alfaMedicincentrum).map(({ id }) => id),
    ]) {
      const person = personOf(each);
      await changePerson(stack.personServiceUrl, { personId: person, protectedPerson: true });
      const [cases, { text }] = [
        await rowsOf(stack.database, 'select id from cases."case" where certificate_id = $1', [each]),
        await asks(alva, page, { unit: units.alfaMedicincentrum }),
      ];
      expect(leaks(text, [each, ...cases.map(({ id }) => id ?? '')])).toEqual([]);
      await changePerson(stack.personServiceUrl, { personId: person, protectedPerson: each.endsWith('16') });
      const seen = { ...NOTHING, unit: units.alfaMedicincentrum, certificate: `Certificate_${each}` };
      for (const name of ['all cases', 'a certificate'] as const) await tries(ajla, wayOf(name), seen);
    }
  });

  it('no longer counts for the care administrator, does for the doctor, and both hear of it', async () => {
    const [doctors, administrators, open] = [await countOf(ajla), await countOf(alva), await casesOfPatient()];
    expect(open).toBeGreaterThan(1);
    const [doctor, administrator] = [await watch(ajla), await watch(alva)];
    await changePerson(stack.personServiceUrl, { personId, protectedPerson: true });
    expect(await shows(alva)).toBe(false);
    await eventually(() => expect(latest(administrator)?.total).toBe((administrators?.total ?? 0) - open));
    expect(await countOf(alva)).toEqual({
      total: (administrators?.total ?? 0) - open,
      certificates: (administrators?.certificates ?? 0) - 1,
    });
    expect(await countOf(ajla)).toEqual(doctors);
    expect(latest(doctor)?.total).toBe(doctors?.total);
    await Promise.all([doctor.close(), administrator.close()]);
  });

  it('counts and is shown again when the protection is gone and somebody who may see them has looked', async () => {
    const administrators = await countOf(alva);
    await changePerson(stack.personServiceUrl, { personId, protectedPerson: false });
    expect(await shows(alva)).toBe(false);
    expect(await shows(ajla)).toBe(true);
    expect((await countOf(alva))?.total).toBe((administrators?.total ?? 0) + (await casesOfPatient()));
    expect(await shows(alva)).toBe(true);
  });
});

describe('A patient whom the person service does not know', () => {
  const [known, unasked] = [certificateOf(units.alfaVardcentral), certificateOf(units.alfaVardcentral, 1)];
  const hidden = secrets(({ id }) => id === known || id === unasked);
  let target: Target;
  beforeAll(async () => {
    target = await targetOf(stack.database, known);
    for (const id of [known, unasked]) await forgetPerson(stack.personServiceUrl, personOf(id));
  });

  it('is shown to nobody, not even to who wrote the certificate', async () => {
    const before = await digest(stack.database);
    for (const way of WAYS) expect(leaks((await tries(alf, way, target)).text, hidden), way.name).toEqual([]);
    for (const name of ['a case', 'a certificate'] as const)
      expect(codesOf(await tries(alf, wayOf(name), target))).toEqual(['PU_PROBLEM']);
    for (const name of ['handling', 'taking it back'] as const)
      expect((await tries(alf, wayOf(name), target)).text).toContain('"code":"PU_PROBLEM"');
    expect(await digest(stack.database)).toEqual(before);
  });

  it('is left out of lists, which show the others', async () => {
    const other = certificateOf(units.alfaVardcentral, 2);
    await agencyAsks(stack.agencyUrl, other, { text: 'En fråga om en patient som finns.' });
    const [cases, list] = [
      await tries(alf, wayOf('all cases'), target),
      await tries(alf, wayOf('own certificates'), target),
    ];
    for (const { text } of [cases, list]) expect(text).toContain(other);
    expect(cases.text).toContain('En fråga om en patient som finns.');
    expect([...codesOf(cases), ...codesOf(list)]).toEqual([]);
  });

  it('is counted for nobody when a question comes, and the question is taken', async () => {
    const before = await countOf(alf, units.alfaVardcentral);
    expect(await agencyAsks(stack.agencyUrl, unasked)).toMatchObject({ resultCode: 'OK' });
    expect(await countOf(alf, units.alfaVardcentral)).toEqual(before);
    expect(leaks((await tries(alf, wayOf('all cases'), target)).text, hidden)).toEqual([]);
  });
});
