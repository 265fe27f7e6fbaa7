import { IdentifierError, parseHsaId } from '@intygsgraf/kernel/domain';
import { faulty } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { createHash, randomUUID } from 'node:crypto';
import { CareUnitEntity, DirectoryEditionEntity } from '../database/entities.ts';
import { chooseDirectory, type PlacedHsaRecord } from '../domain/hsa-records.ts';
import { importDirectory, type ImportReport } from './import-directory.ts';

export interface HsaImport extends ImportReport {
  /** What did not come in, a sentence each; no name and no id. */
  readonly leftOut: readonly string[];
  /** False when the last import brought the same. */
  readonly isNew: boolean;
}

/**
 * Brings records of HSA in, all that may come in or nothing, and keeps a dated row of it. With `strict`, whatever would be
 * left out is a refusal. Throws CommandError. Needs the system scope.
 */
export async function importHsa(
  em: EntityManager,
  records: readonly PlacedHsaRecord[],
  { now, strict }: { readonly now: Date; readonly strict: boolean },
): Promise<HsaImport> {
  // two imports at once: one after the other
  await em.execute(`select pg_advisory_xact_lock(hashtext('users.directory_edition'))`);
  const known = new Set((await em.find(CareUnitEntity, {}, { fields: ['hsaId'] })).map(({ hsaId }) => hsaId));
  const { directory, leftOut } = chooseDirectory(records, { isHsaId, isKnownUnit: (hsaId) => known.has(hsaId) });
  if (strict && leftOut.length > 0) throw faulty('The directory', leftOut);
  const report = await importDirectory(em, directory);
  const fingerprint = createHash('sha256').update(JSON.stringify(directory)).digest('hex');
  const [latest] = await em.findAll(DirectoryEditionEntity, { orderBy: { importedAt: 'desc' }, limit: 1 });
  const isNew = latest?.fingerprint !== fingerprint;
  if (isNew)
    await em.insert(DirectoryEditionEntity, {
      id: randomUUID(),
      importedAt: now,
      fingerprint,
      ...report,
      leftOut: leftOut.length,
    });
  return { ...report, leftOut, isNew };
}

function isHsaId(text: string): boolean {
  try {
    return parseHsaId(text) === text;
  } catch (error) {
    if (error instanceof IdentifierError) return false;
    throw error;
  }
}
