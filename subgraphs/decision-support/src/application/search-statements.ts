import type { EntityManager } from '@mikro-orm/postgresql';
import type { Diagnosis, DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { begins, is, isDroppable, isLong, isNameLong, isSoughtWithin, queryOf } from '../domain/diagnosis-search.ts';

/** A diagnosis by a name of its own. */
export interface Hit {
  readonly diagnosis: Diagnosis;
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

type Row = Diagnosis & Pick<Hit, 'label' | 'isSynonym' | 'isWhole'>;

/**
 * Runs a statement of ranked names, `code, label, is_synonym, is_whole`, and tells each diagnosis once, by its best name:
 * all in one statement, as every one costs more on its way than in the database.
 */
async function hitsOf(
  { em, codeSystem, words, wanted }: Asked,
  { within = '', ranked }: { readonly within?: string; readonly ranked: string },
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Hit[]> {
  const rows = await em.execute<Row[]>(
    `with ${within} named as (select *, row_number() over () as place from (${ranked}) ranked),
       hit as (select distinct on (code) * from named order by code, place)
     select known.code, known.code_system as "codeSystem", known.title, known.parent, known.marker,
       known.valid_from::text as "validFrom", known.retired_on::text as "retiredOn", to_json(known.synonyms) as synonyms,
       hit.label, hit.is_synonym as "isSynonym", hit.is_whole as "isWhole"
     from hit join decision_support.diagnosis known on known.code_system = :codeSystem and known.code = hit.code
     order by hit.place limit :wanted`,
    { codeSystem, typed: words.join(' '), wanted, most: wanted * TERMS_A_DIAGNOSIS, ...parameters },
  );
  return rows.map(({ label, isSynonym, isWhole, ...diagnosis }) => ({ diagnosis, label, isSynonym, isWhole }));
}

const SHOWN = 'code, label, is_synonym';
const VECTOR = `array_to_tsvector(string_to_array(term, ' '))`;
/** Among names that fit as well. */
const USUAL = 'familiarity, is_synonym, length(term), code';

/** Codes that begin so; the very one first. */
export const withCode = (asked: Asked, code: string): Promise<Hit[]> =>
  hitsOf(
    asked,
    {
      ranked: `select code, title as label, false as is_synonym, replace(code, '-', '') = :code as is_whole
        from decision_support.diagnosis
        where code_system = :codeSystem and retired_on is null
          and ${asked.codeSystem === 'ICD_10_SE' ? 'code' : `replace(code, '-', '')`} between :code and :last
        order by length(code), code limit :wanted`,
    },
    // no code has more positions than this
    { code, last: `${code}ZZ` },
  );

/** Names that begin with so few letters, the very one first: an index of each number of letters holds them in order. */
export function withInitials(asked: Asked): Promise<Hit[]> {
  const typed = asked.words.join(' ');
  const initials = `"left"(term, ${typed.length})`;
  const names = (isWhole: boolean, condition: string, order = USUAL) => `(select ${SHOWN}, ${isWhole} as is_whole
    from decision_support.search_term where code_system = :codeSystem and ${condition} order by ${order} limit :most)`;
  return hitsOf(
    asked,
    {
      ranked: [
        names(true, 'term = :typed'),
        names(false, 'familiarity < 2 and term like :word'),
        // named in the order, as the planner may not see behind a wall that it is always the same
        names(false, `familiarity < 2 and ${initials} = :typed`, `${initials}, ${USUAL}`),
      ].join(' union all '),
    },
    { word: `${typed} %` },
  );
}

/** How well the words of a name fit, the less the better. */
const FIT = `case when term = :typed then 0 when term like :word then 1 when term like :beginning then 2
  when ' ' || term || ' ' like all (array(select jsonb_array_elements_text(:whole::jsonb))) then 3 else 4 end`;

/**
 * Names with all of these words; the last one, which may still be typed, and long ones by their beginning. A name that
 * somebody has before them is looked for as a whole first. External causes in detail come last, when there is room.
 */
export function withWords(asked: Asked): Promise<Hit[]> {
  const { words } = asked;
  const typed = words.join(' ');
  const among = (familiarity: string, when: string) => `select ${SHOWN}, term = :typed as is_whole, ${FIT} as fit,
      familiarity, length(term) as long
    from decision_support.search_term
    where code_system = :codeSystem and ${familiarity} and ${VECTOR} @@ :query::tsquery and ${when}
    order by fit, ${USUAL} limit :most`;
  const isNone = 'false';
  const steps = ['begun', 'familiar', 'external'];
  return hitsOf(
    asked,
    {
      within: `begun as materialized (
          select ${SHOWN}, term = :typed as is_whole from decision_support.search_term
          where code_system = :codeSystem and term like :beginning and ${isNameLong(words) ? 'true' : isNone}
          order by term <> :typed, ${USUAL} limit :most
        ), familiar as materialized (
          ${among('familiarity < 2', 'not (select coalesce(bool_or(is_whole), false) from begun)')}
        ), external as materialized (
          ${among(
            'familiarity = 2',
            `(select count(distinct code) < :wanted and not coalesce(bool_or(is_whole), false)
            from (select code, is_whole from begun union all select code, is_whole from familiar) better)`,
          )}
        ),`,
      ranked: steps.map((step) => `select ${SHOWN}, is_whole from ${step}`).join(' union all '),
    },
    {
      word: `${typed} %`,
      beginning: `${typed}%`,
      whole: JSON.stringify(words.map((word) => `% ${word} %`)),
      query: queryOf(
        words.map((word, place) => [place === words.length - 1 || isLong(word) ? begins(word) : is(word)]),
      ),
    },
  );
}

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
