import type { EntityManager } from '@mikro-orm/postgresql';
import { createHash } from 'node:crypto';
import type { ComplementItem } from '../domain/incoming-message.ts';
import type { MessageKind } from '../domain/message.ts';

/** A message as it is stored, from whichever side. */
export interface StoredMessage {
  readonly id: string;
  readonly caseId: string;
  readonly kind: MessageKind;
  readonly sender: string;
  readonly author: string | null;
  readonly idempotencyKey: string | null;
  readonly digest: string;
  readonly reference: string | null;
  readonly heading: string | null;
  readonly text: string;
  readonly contactLines: readonly string[];
  readonly complements: readonly ComplementItem[];
  readonly sentAt: Date;
  readonly receivedAt: Date;
}

/** Of everything that somebody said; another saying has another one. */
export const digestOf = (said: object): string => createHash('sha256').update(JSON.stringify(said)).digest('base64url');

/** False when the id, or the author's key, is stored already; while another transaction stores it, this one waits. */
export async function storeMessage(em: EntityManager, message: StoredMessage): Promise<boolean> {
  const { id, caseId, kind, sender, author, idempotencyKey, digest, reference, heading, text } = message;
  const stored = await em.execute<object[]>(
    `insert into cases.message (id, case_id, kind, sender, author, idempotency_key, digest, reference, heading, text,
       contact_lines, complements, sent_at, received_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select array(select jsonb_array_elements_text(?::jsonb))), ?::jsonb, ?, ?)
     on conflict do nothing returning id`,
    [
      id,
      caseId,
      kind,
      sender,
      author,
      idempotencyKey,
      digest,
      reference,
      heading,
      text,
      JSON.stringify(message.contactLines),
      JSON.stringify(message.complements),
      message.sentAt,
      message.receivedAt,
    ],
  );
  return stored.length > 0;
}
