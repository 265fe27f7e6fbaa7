import { type Criterion, DomainError, matches } from '@intygsgraf/kernel/domain';

/** Where the case stands. Webcert's word in capitals where ours differs (persistence/model/Status). */
export const CaseStatus = {
  /** PENDING_INTERNAL_ACTION: care has to act. */
  WAITING_FOR_CARE: 'WAITING_FOR_CARE',
  /** PENDING_EXTERNAL_ACTION: the agency has to answer. */
  WAITING_FOR_AGENCY: 'WAITING_FOR_AGENCY',
  /** The agency has answered; care has yet to read it. */
  ANSWERED: 'ANSWERED',
  /** CLOSED: hanterat. */
  HANDLED: 'HANDLED',
} as const;
export type CaseStatus = keyof typeof CaseStatus;

/** What a case is about (ämne). Source: kv_ämne, domain.md §5.1. */
export const CaseSubject = {
  /** KOMPLT, kompletteringsbegäran. */
  COMPLEMENT: 'COMPLEMENT',
  /** AVSTMN, avstämningsmöte. */
  COORDINATION_MEETING: 'COORDINATION_MEETING',
  /** KONTKT, kontakt. */
  CONTACT: 'CONTACT',
  /** OVRIGT, övrigt. */
  OTHER: 'OTHER',
} as const;
export type CaseSubject = keyof typeof CaseSubject;

/** The subjects of administrative questions (administrativa frågor), which care may ask too and answer in words. */
export const ADMINISTRATIVE = ['COORDINATION_MEETING', 'CONTACT', 'OTHER'] as const satisfies CaseSubject[];

/** The two who correspond. */
export const Party = {
  /** The certificate's recipient (FKASSA). */
  AGENCY: 'AGENCY',
  /** Vården (HSVARD). */
  CARE: 'CARE',
} as const;
export type Party = keyof typeof Party;

/**
 * Case (ärende): a question or complement request about one certificate, between care and the certificate's recipient.
 * Answers and reminders are messages of a case, never cases.
 */
export interface Case {
  readonly id: string;
  /** The national intygs-id. */
  readonly certificateId: string;
  /** HSA-id of the unit that issued the certificate; it answers for the case wherever the patient goes. */
  readonly unit: string;
  /** HSA-id of the care unit that a sub-unit belongs to; the unit itself when it is one. */
  readonly careUnit: string;
  readonly subject: CaseSubject;
  /** Who asked (avsändare). */
  readonly askedBy: Party;
  readonly status: CaseStatus;
  /** When the other party's answer was stored; a question has one answer. */
  readonly answeredAt?: Date | null;
  /** Last date for an answer (sista datum för svar), `YYYY-MM-DD`. */
  readonly answerBy?: string | null;
  readonly handledAt?: Date | null;
  /** HSA-id. */
  readonly handledBy?: string | null;
  /** The certificate (intygs-id) whose signing handled it: should that be revoked, it is to be done again. */
  readonly handledWith?: string | null;
}

export class CaseError extends DomainError<
  | 'CASE_NOT_FOUND'
  | 'CASE_NOT_UNHANDLED'
  | 'CASE_NOT_HANDLED'
  | 'COMPLEMENT_STAYS_HANDLED'
  | 'ANSWERED_STAYS_HANDLED'
  | 'CERTIFICATE_REVOKED'
> {}

/**
 * Unhandled (ohanterat, ej hanterat): somebody still has something to do.
 * Source: domain.md §5.3: status is not HANDLED, and it is a question or complement request.
 */
export const unhandled = {
  status: { $in: ['WAITING_FOR_CARE', 'WAITING_FOR_AGENCY', 'ANSWERED'] },
} satisfies Criterion<Case>;

export const handled = { status: { $in: ['HANDLED'] } } satisfies Criterion<Case>;

/** Required action (krävd åtgärd). Source: domain.md §5.4, ArendeServiceImpl.getAmneString. */
export const RequiredAction = {
  /** Komplettera. */
  COMPLEMENT: 'COMPLEMENT',
  /** Svara. */
  ANSWER: 'ANSWER',
  /** Läs inkommet svar. */
  READ_ANSWER: 'READ_ANSWER',
  /** Invänta svar. */
  WAIT: 'WAIT',
  /** Inget. */
  NONE: 'NONE',
} as const;
export type RequiredAction = keyof typeof RequiredAction;

type Standing = Pick<Case, 'status' | 'subject'>;

/** Each action with the cases that require it; together they are all cases, and no case is in two. */
export const requiring: Readonly<Record<RequiredAction, Criterion<Standing>>> = {
  COMPLEMENT: { status: { $in: ['WAITING_FOR_CARE'] }, subject: { $in: ['COMPLEMENT'] } },
  ANSWER: { status: { $in: ['WAITING_FOR_CARE'] }, subject: { $in: [...ADMINISTRATIVE] } },
  READ_ANSWER: { status: { $in: ['ANSWERED'] } },
  WAIT: { status: { $in: ['WAITING_FOR_AGENCY'] } },
  NONE: handled,
};

export function requiredAction(standing: Standing): RequiredAction {
  const actions = Object.keys(requiring) as RequiredAction[];
  return actions.find((action) => matches(standing, requiring[action])) ?? 'NONE';
}

/** Overdue (sista svarsdag passerad): care has to act, and the last date for an answer is past. `today` in Sweden. */
export const isOverdue = ({ status, answerBy }: Pick<Case, 'status' | 'answerBy'>, today: string): boolean =>
  status === 'WAITING_FOR_CARE' && !!answerBy && answerBy < today;

/** Mark as handled (markera som hanterat). The change to store, or a refusal: a case is handled once. */
export function markHandled({ status }: Pick<Case, 'status'>, by: string, at: Date) {
  if (!matches({ status }, unhandled)) throw new CaseError('CASE_NOT_UNHANDLED', { status });
  return { status: CaseStatus.HANDLED, handledAt: at, handledBy: by } satisfies Partial<Case>;
}

/** What decides whether the mark may be taken away. */
type Handled = Pick<Case, 'status' | 'subject' | 'askedBy' | 'answeredAt'>;

/**
 * Mark as unhandled again (ta bort hanterad): the case stands as it did before it was handled. A handled complement
 * request stays handled, and so do a question that care has answered and whatever is about a revoked certificate.
 * Source: domain.md §5.2, row CLOSED, "user unticks Hanterad"; §5.6 HANDLE_QUESTION.
 */
export function markUnhandled({ status, subject, askedBy, answeredAt }: Handled, revoked: boolean) {
  if (!matches({ status }, handled)) throw new CaseError('CASE_NOT_HANDLED', { status });
  if (revoked) throw new CaseError('CERTIFICATE_REVOKED');
  if (subject === 'COMPLEMENT') throw new CaseError('COMPLEMENT_STAYS_HANDLED');
  if (askedBy === 'AGENCY' && answeredAt) throw new CaseError('ANSWERED_STAYS_HANDLED');
  const waiting = askedBy === 'AGENCY' ? CaseStatus.WAITING_FOR_CARE : CaseStatus.WAITING_FOR_AGENCY;
  return {
    status: answeredAt ? CaseStatus.ANSWERED : waiting,
    handledAt: null,
    handledBy: null,
  } satisfies Partial<Case>;
}
