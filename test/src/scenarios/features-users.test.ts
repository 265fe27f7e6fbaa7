import { inSession, openOrm } from '@intygsgraf/kernel/server';
import { database as usersDatabase, importDirectory } from '@intygsgraf/users';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directory } from '../demo/data/directory.ts';
import type { Staff } from '../demo/data/staff.ts';
import { certificateOf } from '../support/agency.ts';
import { ask, codesOf } from '../support/graph-client.ts';
import { ajla, alva, type SignedIn, tage, units } from '../support/people.ts';
import { targetOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

/** Of Alfa Medicincentrum, about a protected patient: those who handle protected patients see it. */
const PROTECTED = 'Certificate_78040000-0000-4000-8000-000000000016';

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

const asks = async (user: SignedIn, document: string, variables: Record<string, unknown> = {}) =>
  ask(stack.gatewayUrl, await stack.token(user), document, variables);

type Credentials = Pick<Staff, 'licensedProfessions' | 'positionCodes' | 'prescriberCodes'>;
const licensed = (...licensedProfessions: Staff['licensedProfessions']): Credentials => ({
  licensedProfessions,
  positionCodes: [],
  prescriberCodes: [],
});
const position = (code: string, ...prescriberCodes: string[]): Credentials => ({
  licensedProfessions: [],
  positionCodes: [code],
  prescriberCodes,
});

/** HSA tells something else of Alva from now on; her role then, and whether she may handle a protected patient. */
async function roleOfAlvaWith(credentials: Credentials): Promise<{ role: string; handlesProtected: boolean }> {
  const staff = directory.staff.filter(({ hsaId }) => hsaId === alva.sub).map((one) => ({ ...one, ...credentials }));
  const orm = await openOrm(usersDatabase, stack.database.url('users_app'));
  await inSession(orm, { scope: 'system' }, (em) => importDirectory(em, { ...directory, staff }));
  await orm.close();
  const { data } = await asks(alva, 'query ($id: ID!) { viewer { role } certificate(id: $id) { id } }', {
    id: PROTECTED,
  });
  const { viewer, certificate } = data as unknown as { viewer: { role: string }; certificate: object | null };
  return { role: viewer.role, handlesProtected: certificate !== null };
}

const physician = (role: string) => ({ role, handlesProtected: true });
const administrator = { role: 'CARE_ADMINISTRATOR', handlesProtected: false };

describe('Users', () => {
  it('W4 doctors, dentists and care administrators sign in, and each is told which they are', async () => {
    const roles = [ajla, tage, alva].map(async (user) => (await asks(user, '{ viewer { hsaId role } }')).data);
    expect(await Promise.all(roles)).toEqual([
      { viewer: { hsaId: ajla.sub, role: 'DOCTOR' } },
      { viewer: { hsaId: tage.sub, role: 'DENTIST' } },
      { viewer: { hsaId: alva.sub, role: 'CARE_ADMINISTRATOR' } },
    ]);
  });

  it('W5 with assignments on two units one reaches the one that one is signed in on, and no unit without an assignment', async () => {
    const own = [units.alfaMedicincentrum, units.alfaVardcentral];
    const READ = `query ($case: ID!, $certificate: ID!) {
      viewer { selectedUnit } case(id: $case) { id } certificate(id: $certificate) { id } }`;
    const HANDLE =
      'mutation ($case: ID!) { markCaseHandled(input: { caseId: $case }) { case { id } errors { code } } }';
    for (const unit of own)
      for (const other of own) {
        const { case: id, certificate } = await targetOf(stack.database, certificateOf(other));
        const read = await asks({ ...ajla, unit }, READ, { case: id, certificate });
        const handled = await asks({ ...ajla, unit }, HANDLE, { case: id });
        const isThere = unit === other;
        expect(read.data).toEqual({
          viewer: { selectedUnit: unit },
          case: isThere ? { id } : null,
          certificate: isThere ? { id: certificate } : null,
        });
        expect(handled.data).toEqual({
          markCaseHandled: isThere
            ? { case: { id }, errors: [] }
            : { case: null, errors: [{ code: 'CASE_NOT_FOUND' }] },
        });
      }
    const elsewhere = await asks({ ...ajla, unit: units.betaVardcentral }, '{ viewer { selectedUnit } }');
    expect(elsewhere.data?.['viewer'] ?? null).toBeNull();
    expect(codesOf(elsewhere)).toEqual(['FORBIDDEN']);
  });

  it('W6 each row of table 1 makes a doctor, and what is nearly one does not', async () => {
    const rows = [
      licensed('Läkare'),
      position('204010'),
      position('203090', '9300005'),
      position('203090', '9400003'),
      position('204090', '9100009'),
      position('204090', '9200007'),
    ];
    for (const row of rows) expect(await roleOfAlvaWith(row), JSON.stringify(row)).toEqual(physician('DOCTOR'));
    const nearly = [
      licensed(),
      position('203090'),
      position('204090'),
      position('203090', '9100009'),
      position('204090', '9300005'),
      { ...licensed(), prescriberCodes: ['9300005'] },
    ];
    for (const row of nearly) expect(await roleOfAlvaWith(row), JSON.stringify(row)).toEqual(administrator);
  });

  it('W8 the licensed group of dentists makes a dentist, and no other does', async () => {
    expect(await roleOfAlvaWith(licensed('Tandläkare'))).toEqual(physician('DENTIST'));
    for (const profession of ['Läkare', 'Barnmorska', 'Sjuksköterska'] as const)
      expect((await roleOfAlvaWith(licensed(profession))).role).not.toBe('DENTIST');
    expect(await roleOfAlvaWith(licensed())).toEqual(administrator);
  });
});
