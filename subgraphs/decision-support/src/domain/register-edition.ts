import { DomainError } from '@intygsgraf/kernel/domain';
import type { DiagnosisCodeSystem } from './diagnosis.ts';

/** One edition of a register as it came in. */
export interface RegisterEdition {
  readonly codeSystem: DiagnosisCodeSystem;
  readonly importedAt: Date;
  /** Equal for equal content, whatever form of file it came in. */
  readonly fingerprint: string;
  readonly codes: number;
  /** Codes that were not known. */
  readonly added: number;
  /** Codes whose title or place changed. */
  readonly changed: number;
  /** Codes that the edition no longer has. */
  readonly retired: number;
}

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
  const lost = current.filter((code) => !codes.has(code)).length;
  if (lost > current.length * MOST_LOST && !acceptRemovals)
    throw new RegisterError('REGISTER_LOSES_CODES', { lost, of: current.length });
}
