import { inSession, openOrm } from '@intygsgraf/kernel/server';
import { commands, database as schema, directoryRevision, findViewer } from '@intygsgraf/users';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { connected } from '../demo/admin.ts';
import { ADMIN } from '../demo/roles.ts';
import { type CommandEnd, intyg } from '../support/commands.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { peerFile } from '../support/peer.ts';
import { filesOf } from '../support/register-file.ts';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});

const importFiles = (files: readonly string[], ...options: string[]): Promise<CommandEnd> =>
  intyg(commands, { databaseUrl: () => database.url('users_app') }, 'import', 'hsa', ...files, ...options);
const importJson = async (values: readonly unknown[], ...options: string[]): Promise<CommandEnd> =>
  importFiles(
    await filesOf(Object.fromEntries(values.map((value, place) => [`${place}.json`, JSON.stringify(value)]))),
    ...options,
  );

const TABLES = ['care_provider', 'care_unit', 'staff', 'assignment', 'directory_edition'];
/** Every row of the directory. */
const directory = () =>
  connected(database.url(ADMIN), async (client) => {
    const rows: Record<string, object[]> = {};
    for (const table of TABLES) {
      const columns = table === 'assignment' ? 'staff, unit, purpose' : '*';
      rows[table] = (await client.query<object>(`select ${columns} from users.${table} order by 1, 2, 3`)).rows;
    }
    return rows;
  });

const id = (suffix: string): string => `SE5566778899-${suffix}`;
const provider = {
  id: id('VG'),
  name: 'Provregionen',
  careUnits: [
    {
      id: id('VE'),
      name: 'Provvårdcentralen',
      mail: 'post@example.org',
      telephoneNumber: '010-000',
      postalAddress: 'Provgatan 1',
      postalCode: '12345',
      postalTown: 'Provköping',
      prescriptionCode: '555',
      subUnits: [
        {
          id: id('MO'),
          name: 'Provmottagningen',
          address: { address: 'Bakgatan 2', zipCode: '12346', city: 'Provby' },
        },
      ],
    },
  ],
};
const doctor = {
  hsaId: id('LA'),
  givenName: 'Prova',
  middleAndSurname: 'Läkarsson',
  healthCareProfessionalLicence: ['Läkare'],
  commissionList: [
    { healthCareUnitHsaId: id('VE'), commissionPurpose: ['Vård och behandling', 'STATISTIK'] },
    { healthCareUnitHsaId: id('VE'), commissionPurpose: ['Vård och behandling'] },
  ],
  fakeProperties: { logins: [] },
};
const student = {
  hsaId: id('KAND'),
  givenName: 'Prova',
  middleAndSurname: 'Kandidat',
  paTitle: [{ titleName: 'Vikarie', titleCode: '204090' }],
  personalPrescriptionCode: '9200007',
  specialities: [{ specialityCode: '100', specialityName: 'Kirurgi' }],
  commissionList: [{ healthCareUnitHsaId: id('MO'), commissionPurpose: ['Vård och behandling'] }],
};
const practitioner = {
  hsaId: id('PRIV'),
  fullstandigtNamn: 'Prova Privat Läkarsson',
  godkandAnvandare: true,
  enhetsNamn: 'Praktiken',
  legitimeradeYrkesgrupper: [{ kod: 'LK', namn: 'Läkare' }],
  specialiteter: [{ kod: '200', namn: 'Ortopedi' }],
};

async function viewer(hsaId: string, unit: string) {
  const orm = await openOrm(schema, database.url('users_app'));
  const claims = { hsaId, unit, acr: '', client: 'test', expiresAt: 0 };
  const found = await inSession(orm, { scope: 'system' }, (em) => findViewer(em, claims));
  await orm.close();
  return found;
}

describe('The directory', () => {
  it('comes in with units, staff and assignments, and those who are in it are who they are', async () => {
    const { code, said } = await importJson([provider, [doctor, student], practitioner]);
    expect([code, said]).toEqual([
      0,
      'HSA: 2 care providers, 3 units, 3 members of staff, 3 assignments\nkept as an edition of the directory\nleft out: 0',
    ]);
    expect(await viewer(doctor.hsaId, id('VE'))).toMatchObject({ role: 'DOCTOR', unitsInScope: [id('VE'), id('MO')] });
    expect(await viewer(student.hsaId, id('MO'))).toMatchObject({ role: 'DOCTOR' });
    expect(await viewer(practitioner.hsaId, practitioner.hsaId)).toMatchObject({ role: 'PRIVATE_DOCTOR' });
    expect(await viewer(doctor.hsaId, practitioner.hsaId)).toBeUndefined();
    const titles = (await directory())['staff']?.map((row) => row as Record<string, unknown>);
    expect(titles?.find((row) => row['hsa_id'] === student.hsaId)).toMatchObject({
      positions: ['Vikarie'],
      specialities: ['Kirurgi'],
    });
    expect(titles?.find((row) => row['hsa_id'] === practitioner.hsaId)).toMatchObject({ specialities: ['Ortopedi'] });
    expect((await directory())['care_unit']).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ hsa_id: id('VE'), workplace_code: '555', city: 'Provköping', care_unit: null }),
        expect.objectContaining({ hsa_id: id('MO'), care_unit: id('VE'), postal_code: '12346', city: 'Provby' }),
      ]),
    );
  });

  it('changes nothing the second time, and is kept as one dated edition', async () => {
    await importJson([provider, doctor]);
    const before = await directory();
    expect((await importJson([provider, doctor])).said).toContain('the same as the last time');
    expect(await directory()).toEqual(before);
    expect(before['directory_edition']).toMatchObject([{ care_providers: 1, units: 2, staff: 1, left_out: 0 }]);
  });

  it('takes an assignment away when the next edition lacks it, and staff alone may come to units that are known', async () => {
    await importJson([provider, doctor]);
    const { code } = await importJson([
      { ...doctor, commissionList: [{ ...doctor.commissionList[0], healthCareUnitHsaId: id('MO') }] },
    ]);
    expect(code).toBe(0);
    expect(await viewer(doctor.hsaId, id('VE'))).toBeUndefined();
    expect(await viewer(doctor.hsaId, id('MO'))).toMatchObject({ unitsInScope: [id('MO')] });
  });
});

describe('What HSA would not have', () => {
  const odd = [
    provider,
    { ...provider, id: 'region', name: 'Utan HSA-id' },
    { ...doctor, hsaId: 'doktorn' },
    { ...doctor, hsaId: id('NN'), givenName: undefined, middleAndSurname: undefined },
    {
      ...doctor,
      commissionList: [{ healthCareUnitHsaId: id('INGENSTANS'), commissionPurpose: ['Vård och behandling'] }],
    },
    { ...student, hsaId: doctor.hsaId },
    { personalIdentityNumber: 'x', personalPrescriptionCode: '1', healthCareProfessionalLicenceType: [] },
  ];

  it('is left out, told by its place without a name or an id, and reaches nothing', async () => {
    const { code, said } = await importJson(odd, '--json');
    const report = JSON.parse(said) as { leftOut: string[] };
    expect(code).toBe(0);
    expect(report).toMatchObject({ careProviders: 1, units: 2, staff: 1, assignments: 0 });
    expect(report.leftOut).toEqual([
      'file 2 of 7: the id of a care provider is no HSA-id, so its units stay out with it (1)',
      'file 3 of 7: the id of a member of staff is no HSA-id',
      'file 4 of 7: a member of staff has no name',
      'file 5 of 7: assignments on units that nobody knows (1)',
      'file 6 of 7: the id of a member of staff is there twice',
      'file 7 of 7: a licence by personal number is not used yet',
    ]);
    expect(await viewer(doctor.hsaId, id('INGENSTANS'))).toBeUndefined();
  });

  it('refuses all of it when it is asked to be strict', async () => {
    const before = await directory();
    const { code, told } = await importJson(odd, '--strict');
    expect([code, told]).toEqual([1, expect.stringContaining('The directory has 6 faults, and nothing changed:')]);
    expect(await directory()).toEqual(before);
  });
});

describe('A directory that is cut or wrong', () => {
  it.each([
    [
      'a unit without a name',
      [provider, { ...provider, careUnits: [{ id: id('X') }] }],
      1,
      'file 2 of 2, careUnits.0.name',
    ],
    [
      'an assignment without a unit',
      [provider, { ...doctor, commissionList: [{ commissionPurpose: [] }] }],
      1,
      'commissionList.0.healthCareUnitHsaId: should be string',
    ],
    ['a record of another kind', [provider, { patient: 'somebody' }], 2, 'file 2 of 2'],
  ])('by %s changes nothing', async (_what, values, code, told) => {
    const end = await importJson(values);
    expect([end.code, end.told]).toEqual([code, expect.stringContaining(told)]);
    expect((await directory())['care_provider']).toEqual([]);
  });

  it('in the middle of a file changes nothing', async () => {
    const text = JSON.stringify([provider, doctor]);
    for (let length = 1; length < text.length; length += 41)
      expect((await importFiles(await filesOf({ 'cut.json': text.slice(0, length) }))).code, `cut at ${length}`).toBe(
        1,
      );
    expect((await directory())['care_provider']).toEqual([]);
  });
});

const REAL = peerFile('reference-data/mock-persons-units', 'the test environment’s directory is not imported');

describe.runIf(REAL)('The test environment’s directory', () => {
  it('comes in, and a doctor of it works on their unit', async () => {
    const there = ['fakehsa', 'private-practitioners'].map((folder) => path.join(REAL ?? '', folder));
    const { code, said } = await importFiles(there);
    console.info(said.split('\n').slice(0, 3).join('\n'));
    expect(code).toBe(0);
    expect(await viewer('TSTNMT2321000156-DRAA', 'TSTNMT2321000156-ALMC')).toMatchObject({ role: 'DOCTOR' });
  });
});

describe('The revision of the directory', () => {
  const revision = async (change?: string): Promise<string> => {
    if (change) await connected(database.url(ADMIN), (client) => client.query(change));
    const orm = await openOrm(schema, database.url('users_app'));
    const found = await inSession(orm, { scope: 'system' }, directoryRevision);
    await orm.close();
    return found;
  };

  it('is another one after every import that changed something', async () => {
    const before = await revision();
    await importJson([provider, doctor]);
    expect(await revision()).not.toBe(before);
  });

  it.each([
    `insert into users.assignment (id, staff, unit, purpose) values (gen_random_uuid(), 'A', 'B', 'C')`,
    `update users.staff set licensed_professions = '{}'`,
    `delete from users.assignment`,
    `update users.care_unit set care_unit = null`,
  ])('is another one after a change by whatever way (%s)', async (change) => {
    const before = await revision();
    expect(await revision(change)).not.toBe(before);
  });
});
