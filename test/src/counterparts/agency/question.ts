import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** Ämne: the code that travels (kv_ämne) and the words beside it. Source: domain.md §5.1. */
export const subjects = {
  COMPLEMENT: { code: 'KOMPLT', displayName: 'Komplettering' },
  COORDINATION_MEETING: { code: 'AVSTMN', displayName: 'Avstämningsmöte' },
  CONTACT: { code: 'KONTKT', displayName: 'Kontakt' },
  OTHER: { code: 'OVRIGT', displayName: 'Övrigt' },
  REMINDER: { code: 'PAMINN', displayName: 'Påminnelse' },
} as const;
export type Subject = keyof typeof subjects;

/** Text that XML 1.0 can carry: no control characters but tab and line ends, no half of a surrogate pair. */
const text = z.string().regex(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u);

/**
 * What the agency wants to ask about one certificate. Only the shape is checked here: whether the certificate, the unit
 * and the person fit together is what the care side has to find out.
 */
export const questionSchema = z.strictObject({
  certificateId: text,
  /** HSA-id of the unit that issued the certificate. */
  unitHsaId: text,
  /** Personal or co-ordination number, 12 digits. */
  personId: text,
  subject: z.enum(Object.keys(subjects) as [Subject, ...Subject[]]),
  heading: text.exactOptional(),
  text,
  /** What is to be completed (komplettering): the certificate's question id, and which of its instances. */
  complements: z
    .array(z.strictObject({ questionId: text, instance: z.int().exactOptional(), text }))
    .readonly()
    .exactOptional(),
  /** The message id that a reminder is about (påminnelseMeddelande-id). */
  remindsOf: text.exactOptional(),
  /** The message of care's that an answer is to (svarPa). */
  answers: text.exactOptional(),
  /** Sista datum för svar, YYYY-MM-DD. */
  answerBy: text.exactOptional(),
  /** Whoever sends a question again gives the same id as the first time; none means a new question. */
  messageId: text.exactOptional(),
  /** The agency's own case reference (referens-id). */
  reference: text.exactOptional(),
  /** Swedish local time without a zone, YYYY-MM-DDThh:mm:ss, as the contract has it; none means now. */
  sentAt: text.exactOptional(),
});
export type Question = Readonly<z.infer<typeof questionSchema>>;
export type Message = Question & { readonly messageId: string; readonly sentAt: string };

/** Puts the id and the time on a question that has none. */
export const asMessage = (question: Question): Message => ({
  messageId: randomUUID(),
  sentAt: Temporal.Now.plainDateTimeISO('Europe/Stockholm').toString({ smallestUnit: 'second' }),
  ...question,
});
