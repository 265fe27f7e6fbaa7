import { database as cases } from '@intygsgraf/cases';
import { inSession, openOrm, type Session } from '@intygsgraf/kernel/server';
import type { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateOf } from '../support/agency.ts';
import { units } from '../support/people.ts';
import { digest, rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const OWN = units.alfaMedicincentrum;
/** The demo's certificate of the unit whose patient is protected. */
const PROTECTED = '78040000-0000-4000-8000-000000000016';
/** One of another unit that the agency has asked about. */
const FOREIGN = '78040000-0000-4000-8000-000000000009';
const ID = '99999999-0000-4000-8000-000000000001';

let stack: SeededStack;
let orm: MikroORM;
beforeAll(async () => {
  stack = await startSeededStack();
  orm = await openOrm(cases, stack.database.url('cases_app'));
});
afterAll(async () => {
  await orm.close();
  await stack.stop();
});

const session: Session = { scope: 'user', units: [OWN], protections: ['OPEN'] };

/** The statement as the app's role, in the session of somebody on Alfa Medicincentrum who sees no protected patient. */
const writes = (sql: string, values: unknown[]): Promise<unknown> =>
  inSession(orm, session, (em) => em.execute(sql, values));

interface NewCase {
  readonly certificate?: string;
  readonly unit?: string;
  readonly careUnit?: string;
  readonly askedBy?: string;
  readonly type?: string;
}
const opens = (of: NewCase) =>
  writes(
    `insert into cases."case" (id, certificate_id, type_id, unit, care_unit, subject, asked_by, status, sent_at, received_at)
     values (?, ?, ?, ?, ?, 'OTHER', ?, 'WAITING_FOR_AGENCY', now(), now())`,
    [
      ID,
      of.certificate ?? certificateOf(OWN),
      of.type ?? 'fk7804',
      of.unit ?? OWN,
      of.careUnit ?? OWN,
      of.askedBy ?? 'CARE',
    ],
  );
const says = (caseId: string, sender: string) =>
  writes(
    `insert into cases.message (id, case_id, kind, sender, text, contact_lines, complements, sent_at, received_at)
     values (?, ?, 'ANSWER', ?, 'x', '{}', '[]', now(), now())`,
    [ID, caseId, sender],
  );
const caseOf = async (certificateId: string): Promise<string> => {
  const [found] = await rowsOf(stack.database, 'select id from cases."case" where certificate_id = $1', [
    certificateId,
  ]);
  return found?.['id'] ?? '';
};

describe('The database by itself', () => {
  it.each<[string, NewCase]>([
    ['of another unit', { certificate: FOREIGN, unit: units.betaVardcentral }],
    ['of another unit as one of its own', { certificate: FOREIGN }],
    ['about a protected patient', { certificate: PROTECTED }],
    ['about no certificate', { certificate: ID }],
    ['that counts for another care unit', { careUnit: units.betaVardcentral }],
    ['about another type', { type: 'fk7800' }],
    ['that says that the agency asked', { askedBy: 'AGENCY' }],
  ])('lets no session of a unit open a case %s', async (_, of) => {
    const before = await digest(stack.database);
    await expect(opens(of)).rejects.toThrow('row-level security');
    expect(await digest(stack.database)).toEqual(before);
  });

  it('lets it open one about its own certificate', async () => {
    await expect(opens({})).resolves.toBeDefined();
  });

  it.each([
    ['to a case of another unit', FOREIGN, 'HSVARD'],
    ['to a case about a protected patient', PROTECTED, 'HSVARD'],
    ['as the agency', certificateOf(OWN), 'FKASSA'],
  ])('lets it say nothing %s', async (_, certificate, sender) => {
    const caseId = await caseOf(certificate);
    await expect(says(caseId, sender)).rejects.toThrow('row-level security');
  });

  it('lets it say something to its own case, and change or remove nothing that was said', async () => {
    await expect(says(await caseOf(certificateOf(OWN)), 'HSVARD')).resolves.toBeDefined();
    const before = await digest(stack.database);
    await writes('update cases.message set text = ?', ['y']);
    await writes('delete from cases.message', []);
    await writes('delete from cases."case"', []);
    expect(await digest(stack.database)).toEqual(before);
  });

  it('lets it send nothing about a certificate that it does not see', async () => {
    const sends = (certificate: string) =>
      writes(
        `insert into cases.delivery (id, certificate_id, sequence, recipient, interaction, bytes, state, attempts, created_at)
         values (?, ?, 99, 'FKASSA', 'SendMessageToRecipient', '', 'PENDING', 0, now())`,
        [ID, certificate],
      );
    for (const certificate of [FOREIGN, PROTECTED, ID])
      await expect(sends(certificate)).rejects.toThrow('row-level security');
  });
});
