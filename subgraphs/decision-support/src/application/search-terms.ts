import type { EntityManager } from '@mikro-orm/postgresql';
import { DiagnosisEntity } from '../database/entities.ts';
import type { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { familiarityOf, termOf, wordsOf } from '../domain/diagnosis-search.ts';
import { ICD_10_SE } from '../domain/diagnoses/icd-10-se.ts';
import { BATCH } from './registers/import-entries.ts';

const COMMON = new Set(ICD_10_SE.map(({ code }) => code));

interface Term {
  readonly code: string;
  readonly term: string;
  readonly label: string;
  readonly is_synonym: boolean;
  readonly familiarity: number;
}
interface Named {
  readonly code: string;
  readonly title: string;
  readonly synonyms: readonly string[];
}

const current = (em: EntityManager, codeSystem: DiagnosisCodeSystem): Promise<Named[]> =>
  em
    .createQueryBuilder(DiagnosisEntity)
    .select(['code', 'title', 'synonyms'])
    .where({ codeSystem, retiredOn: null })
    .execute<Named[]>();

/** The code of ICD-10-SE that one of KSH97-P is about: without the signs that say that it gathers several. */
const icdCodeOf = (kshCode: string): string => kshCode.replace(/-?P?$/, '');

/** Names of primary care, by the code of ICD-10-SE that they are about. */
async function borrowed(em: EntityManager): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Map<string, string[]>();
  for (const { code, title, synonyms } of await current(em, 'KSH_97_P')) {
    const icd = icdCodeOf(code);
    names.set(icd, [...(names.get(icd) ?? []), title, ...synonyms]);
  }
  return names;
}

function termsOf({ code, title, synonyms }: Named, more: readonly string[]): Term[] {
  const familiarity = familiarityOf(code, COMMON);
  const names = [title, ...synonyms, ...more].map((label, place): Term => ({
    code,
    term: termOf(label),
    label,
    is_synonym: place > 0,
    familiarity,
  }));
  return [...new Map(names.toReversed().map((name) => [name.term, name])).values()];
}

const STORE = `
  insert into decision_support.diagnosis_term (code_system, code, term, label, is_synonym, familiarity)
  select ?, code, term, label, is_synonym, familiarity from jsonb_to_recordset(?::jsonb)
    as given (code text, term text, label text, is_synonym boolean, familiarity smallint)
  on conflict (code_system, code, term) do update set label = excluded.label, is_synonym = excluded.is_synonym,
      familiarity = excluded.familiarity`;

const FORGET = `
  delete from decision_support.diagnosis_term where code_system = ? and (code, term) in
    (select code, term from jsonb_to_recordset(?::jsonb) as given (code text, term text))`;

const keyOf = ({ code, term }: Pick<Term, 'code' | 'term'>): string => `${code} ${term}`;

/** What is there already: most of a later edition is, and need not be written again. */
async function known(em: EntityManager, codeSystem: DiagnosisCodeSystem): Promise<ReadonlyMap<string, Term>> {
  const rows = await em.execute<Term[]>(
    'select code, term, label, is_synonym, familiarity from decision_support.diagnosis_term where code_system = ?',
    [codeSystem],
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}

const isLike = (one: Term, other: Term | undefined): boolean =>
  one.label === other?.label && one.is_synonym === other.is_synonym && one.familiarity === other.familiarity;

const FORGET_WORDS = `
  delete from decision_support.diagnosis_word where code_system = ? and word not in
    (select jsonb_array_elements_text(?::jsonb))`;
const STORE_WORDS = `
  insert into decision_support.diagnosis_word (code_system, word)
  select ?, jsonb_array_elements_text(?::jsonb) on conflict do nothing`;

async function keepTerms(em: EntityManager, codeSystem: DiagnosisCodeSystem): Promise<void> {
  const more = codeSystem === 'ICD_10_SE' ? await borrowed(em) : new Map<string, readonly string[]>();
  const terms = (await current(em, codeSystem)).flatMap((one) => termsOf(one, more.get(one.code) ?? []));
  const before = await known(em, codeSystem);
  const names = new Set(terms.map(keyOf));
  const gone = [...before].flatMap(([key, { code, term }]) => (names.has(key) ? [] : [{ code, term }]));
  if (gone.length > 0) await em.execute(FORGET, [codeSystem, JSON.stringify(gone)]);
  const changed = terms.filter((term) => !isLike(term, before.get(keyOf(term))));
  for (let from = 0; from < changed.length; from += BATCH)
    await em.execute(STORE, [codeSystem, JSON.stringify(changed.slice(from, from + BATCH))]);
  const words = JSON.stringify([...new Set(terms.flatMap(({ term }) => wordsOf(term)))]);
  await em.execute(FORGET_WORDS, [codeSystem, words]);
  await em.execute(STORE_WORDS, [codeSystem, words]);
}

/**
 * Brings what diagnoses are found by up to date with the registers: titles and synonyms of what is current; the names of
 * primary care lead to the diagnosis of ICD-10-SE that they are about, too. Needs the system scope.
 */
export async function keepSearchTerms(em: EntityManager, changed: DiagnosisCodeSystem): Promise<void> {
  await keepTerms(em, changed);
  if (changed === 'KSH_97_P') await keepTerms(em, 'ICD_10_SE');
  // a warning and no more where the app may not
  await em.execute('analyze decision_support.diagnosis_term, decision_support.diagnosis_word');
}
