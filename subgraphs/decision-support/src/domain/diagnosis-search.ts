import type { DiagnosisCodeSystem } from './diagnosis.ts';

/**
 * Words of a text as they are compared: lower case, without diacritics, letters and figures only. Whoever types
 * "angest" means "ångest".
 */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 0);

/** A name as it is compared: its words, a blank between. */
export const termOf = (text: string): string => wordsOf(text).join(' ');

/** A code, or its beginning from three positions, without signs. Source: domain.md §7.5, W81. */
const CODES: Readonly<Record<DiagnosisCodeSystem, RegExp>> = {
  ICD_10_SE: /^[a-z]\d{2}[\da-z]{0,2}$/,
  KSH_97_P: /^(?:[a-z]\d{2}\d?p?|f438a)$/,
};

/** The code that was typed, or its beginning, upper case and without signs; undefined when it is none. */
export function typedCode(codeSystem: DiagnosisCodeSystem, search: string): string | undefined {
  const whole = wordsOf(search).join('');
  return CODES[codeSystem].test(whole) ? whole.toUpperCase() : undefined;
}

/** Which diagnoses are shown before others that fit as well. */
export const Familiarity = { COMMON: 0, CLINICAL: 1, EXTERNAL: 2 } as const;
export type Familiarity = (typeof Familiarity)[keyof typeof Familiarity];

/** Codes of external causes with their place and activity: 20,734 of 35,684, whose titles repeat one another. */
const EXTERNAL_IN_DETAIL = /^[V-Y]\d{2}.{2}$/;

/**
 * @param common codes that guidance is published for and that certificates have
 */
export function familiarityOf(code: string, common: ReadonlySet<string>): Familiarity {
  if (common.has(code)) return Familiarity.COMMON;
  return EXTERNAL_IN_DETAIL.test(code) ? Familiarity.EXTERNAL : Familiarity.CLINICAL;
}

/** Letters so few begin too many words to be looked for anywhere but where a name begins. */
export const INITIALS = [1, 2, 3] as const;
export const isInitial = (words: readonly string[]): boolean => words.join(' ').length <= INITIALS.length;
/** So many words are a name that somebody has before them. */
export const isNameLong = (words: readonly string[]): boolean => words.length >= 3;

/** Letters enough to be looked for within words ("artros" in "knäartros"), and to be taken for a misspelt word. */
const WITHIN = /^\p{L}{3,}$/u;
export const isSoughtWithin = (word: string): boolean => WITHIN.test(word);
/** Letters enough for a word's beginning to mean few words. */
export const isLong = (word: string): boolean => word.length > 3;
/** A word that may be left out when everything else fits: it may be a slip. */
export const isDroppable = (word: string): boolean => word.length < 3;

/** Words for a `tsquery`: all of them, each by its beginning or by one of its alternatives. Words hold no sign. */
export const queryOf = (words: readonly (readonly string[])[]): string =>
  words.map((alternatives) => `(${alternatives.join(' | ')})`).join(' & ');
export const begins = (word: string): string => `'${word}':*`;
export const is = (word: string): string => `'${word}'`;
