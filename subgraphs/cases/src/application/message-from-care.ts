import type { Issuer } from '@intygsgraf/kernel/server';
import type { CaseSubject } from '../domain/case.ts';

/** A message of the other party's that an answer names (MeddelandeReferens). */
export interface MessageReference {
  /** Meddelande-id. */
  readonly messageId: string;
  /** The other party's own reference (referens-id). */
  readonly reference: string | null;
}

/** A question or an answer from care, as its contract carries it (SendMessageToRecipient v2). */
export interface MessageFromCare {
  /** Meddelande-id, a UUID. */
  readonly messageId: string;
  readonly sentAt: Date;
  /** The national intygs-id. */
  readonly certificateId: string;
  /** HSA-id of the unit that issued the certificate. */
  readonly unit: string;
  readonly personId: string;
  /** Mottagare, by its code in kv_part. */
  readonly recipient: string;
  readonly subject: CaseSubject;
  readonly text: string;
  /** The question that an answer is to (svarPa); null for a question. */
  readonly answers: MessageReference | null;
  /** Who writes, on behalf of which unit (HosPersonal). */
  readonly sender: Issuer;
}
