import type { EntityManager } from '@mikro-orm/postgresql';
import type { Diagnosis, DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { begins, INITIALS, is, isLong, isNameLong, queryOf } from '../domain/diagnosis-search.ts';

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
export async function hitsOf(
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
     from (select * from hit order by place limit :wanted) hit cross join lateral (
       -- fenced, or a planner that does not know the table's size yet reads all of it to find some
       select * from decision_support.diagnosis where code_system = :codeSystem and code = hit.code offset 0) known
     order by hit.place`,
    { codeSystem, typed: words.join(' '), wanted, most: wanted * TERMS_A_DIAGNOSIS, ...parameters },
  );
  return rows.map(({ label, isSynonym, isWhole, ...diagnosis }) => ({ diagnosis, label, isSynonym, isWhole }));
}

/** What a statement tells of a name. */
export const SHOWN = 'code, label, is_synonym';
/** A name's words. */
export const VECTOR = `array_to_tsvector(string_to_array(term, ' '))`;
/** Among names that fit as well. */
export const USUAL = 'familiarity, is_synonym, length(term), code';

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
        // a word of three letters may be whole, one letter seldom is
        ...(typed.length === INITIALS.length ? [names(false, 'familiarity < 2 and term like :word')] : []),
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
  const steps = ['begun', 'familiar', 'external'];
  return hitsOf(
    asked,
    {
      within: `begun as materialized (
          select ${SHOWN}, term = :typed as is_whole from decision_support.search_term
          where code_system = :codeSystem and term like :beginning and ${isNameLong(words)}
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
