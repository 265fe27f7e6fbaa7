import { DomainError, type Role } from '@intygsgraf/kernel/domain';
import { type Case, markHandled, markUnhandled } from './case.ts';
import { answeringRefusals, complementingRefusals, type WrittenAbout, writingRefusals } from './correspondence.ts';

/** What a user may do with a case (åtgärd). */
export const CaseAction = {
  /** Markera som hanterat. */
  MARK_HANDLED: 'MARK_HANDLED',
  /** Markera som ej hanterat. */
  MARK_UNHANDLED: 'MARK_UNHANDLED',
  /** Svara. */
  ANSWER: 'ANSWER',
  /** Komplettera. */
  COMPLEMENT: 'COMPLEMENT',
} as const;
export type CaseAction = keyof typeof CaseAction;

type Standing = Pick<Case, 'status' | 'subject' | 'askedBy' | 'answeredAt'>;

/** What a refusal says, by the same functions that carry the action out. */
function refusalsBy(change: () => unknown): string[] {
  try {
    change();
    return [];
  } catch (error) {
    if (error instanceof DomainError) return [error.code];
    throw error;
  }
}

/** The refusals that an action would meet now; none when it may be taken. */
export function refusalsOf(action: CaseAction, standing: Standing, about: WrittenAbout, role: Role): string[] {
  if (action === 'ANSWER') return [...writingRefusals(about, role), ...answeringRefusals(standing)];
  if (action === 'COMPLEMENT') return complementingRefusals(standing, about, role);
  if (action === 'MARK_HANDLED') return refusalsBy(() => markHandled(standing, '', new Date(0)));
  return refusalsBy(() => markUnhandled(standing, about.revoked));
}
