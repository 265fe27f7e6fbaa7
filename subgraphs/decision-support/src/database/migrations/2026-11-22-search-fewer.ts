import { Migration } from '@mikro-orm/migrations';
import { among, begins, MEASURED, MOST, NAME, step, told, USUAL, VECTOR } from './2026-11-22-search-steps.ts';

/**
 * Names that begin as was typed come before all others, and one index has them together: when they are enough, the
 * thousands that have such a word anywhere are not looked at.
 */
const byWords = told(
  ['begun', 'familiar', 'external'].map((of) => `select ${NAME} from ${of}`).join(' union all '),
  `begun as materialized (
    select code, label, is_synonym, term = typed as is_whole from decision_support.search_term
    where code_system = register and ${begins('typed')} and (is_name_long or familiarity < 2)
    order by term <> typed, not (is_name_long or starts_with(term, typed || ' ')), ${USUAL} limit ${MOST}
  ), familiar as materialized (
    select code, label, is_synonym, false as is_whole, not ' ' || term || ' ' like all (whole_words) as fit,
      familiarity, length(term) as long
    from decision_support.search_term
    where code_system = register and familiarity < 2 and ${VECTOR} @@ words and
      (select count(distinct code) < wanted and not (is_name_long and coalesce(bool_or(is_whole), false)) from begun)
    order by fit, ${USUAL} limit ${MOST}
  ), external as materialized (
    ${among(
      'familiarity = 2',
      `(select count(distinct code) < wanted and not coalesce(bool_or(is_whole), false)
      from (select code, is_whole from begun union all select code, is_whole from familiar) better)`,
    )}
  ),`,
);

/** Those of the length of what was typed. */
const nearest = (familiarity: string, most: string): string => `
  select * from decision_support.search_term where code_system = register and ${familiarity} and ${VECTOR} @@ words
  order by abs(length(term) - length(typed)), ${USUAL} limit ${most}`;
/** Of external causes in detail there are twenty thousand: they are looked at for what is left of the room. */
const bySimilarity = told(
  `select code, label, is_synonym, false as is_whole
  from (select * from familiar union all select * from external) found
  order by decision_support.similarity(term, typed) desc, ${USUAL} limit ${MOST}`,
  `familiar as materialized (${nearest('familiarity < 2', `${MEASURED}`)}),
  external as materialized (${nearest('familiarity = 2', `${MEASURED} - (select count(*) from familiar)`)}),`,
);

/** The two steps that took longest, looking at fewer names; what they find, and its order, is the same. */
export class SearchFewer extends Migration {
  override up(): void {
    this.addSql('drop function decision_support.search_by_words(text, text, tsquery, text[], boolean, int)');
    this.addSql(
      step('search_by_words', 'typed text, words tsquery, whole_words text[], is_name_long boolean', byWords),
    );
    this.addSql('drop function decision_support.search_by_similarity(text, text, tsquery, int)');
    this.addSql(step('search_by_similarity', 'typed text, words tsquery', bySimilarity));
  }
}
