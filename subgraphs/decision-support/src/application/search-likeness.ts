import { begins, is, isDroppable, isSoughtWithin, queryOf } from '../domain/diagnosis-search.ts';
import { type Asked, type Hit, hitsOf, SHOWN, USUAL, VECTOR } from './search-statements.ts';

/** Most words of the register that one typed word may stand for. */
const ALTERNATIVES = 60;

/** Who types so many words types them from their beginning. */
const MOST_WITHIN = 3;

/** Names with all of these words, each by its beginning or, from three letters, within a word. */
export async function withWordsWithin(asked: Asked): Promise<Hit[]> {
  const { words } = asked;
  if (!words.some(isSoughtWithin) || words.length > MOST_WITHIN) return [];
  const query = `select string_agg('(' || quote_literal(asked) || ':*' || coalesce(others, '') || ')', ' & ')::tsquery as words
    from jsonb_to_recordset(:asked::jsonb) as sought (asked text, "isWithin" boolean) cross join lateral (
      select string_agg(' | ' || quote_literal(word), '') as others from (
        select word from decision_support.search_word
        where "isWithin" and code_system = :codeSystem and word like '%' || asked || '%' limit ${ALTERNATIVES}) found) found`;
  return similar(asked, query, {
    asked: JSON.stringify(words.map((word) => ({ asked: word, isWithin: isSoughtWithin(word) }))),
  });
}

/** Most words that a misspelt one may have meant. */
const MEANT = 8;

interface Meant {
  readonly asked: string;
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
  em.execute<Meant[]>(
    `select asked, known as "isKnown", to_json(array(
         select word from decision_support.search_word
         where (:all or not known) and code_system = :codeSystem and word operator(decision_support.%) asked
         order by decision_support.similarity(word, asked) desc, length(word) limit ${MEANT})) as words
     from jsonb_array_elements_text(:words::jsonb) asked cross join lateral (
       select count(*) > 0 as known from decision_support.search_word
       where code_system = :codeSystem and word = asked) sought`,
    { codeSystem, words: JSON.stringify([...new Set(words)]), all: among === 'ALL' },
  );

/**
 * Names with words like these; a very short one may be a slip. First those that are no words of the register are taken
 * for misspelt, and when that finds nothing any of them: a slip can make another word.
 */
export async function withWordsAlike(asked: Asked): Promise<Hit[]> {
  const sought = asked.words.filter((word) => !isDroppable(word));
  if (sought.length === 0) return [];
  const namesLike = async (among: 'UNKNOWN' | 'ALL') => {
    const meant = await wordsLike(asked, sought, among);
    const query = meant.map(({ asked: word, isKnown, words }) =>
      isKnown && among === 'UNKNOWN' ? [is(word)] : [begins(word), ...words.map(is)],
    );
    return similar(asked, 'select :query::tsquery as words', { query: queryOf(query) });
  };
  const hits = await namesLike('UNKNOWN');
  return hits.length > 0 ? hits : namesLike('ALL');
}

/** Most names whose likeness is measured, which takes longer than to find them: those of the length of what was typed. */
const MEASURED = 100;

/** Names that a query, the word `words`, finds; the most similar to what was typed first. */
const similar = (asked: Asked, query: string, parameters: Readonly<Record<string, unknown>>): Promise<Hit[]> => {
  const among = (familiarity: string) => `select * from decision_support.search_term
    where code_system = :codeSystem and ${familiarity} and ${VECTOR} @@ (select words from query)`;
  return hitsOf(
    asked,
    {
      within: `query as materialized (${query}),`,
      ranked: `select ${SHOWN}, false as is_whole from (
          select * from (${among('familiarity < 2')} union all ${among('familiarity = 2')}) found
          order by familiarity = 2, abs(length(term) - length(:typed)), ${USUAL} limit ${MEASURED}) found
        order by decision_support.similarity(term, :typed) desc, ${USUAL} limit :most`,
    },
    parameters,
  );
};

/** Names that look like what was typed as a whole, though no word of it may be known. */
export const alike = (asked: Asked): Promise<Hit[]> =>
  hitsOf(asked, {
    ranked: `select ${SHOWN}, false as is_whole from decision_support.search_term
      where code_system = :codeSystem and familiarity < 2 and term operator(decision_support.%) :typed
      order by decision_support.similarity(term, :typed) desc, ${USUAL} limit :most`,
  });
