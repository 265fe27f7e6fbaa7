/** The registers of diagnoses. */
export const DiagnosisCodeSystem = {
  /** ICD-10-SE, Socialstyrelsen. */
  ICD_10_SE: 'ICD_10_SE',
  /** KSH97-P, the primary-care version (primärvård). */
  KSH_97_P: 'KSH_97_P',
} as const;
export type DiagnosisCodeSystem = keyof typeof DiagnosisCodeSystem;

/** What a code of a pair says: ICD-10 names some diseases by two codes. */
export const DiagnosisMarker = {
  /** † The underlying disease (etiologi). */
  ETIOLOGY: 'ETIOLOGY',
  /** * How it shows in an organ (manifestation); never a main diagnosis. */
  MANIFESTATION: 'MANIFESTATION',
} as const;
export type DiagnosisMarker = keyof typeof DiagnosisMarker;

/** What names a diagnosis. */
export interface DiagnosisKey {
  /** Upper case, no dot. */
  readonly code: string;
  readonly codeSystem: DiagnosisCodeSystem;
}

/** Diagnosis (diagnos) of a register. */
export interface Diagnosis extends DiagnosisKey {
  readonly title: string;
  /** The code of the wider diagnosis that this one belongs to. */
  readonly parent?: string | null;
  readonly marker?: DiagnosisMarker | null;
  /** `YYYY-MM-DD`, null when the register does not say. */
  readonly validFrom?: string | null;
  /** `YYYY-MM-DD` when an edition came that lacks it; null while it is current. */
  readonly retiredOn?: string | null;
  /** Other names that the register gives it. */
  readonly synonyms?: readonly string[];
}

/** A diagnosis as a register's publisher gives it. */
export interface DiagnosisRecord {
  /** With or without its dot. */
  readonly code: string;
  readonly title: string;
  readonly marker?: DiagnosisMarker | null;
  /** `YYYY-MM-DD`. */
  readonly validFrom?: string | null;
  /** Other names. */
  readonly synonyms?: readonly string[];
}

/** One text for a key, equal for equal ones. */
export const nameOf = ({ codeSystem, code }: DiagnosisKey): string => `${codeSystem} ${code}`;

/** A code as registers and certificates write it: upper case, without dots and blanks. Source: domain.md §7.5. */
export const normalCode = (code: string): string => code.replaceAll(/[.\s]/g, '').toUpperCase();

/** A normal code of ICD-10-SE: three to five positions. Source: domain.md §7.5. */
export const ICD_10_SE_CODE = /^[A-Z]\d{2}\d?[0-9A-Z]?$/;

/** Positions of the widest codes. */
export const WIDEST = 3;

/**
 * The wider diagnosis: the longest beginning of the code that the register has, three positions at least. Some codes of
 * five positions have a parent of three, as their fourth position says where and not what (external causes, V–Y).
 */
export function parentOf(code: string, known: ReadonlySet<string>): string | null {
  for (let length = code.length - 1; length >= WIDEST; length--)
    if (known.has(code.slice(0, length))) return code.slice(0, length);
  return null;
}
