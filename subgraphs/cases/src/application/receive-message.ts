import { isUuid } from '@intygsgraf/kernel/domain';
import { type Directory, inSession, type Queue, type SubgraphClient } from '@intygsgraf/kernel/server';
import { type EntityManager, LockMode, type MikroORM } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { CaseEntity, MessageEntity } from '../database/entities.ts';
import type { Case } from '../domain/case.ts';
import { receiveAnswer } from '../domain/correspondence.ts';
import {
  type CertificateFacts,
  type IncomingMessage,
  type MessageFault,
  messageFaults,
  REMINDER_CODE,
  SUBJECT_OF_CODE,
} from '../domain/incoming-message.ts';
import type { MessageKind } from '../domain/message.ts';
import { askPersonsLater } from './background.ts';
import { certificateFacts, projectCertificate } from './certificates.ts';
import { digestOf, storeMessage } from './store-message.ts';
import { raiseVersions } from './unit-version.ts';

/** What the agency is told: stored now, stored before, or refused with every rule that was broken. */
export type Receipt =
  | { readonly result: 'OK' | 'INFO' }
  | { readonly result: 'ERROR'; readonly faults: MessageFault[] };

export interface Receiving {
  readonly orm: MikroORM;
  readonly certificates: SubgraphClient;
  readonly directory: Directory;
  readonly queue: Queue;
}

const system = { scope: 'system' } as const;

const refused = (...faults: MessageFault[]): Receipt => ({ result: 'ERROR', faults });

/** Undoes the transaction of a message whose certificate was revoked while it came. */
class RevokedMeanwhile extends Error {}

/** Undoes the transaction that an answer came too late for. */
class AnsweredAlready extends Error {}

/**
 * Takes a message from an agency: case, message, projection and the unit's version in one transaction, which is
 * committed before this returns. A message that is stored already changes nothing (INFO), however many copies come at
 * once; another one under the same id is refused. Throws UNAVAILABLE when the certificate cannot be asked about: nothing
 * is stored, the agency sends again.
 */
export async function receiveMessage(
  { orm, certificates, directory, queue }: Receiving,
  message: IncomingMessage,
  now: Date,
): Promise<Receipt> {
  const known = await inSession(orm, system, async (em) => ({
    stored: await storedBefore(em, message),
    referenced: await findReferenced(em, message.answers ?? message.remindsOf),
    facts: isUuid(message.certificateId) ? await certificateFacts(em, certificates, message.certificateId) : undefined,
  }));
  if (known.stored) return known.stored;
  const { facts, referenced } = known;
  const faults = messageFaults(message, facts, referenced);
  if (faults.length > 0 || !facts) return refused(...faults);

  const [person] = await directory.personFacts([facts.personId], facts.unit);
  const protection = person?.protection ?? 'UNKNOWN';
  const storing = inSession(orm, system, async (em): Promise<Receipt> => {
    const caseId = referenced?.id ?? randomUUID();
    // whoever stores the id first has the message; the others wait here for that transaction and then find it
    if (!(await store(em, message, caseId, now)))
      return (await storedBefore(em, message)) ?? refused('MEDDELANDE_ID_NOT_UNIQUE_ERROR');
    // the agency writes about what it has
    if (await projectCertificate(em, { ...facts, sent: true }, protection)) throw new RevokedMeanwhile();
    if (protection === 'UNKNOWN') await askPersonsLater(queue, em);
    if (referenced) await changeReferenced(em, message, caseId, now);
    else await openCase(em, message, facts, caseId, now);
    return { result: 'OK' };
  });
  return storing.catch((error: unknown) => {
    if (error instanceof AnsweredAlready) return refused('ANSWER_EXISTS_ERROR');
    if (error instanceof RevokedMeanwhile) return refused('CERTIFICATE_REVOKED_ERROR');
    throw error;
  });
}

/** Of what the message says. When it was sent is no part of that: an agency that tries again may say so. */
const digestOfMessage = ({ sentAt: _, ...said }: IncomingMessage): string => digestOf(said);

/** What is said to a message whose id is stored: that it is known, or that the id is another message's. */
async function storedBefore(em: EntityManager, message: IncomingMessage): Promise<Receipt | undefined> {
  const stored = await em.findOne(MessageEntity, { id: message.messageId });
  if (!stored) return undefined;
  const isSame = stored.author === null && (!stored.digest || stored.digest === digestOfMessage(message));
  return isSame ? { result: 'INFO' } : refused('MEDDELANDE_ID_NOT_UNIQUE_ERROR');
}

/** The case of the question that a reminder or an answer names. */
async function findReferenced(em: EntityManager, messageId: string | null): Promise<Case | undefined> {
  const question = messageId ? await em.findOne(MessageEntity, { id: messageId, kind: 'QUESTION' }) : null;
  return (question && (await em.findOne(CaseEntity, { id: question.caseId }))) ?? undefined;
}

const kindOf = ({ subject, answers }: IncomingMessage): MessageKind =>
  answers ? 'ANSWER' : subject === REMINDER_CODE ? 'REMINDER' : 'QUESTION';

function store(em: EntityManager, message: IncomingMessage, caseId: string, now: Date): Promise<boolean> {
  const { messageId: id, sender, reference, heading, text, contactLines, complements, sentAt } = message;
  const said = { sender, reference, heading, text, contactLines, complements, sentAt };
  const ours = { author: null, idempotencyKey: null, digest: digestOfMessage(message), receivedAt: now };
  return storeMessage(em, { id, caseId, kind: kindOf(message), ...said, ...ours });
}

/**
 * What a message does to the case that it belongs to. An answer is care's to read. A reminder changes no count, but it
 * may name another last date. Source: domain.md §5.2, §5.12.
 */
async function changeReferenced(em: EntityManager, message: IncomingMessage, caseId: string, now: Date): Promise<void> {
  const found = await em.findOneOrFail(CaseEntity, { id: caseId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const change = message.answers ? receiveAnswer(found, now) : message.answerBy && { answerBy: message.answerBy };
  if (message.answers && !change) throw new AnsweredAlready();
  if (!change) return;
  em.assign(found, change);
  await em.flush();
  await raiseVersions(em, [found.unit, found.careUnit]);
}

async function openCase(
  em: EntityManager,
  message: IncomingMessage,
  { id, typeId, unit, careUnit }: CertificateFacts,
  caseId: string,
  now: Date,
): Promise<void> {
  const subject = SUBJECT_OF_CODE[message.subject];
  if (!subject) throw new Error('a message without a subject passed the rules');
  await em.insert(CaseEntity, {
    id: caseId,
    certificateId: id,
    typeId,
    unit,
    careUnit,
    subject,
    askedBy: 'AGENCY',
    status: 'WAITING_FOR_CARE',
    answerBy: message.answerBy,
    sentAt: message.sentAt,
    receivedAt: now,
  });
  await raiseVersions(em, [unit, careUnit]);
}
