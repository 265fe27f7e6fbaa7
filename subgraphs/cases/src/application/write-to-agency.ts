import { AccessError, DomainError } from '@intygsgraf/kernel/domain';
import type { Outbox, RequestContext } from '@intygsgraf/kernel/server';
import { randomUUID } from 'node:crypto';
import { CaseEntity, MessageEntity } from '../database/entities.ts';
import { type Case, CaseError, type CaseSubject } from '../domain/case.ts';
import {
  answer,
  asked,
  checkSubject,
  checkText,
  CorrespondenceError,
  writingRefusals,
} from '../domain/correspondence.ts';
import { CARE_CODE, type MessageKind } from '../domain/message.ts';
import type { CaseReading, ShownCase } from './cases.ts';
import { changeCase, findShown } from './change-case.ts';
import type { MessageFromCare, MessageReference } from './message-from-care.ts';
import { digestOf, storeMessage } from './store-message.ts';
import { raiseVersions } from './unit-version.ts';
import {
  type CertificateAsking,
  certificatesToWriteAbout,
  keepCertificate,
  type ToldCertificate,
  writtenAbout,
} from './visible-certificates.ts';

export interface Writing extends CaseReading, CertificateAsking, Pick<RequestContext, 'caller' | 'now'> {
  readonly outbox: Outbox;
  /** The message as the bytes that go out. */
  readonly bytesOf: (message: MessageFromCare) => Uint8Array;
}

/** What every text from care comes with. */
interface Written {
  readonly text: string;
  /** What the client calls this write: the same again is done once. */
  readonly idempotencyKey: string;
}

export interface QuestionFromCare extends Written {
  /** The national intygs-id. */
  readonly certificateId: string;
  readonly subject: CaseSubject;
}

export interface AnswerFromCare extends Written {
  readonly caseId: string;
}

/**
 * Asks the agency about a certificate (skapa ny fråga): case, message, delivery and the unit's version in one
 * transaction. The case waits for the agency. Refusals: CERTIFICATE_NOT_FOUND, BAD_USER_INPUT, those of
 * `writingRefusals`, IDEMPOTENCY_CONFLICT, PU_PROBLEM; UNAVAILABLE when a subgraph to the left cannot be asked.
 */
export async function askAgency(writing: Writing, question: QuestionFromCare): Promise<ShownCase> {
  const { certificateId, subject, text } = question;
  const about = await certificateToWriteAbout(writing, certificateId);
  const digest = digestOf({ asks: certificateId, subject, text });
  const before = await writtenBefore(writing, question, digest);
  if (before) return shownAgain(writing, before, about);
  checkText(text);
  checkSubject(subject);
  const [refusal] = writingRefusals(writtenAbout(about), writing.viewer().role);
  if (refusal) throw new CorrespondenceError(refusal);
  await keepCertificate(writing, about);

  const { typeId, unit, careUnit, personId } = about.certificate;
  const { em, now, accessLog } = writing;
  const opened: Case & { typeId: string; sentAt: Date; receivedAt: Date } = {
    id: randomUUID(),
    certificateId,
    typeId,
    unit,
    careUnit,
    subject,
    ...asked,
    sentAt: now,
    receivedAt: now,
  };
  await em.insert(CaseEntity, opened);
  await send(writing, { kind: 'QUESTION', about, to: opened, written: question, digest, answers: null });
  accessLog.record({ activity: 'WRITE', resource: 'Case', resourceId: opened.id, personId, unit });
  await raiseVersions(em, [unit, careUnit]);
  return { ...opened, about: writtenAbout(about) };
}

/**
 * Answers the agency's question in words (svara), which handles it. Refusals: CASE_NOT_FOUND, BAD_USER_INPUT, those of
 * `answer`, IDEMPOTENCY_CONFLICT, PU_PROBLEM; UNAVAILABLE when the directory cannot be asked.
 */
export async function answerAgency(writing: Writing, written: AnswerFromCare): Promise<ShownCase> {
  const { caseId, text } = written;
  const { about: seen } = await findShown(writing, caseId);
  const digest = digestOf({ answers: caseId, text });
  const before = await writtenBefore(writing, written, digest);
  if (before) return shownAgain(writing, before, seen);
  checkText(text);
  const question = await writing.em.findOne(MessageEntity, { caseId, kind: 'QUESTION' });
  const answers = question && { messageId: question.id, reference: question.reference ?? null };
  return changeCase(
    writing,
    caseId,
    (found) => answer(found, found.about, writing.viewer(), writing.now),
    (to, about) => send(writing, { kind: 'ANSWER', about, to, written, digest, answers }),
  );
}

async function certificateToWriteAbout(writing: Writing, certificateId: string): Promise<ToldCertificate> {
  const found = (await certificatesToWriteAbout(writing, [certificateId])).get(certificateId);
  if (found instanceof AccessError) throw found;
  if (!found) throw new CorrespondenceError('CERTIFICATE_NOT_FOUND');
  return found;
}

/** What a client may call a write: one line of up to 200 characters with something in it, and no half of a pair. */
const KEY = /^(?=.*\S)[^\p{Cc}\p{Cs}\u2028\u2029]{1,200}$/u;

/**
 * The id of the case of the same write done before; writes of one author under one key wait for one another, so nobody
 * outside is asked anything from here on but by the first. Throws IDEMPOTENCY_CONFLICT when the key is another write's.
 */
async function writtenBefore(
  { em, viewer }: Writing,
  { idempotencyKey }: Written,
  digest: string,
): Promise<string | undefined> {
  if (!KEY.test(idempotencyKey)) throw new DomainError('BAD_USER_INPUT', { path: 'idempotencyKey' });
  const author = viewer().hsaId;
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${author} ${idempotencyKey}`]);
  const message = await em.findOne(MessageEntity, { author, idempotencyKey });
  if (!message) return undefined;
  if (message.digest !== digest) throw new CorrespondenceError('IDEMPOTENCY_CONFLICT');
  return message.caseId;
}

/** The case of a write that was done before, as it is now; that its certificate may be seen was found out just now. */
async function shownAgain({ em, accessLog }: Writing, id: string, about: ToldCertificate): Promise<ShownCase> {
  const found = await em.findOne(CaseEntity, { id }, { refresh: true });
  if (!found) throw new CaseError('CASE_NOT_FOUND');
  const { personId } = about.certificate;
  accessLog.record({ activity: 'READ', resource: 'Case', resourceId: id, personId, unit: found.unit });
  return { ...found, about: writtenAbout(about) };
}

interface Sending {
  readonly kind: MessageKind;
  readonly about: ToldCertificate;
  readonly to: Pick<Case, 'id' | 'certificateId' | 'unit' | 'subject'>;
  readonly written: Written;
  readonly digest: string;
  readonly answers: MessageReference | null;
}

/** Stores what care wrote, and its delivery, in the transaction of the case. */
async function send(writing: Writing, { kind, about, to, written, digest, answers }: Sending): Promise<void> {
  const { em, now, directory, caller, outbox, bytesOf } = writing;
  const { personId, recipient } = about.certificate;
  if (!recipient) throw new Error('a certificate without a recipient passed the rules');
  if (!caller.user) throw new AccessError('FORBIDDEN');
  const sender = await directory.issuer(caller.user, to.unit);
  const { certificateId, unit, subject } = to;
  const { text, idempotencyKey } = written;
  const messageId = randomUUID();
  const stored = await storeMessage(em, {
    id: messageId,
    caseId: to.id,
    kind,
    sender: CARE_CODE,
    author: sender.hsaId,
    idempotencyKey,
    digest,
    reference: null,
    heading: null,
    text,
    contactLines: [],
    complements: [],
    sentAt: now,
    receivedAt: now,
  });
  // the key was used on another unit, whose message this session does not see
  if (!stored) throw new CorrespondenceError('IDEMPOTENCY_CONFLICT');
  const message = { messageId, sentAt: now, certificateId, unit, personId, recipient, subject, text, answers, sender };
  const bytes = bytesOf(message);
  await outbox.deliver(
    em,
    { id: messageId, recipient, interaction: 'SendMessageToRecipient', key: certificateId, bytes },
    now,
  );
}
