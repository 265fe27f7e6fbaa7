import { wordsOf } from '../diagnosis-search.ts';
import { byTitle, type IcfCatalogue } from './catalogue.ts';
import { type IcfCategory, shownTitle } from './icf.ts';

/** A category as it is searched: each text as its words, a blank before each. */
interface Folded {
  readonly code: string;
  readonly shown: string;
  readonly names: string;
  readonly all: string;
}

const fold = (text: string): string =>
  wordsOf(text)
    .map((word) => ` ${word}`)
    .join('');

/** Made once for each: to fold the whole classification takes longer than all else that a search does. */
const known = new WeakMap<IcfCategory, Folded>();
function folded(category: IcfCategory): Folded {
  const { code, title, alternative, description, includes } = category;
  const before = known.get(category);
  if (before) return before;
  const names = fold(`${alternative ?? ''} ${title}`);
  const made: Folded = {
    code: code.toLowerCase(),
    shown: fold(shownTitle(category)),
    names,
    all: `${names}${fold(`${description ?? ''} ${includes ?? ''}`)}`,
  };
  known.set(category, made);
  return made;
}

/** How well a category fits, the less the better; undefined when it does not. */
function rankOf({ code, shown, names, all }: Folded, words: readonly string[]): number | undefined {
  const typed = words.join(' ');
  if (code === typed) return 0;
  if (words.length === 1 && /^[bsde]\d/.test(typed) && code.startsWith(typed)) return 1;
  if (shown === ` ${typed}`) return 2;
  if (words.every((word) => names.includes(` ${word}`))) return 3;
  if (words.every((word) => word.length > 2 && names.includes(word))) return 4;
  return words.every((word) => word.length > 2 && all.includes(` ${word}`)) ? 5 : undefined;
}

/** Categories by code or by words of what they are called, of their description, of what they include; the best first. */
export function searchIcf({ categories }: IcfCatalogue, search: string, first: number): IcfCategory[] {
  const words = wordsOf(search);
  if (words.length === 0) return [];
  return [...categories.values()]
    .flatMap((category) => {
      const rank = rankOf(folded(category), words);
      return rank === undefined ? [] : [{ category, rank }];
    })
    .toSorted((one, other) => one.rank - other.rank || byTitle(one.category, other.category))
    .slice(0, first)
    .map(({ category }) => category);
}
