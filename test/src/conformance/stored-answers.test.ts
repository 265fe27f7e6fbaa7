import {
  type Answers,
  answersOf,
  CERTIFICATE_TYPES,
  CertificateEntity,
  certificateDocument,
  type CertificateType,
  database,
  type Draft,
  DraftEntity,
  isShown,
  questionsOf,
  readCertificateMessage,
  receivedAnswers,
  registerCertificate,
  saveAnswers,
  signedAnswers,
  violations,
} from '@intygsgraf/certificates';
import { inSession, openOrm } from '@intygsgraf/kernel/server';
import type { MikroORM } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { anyAnswers } from './any-answers.ts';

const [today, birthDate, personId] = ['2026-11-22', '1958-01-26', '195801263053'];
const now = new Date('2026-11-22T10:00:00Z');
const [doctor, unit, careProvider] = [
  'TSTNMT2321000156-DRAA',
  'TSTNMT2321000156-ALMC',
  'TSTNMT2321000156-ALFA',
] as const;
const issuer = {
  hsaId: doctor,
  fullName: 'Ängla Öman',
  unit: {
    hsaId: unit,
    name: 'Alfa',
    workplaceCode: '9900000000001',
    postalAddress: 'Provgatan 1',
    postalCode: '123 45',
    city: 'Alfastad',
    phone: '08-465 004 10',
    careProvider: { hsaId: careProvider, name: 'Alfaregionen' },
  },
};
const place = { unit, careUnit: unit, careProvider, personId, patientId: '78040000-0000-4000-8000-0000000000fe' };
const person = { protection: 'OPEN', testCertificate: false } as const;
const ofUnit = { scope: 'user', units: [unit], protections: ['OPEN'] } as const;

let orm: MikroORM;
beforeAll(async () => {
  orm = await openOrm(database, (await freshDatabase()).url('certificates_app'));
});
afterAll(() => orm.close());

const emptyDraft = ({ id: typeId, version: typeVersion }: CertificateType): Draft => ({
  ...place,
  ...person,
  typeId,
  typeVersion,
  id: randomUUID(),
  status: 'EMPTY_DRAFT',
  createdBy: doctor,
  createdAt: now,
  lockedFrom: '2026-12-07',
  revision: 0,
  savedBy: null,
  savedAt: null,
  answers: {},
});

/** Drafts with these answers as they were stored, and as another request reads them. */
async function throughDrafts(type: CertificateType, written: readonly Answers[]): Promise<[Draft, Draft][]> {
  const drafts = written.map((answers) => {
    const changes = Object.entries(answers).map(([field, answer]) => ({ field, answer, expectedRevision: 0 }));
    const empty = emptyDraft(type);
    return { empty, draft: saveAnswers(type, empty, changes, { by: doctor, now, today }).draft };
  });
  await inSession(orm, ofUnit, async (em) => {
    await em.insertMany(
      DraftEntity,
      drafts.map(({ empty }) => empty),
    );
    for (const { draft } of drafts) {
      const { id, status, revision, savedBy, savedAt, answers } = draft;
      await em.nativeUpdate(DraftEntity, { id }, { status, revision, savedBy, savedAt, answers });
    }
  });
  const ids = drafts.map(({ draft }) => draft.id);
  const found = await inSession(orm, ofUnit, (em) => em.find(DraftEntity, { id: { $in: ids } }));
  return drafts.flatMap(({ draft }) => found.flatMap((one) => (one.id === draft.id ? [[draft, one] as const] : [])));
}

/** Certificates with these answers as another request reads them. */
async function throughCertificates(type: CertificateType, written: readonly Answers[]): Promise<Answers[]> {
  const certificates = written.map((answers) => ({
    ...place,
    ...person,
    typeId: type.id,
    typeVersion: type.version,
    answers,
    id: randomUUID(),
    status: 'SIGNED' as const,
    signedBy: doctor,
    signedByRole: 'DOCTOR' as const,
    signedAt: now,
    sentAt: null,
  }));
  await inSession(orm, ofUnit, (em) => em.insertMany(CertificateEntity, certificates));
  const ids = certificates.map(({ id }) => id);
  const found = await inSession(orm, ofUnit, (em) => em.find(CertificateEntity, { id: { $in: ids } }));
  return ids.flatMap((id) => found.flatMap((one) => (one.id === id ? [one.answers] : [])));
}

/** What the message says that is signed and sent. */
function throughXml(type: CertificateType, answers: Answers) {
  const content = { id: randomUUID(), type, personId, issuer, signedAt: now, answers };
  const signed = new TextEncoder().encode(certificateDocument(content));
  return receivedAnswers(type, readCertificateMessage(registerCertificate(signed, 'FKASSA')).answers);
}

/** Answers without those of questions that have something wrong: those are never signed. */
function sound(type: CertificateType, answers: Answers): Answers {
  const wrong = new Set(violations(type, answers, { today, birthDate }).map(({ questionId }) => questionId));
  const isRight = (field: string): boolean => !wrong.has(field.split('.')[0] ?? '');
  return Object.fromEntries(Object.entries(answers).filter(([field]) => isRight(field)));
}

/** XML has one end of a line. */
const oneLineEnd = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer).replaceAll(/\\r\\n|\\r|[\u0085\u2028]/g, String.raw`\n`));

const types = CERTIFICATE_TYPES.map((type) => [`${type.id} ${type.version}`, type] as const);

describe.each(types)('Answers to %s', (_, type) => {
  const several = fc.array(anyAnswers(type), { minLength: 15, maxLength: 25 });

  it('are read from the database as they were stored there, draft or certificate', async () => {
    await fc.assert(
      fc.asyncProperty(several, async (written) => {
        const drafts = await throughDrafts(type, written);
        expect(drafts).toHaveLength(written.length);
        for (const [stored, read] of drafts) expect(read.answers).toEqual(stored.answers);
        const kept = drafts.map(([, read]) => answersOf(read));
        expect(await throughCertificates(type, kept)).toEqual(kept);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('that are stored and may be signed come out of the signed message unchanged, so far as the form shows them', async () => {
    await fc.assert(
      fc.asyncProperty(several, async (written) => {
        for (const [, draft] of await throughDrafts(type, written)) {
          const answers = signedAnswers(type, sound(type, answersOf(draft)), { today, birthDate });
          const shown = questionsOf(type).filter((question) => isShown(question, answers, { today, birthDate }));
          const { answers: received, unread } = throughXml(type, answers);
          const refused = new Set(unread.map(({ field }) => field));
          for (const { field, kind } of shown.filter((question) => !refused.has(question.field)))
            // categories travel as words before the text
            if (kind !== 'icfText') expect(received[field]).toEqual(oneLineEnd(answers[field] ?? null) ?? undefined);
            else expect(received[field] === undefined).toBe(answers[field] === undefined);
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});
