import { dayInSweden, DomainError, type PersonFacts, type Protection, type Role } from '@intygsgraf/kernel/domain';
import type { Answers } from './answers.ts';
import { type CertificateType, isForDeceased, reaches } from './certificate-type.ts';
import { holds } from './holds.ts';
import type { PrintingRefusal } from './print.ts';
import { type Child, hasSigned } from './relation.ts';
import type { Revocation } from './revocation.ts';

/** Where a certificate stands, by itself and by what was made of it. Source: domain.md §4.1. */
export const CertificateStatus = {
  /** Signerat, ej skickat. */
  SIGNED: 'SIGNED',
  /** Skickat. */
  SENT: 'SENT',
  /** Kompletterat: a signed certificate complements it. */
  COMPLEMENTED: 'COMPLEMENTED',
  /** Ersatt: a signed certificate replaces it. */
  REPLACED: 'REPLACED',
  /** Makulerat. */
  REVOKED: 'REVOKED',
} as const;
export type CertificateStatus = keyof typeof CertificateStatus;

/** What is stored of it; the rest follows. */
export const StoredStatus = { SIGNED: 'SIGNED', REVOKED: 'REVOKED' } as const satisfies Partial<
  typeof CertificateStatus
>;
type StoredStatus = keyof typeof StoredStatus;

/** Certificate (intyg): signed, and from then on never changed. */
export interface Certificate extends Revocation {
  /** The national intygs-id. */
  readonly id: string;
  /** As fk7804. */
  readonly typeId: string;
  readonly typeVersion: string;
  readonly status: StoredStatus;
  /** HSA-id of the unit that issued it. */
  readonly unit: string;
  /** HSA-id of the care unit (vårdenhet) that the unit belongs to; the unit itself when it is one. */
  readonly careUnit: string;
  /** HSA-id of the care provider (vårdgivare). */
  readonly careProvider: string;
  /** HSA-id. */
  readonly signedBy: string;
  /** The signer's role when it was signed. */
  readonly signedByRole: Role;
  readonly signedAt: Date;
  /** When it was handed over for its recipient (skickat). */
  readonly sentAt?: Date | null;
  readonly personId: string;
  /** The id that the patient has in `users`. */
  readonly patientId: string;
  /** As the person service told it last. */
  readonly protection: Protection;
  /** For a test person (testindikerad): never sent, no cases. */
  readonly testCertificate: boolean;
  readonly answers: Answers;
  /** The name of the journal system that asked for its draft (ref). */
  readonly reference?: string | null;
}

/**
 * Where it stands. Today's lists let a replacement hide that it was revoked; here what is worth nothing says so first.
 * Source: domain.md §4.1, "Priority when several apply".
 */
export function statusOf(
  certificate: Pick<Certificate, 'status' | 'sentAt'>,
  children: readonly Child[],
): CertificateStatus {
  if (certificate.status === 'REVOKED') return 'REVOKED';
  if (hasSigned(children, 'REPLACE')) return 'REPLACED';
  if (hasSigned(children, 'COMPLEMENT')) return 'COMPLEMENTED';
  return certificate.sentAt ? 'SENT' : 'SIGNED';
}

export class CertificateError extends DomainError<
  | 'CERTIFICATE_NOT_FOUND'
  | 'CERTIFICATE_TYPE_UNKNOWN'
  | 'CERTIFICATE_ID'
  | 'CERTIFICATE_ID_TAKEN'
  | 'SIGNED_IN_FUTURE'
  | 'ANSWERS_NOT_VALID'
  | 'CONCURRENT_MODIFICATION'
  | 'SIGNING_UNAVAILABLE'
  | 'SIGNATURE_NOT_VALID'
  | 'SIGNATURE_NOT_TRUSTED'
  | 'OTHER_PERSONS_SIGNATURE'
  | PrintingRefusal
  | SendingRefusal
  | SigningRefusal
> {}

/** What decides whether a certificate may be signed. */
interface SigningFacts {
  readonly type: CertificateType;
  readonly role: Role;
  readonly person: PersonFacts;
}

/**
 * Sign (signera): each refusal with what has to hold.
 * Source: domain.md §2.4 SIGNERA_INTYG and HANTERA_SEKRETESSMARKERAD_PATIENT, §2.7. Here we part from today's system:
 * it lets a draft of somebody who has since died be signed; we refuse, as what may be written for the dead is the type's.
 */
const signing = {
  ROLE_MAY_NOT_SIGN: ({ type, role }) => type.signedBy.includes(role),
  PATIENT_PROTECTED: ({ type, role, person }) => reaches(type, role, person.protection),
  PATIENT_DECEASED: ({ type, person }) => isForDeceased(type, person),
} as const satisfies Record<string, (facts: SigningFacts) => boolean>;
type SigningRefusal = keyof typeof signing;

/** Why a certificate may not be signed; none means it may. */
export const signingRefusals = (facts: SigningFacts): SigningRefusal[] =>
  (Object.keys(signing) as SigningRefusal[]).filter((refusal) => !signing[refusal](facts));

/** What a user may do with a certificate (åtgärd). */
export const CertificateAction = {
  /** Skicka till mottagare. */
  SEND: 'SEND',
  /** Skriv ut. */
  PRINT: 'PRINT',
  /** Förnya. */
  RENEW: 'RENEW',
  /** Ersätta. */
  REPLACE: 'REPLACE',
  /** Makulera. */
  REVOKE: 'REVOKE',
} as const;
export type CertificateAction = keyof typeof CertificateAction;

/** What decides whether a certificate may be sent. */
interface SendingFacts {
  readonly certificate: Pick<
    Certificate,
    'status' | 'sentAt' | 'testCertificate' | 'personId' | 'answers' | 'signedAt'
  >;
  /** What was made of it. */
  readonly children: readonly Child[];
  readonly type: Pick<CertificateType, 'recipient' | 'onPaper'>;
  /** Whether its signature is here: a certificate from elsewhere was sent there. */
  readonly isSignedHere: boolean;
}

/** Personal and co-ordination numbers; what has letters is a reserve number. */
const TRANSPORTED = /^(?:18|19|20)\d{10}$/;

/**
 * Send (skicka): each refusal with what has to hold, beside that its patient is known and may be seen.
 * Source: domain.md §4.2 T11, §1.2 W40; reserve numbers: reliability.md §1.6, the contract has no place for them.
 */
const sending = {
  CERTIFICATE_REVOKED: ({ certificate }) => certificate.status !== 'REVOKED',
  CERTIFICATE_REPLACED: ({ children }) => !hasSigned(children, 'REPLACE'),
  CERTIFICATE_SENT: ({ certificate }) => !certificate.sentAt,
  TEST_CERTIFICATE: ({ certificate }) => !certificate.testCertificate,
  NO_RECIPIENT: ({ type }) => type.recipient !== null,
  RESERVE_NUMBER: ({ certificate }) => TRANSPORTED.test(certificate.personId),
  ON_PAPER: ({ type: { onPaper }, certificate: { answers, signedAt } }) =>
    onPaper === undefined || !holds(onPaper.when, answers, { today: dayInSweden(signedAt) }),
  NOT_SIGNED_HERE: ({ isSignedHere }) => isSignedHere,
} as const satisfies Record<string, (facts: SendingFacts) => boolean>;
type SendingRefusal = keyof typeof sending;

/** Why a certificate may not be sent; none means it may. */
export const sendingRefusals = (facts: SendingFacts): SendingRefusal[] =>
  (Object.keys(sending) as SendingRefusal[]).filter((refusal) => !sending[refusal](facts));
