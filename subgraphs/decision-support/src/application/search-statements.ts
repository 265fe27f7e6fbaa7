import type { EntityManager } from '@mikro-orm/postgresql';
import type { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { begins, is, isDroppable, isLong, isSoughtWithin, queryOf } from '../domain/diagnosis-search.ts';

/** A diagnosis by a name of its own. */
export interface Hit {
  readonly code: string;
  readonly label: string;
  readonly isSynonym: boolean;
  /** The name is what was typed. */
  readonly isWhole: boolean;
}

/** What is looked for. */
export interface Asked {
  readonly em: EntityManager;
  readonly codeSystem: DiagnosisCodeSystem;
  readonly words: readonly string[];
  readonly wanted: number;
}

/** Terms of one diagnosis stand side by side: so many more are read than diagnoses are wanted. */
const TERMS_A_DIAGNOSIS = 4;
const SHOWN = `code, label, is_synonym as "isSynonym"`;
const VECTOR = `array_to_tsvector(string_to_array(term, ' '))`;

/** Codes that begin so; the very one first. */
export const withCode = ({ em, codeSystem, wanted }: Asked, code: string): Promise<Hit[]> =>
  em.execute<Hit[]>(
    `select code, title as label, false as "isSynonym", replace(code, '-', '') = ? as "isWhole"
     from decision_support.diagnosis
     where code_system = ? and retired_on is null
       and ${codeSystem === 'ICD_10_SE' ? 'code between ? and ?' : `replace(code, '-', '') between ? and ?`}
     order by length(code), code limit ?`,
    // no code has more positions than this
    [code, codeSystem, code, `${code}ZZ`, wanted],
  );

/** Names that begin so, the very one first. */
export const begin = ({ em, codeSystem, words, wanted }: Asked): Promise<Hit[]> =>
  em.execute<Hit[]>(
    `select ${SHOWN}, term = ? as "isWhole" from decision_support.search_term
     where code_system = ? and term like ?
     order by term <> ?, familiarity, is_synonym, length(term), code limit ?`,
    [words.join(' '), codeSystem, `${words.join(' ')}%`, words.join(' '), wanted * TERMS_A_DIAGNOSIS],
  );

const AMONG = { FAMILIAR: 'familiarity < 2', EXTERNAL: 'familiarity = 2' } as const;

/** Names with all of these words; the last one, which may still be typed, and long ones by their beginning. */
export function withWords({ em, codeSystem, words, wanted }: Asked, among: keyof typeof AMONG): Promise<Hit[]> {
  const typed = words.join(' ');
  return em.execute<Hit[]>(
    `select ${SHOWN}, term = ? as "isWhole" from decision_support.search_term
     where code_system = ? and ${AMONG[among]} and ${VECTOR} @@ ?::tsquery
     order by case when term = ? then 0 when term like ? then 1 when term like ? then 2 when ${VECTOR} @@ ?::tsquery then 3
       else 4 end, familiarity, is_synonym, length(term), code limit ?`,
    [
      typed,
      codeSystem,
      queryOf(words.map((word, place) => [place === words.length - 1 || isLong(word) ? begins(word) : is(word)])),
      typed,
      `${typed} %`,
      `${typed}%`,
      queryOf(words.map((word) => [is(word)])),
      wanted * TERMS_A_DIAGNOSIS,
    ],
  );
}

/** Most words of the register that one typed word may stand for. */
const ALTERNATIVES = 60;

/** Who types so many words types them from their beginning. */
const MOST_WITHIN = 3;

/** Names with all of these words, each by its beginning or, from three letters, within a word. */
export async function withWordsWithin(asked: Asked): Promise<Hit[]> {
  const { em, codeSystem, words } = asked;
  const sought = words.filter(isSoughtWithin);
  if (sought.length === 0 || words.length > MOST_WITHIN) return [];
  const found = await em.execute<{ asked: string; word: string }[]>(
    `select asked, word from jsonb_array_elements_text(?::jsonb) asked cross join lateral (
       select word from decision_support.search_word where code_system = ? and word like '%' || asked || '%' limit ?) words`,
    [JSON.stringify(sought), codeSystem, ALTERNATIVES],
  );
  return similar(
    asked,
    words.map((word) => [begins(word), ...found.filter((one) => one.asked === word).map((one) => is(one.word))]),
  );
}

/** Most words that a misspelt one may have meant. */
const MEANT = 8;

/** The words of the register that each word looks like, itself among them when it is one. */
async function wordsLike({ em, codeSystem }: Asked, words: readonly string[]): Promise<Map<string, string[]>> {
  const found = await em.execute<{ asked: string; word: string }[]>(
    `select asked, word from jsonb_array_elements_text(?::jsonb) asked cross join lateral (
       select word from decision_support.search_word
       where code_system = ? and word operator(decision_support.%) asked
       order by decision_support.similarity(word, asked) desc, length(word) limit ?) words`,
    [JSON.stringify([...new Set(words)]), codeSystem, MEANT],
  );
  return new Map(words.map((asked) => [asked, found.filter((one) => one.asked === asked).map(({ word }) => word)]));
}

async function knownWords({ em, codeSystem }: Asked, words: readonly string[]): Promise<Set<string>> {
  const rows = await em.execute<{ word: string }[]>(
    `select word from decision_support.search_word
     where code_system = ? and word in (select jsonb_array_elements_text(?::jsonb))`,
    [codeSystem, JSON.stringify(words)],
  );
  return new Set(rows.map(({ word }) => word));
}

/**
 * Names with words like these; a very short one may be a slip. First those that are no words of the register are taken
 * for misspelt, and when that finds nothing any of them: a slip can make another word.
 */
export async function withWordsAlike(asked: Asked): Promise<Hit[]> {
  const sought = asked.words.filter((word) => !isDroppable(word));
  if (sought.length === 0) return [];
  const known = await knownWords(asked, sought);
  const unknown = sought.filter((word) => !known.has(word));
  const meant = await wordsLike(asked, unknown);
  const queryWith = (like: ReadonlyMap<string, readonly string[]>) =>
    sought.map((word) => [begins(word), ...(like.get(word) ?? []).map(is)]);
  const exactly = sought.map((word) =>
    known.has(word) ? [is(word)] : [begins(word), ...(meant.get(word) ?? []).map(is)],
  );
  const hits = await similar(asked, exactly);
  return hits.length > 0
    ? hits
    : similar(asked, queryWith(new Map([...meant, ...(await wordsLike(asked, [...known]))])));
}

/** Names that a query finds, the most similar to what was typed first. */
const similar = ({ em, codeSystem, words, wanted }: Asked, query: readonly (readonly string[])[]): Promise<Hit[]> =>
  em.execute<Hit[]>(
    `select ${SHOWN}, false as "isWhole" from (
       select * from decision_support.search_term where code_system = ? and familiarity < 2 and ${VECTOR} @@ ?::tsquery
       union all
       select * from decision_support.search_term where code_system = ? and familiarity = 2 and ${VECTOR} @@ ?::tsquery
       limit 3000
     ) found
     order by decision_support.similarity(term, ?) desc, familiarity, is_synonym, length(term), code limit ?`,
    [codeSystem, queryOf(query), codeSystem, queryOf(query), words.join(' '), wanted * TERMS_A_DIAGNOSIS],
  );

/** Names that look like what was typed as a whole, though no word of it may be known. */
export const alike = ({ em, codeSystem, words, wanted }: Asked): Promise<Hit[]> =>
  em.execute<Hit[]>(
    `select ${SHOWN}, false as "isWhole" from decision_support.search_term
     where code_system = ? and familiarity < 2 and term operator(decision_support.%) ?
     order by decision_support.similarity(term, ?) desc, familiarity, is_synonym, length(term), code limit ?`,
    [codeSystem, words.join(' '), words.join(' '), wanted * TERMS_A_DIAGNOSIS],
  );
