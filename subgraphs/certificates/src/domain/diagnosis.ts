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

/** F and Z73 are too coarse for a certificate with three positions. Source: domain.md §3.0, V-ICD. */
const PRECISE = /^(?:[A-EG-Y]|Z(?!73)|(?:F\d{2}|Z73).)/;

/** Characters of the longest code. Source: domain.md §3.0, V-ICD. */
const LONGEST = 5;

/** Whether a code may stand in a certificate: upper case, no dot. Whether it exists is for decision-support to say. */
export const isDiagnosisCode = (codeSystem: DiagnosisCodeSystem, code: string): boolean =>
  code.length <= LONGEST && FORM[codeSystem].test(code) && PRECISE.test(code);
