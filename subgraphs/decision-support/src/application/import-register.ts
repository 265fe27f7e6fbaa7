import type { EntityManager } from '@mikro-orm/postgresql';
import { createHash, randomUUID } from 'node:crypto';
import { DiagnosisEntity, RegisterEditionEntity } from '../database/entities.ts';
import { type DiagnosisCodeSystem, type DiagnosisRecord, normalCode, parentOf } from '../domain/diagnosis.ts';
import { searchTextOf } from '../domain/diagnosis-search.ts';
import { checkEdition, type RegisterEdition } from '../domain/register-edition.ts';

/** Rows of one statement. */
const BATCH = 5_000;

const rowsOf = (records: readonly DiagnosisRecord[]) => {
  const byCode = new Map(records.map((record) => [normalCode(record.code), record]));
  const known = new Set(byCode.keys());
  return [...byCode].map(([code, { title, marker = null, validFrom = null }]) => ({
    code,
    title,
    parent: parentOf(code, known),
    marker,
    valid_from: validFrom,
    search_text: searchTextOf({ code, title }),
  }));
};
type Row = ReturnType<typeof rowsOf>[number];

/** In one statement, as a list in JSON: 35,684 rows take MikroORM's own upsert several times as long. */
const STORE = `
  insert into decision_support.diagnosis as known
    (code_system, code, title, parent, marker, valid_from, search_text)
  select ?, code, title, parent, marker, valid_from, search_text
  from jsonb_to_recordset(?::jsonb)
    as given (code text, title text, parent text, marker text, valid_from date, search_text text)
  on conflict (code_system, code) do update
    set (title, parent, marker, valid_from, search_text, retired_on) =
      (excluded.title, excluded.parent, excluded.marker, excluded.valid_from, excluded.search_text, null)
    where (known.title, known.parent, known.marker, known.valid_from, known.search_text, known.retired_on)
      is distinct from
      (excluded.title, excluded.parent, excluded.marker, excluded.valid_from, excluded.search_text, null::date)
  returning xmax = 0 as added`;

async function store(
  em: EntityManager,
  codeSystem: DiagnosisCodeSystem,
  rows: readonly Row[],
  progress: (stored: number) => void = () => {},
): Promise<{ added: number; changed: number }> {
  let [added, changed] = [0, 0];
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const written = await em.execute<{ added: boolean }[]>(STORE, [codeSystem, JSON.stringify(batch)]);
    const isNew = written.filter((row) => row.added).length;
    added += isNew;
    changed += written.length - isNew;
    progress(from + batch.length);
  }
  return { added, changed };
}

const latestEdition = (em: EntityManager, codeSystem: DiagnosisCodeSystem): Promise<RegisterEdition | null> =>
  em.findOne(RegisterEditionEntity, { codeSystem }, { orderBy: { importedAt: 'desc' } });

/**
 * Brings in diagnoses that the project carries itself, for as long as no edition of the register has come; then that one
 * holds. Needs the system scope.
 */
export async function addDiagnoses(
  em: EntityManager,
  codeSystem: DiagnosisCodeSystem,
  records: readonly DiagnosisRecord[],
): Promise<void> {
  if (!(await latestEdition(em, codeSystem))) await store(em, codeSystem, rowsOf(records));
}

export interface RegisterImport {
  readonly now: Date;
  /** `now` as a day in Sweden. */
  readonly today: string;
  /** The edition may lack many of the codes that are current. */
  readonly acceptRemovals?: boolean;
  readonly progress?: (stored: number) => void;
}

/** The edition, and whether it changed anything: the same content again does not. */
export type ImportedEdition = RegisterEdition & { readonly isNew: boolean };

/**
 * Brings a whole register in, or a new edition of it: what is new is added, what is known gets its new title and place,
 * what the edition lacks is retired but stays, as certificates have it. Keeps a dated row of it. All or nothing, in the
 * caller's transaction. Throws REGISTER_IS_CUT, REGISTER_LOSES_CODES. Needs the system scope.
 */
export async function importRegister(
  em: EntityManager,
  codeSystem: DiagnosisCodeSystem,
  records: readonly DiagnosisRecord[],
  { now, today, acceptRemovals = false, progress }: RegisterImport,
): Promise<ImportedEdition> {
  // two imports at once: one after the other
  await em.execute(`select pg_advisory_xact_lock(hashtext('decision_support.register_edition'))`);
  const rows = rowsOf(records).toSorted((one, other) => (one.code < other.code ? -1 : 1));
  const fingerprint = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  const latest = await latestEdition(em, codeSystem);
  if (latest?.fingerprint === fingerprint) return { ...latest, isNew: false };

  const codes = new Set(rows.map(({ code }) => code));
  const current = await em
    .createQueryBuilder(DiagnosisEntity)
    .select(['code'])
    .where({ codeSystem, retiredOn: null })
    .execute<{ code: string }[]>();
  const gone = current.map(({ code }) => code).filter((code) => !codes.has(code));
  checkEdition(
    codes,
    current.map(({ code }) => code),
    acceptRemovals,
  );
  const { added, changed } = await store(em, codeSystem, rows, progress);
  if (gone.length > 0)
    await em.nativeUpdate(DiagnosisEntity, { codeSystem, code: { $in: gone } }, { retiredOn: today });
  const edition = {
    codeSystem,
    importedAt: now,
    fingerprint,
    codes: rows.length,
    added,
    changed,
    retired: gone.length,
  };
  await em.insert(RegisterEditionEntity, { id: randomUUID(), ...edition });
  return { ...edition, isNew: true };
}
