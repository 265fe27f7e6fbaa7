import { DomainError, matches, PRIVILEGES, type Role } from '@intygsgraf/kernel/domain';
import { ADMINISTRATIVE, type Case, CaseStatus, type CaseSubject, unhandled } from './case.ts';

/** Longest text of a question or an answer from care, characters. Source: domain.md §5.2, "Care creates". */
const LONGEST_TEXT = 4_999;

/** A text that care writes: something in it, not too long, and only characters that a message (XML 1.0) can carry. */
const TEXT = new RegExp(
  `^(?=[^]*\\S)[\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\u{10000}-\\u{10FFFF}]{1,${LONGEST_TEXT}}$`,
  'u',
);

/** Throws BAD_USER_INPUT for a text that cannot be sent. */
export function checkText(text: string): string {
  if (!TEXT.test(text)) throw new DomainError('BAD_USER_INPUT', { path: 'text' });
  return text;
}

/** What care may ask about. Throws BAD_USER_INPUT for a complement request, which only the agency makes. */
export function checkSubject(subject: CaseSubject): CaseSubject {
  if (!(ADMINISTRATIVE as readonly CaseSubject[]).includes(subject))
    throw new DomainError('BAD_USER_INPUT', { path: 'subject' });
  return subject;
}

/** What is known of a certificate when care is to write about it. */
export interface WrittenAbout {
  readonly typeId: string;
  /** Its recipient has it (skickat). */
  readonly sent: boolean;
  /** Makulerat: nothing is sent about it any more. */
  readonly revoked: boolean;
  readonly testCertificate: boolean;
  /** The patient is a test person (testindikerad) now. */
  readonly testIndicated: boolean;
}

interface WritingFacts extends WrittenAbout {
  readonly role: Role;
}

/**
 * Write to the agency about a certificate (fråga, svar): each refusal with what has to hold. That the certificate is of
 * the viewer's unit and its patient may be seen is decided before; one that is not is not found.
 * Source: domain.md §2.6.1 "Create question", "Answer admin question"; §5.2 "Care creates"; W110.
 */
const writing = {
  ROLE_MAY_NOT_WRITE: ({ role, typeId }) => PRIVILEGES[role].writesAbout.includes(typeId),
  TEST_INDICATED_PATIENT: ({ testIndicated }) => !testIndicated,
  TEST_CERTIFICATE: ({ testCertificate }) => !testCertificate,
  CERTIFICATE_REVOKED: ({ revoked }) => !revoked,
  CERTIFICATE_NOT_SENT: ({ sent }) => sent,
} as const satisfies Record<string, (facts: WritingFacts) => boolean>;
type WritingRefusal = keyof typeof writing;

/** Why the role may not write about the certificate now; none means it may. */
export const writingRefusals = (about: WrittenAbout, role: Role): WritingRefusal[] =>
  (Object.keys(writing) as WritingRefusal[]).filter((refusal) => !writing[refusal]({ ...about, role }));

type Asked = Pick<Case, 'status' | 'subject' | 'askedBy' | 'answeredAt'>;

/**
 * Answer a question in words (svara): each refusal with what has to hold.
 * Source: domain.md §5.1 "one answer per question", §5.6 ANSWER_QUESTION.
 */
const answering = {
  ASKED_BY_CARE: ({ askedBy }) => askedBy === 'AGENCY',
  COMPLEMENT_NOT_ANSWERED_IN_WORDS: ({ subject }) => subject !== 'COMPLEMENT',
  CASE_ALREADY_ANSWERED: ({ answeredAt }) => !answeredAt,
  CASE_NOT_UNHANDLED: ({ status, answeredAt }) => !!answeredAt || matches({ status }, unhandled),
} as const satisfies Record<string, (asked: Asked) => boolean>;
type AnsweringRefusal = keyof typeof answering;

/**
 * Complement a certificate as the agency asks (komplettera): each refusal with what has to hold, beside what holds for
 * writing about it at all. Source: domain.md §4.2 T15, §5.5 A; any role may begin it, a signer signs.
 */
const complementing = {
  NOT_A_COMPLEMENT_REQUEST: ({ subject }) => subject === 'COMPLEMENT',
  CASE_NOT_UNHANDLED: ({ status }) => matches({ status }, unhandled),
} as const satisfies Record<string, (asked: Asked) => boolean>;
type ComplementingRefusal = keyof typeof complementing;

export class CorrespondenceError extends DomainError<
  WritingRefusal | AnsweringRefusal | ComplementingRefusal | 'CERTIFICATE_NOT_FOUND'
> {}

/** Why the case may not be answered in words now; none means it may. */
export const answeringRefusals = (asked: Asked): AnsweringRefusal[] =>
  (Object.keys(answering) as AnsweringRefusal[]).filter((refusal) => !answering[refusal](asked));

/** Why the request may not be answered with another certificate now; none means it may. */
export const complementingRefusals = (
  asked: Asked,
  about: WrittenAbout,
  role: Role,
): (WritingRefusal | ComplementingRefusal)[] => [
  ...writingRefusals(about, role),
  ...(Object.keys(complementing) as ComplementingRefusal[]).filter((refusal) => !complementing[refusal](asked)),
];

/** Throws the first refusal; the case itself changes when the certificate is signed that complements the other. */
export function checkComplement(asked: Asked, about: WrittenAbout, role: Role): Partial<Case> {
  const [refusal] = complementingRefusals(asked, about, role);
  if (refusal) throw new CorrespondenceError(refusal);
  return {};
}

/** How a question of care's begins: it waits for the agency. */
export const asked = { askedBy: 'CARE', status: CaseStatus.WAITING_FOR_AGENCY } as const satisfies Partial<Case>;

/** Answering handles (svarat är hanterat). The change to store; throws the first refusal. Source: W122. */
export function answer(found: Asked, about: WrittenAbout, { role, hsaId }: { role: Role; hsaId: string }, at: Date) {
  const [refusal] = [...writingRefusals(about, role), ...answeringRefusals(found)];
  if (refusal) throw new CorrespondenceError(refusal);
  return {
    status: CaseStatus.HANDLED,
    answeredAt: at,
    handledAt: at,
    handledBy: hsaId,
  } satisfies Partial<Case>;
}

/**
 * The agency has answered care's question: there is something to read, also where care had ticked the question as
 * handled before. Undefined when it has an answer already. Source: domain.md §5.2, rows "FK answers", "second answer".
 */
export const receiveAnswer = ({ answeredAt }: Pick<Case, 'answeredAt'>, at: Date) =>
  answeredAt
    ? undefined
    : ({ status: CaseStatus.ANSWERED, answeredAt: at, handledAt: null, handledBy: null } satisfies Partial<Case>);
