import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../demo/admin.ts';
import { ADMIN } from '../demo/roles.ts';
import { begun, COMPLETE, writer } from '../support/drafts.ts';
import { ajla, units } from '../support/people.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const [SIMON, OF_PROTECTED] = ['199001182394', '198506149882'];

let stack: SeededStack;
/** UUIDs: of a draft with answers, of one that is locked, of one whose patient is protected. */
let ids: { written: string; locked: string; hidden: string };
beforeAll(async () => {
  stack = await startSeededStack();
  const doctor = writer(stack, ajla);
  const [written, locked, hidden] = [
    await begun(doctor, SIMON),
    await begun(doctor, SIMON),
    await begun(doctor, OF_PROTECTED),
  ];
  await doctor.save(written.id, ...COMPLETE);
  ids = { written: written.certificateId, locked: locked.certificateId, hidden: hidden.certificateId };
  await asSuperuser(`update certificates.draft set status = 'LOCKED' where id = '${ids.locked}'`);
});
afterAll(() => stack.stop());

const asSuperuser = (sql: string): Promise<number> =>
  connected(stack.database.url(ADMIN), async (client) => (await client.query(sql)).rowCount ?? 0);

/** As the subgraph itself, in the session of somebody on these units who sees these patients. */
const inSession = (
  sql: string,
  session: { scope?: string; units?: string; protections?: string } = {},
): Promise<number> =>
  connected(stack.database.url('certificates_app'), async (client) => {
    const { scope = 'user', units: of = units.alfaMedicincentrum, protections = 'OPEN' } = session;
    await client.query(
      `select set_config('app.scope', $1, false), set_config('app.units', $2, false),
      set_config('app.protections', $3, false)`,
      [scope, of, protections],
    );
    return (await client.query(sql)).rowCount ?? 0;
  });

describe('The table of drafts refuses, whoever writes', () => {
  it.each<[string, string, string]>([
    ['a draft that was never saved and is complete', `status = 'DRAFT_COMPLETE', revision = 0`, 'a save raises'],
    ['a save that nobody made', `saved_by = null`, 'draft_saved'],
    ['a save at no time', `saved_at = null`, 'draft_saved'],
    ['a draft that was saved and is empty', `status = 'EMPTY_DRAFT'`, 'draft_saved'],
    ['a status that there is not', `status = 'REVOKED'`, 'draft_status_check'],
    ['other answers without a save', `answers = '{}'`, 'a save raises'],
    ['a save that undoes others', `revision = revision - 1`, 'a save raises'],
    ['another patient', `person_id = '195809092652'`, 'stays where it was begun'],
    ['another unit', `unit = 'TSTNMT2321000156-BEVC'`, 'stays where it was begun'],
    ['another day to be locked', `locked_from = locked_from + 1`, 'stays where it was begun'],
    ['another time of its beginning', `created_at = now() - interval '1 year'`, 'stays where it was begun'],
  ])('%s', async (_, change, why) => {
    await expect(asSuperuser(`update certificates.draft set ${change} where id = '${ids.written}'`)).rejects.toThrow(
      why,
    );
  });

  it.each(['14', '16'])('a beginning whose day to be locked is %s days later', async (days) => {
    const insert = `insert into certificates.draft (select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(),
      'locked_from', (created_at at time zone 'Europe/Stockholm')::date + ${days}))).* from certificates.draft d
      where id = '${ids.written}')`;
    await expect(asSuperuser(insert)).rejects.toThrow('draft_lock_day');
  });

  it.each([
    `status = 'DRAFT_INCOMPLETE'`,
    `revision = 1, saved_by = 'a', saved_at = now()`,
    `answers = '{"25.1": {}}'`,
  ])('any change to what is locked: %s', async (change) => {
    const sql = `update certificates.draft set ${change} where id = '${ids.locked}'`;
    await expect(asSuperuser(sql)).rejects.toThrow('a locked draft stays as it is');
  });
});

describe('The table of certificates refuses, whoever writes', () => {
  it.each([
    [`answers = '{}'`, 'a signed certificate stays as it is'],
    [`signed_at = now()`, 'a signed certificate stays as it is'],
    [`signed_by = 'somebody'`, 'a signed certificate stays as it is'],
    [`person_id = '195809092652'`, 'a signed certificate stays as it is'],
  ])('to change what was signed: %s', async (change, why) => {
    await expect(asSuperuser(`update certificates.certificate set ${change}`)).rejects.toThrow(why);
  });

  it('to send one twice, or to take that back, or to send a test person’s', async () => {
    const one = `where id = (select id from certificates.certificate where not test_certificate order by id limit 1)`;
    expect(await asSuperuser(`update certificates.certificate set sent_at = now() ${one}`)).toBe(1);
    for (const again of [`now() + interval '1 day'`, 'null'])
      await expect(asSuperuser(`update certificates.certificate set sent_at = ${again} ${one}`)).rejects.toThrow(
        'what is sent stays sent',
      );
    await expect(
      asSuperuser(`update certificates.certificate set sent_at = now() where test_certificate`).then((rows) => {
        if (rows === 0) throw new Error('certificate_sent: the demo has none');
      }),
    ).rejects.toThrow('certificate_sent');
  });
});

describe('A session of the subgraph', () => {
  const save = (id: string) =>
    `update certificates.draft set revision = revision + 1, status = 'DRAFT_INCOMPLETE', saved_by = 'a', saved_at = now()
     where id = '${id}'`;
  const elsewhere = { units: units.betaVardcentral };

  it('of the own unit reads, saves and deletes a draft', async () => {
    expect(await inSession(`select from certificates.draft where id = '${ids.written}'`)).toBe(1);
    expect(await inSession(`begin; ${save(ids.written)}; rollback`).catch(() => 0)).toBe(0);
    expect(await inSession(save(ids.written))).toBe(1);
  });

  it('of another unit neither reads, saves nor deletes it, and begins none there', async () => {
    expect(await inSession(`select from certificates.draft where id = '${ids.written}'`, elsewhere)).toBe(0);
    expect(await inSession(save(ids.written), elsewhere)).toBe(0);
    expect(await inSession(`delete from certificates.draft where id = '${ids.written}'`, elsewhere)).toBe(0);
    const copy = `insert into certificates.draft values (gen_random_uuid(), 'fk7804', '1.3', 'EMPTY_DRAFT',
      '${units.alfaMedicincentrum}', 'a', 'a', '${SIMON}', gen_random_uuid(), 'OPEN', false, 'a', now(),
      (now() at time zone 'Europe/Stockholm')::date + 15, 0, null, null, '{}')`;
    await expect(inSession(copy, elsewhere)).rejects.toThrow('row-level security');
    expect(await inSession(copy)).toBe(1);
  });

  it('that may not see a protected patient neither reads, saves nor deletes their draft, and begins none', async () => {
    expect(await inSession(`select from certificates.draft where id = '${ids.hidden}'`)).toBe(0);
    expect(await inSession(save(ids.hidden))).toBe(0);
    expect(await inSession(`delete from certificates.draft where id = '${ids.hidden}'`)).toBe(0);
    expect(
      await inSession(`select from certificates.draft where id = '${ids.hidden}'`, { protections: 'OPEN PROTECTED' }),
    ).toBe(1);
  });

  it('of a user neither saves, deletes nor locks what is locked, nor opens it', async () => {
    await expect(inSession(save(ids.locked))).rejects.toThrow('a locked draft stays as it is');
    expect(await inSession(`delete from certificates.draft where id = '${ids.locked}'`)).toBe(0);
    await expect(
      inSession(`update certificates.draft set status = 'LOCKED' where id = '${ids.written}'`),
    ).rejects.toThrow('row-level security');
  });

  it.each(['user', 'system'])('(%s) has no right to move a draft to another patient, unit or day', async (scope) => {
    for (const column of ['person_id', 'unit', 'care_unit', 'created_by', 'type_id'])
      await expect(inSession(`update certificates.draft set ${column} = 'a'`, { scope })).rejects.toThrow(
        'permission denied',
      );
    await expect(inSession(`update certificates.draft set locked_from = now()`, { scope })).rejects.toThrow(
      'permission denied',
    );
  });

  it('sees no key of a request that was made on another unit', async () => {
    expect(await inSession('select from certificates.idempotency')).toBeGreaterThan(0);
    expect(await inSession('select from certificates.idempotency', elsewhere)).toBe(0);
    await expect(inSession('delete from certificates.idempotency')).rejects.toThrow('permission denied');
  });
});
