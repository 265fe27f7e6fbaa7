import { Migration } from '@mikro-orm/migrations';

/** What a step tells of a name, the best first. */
export const NAME = 'code, label, is_synonym, is_whole';
/** Among names that fit as well. */
export const USUAL = 'familiarity, is_synonym, length(term), code';
export const VECTOR = `array_to_tsvector(string_to_array(term, ' '))`;
/** Terms of one diagnosis stand side by side: so many more are read than diagnoses are wanted. */
export const MOST = '4 * wanted';

/** By the order of bytes that the index has; `like` finds its way only while its pattern is known to the planner. */
export const begins = (beginning: string): string =>
  `term ~>=~ ${beginning} and term ~<~ (${beginning} || U&'\\+10FFFF')`;

/** Runs a step's ranking and tells each diagnosis once, by its best name. */
export const told = (ranked: string, within = ''): string => `return query
  with ${within} named as (select *, row_number() over () as place from (${ranked}) ranked),
    best as (select distinct on (named.code) * from named order by named.code, place)
  select known.code, known.code_system, known.title, known.parent, known.marker, known.valid_from::text,
    known.retired_on::text, to_json(known.synonyms), hit.label, hit.is_synonym, hit.is_whole
  from (select * from best order by place limit wanted) hit cross join lateral (
    -- fenced, or a planner that does not know the table's size yet reads all of it to find some
    select * from decision_support.diagnosis where code_system = register and code = hit.code offset 0) known
  order by hit.place;`;

/**
 * A function that keeps its plan for each connection, which takes several times as long to make as to follow. It sees
 * what its caller may see.
 */
const keeping = (name: string, parameters: string, returns: string, body: string): string => `
  create function decision_support.${name}(register text, ${parameters}) returns ${returns}
  language plpgsql stable security invoker set plan_cache_mode = force_generic_plan as $keeping$
  #variable_conflict use_column
  begin ${body} end $keeping$`;

export const step = (name: string, parameters: string, body: string): string =>
  keeping(
    name,
    `${parameters}, wanted int`,
    `table (code text, "codeSystem" text, title text, parent text, marker text, "validFrom" text, "retiredOn" text,
      synonyms json, label text, "isSynonym" boolean, "isWhole" boolean)`,
    body,
  );

const byCode = (code: string): string =>
  told(`select code, title as label, false as is_synonym, replace(code, '-', '') = typed as is_whole
    from decision_support.diagnosis
    -- no code has more positions than this
    where code_system = register and retired_on is null and ${code} between typed and typed || 'ZZ'
    order by length(code), code limit wanted`);

/** Names that begin with so few letters, the very one first: an index of each number of letters holds them in order. */
const byInitials = (letters: number): string => {
  const initials = `"left"(term, ${letters})`;
  const names = (isWhole: boolean, condition: string, order = USUAL) =>
    `(select code, label, is_synonym, ${isWhole} as is_whole from decision_support.search_term
      where code_system = register and ${condition} order by ${order} limit ${MOST})`;
  return told(
    [
      names(true, 'term = typed'),
      // a word of three letters may be whole, one letter seldom is
      ...(letters === 3 ? [names(false, `familiarity < 2 and ${begins(`(typed || ' ')`)}`)] : []),
      // named in the order, as the planner may not see behind a wall that it is always the same
      names(false, `familiarity < 2 and ${initials} = typed`, `${initials}, ${USUAL}`),
    ].join(' union all '),
  );
};

/** How well the words of a name fit, the less the better. */
const FIT = `case when term = typed then 0 when starts_with(term, typed || ' ') then 1 when starts_with(term, typed) then 2
  when ' ' || term || ' ' like all (whole_words) then 3 else 4 end`;

export const among = (familiarity: string, when: string): string => `
  select code, label, is_synonym, term = typed as is_whole, ${FIT} as fit, familiarity, length(term) as long
  from decision_support.search_term
  where code_system = register and ${familiarity} and ${VECTOR} @@ words and ${when}
  order by fit, ${USUAL} limit ${MOST}`;

/** External causes in detail come last, when there is room. */
const byWords = told(
  ['begun', 'familiar', 'external'].map((of) => `select ${NAME} from ${of}`).join(' union all '),
  `begun as materialized (
    select code, label, is_synonym, term = typed as is_whole from decision_support.search_term
    where is_name_long and code_system = register and ${begins('typed')}
    order by term <> typed, ${USUAL} limit ${MOST}
  ), familiar as materialized (
    ${among('familiarity < 2', 'not (select coalesce(bool_or(is_whole), false) from begun)')}
  ), external as materialized (
    ${among(
      'familiarity = 2',
      `(select count(distinct code) < wanted and not coalesce(bool_or(is_whole), false)
      from (select code, is_whole from begun union all select code, is_whole from familiar) better)`,
    )}
  ),`,
);

/** Most names whose likeness is measured, which takes longer than to find them: those of the length of what was typed. */
export const MEASURED = 100;
const found = (familiarity: string): string => `select * from decision_support.search_term
  where code_system = register and ${familiarity} and ${VECTOR} @@ words`;
const bySimilarity = told(`select code, label, is_synonym, false as is_whole from (
    select * from (${found('familiarity < 2')} union all ${found('familiarity = 2')}) found
    order by familiarity = 2, abs(length(term) - length(typed)), ${USUAL} limit ${MEASURED}) found
  order by decision_support.similarity(term, typed) desc, ${USUAL} limit ${MOST}`);

const byLikeness = told(`select code, label, is_synonym, false as is_whole from decision_support.search_term
  where code_system = register and familiarity < 2 and term operator(decision_support.%) typed
  order by decision_support.similarity(term, typed) desc, ${USUAL} limit ${MOST}`);

/** Most words of the register that one typed word may stand for. */
const ALTERNATIVES = 60;
const queryWithin = `return (
  select string_agg('(' || quote_literal(word) || ':*' || coalesce(others, '') || ')', ' & ')::tsquery
  from jsonb_to_recordset(asked) as sought (word text, "isWithin" boolean) cross join lateral (
    select string_agg(' | ' || quote_literal(word), '') as others from (
      select known.word from decision_support.search_word known
      where "isWithin" and code_system = register and known.word like '%' || sought.word || '%'
      limit ${ALTERNATIVES}) found) found);`;

/** Most words that a misspelt one may have meant. */
const MEANT = 8;
const wordsLike = `return query
  select sought.word, known, to_json(array(
      select word from decision_support.search_word
      where (or_known or not known) and code_system = register and word operator(decision_support.%) sought.word
      order by decision_support.similarity(word, sought.word) desc, length(word) limit ${MEANT}))
  from jsonb_array_elements_text(asked) as sought (word) cross join lateral (
    select count(*) > 0 as known from decision_support.search_word
    where code_system = register and word = sought.word) known_word;`;

/** The steps of the search for diagnoses, as functions that keep their plans. */
export class SearchSteps extends Migration {
  override up(): void {
    this.addSql(
      step(
        'search_by_code',
        'typed text',
        `if register = 'ICD_10_SE' then ${byCode('code')} else ${byCode(`replace(code, '-', '')`)} end if;`,
      ),
    );
    const initials = [1, 2, 3].map((letters) => `when ${letters} then ${byInitials(letters)}`);
    this.addSql(step('search_by_initials', 'typed text', `case length(typed) ${initials.join(' ')} end case;`));
    this.addSql(
      step('search_by_words', 'typed text, words tsquery, whole_words text[], is_name_long boolean', byWords),
    );
    this.addSql(step('search_by_similarity', 'typed text, words tsquery', bySimilarity));
    this.addSql(step('search_by_likeness', 'typed text', byLikeness));
    this.addSql(keeping('query_within_words', 'asked jsonb', 'tsquery', queryWithin));
    const meant = 'table (word text, "isKnown" boolean, words json)';
    this.addSql(keeping('words_like', 'asked jsonb, or_known boolean', meant, wordsLike));
  }
}
