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

/** What a diagnosis is found by: the words of its title, a blank before each, and its code, which no word looks like. */
export const searchTextOf = ({ code, title }: { readonly code: string; readonly title: string }): string =>
  ` ${wordsOf(title).join(' ')} #${code.toLowerCase()}`;

/** A search as patterns of SQL's LIKE over search texts. Words hold no `%` and no `_`: nothing is to be escaped. */
export interface DiagnosisPatterns {
  /** All must hold, each by one of its alternatives. */
  readonly every: readonly (readonly string[])[];
  /** The best first: each holds when all of its patterns do. What holds none of them comes last. */
  readonly ranks: readonly (readonly string[])[];
}

/** A code, or its beginning from three positions. Source: domain.md §7.5, W81, C9. */
const CODE = /^[a-z]\d{2}[\da-z]{0,2}$/;
const beginsCode = (text: string): string[] => (CODE.test(text) ? [`%#${text}%`] : []);

/** Within a word only letters are looked for, three at least: "artros" in "knäartros"; figures belong to codes. */
const WITHIN_WORD = /^\p{L}{3,}$/u;

/**
 * How to find what somebody typed: a code or its beginning, with or without dot, in any case; or words, each of which
 * begins a word of the title or, from three letters, stands within one. Null when nothing was typed that a title has.
 */
export function diagnosisPatterns(search: string): DiagnosisPatterns | null {
  const words = wordsOf(search);
  const whole = words.join('');
  if (words.length === 0) return null;
  // "F43.8" and "F 43" are one code in two words
  if (words.length > 1 && CODE.test(whole)) return { every: [beginsCode(whole)], ranks: [[`%#${whole}`]] };
  return {
    every: words.map((word) => [...beginsCode(word), `% ${word}%`, ...(WITHIN_WORD.test(word) ? [`%${word}%`] : [])]),
    ranks: [
      ...(CODE.test(whole) ? [[`%#${whole}`], [`%#${whole}%`]] : []),
      [` ${words.join(' ')} #%`],
      [` ${words.join(' ')}%`],
      words.map((word) => `% ${word} %`),
      words.map((word) => `% ${word}%`),
    ],
  };
}
