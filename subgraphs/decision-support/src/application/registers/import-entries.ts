import type { EntityManager } from '@mikro-orm/postgresql';
import { createHash, randomUUID } from 'node:crypto';
import { RegisterEditionEntity, RegisterEntryEntity } from '../../database/registers.ts';
import { checkRemovals } from '../../domain/registers/edition-check.ts';
import type { EditionOrigin, Register, RegisterEdition, RegisterEntry } from '../../domain/registers/register.ts';

export interface RegisterImport {
  readonly now: Date;
  readonly origin?: EditionOrigin;
  /** The edition may lack many of the codes that are current. */
  readonly acceptRemovals?: boolean;
  readonly progress?: (stored: number) => void;
}

/** The edition, and whether it changed anything: the same content again does not. */
export type ImportedEdition = RegisterEdition & { readonly isNew: boolean };

/** Rows of one statement. */
export const BATCH = 5_000;

const latestEdition = (em: EntityManager, register: Register): Promise<RegisterEdition | null> =>
  em.findOne(RegisterEditionEntity, { register }, { orderBy: { number: 'desc' } });

/** The edition that would be next, undefined when the latest is the same. Others who import wait until this is over. */
export async function beginEdition(
  em: EntityManager,
  register: Register,
  content: readonly unknown[],
  { now, origin = 'IMPORTED' }: RegisterImport,
) {
  await em.execute(`select pg_advisory_xact_lock(hashtext('decision_support.register_edition'))`);
  const fingerprint = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const latest = await latestEdition(em, register);
  // what the project carries never takes the place of what was imported
  const isKnown = latest && (latest.fingerprint === fingerprint ? latest.origin === origin : false);
  const isWorse = latest?.origin === 'IMPORTED' && origin === 'CARRIED';
  if (latest && (isKnown || isWorse)) return { latest, next: undefined };
  const next = { id: randomUUID(), register, number: (latest?.number ?? 0) + 1, origin, importedAt: now, fingerprint };
  return { latest, next };
}

const STORE = `
  with given as (
    select code, content from jsonb_to_recordset(?::jsonb) as given (code text, content jsonb)
  ), stored as (
    insert into decision_support.register_entry as known (register, code, content, revision)
    select ?, code, content, ? from given
    on conflict (register, code) do update set content = excluded.content, revision = excluded.revision
      where known.content is distinct from excluded.content
    returning code, content, (xmax = 0) as added
  )
  insert into decision_support.register_change (register, revision, code, change, content)
  select ?, ?, code, case when added then 'ADDED' else 'CHANGED' end, content from stored
  returning change`;

const REMOVE = `
  with gone as (
    delete from decision_support.register_entry
    where register = ? and code not in (select jsonb_array_elements_text(?::jsonb)) returning code
  )
  insert into decision_support.register_change (register, revision, code, change)
  select ?, ?, code, 'REMOVED' from gone returning change`;

/**
 * Brings a whole register in, or a new edition of it, with what changed since the one before. All or nothing, in the
 * caller's transaction; the same content again changes nothing. Throws REGISTER_LOSES_CODES. Needs the system scope.
 */
export async function importEntries(
  em: EntityManager,
  register: Register,
  given: readonly RegisterEntry[],
  options: RegisterImport,
): Promise<ImportedEdition> {
  const entries = given.toSorted((one, other) => (one.code < other.code ? -1 : 1));
  const { latest, next } = await beginEdition(em, register, entries, options);
  if (!next && latest) return { ...latest, isNew: false };
  if (!next) throw new Error('an edition is known or next');
  if (latest?.origin === 'IMPORTED') await checkCurrent(em, register, entries, options.acceptRemovals);
  let [added, changed] = [0, 0];
  for (let from = 0; from < entries.length; from += BATCH) {
    const batch = entries.slice(from, from + BATCH);
    const parameters = [JSON.stringify(batch), register, next.number, register, next.number];
    const written = await em.execute<{ change: string }[]>(STORE, parameters);
    const isNew = written.filter(({ change }) => change === 'ADDED').length;
    added += isNew;
    changed += written.length - isNew;
    options.progress?.(from + batch.length);
  }
  const codes = JSON.stringify(entries.map(({ code }) => code));
  const gone = await em.execute<unknown[]>(REMOVE, [register, codes, register, next.number]);
  const edition = { ...next, entries: entries.length, added, changed, removed: gone.length };
  await em.insert(RegisterEditionEntity, edition);
  return { ...edition, isNew: true };
}

async function checkCurrent(
  em: EntityManager,
  register: Register,
  entries: readonly RegisterEntry[],
  acceptRemovals = false,
): Promise<void> {
  const current = await em
    .createQueryBuilder(RegisterEntryEntity)
    .select(['code'])
    .where({ register })
    .execute<{ code: string }[]>();
  checkRemovals(
    new Set(entries.map(({ code }) => code)),
    current.map(({ code }) => code),
    acceptRemovals,
  );
}
