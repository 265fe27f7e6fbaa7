import { isUuid } from '@intygsgraf/kernel/domain';
import { type Directory, inSession, type Queue, type SubgraphClient } from '@intygsgraf/kernel/server';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { CaseEntity, MessageEntity } from '../database/entities.ts';
import type { Case } from '../domain/case.ts';
import {
  type CertificateFacts,
  type IncomingMessage,
  type MessageFault,
  messageFaults,
  REMINDER_CODE,
  SUBJECT_OF_CODE,
} from '../domain/incoming-message.ts';
import { askPersonsLater } from './background.ts';
import { certificateFacts, projectCertificate } from './certificates.ts';
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

/**
 * Takes a message from an agency: case, message, projection and the unit's version in one transaction, which is
 * committed before this returns. A message id that is stored already changes nothing (INFO), however many copies come
 * at once. Throws UNAVAILABLE when the certificate cannot be asked about: nothing is stored, the agency sends again.
 */
export async function receiveMessage(
  { orm, certificates, directory, queue }: Receiving,
  message: IncomingMessage,
  now: Date,
): Promise<Receipt> {
  const known = await inSession(orm, system, async (em) => ({
    stored: await em.findOne(MessageEntity, { id: message.messageId }),
    reminded: message.remindsOf ? await findReminded(em, message.remindsOf) : null,
    facts: isUuid(message.certificateId) ? await certificateFacts(em, certificates, message.certificateId) : undefined,
  }));
  if (known.stored) return { result: 'INFO' };
  const faults = messageFaults(message, known.facts);
  // a reminder belongs to a case of the same certificate; care asks nothing yet, so there is nothing to answer
  const isOfCertificate = known.reminded?.certificateId === message.certificateId;
  if ((message.remindsOf && !isOfCertificate) || message.answers) faults.push('REFERENCED_MESSAGE_NOT_FOUND_ERROR');
  const { facts } = known;
  if (faults.length > 0 || !facts) return { result: 'ERROR', faults };

  const [person] = await directory.personFacts([facts.personId], facts.unit);
  const protection = person?.protection ?? 'UNKNOWN';
  return inSession(orm, system, async (em) => {
    const caseId = known.reminded?.id ?? randomUUID();
    // whoever stores the id first has the message; the others wait here for that transaction and then find it
    if (!(await storeMessage(em, message, caseId, now))) return { result: 'INFO' };
    await projectCertificate(em, facts, protection);
    if (protection === 'UNKNOWN') await askPersonsLater(queue, em);
    // a reminder changes no count
    if (!known.reminded) await openCase(em, message, facts, caseId, now);
    return { result: 'OK' };
  });
}

/** The case whose question a reminder names. */
async function findReminded(em: EntityManager, messageId: string): Promise<Case | null> {
  const question = await em.findOne(MessageEntity, { id: messageId, kind: 'QUESTION' });
  return question && em.findOne(CaseEntity, { id: question.caseId });
}

async function storeMessage(em: EntityManager, message: IncomingMessage, caseId: string, now: Date): Promise<boolean> {
  const { messageId, sender, reference, heading, text, contactLines, complements, sentAt } = message;
  const stored = await em.execute<object[]>(
    `insert into cases.message
       (id, case_id, kind, sender, reference, heading, text, contact_lines, complements, sent_at, received_at)
     values (?, ?, ?, ?, ?, ?, ?, (select array(select jsonb_array_elements_text(?::jsonb))), ?::jsonb, ?, ?)
     on conflict (id) do nothing returning id`,
    [
      messageId,
      caseId,
      message.subject === REMINDER_CODE ? 'REMINDER' : 'QUESTION',
      sender,
      reference,
      heading,
      text,
      JSON.stringify(contactLines),
      JSON.stringify(complements),
      sentAt,
      now,
    ],
  );
  return stored.length > 0;
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
    status: 'WAITING_FOR_CARE',
    answerBy: message.answerBy,
    sentAt: message.sentAt,
    receivedAt: now,
  });
  await raiseVersions(em, [unit, careUnit]);
}
