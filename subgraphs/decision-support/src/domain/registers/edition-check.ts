import { DomainError } from '@intygsgraf/kernel/domain';

export class RegisterError extends DomainError<'REGISTER_IS_CUT' | 'REGISTER_LOSES_CODES'> {}

/** Every letter begins codes of ICD-10-SE, by its 22 chapters. Source: Socialstyrelsen, ICD-10-SE. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

/** More of the codes than this never left a register with one edition, in parts of all; a file that lost them is cut. */
const MOST_LOST = 0.05;

/**
 * Whether a file can be a whole edition. Throws REGISTER_IS_CUT when a letter has no code at all, REGISTER_LOSES_CODES
 * when too many of the codes that are current are not in it and that was not accepted.
 */
export function checkEdition(codes: ReadonlySet<string>, current: readonly string[], acceptRemovals: boolean): void {
  const begun = new Set([...codes].map((code) => code.slice(0, 1)));
  const missing = LETTERS.filter((letter) => !begun.has(letter));
  if (missing.length > 0) throw new RegisterError('REGISTER_IS_CUT', { letters: missing.join(' ') });
  checkRemovals(codes, current, acceptRemovals);
}

/** Throws REGISTER_LOSES_CODES when too many of the current codes are not in an edition and that was not accepted. */
export function checkRemovals(codes: ReadonlySet<string>, current: readonly string[], acceptRemovals: boolean): void {
  const lost = current.filter((code) => !codes.has(code)).length;
  if (lost > current.length * MOST_LOST && !acceptRemovals)
    throw new RegisterError('REGISTER_LOSES_CODES', { lost, of: current.length });
}
