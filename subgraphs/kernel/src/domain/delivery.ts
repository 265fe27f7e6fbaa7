/** Where a message to a recipient stands. It ends in exactly one of the last three. */
export const DeliveryState = {
  /** Not yet taken in by the recipient; tried again by the rule below. */
  PENDING: 'PENDING',
  /** The recipient has it: OK, or INFO because it had it already. */
  DELIVERED: 'DELIVERED',
  /** Given up (status FEL): visible in the outbox (utkorgen), sent again when somebody says so. */
  ERROR: 'ERROR',
  /** Never to be sent, as the certificate was revoked first. */
  CANCELLED: 'CANCELLED',
} as const;
export type DeliveryState = keyof typeof DeliveryState;

/** Why a message was not taken in. What a recipient wrote beside it is never kept: it may name the patient. */
export const DeliveryFault = {
  /** The recipient's own words, by RIV-TA's ResultType. */
  VALIDATION_ERROR: 'VALIDATION_ERROR',
  REVOKED: 'REVOKED',
  APPLICATION_ERROR: 'APPLICATION_ERROR',
  TECHNICAL_ERROR: 'TECHNICAL_ERROR',
  SOAP_FAULT: 'SOAP_FAULT',
  /** No answer in time. */
  TIMEOUT: 'TIMEOUT',
  /** No connection, or it broke. */
  UNREACHABLE: 'UNREACHABLE',
  /** A redirect, which is never followed: the message would go to somebody else. */
  REDIRECTED: 'REDIRECTED',
  /** Longer than any answer of the contract. */
  ANSWER_TOO_LONG: 'ANSWER_TOO_LONG',
  /** HTML, another document, a code that there is not. */
  NOT_THE_CONTRACT: 'NOT_THE_CONTRACT',
  /** Nobody has told this process where the recipient is. */
  RECIPIENT_UNKNOWN: 'RECIPIENT_UNKNOWN',
  /** An earlier message about the same certificate was given up, and order comes first. */
  EARLIER_NOT_DELIVERED: 'EARLIER_NOT_DELIVERED',
} as const;
export type DeliveryFault = keyof typeof DeliveryFault;

/** What the recipient made of a message; `undefined` is that it has it. */
export type DeliveryOutcome = DeliveryFault | undefined;

/**
 * The same bytes will not be taken in however often they come. Source: domain.md §6.3, "FAILURE, no resend": only a
 * technical error and what is no answer are tried again.
 */
const FINAL: readonly DeliveryFault[] = ['VALIDATION_ERROR', 'APPLICATION_ERROR', 'REVOKED', 'EARLIER_NOT_DELIVERED'];

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** How long a message is tried for, counted from its first try. Source: domain.md §4.10, PMO client. */
const PERIOD = 60 * MINUTE;
/** The gaps after each try; the last one goes on. */
const GAPS = [10 * SECOND, 20 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE];
/** A gap is up to this much shorter or longer, so that those who failed together do not come back together. */
const JITTER = 0.2;

/** What decides about the next try. */
export interface Tries {
  /** How often it was tried, this time included. */
  readonly attempts: number;
  readonly firstTriedAt: Date;
}

/**
 * What becomes of a message after a try that ended at `now`. With a next try: growing gaps, and the last one at the end
 * of the hour. `random` is in [0, 1). Source: domain.md §4.10 and §6.3; PMO's rule: one hour, then the outbox.
 */
export function afterTry(
  outcome: DeliveryOutcome,
  { attempts, firstTriedAt }: Tries,
  now: Date,
  random: number,
): { readonly state: DeliveryState; readonly nextTryAt: Date | null } {
  if (outcome === undefined) return { state: 'DELIVERED', nextTryAt: null };
  const end = firstTriedAt.getTime() + PERIOD;
  if (FINAL.includes(outcome) || now.getTime() >= end) return { state: 'ERROR', nextTryAt: null };
  const gap = (GAPS[attempts - 1] ?? 10 * MINUTE) * (1 - JITTER + 2 * JITTER * random);
  return { state: 'PENDING', nextTryAt: new Date(Math.min(now.getTime() + gap, end)) };
}
