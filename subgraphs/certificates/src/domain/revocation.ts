import { DomainError, PRIVILEGES, type Role } from '@intygsgraf/kernel/domain';
import { type CertificateType, maySee } from './certificate-type.ts';

/** Why a certificate or a locked draft is revoked (anledning till makulering). Source: domain.md §4.1, §10. */
export const RevocationReason = {
  /** FEL_PATIENT: it was written for another person. */
  WRONG_PATIENT: 'WRONG_PATIENT',
  /** ANNAT_ALLVARLIGT_FEL: something else is seriously wrong, which the text tells. */
  OTHER_SERIOUS_ERROR: 'OTHER_SERIOUS_ERROR',
} as const;
export type RevocationReason = keyof typeof RevocationReason;

/** The reason as its recipient reads it, in Swedish. */
const REASON_TEXT: Readonly<Record<RevocationReason, string>> = {
  WRONG_PATIENT: 'Intyget har utfärdats på fel patient.',
  OTHER_SERIOUS_ERROR: 'Annat allvarligt fel.',
};

/** What is kept of a revocation (makulering). Everything is null while there is none. */
export interface Revocation {
  readonly revokedAt?: Date | null;
  /** HSA-id. */
  readonly revokedBy?: string | null;
  readonly revocationReason?: RevocationReason | null;
  /** In the words of who revoked it. */
  readonly revocationText?: string | null;
}

/** Longest text, characters. Source: domain.md §3.15. */
const LONGEST_TEXT = 3_500;
/** Only characters that a message (XML 1.0) can carry. */
const TEXT = new RegExp(`^[\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\u{10000}-\\u{10FFFF}]{0,${LONGEST_TEXT}}$`, 'u');

/**
 * The text to keep; null where there is none. Throws BAD_USER_INPUT for a text that is too long or cannot be sent, and
 * for none where the reason alone tells nothing. Source: domain.md §3.15, "FEL_PATIENT optional, ANNAT_ALLVARLIGT_FEL
 * mandatory".
 */
export function revocationText(reason: RevocationReason, text: string | undefined): string | null {
  const given = text?.trim() ? text : null;
  if (given !== null && !TEXT.test(given)) throw new DomainError('BAD_USER_INPUT', { path: 'text' });
  if (given === null && reason === 'OTHER_SERIOUS_ERROR') throw new DomainError('BAD_USER_INPUT', { path: 'text' });
  return given;
}

/** What the recipient is told (meddelande). */
export const messageOf = (reason: RevocationReason, text: string | null): string =>
  text === null ? REASON_TEXT[reason] : `${REASON_TEXT[reason]} ${text}`;

/** What decides whether something may be revoked that its viewer sees. */
interface RevokingFacts {
  readonly source: Revocation & { /** A draft that is not locked. */ readonly isOpenDraft: boolean };
  readonly type: CertificateType;
  readonly role: Role;
}

/**
 * Revoke (makulera): each refusal with what has to hold. A deceased patient's may be revoked.
 * Source: domain.md §2.3 Table 3, §2.4 MAKULERA_INTYG, §4.2 T10, T12.
 */
const revoking = {
  ROLE_MAY_NOT_REVOKE: ({ type, role }) => PRIVILEGES[role].signs && maySee(type, role),
  DRAFT_NOT_LOCKED: ({ source }) => !source.isOpenDraft,
  CERTIFICATE_REVOKED: ({ source }) => !source.revokedAt,
} as const satisfies Record<string, (facts: RevokingFacts) => boolean>;
type RevokingRefusal = keyof typeof revoking;

export class RevocationError extends DomainError<RevokingRefusal> {}

/** Why it may not be revoked; none means it may. */
export const revokingRefusals = (facts: RevokingFacts): RevokingRefusal[] =>
  (Object.keys(revoking) as RevokingRefusal[]).filter((refusal) => !revoking[refusal](facts));
