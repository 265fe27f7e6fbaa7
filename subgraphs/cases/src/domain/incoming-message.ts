import type { CaseSubject, Party } from './case.ts';

/** A request to complete one question of a certificate (komplettering). */
export interface ComplementItem {
  /** The national question id (fråga-id). */
  readonly questionId: string;
  /** Which of several answers to the question is meant; null where there is one. */
  readonly instance: number | null;
  readonly text: string;
}

/** A message from an agency, as its contract carries it (SendMessageToCare v2). */
export interface IncomingMessage {
  /** Meddelande-id: the agency's own, unique for ever. */
  readonly messageId: string;
  /** The agency's reference (referens-id). */
  readonly reference: string | null;
  readonly sentAt: Date;
  /** The national intygs-id. */
  readonly certificateId: string;
  readonly personId: string;
  /** The logical addresses that it names: that of its header, where there is one, and its own (logiskAdressMottagare). */
  readonly addressedTo: readonly string[];
  /** Ämne, by its code: KOMPLT, AVSTMN, KONTKT, OVRIGT or PAMINN. */
  readonly subject: string;
  readonly heading: string | null;
  readonly text: string;
  /** The message that a reminder is about (påminnelseMeddelande-id). */
  readonly remindsOf: string | null;
  /** The message that an answer is to (svarPa). */
  readonly answers: string | null;
  /** Part, by its code in kv_part. */
  readonly sender: string;
  readonly contactLines: readonly string[];
  readonly complements: readonly ComplementItem[];
  /** `YYYY-MM-DD`. */
  readonly answerBy: string | null;
}

/** What is known of the certificate that a message is about. */
export interface CertificateFacts {
  readonly id: string;
  /** As fk7804. */
  readonly typeId: string;
  readonly unit: string;
  readonly careUnit: string;
  readonly careProvider: string;
  readonly personId: string;
  readonly testCertificate: boolean;
  /** Its recipient has it, as far as is known here. */
  readonly sent: boolean;
  /** Makulerat, as far as is known here. */
  readonly revoked: boolean;
  /** The recipient whose certificate it is, by its code in kv_part; null where there is none. */
  readonly recipient: string | null;
  /** The type's national question ids. */
  readonly questionIds: readonly string[];
}

/** The question that a message names: as a reminder of it, or as the answer to it. */
export interface ReferencedQuestion {
  readonly certificateId: string;
  readonly askedBy: Party;
  readonly subject: CaseSubject;
}

/** Kv_ämne to our subject. PAMINN is no subject: a reminder belongs to the case of the message it reminds of. */
export const SUBJECT_OF_CODE: Readonly<Record<string, CaseSubject>> = {
  KOMPLT: 'COMPLEMENT',
  AVSTMN: 'COORDINATION_MEETING',
  KONTKT: 'CONTACT',
  OVRIGT: 'OTHER',
};
export const REMINDER_CODE = 'PAMINN';

/** What a refused message is told (errorId VALIDATION_ERROR), as the intygstjänst words its codes. */
export type MessageFault =
  | 'SENDER_UNKNOWN'
  | 'LOGICAL_ADDRESS_UNKNOWN'
  | 'SUBJECT_NOT_SUPPORTED_ERROR'
  | 'MESSAGE_TYPE_CONSISTENCY_ERROR'
  | 'KOMPLETTERING_INCONSISTENCY_ERROR'
  | 'MEDDELANDE_ID_NOT_UNIQUE_ERROR'
  | 'PAMINNELSE_ID_INCONSISTENCY_ERROR'
  | 'REFERENCED_MESSAGE_NOT_FOUND_ERROR'
  | 'SUBJECT_CONSISTENCY_ERROR'
  | 'ANSWER_EXISTS_ERROR'
  | 'CERTIFICATE_NOT_FOUND_ERROR'
  | 'CIVIC_REGISTRATION_NUMBER_INCONSISTENCY_ERROR'
  | 'CERTIFICATE_REVOKED_ERROR'
  | 'TEST_CERTIFICATE';

/** The rules that need the message alone: each name with when it holds. */
const ALONE: Partial<Record<MessageFault, (message: IncomingMessage) => boolean>> = {
  SUBJECT_NOT_SUPPORTED_ERROR: ({ subject }) => subject === REMINDER_CODE || Object.hasOwn(SUBJECT_OF_CODE, subject),
  MESSAGE_TYPE_CONSISTENCY_ERROR: ({ answers, answerBy }) => !(answers && answerBy),
  KOMPLETTERING_INCONSISTENCY_ERROR: ({ subject, complements }) => (subject === 'KOMPLT') === complements.length > 0,
  MEDDELANDE_ID_NOT_UNIQUE_ERROR: ({ messageId }) => messageId.trim() !== '',
  PAMINNELSE_ID_INCONSISTENCY_ERROR: ({ subject, remindsOf }) => (subject === REMINDER_CODE) === (remindsOf !== null),
};

/** The rules that need the certificate. */
const WITH_CERTIFICATE: Partial<Record<MessageFault, (message: IncomingMessage, facts: CertificateFacts) => boolean>> =
  {
    SENDER_UNKNOWN: ({ sender }, { recipient }) => sender === recipient,
    // whom the certificate is of: a message to anybody else came to the wrong door
    LOGICAL_ADDRESS_UNKNOWN: ({ addressedTo }, { unit, careUnit, careProvider }) =>
      addressedTo.every((address) => [unit, careUnit, careProvider].includes(address.trim().toUpperCase())),
    CIVIC_REGISTRATION_NUMBER_INCONSISTENCY_ERROR: ({ personId }, facts) => personId === facts.personId,
    TEST_CERTIFICATE: (_, { testCertificate }) => !testCertificate,
    CERTIFICATE_REVOKED_ERROR: (_, { revoked }) => !revoked,
    // refused only when no question is known: one that is not is shown in the case, not in the form
    KOMPLETTERING_INCONSISTENCY_ERROR: ({ complements }, { questionIds }) =>
      complements.length === 0 || complements.some(({ questionId }) => questionIds.includes(questionId)),
  };

/**
 * A reminder is of the agency's own question, an answer is to care's, each about the same certificate; an answer has its
 * question's subject (an answer to a contact question is about contact).
 */
function referenceFaults(message: IncomingMessage, referenced: ReferencedQuestion | undefined): MessageFault[] {
  const { remindsOf, answers, certificateId, subject } = message;
  if (!remindsOf && !answers) return [];
  const askedBy: Party = answers ? 'CARE' : 'AGENCY';
  const isBoth = !!remindsOf && !!answers;
  if (!referenced || isBoth || referenced.certificateId !== certificateId || referenced.askedBy !== askedBy)
    return ['REFERENCED_MESSAGE_NOT_FOUND_ERROR'];
  return answers && SUBJECT_OF_CODE[subject] !== referenced.subject ? ['SUBJECT_CONSISTENCY_ERROR'] : [];
}

/**
 * Every rule that the message breaks; none means it may be stored. `referenced`: the question that it names, if it is
 * known. Source: SendMessageToCareValidator and IncomingMessageValidator by way of domain.md §5.2. As the newer of the
 * two, a complement request without a question is refused.
 */
export function messageFaults(
  message: IncomingMessage,
  facts: CertificateFacts | undefined,
  referenced?: ReferencedQuestion,
): MessageFault[] {
  const broken = [
    ...(Object.keys(ALONE) as MessageFault[]).filter((fault) => !ALONE[fault]?.(message)),
    ...referenceFaults(message, referenced),
  ];
  if (!facts) return [...new Set<MessageFault>([...broken, 'CERTIFICATE_NOT_FOUND_ERROR'])];
  const more = (Object.keys(WITH_CERTIFICATE) as MessageFault[]).filter(
    (fault) => !WITH_CERTIFICATE[fault]?.(message, facts),
  );
  return [...new Set([...broken, ...more])];
}
