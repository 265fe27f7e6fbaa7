import { begins, is, isDroppable, isSoughtWithin, queryOf } from '../domain/diagnosis-search.ts';
import { type Asked, type Hit, hitsOf } from './search-statements.ts';

/** Who types so many words types them from their beginning. */
const MOST_WITHIN = 3;

/** Names with all of these words, each by its beginning or, from three letters, within a word. */
export async function withWordsWithin(asked: Asked): Promise<Hit[]> {
  const { words } = asked;
  if (!words.some(isSoughtWithin) || words.length > MOST_WITHIN) return [];
  return similar(asked, 'decision_support.query_within_words(:codeSystem, :asked::jsonb)', {
    asked: JSON.stringify(words.map((word) => ({ word, isWithin: isSoughtWithin(word) }))),
  });
}

interface Meant {
  readonly word: string;
  readonly isKnown: boolean;
  /** Words of the register that look like it; none when it is one itself and known words were not asked for. */
  readonly words: readonly string[];
}

/** The words of the register that each word looks like. */
const wordsLike = (
  { em, codeSystem }: Asked,
  words: readonly string[],
  among: 'UNKNOWN' | 'ALL',
): Promise<readonly Meant[]> =>
  em.execute<Meant[]>('select * from decision_support.words_like(:codeSystem, :words::jsonb, :all)', {
    codeSystem,
    words: JSON.stringify([...new Set(words)]),
    all: among === 'ALL',
  });

/**
 * Names with words like these; a very short one may be a slip. First those that are no words of the register are taken
 * for misspelt, and when that finds nothing any of them: a slip can make another word.
 */
export async function withWordsAlike(asked: Asked): Promise<Hit[]> {
  const sought = asked.words.filter((word) => !isDroppable(word));
  if (sought.length === 0) return [];
  const namesLike = async (among: 'UNKNOWN' | 'ALL') => {
    const meant = await wordsLike(asked, sought, among);
    const query = meant.map(({ word, isKnown, words }) =>
      isKnown && among === 'UNKNOWN' ? [is(word)] : [begins(word), ...words.map(is)],
    );
    return similar(asked, ':query::tsquery', { query: queryOf(query) });
  };
  const hits = await namesLike('UNKNOWN');
  return hits.length > 0 ? hits : namesLike('ALL');
}

/** Names that a query finds; the most similar to what was typed first. */
const similar = (asked: Asked, query: string, parameters: Readonly<Record<string, unknown>>): Promise<Hit[]> =>
  hitsOf(asked, `search_by_similarity(:codeSystem, :typed, ${query}, :wanted)`, parameters);

/** Names that look like what was typed as a whole, though no word of it may be known. */
export const alike = (asked: Asked): Promise<Hit[]> =>
  hitsOf(asked, 'search_by_likeness(:codeSystem, :typed, :wanted)');
