import { wordsOf } from '../diagnosis-search.ts';
import { byTitle, type IcfCatalogue } from './catalogue.ts';
import { type IcfCategory, shownTitle } from './icf.ts';

/** How well a category fits, the less the better; undefined when it does not. */
function rankOf(
  { code, title, alternative, description, includes }: IcfCategory,
  words: readonly string[],
): number | undefined {
  const typed = words.join(' ');
  const [names, all] = [`${alternative ?? ''} ${title}`, `${description ?? ''} ${includes ?? ''}`].map(
    (text) => ` ${wordsOf(text).join(' ')}`,
  );
  if (code.toLowerCase() === typed) return 0;
  if (words.length === 1 && /^[bsde]\d/.test(typed) && code.toLowerCase().startsWith(typed)) return 1;
  if (wordsOf(shownTitle({ alternative, title })).join(' ') === typed) return 2;
  if (words.every((word) => names?.includes(` ${word}`))) return 3;
  if (words.every((word) => word.length > 2 && names?.includes(word))) return 4;
  return words.every((word) => word.length > 2 && `${names}${all}`.includes(` ${word}`)) ? 5 : undefined;
}

/** Categories by code or by words of what they are called, of their description, of what they include; the best first. */
export function searchIcf({ categories }: IcfCatalogue, search: string, first: number): IcfCategory[] {
  const words = wordsOf(search);
  if (words.length === 0) return [];
  return [...categories.values()]
    .flatMap((category) => {
      const rank = rankOf(category, words);
      return rank === undefined ? [] : [{ category, rank }];
    })
    .toSorted((one, other) => one.rank - other.rank || byTitle(one.category, other.category))
    .slice(0, first)
    .map(({ category }) => category);
}
