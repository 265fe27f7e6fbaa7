/** The registers that a diagnosis may be taken from. */
export const DiagnosisCodeSystem = {
  /** ICD-10-SE, Socialstyrelsen. */
  ICD_10_SE: 'ICD_10_SE',
  /** KSH97-P, the primary-care version (primärvård). */
  KSH_97_P: 'KSH_97_P',
} as const;
export type DiagnosisCodeSystem = keyof typeof DiagnosisCodeSystem;

/** The form that each register's codes have. Source: domain.md §7.5, without the dot. */
const FORM: Readonly<Record<DiagnosisCodeSystem, RegExp>> = {
  ICD_10_SE: /^[A-Z]\d{2}\d?[0-9A-Z]?$/,
  KSH_97_P: /^(?:[A-Z]\d{2}-?\d?P?|F438A)$/,
};

/** What a certificate's code begins with at least; F and Z73 are too coarse for a certificate with three positions. Source: domain.md §3.0, V-ICD. */
const PRECISE = /^(?:[A-EG-Y]\d{2}[A-Z0-9-]*|Z(?!73)\d{2}[A-Z0-9-]*|(?:F\d{2}|Z73)[A-Z0-9-]+)$/;

/** Characters of the longest code. Source: domain.md §3.0, V-ICD. */
const LONGEST = 5;

/** Whether a code may stand in a certificate, whatever its register: upper case, no dot. */
export const isPreciseCode = (code: string): boolean => code.length <= LONGEST && PRECISE.test(code);

/** Whether a register has codes of this form. Whether it has this one is for decision-support to say. */
export const isRegisterCode = (codeSystem: DiagnosisCodeSystem, code: string): boolean => FORM[codeSystem].test(code);
