import { database as casesDatabase } from '@intygsgraf/cases';
import { database as certificatesDatabase } from '@intygsgraf/certificates';
import { inSession, openOrm, type Session } from '@intygsgraf/kernel/server';
import { database as usersDatabase } from '@intygsgraf/users';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { units } from '../support/people.ts';
import { digest, rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

let stack: SeededStack;
let orms: Record<'cases' | 'certificates' | 'users', MikroORM>;

beforeAll(async () => {
  stack = await startSeededStack();
  const { url } = stack.database;
  await rowsOf(
    stack.database,
    `update cases.certificate set protection = 'UNKNOWN' where id = '78040000-0000-4000-8000-000000000004'`,
  );
  orms = {
    cases: await openOrm(casesDatabase, url('cases_app')),
    certificates: await openOrm(certificatesDatabase, url('certificates_app')),
    users: await openOrm(usersDatabase, url('users_app')),
  };
});
afterAll(async () => {
  for (const orm of Object.values(orms)) await orm.close();
  await stack.stop();
});

const session = (of: readonly string[], ...protections: string[]): Session => ({
  scope: 'user',
  units: of,
  protections,
});
const careUnit = [units.alfaMedicincentrum, units.alfaAllergi];
const alf = session([units.alfaVardcentral], 'OPEN', 'PROTECTED');

/** A table, by its subgraph, with the rows that a user's session may see, as a condition that the superuser reads. */
const TABLES = [
  ['cases', 'cases.certificate', (mine: string, flags: string) => `unit in (${mine}) and protection in (${flags})`],
  [
    'cases',
    'cases."case"',
    (mine: string, flags: string) =>
      `unit in (${mine}) and certificate_id in (select id from cases.certificate where protection in (${flags}))`,
  ],
  [
    'cases',
    'cases.message',
    (mine: string, flags: string) =>
      `case_id in (select c.id from cases."case" c join cases.certificate t on t.id = c.certificate_id
                   where c.unit in (${mine}) and t.protection in (${flags}))`,
  ],
  [
    'certificates',
    'certificates.certificate',
    (mine: string, flags: string) => `unit in (${mine}) and protection in (${flags})`,
  ],
  ['users', 'users.care_relation', (mine: string) => `unit in (${mine})`],
  [
    'users',
    'users.patient',
    (mine: string) => `id in (select patient from users.care_relation where unit in (${mine}))`,
  ],
] as const;

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ') || `'none'`;

describe.each(TABLES)('Of %s, the table %s', (subgraph, table, condition) => {
  it.each([
    ['a doctor on a care unit', careUnit, ['OPEN', 'PROTECTED']],
    ['a care administrator there', careUnit, ['OPEN']],
    ['a doctor on a sub-unit', [units.alfaAllergi], ['OPEN', 'PROTECTED']],
    ['a doctor of another unit', [units.alfaVardcentral], ['OPEN', 'PROTECTED']],
    ['somebody without a unit', [], ['OPEN', 'PROTECTED']],
    ['somebody whose unit is a pattern', ['%', '*', 'TSTNMT2321000156-ALMC%'], ['OPEN', 'PROTECTED']],
  ] as const)('shows to %s what is theirs, whatever is asked', async (_, of, protections) => {
    const sql = (where: string) => `select count(*)::int as rows from ${table} where ${where}`;
    const theirs = await rowsOf(stack.database, sql(condition(quoted(of), quoted(protections))));
    const shown = await inSession(orms[subgraph], session(of, ...protections), (em) => em.execute(sql('true')));
    expect(shown).toEqual(theirs);
  });

  it('shows all of it to work without a user, and none to a connection that does not say who asks', async () => {
    const sql = `select count(*)::int as rows from ${table}`;
    const all = await rowsOf(stack.database, sql);
    expect(all).not.toEqual([{ rows: 0 }]);
    expect(await inSession(orms[subgraph], { scope: 'system' }, (em) => em.execute(sql))).toEqual(all);
    expect(await (orms[subgraph].em.fork() as EntityManager).execute(sql)).toEqual([{ rows: 0 }]);
  });
});

describe('A user’s session', () => {
  const changes = (subgraph: keyof typeof orms, sql: string): Promise<{ affectedRows: number }> =>
    inSession(orms[subgraph], alf, (em) => em.execute(sql, [], 'run'));
  const newCase = `insert into cases."case" (id, certificate_id, type_id, unit, care_unit, subject, status, sent_at, received_at)
    select gen_random_uuid(), '78040000-0000-4000-8000-000000000001', 'fk7804', '${units.alfaVardcentral}',
      '${units.alfaVardcentral}', 'OTHER', 'WAITING_FOR_CARE', now(), now()`;

  it.each([
    ['cases', `update cases."case" set handled_by = 'somebody' where unit <> '${units.alfaVardcentral}'`],
    ['cases', `update cases.certificate set protection = 'OPEN'`],
    ['cases', `update cases.message set text = ''`],
    ['cases', 'delete from cases."case"'],
    ['cases', 'delete from cases.certificate'],
    ['cases', 'delete from cases.message'],
    ['users', `update users.patient set person_id = '191212121212'`],
    ['users', 'delete from users.care_relation'],
    ['users', `update users.assignment set unit = '${units.alfaMedicincentrum}'`],
    ['users', `update users.care_unit set care_unit = '${units.alfaVardcentral}'`],
    ['users', `update users.staff set licensed_professions = '{Läkare}'`],
  ] as const)('changes nothing (%s: %s)', async (subgraph, sql) => {
    const before = await digest(stack.database);
    expect((await changes(subgraph, sql)).affectedRows).toBe(0);
    expect(await digest(stack.database)).toEqual(before);
  });

  it.each([
    ['cases', newCase, 'violates row-level security policy'],
    ['cases', `update cases."case" set unit = '${units.alfaMedicincentrum}'`, 'violates row-level security policy'],
    ['users', `insert into users.assignment values (gen_random_uuid(), 'a', 'b', 'c')`, 'violates row-level security'],
    [
      'users',
      `insert into users.care_relation select id, '${units.alfaVardcentral}' from users.patient`,
      'violates row-level',
    ],
    ['certificates', `update certificates.certificate set answers = '{}'`, 'permission denied'],
    ['certificates', 'delete from certificates.certificate', 'permission denied'],
    [
      'certificates',
      `update certificates.certificate set protection = 'UNKNOWN'`,
      'only the system tells a protection',
    ],
    ['cases', 'select from certificates.certificate', 'permission denied'],
    ['cases', 'alter table cases."case" no force row level security', 'must be owner'],
    ['cases', 'set local role intyg_admin', 'permission denied'],
    ['cases', 'set local role cases_owner', 'permission denied'],
    ['cases', 'set local row_security = off; select from cases."case"', 'would be affected by row-level security'],
  ] as const)('is refused by the database (%s: %s)', async (subgraph, sql, reason) => {
    await expect(changes(subgraph, sql)).rejects.toThrow(reason);
  });
});
