import type { CaseSubject } from './case.ts';

/** What a message is to its case. */
export const MessageKind = {
  /** Fråga eller kompletteringsbegäran: what the case began with. */
  QUESTION: 'QUESTION',
  /** Svar: the other party's, one for each question. */
  ANSWER: 'ANSWER',
  /** Påminnelse. */
  REMINDER: 'REMINDER',
} as const;
export type MessageKind = keyof typeof MessageKind;

/** Care by its code in kv_part (HSVARD), as the sender of a message. */
export const CARE_CODE = 'HSVARD';

/** A message of another one that an answer names (MeddelandeReferens). */
export interface MessageReference {
  /** Meddelande-id. */
  readonly messageId: string;
  /** The other party's own reference (referens-id). */
  readonly reference: string | null;
}

/** The member of staff who writes, on behalf of a unit (HosPersonal), as the directory has them now. */
export interface Sender {
  /** HSA-id. */
  readonly hsaId: string;
  readonly fullName: string;
  readonly unit: SendingUnit;
}

/** A unit as messages carry it (Enhet). */
export interface SendingUnit {
  /** HSA-id. */
  readonly hsaId: string;
  readonly name: string;
  /** Arbetsplatskod. */
  readonly workplaceCode: string;
  readonly postalAddress: string;
  readonly postalCode: string;
  readonly city: string;
  readonly phone: string;
  readonly careProvider: { readonly hsaId: string; readonly name: string };
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
  readonly sender: Sender;
}
