import type { EntityManager } from '@mikro-orm/postgresql';
import { DiagnosisEntity } from '../database/entities.ts';
import { RegisterEditionEntity } from '../database/registers.ts';
import { type DiagnosisCodeSystem, type DiagnosisRecord, normalCode, parentOf } from '../domain/diagnosis.ts';
import { checkEdition, checkRemovals } from '../domain/registers/edition-check.ts';
import { keepSearchTerms } from './search-terms.ts';
import { BATCH, beginEdition, type ImportedEdition, type RegisterImport } from './registers/import-entries.ts';

const rowsOf = (records: readonly DiagnosisRecord[]) => {
  const byCode = new Map(records.map((record) => [normalCode(record.code), record]));
  const known = new Set(byCode.keys());
  return [...byCode].map(([code, { title, marker = null, validFrom = null, synonyms = [] }]) => ({
    code,
    title,
    parent: parentOf(code, known),
    marker,
    valid_from: validFrom,
    synonyms,
  }));
};
type Row = ReturnType<typeof rowsOf>[number];

/** In one statement, as a list in JSON: 35,684 rows take MikroORM's own upsert several times as long. */
const STORE = `
  insert into decision_support.diagnosis as known
    (code_system, code, title, parent, marker, valid_from, synonyms)
  select ?, code, title, parent, marker, valid_from, synonyms
  from jsonb_to_recordset(?::jsonb)
    as given (code text, title text, parent text, marker text, valid_from date, synonyms text[])
  on conflict (code_system, code) do update
    set (title, parent, marker, valid_from, synonyms, retired_on) = (excluded.title, excluded.parent,
      excluded.marker, excluded.valid_from, excluded.synonyms, null)
    where (known.title, known.parent, known.marker, known.valid_from, known.synonyms,
        known.retired_on)
      is distinct from (excluded.title, excluded.parent, excluded.marker, excluded.valid_from, excluded.synonyms,
        null::date)
  returning code, xmax = 0 as added`;

/** What became of a code, for the register's history. */
const NOTE = `
  insert into decision_support.register_change (register, revision, code, change, content)
  select ?, ?, code, change, jsonb_strip_nulls(jsonb_build_object('title', title, 'marker', marker, 'validFrom', valid_from,
    'synonyms', case when synonyms <> '{}' then to_jsonb(synonyms) end))
  from jsonb_to_recordset(?::jsonb)
    as given (code text, change text, title text, marker text, valid_from date, synonyms text[])`;

const RETIRE = `
  with gone as (
    update decision_support.diagnosis set retired_on = ?
    where code_system = ? and retired_on is null and code not in (select jsonb_array_elements_text(?::jsonb))
    returning code
  )
  insert into decision_support.register_change (register, revision, code, change)
  select ?, ?, code, 'REMOVED' from gone returning code`;

async function store(
  em: EntityManager,
  codeSystem: DiagnosisCodeSystem,
  revision: number,
  rows: readonly Row[],
  progress: (stored: number) => void = () => {},
): Promise<{ added: number; changed: number }> {
  let [added, changed] = [0, 0];
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const written = await em.execute<{ code: string; added: boolean }[]>(STORE, [codeSystem, JSON.stringify(batch)]);
    const isNew = new Map(written.map((row) => [row.code, row.added]));
    const noted = batch
      .filter(({ code }) => isNew.has(code))
      .map((row) => ({ ...row, change: isNew.get(row.code) ? 'ADDED' : 'CHANGED' }));
    await em.execute(NOTE, [codeSystem, revision, JSON.stringify(noted)]);
    added += noted.filter(({ change }) => change === 'ADDED').length;
    changed += noted.filter(({ change }) => change === 'CHANGED').length;
    progress(from + batch.length);
  }
  return { added, changed };
}

export interface DiagnosisImport extends RegisterImport {
  /** `now` as a day in Sweden. */
  readonly today: string;
}

/**
 * Brings a whole register of diagnoses in, or a new edition of it: what is new is added, what is known gets its new title
 * and place, what the edition lacks is retired but stays, as certificates have it. Keeps a dated row of it, and what it
 * changed. All or nothing, in the caller's transaction. Throws REGISTER_IS_CUT, REGISTER_LOSES_CODES. Needs the system
 * scope.
 */
export async function importRegister(
  em: EntityManager,
  codeSystem: DiagnosisCodeSystem,
  records: readonly DiagnosisRecord[],
  options: DiagnosisImport,
): Promise<ImportedEdition> {
  const { today, acceptRemovals = false, progress } = options;
  const rows = rowsOf(records).toSorted((one, other) => (one.code < other.code ? -1 : 1));
  const { latest, next } = await beginEdition(em, codeSystem, rows, options);
  if (!next && latest) return { ...latest, isNew: false };
  if (!next) throw new Error('an edition is known or next');
  const codes = new Set(rows.map(({ code }) => code));
  // what the project carries is no edition that a file could have lost codes of
  const current = latest?.origin === 'IMPORTED' ? await currentCodes(em, codeSystem) : [];
  if (next.origin === 'IMPORTED') CHECKS[codeSystem](codes, current, acceptRemovals);
  const { added, changed } = await store(em, codeSystem, next.number, rows, progress);
  const gone = await em.execute<unknown[]>(RETIRE, [
    today,
    codeSystem,
    JSON.stringify([...codes]),
    codeSystem,
    next.number,
  ]);
  const edition = { ...next, entries: rows.length, added, changed, removed: gone.length };
  await keepSearchTerms(em, codeSystem);
  await em.insert(RegisterEditionEntity, edition);
  return { ...edition, isNew: true };
}

/** Whether an edition of each register is whole. */
const CHECKS = { ICD_10_SE: checkEdition, KSH_97_P: checkRemovals } as const;

async function currentCodes(em: EntityManager, codeSystem: DiagnosisCodeSystem): Promise<string[]> {
  const current = await em
    .createQueryBuilder(DiagnosisEntity)
    .select(['code'])
    .where({ codeSystem, retiredOn: null })
    .execute<{ code: string }[]>();
  return current.map(({ code }) => code);
}
