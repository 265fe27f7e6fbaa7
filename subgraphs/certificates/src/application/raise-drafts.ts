import { LockMode } from '@mikro-orm/postgresql';
import { DraftEntity } from '../database/entities.ts';
import { type CertificateType, isInForce } from '../domain/certificate-type.ts';
import { type Draft, isLocked, open } from '../domain/draft.ts';
import { raise } from '../domain/raise.ts';
import { newestVersion } from '../types/index.ts';
import { type Reading, typeOf } from './show.ts';

/** The version that an open draft is to be raised to; undefined for one that stays. */
function versionFor(draft: Draft, today: string): CertificateType | undefined {
  const type = typeOf(draft);
  const newest = newestVersion(type, today);
  if (newest === type || !newest.raisesOlderDrafts || !isInForce(newest, today)) return undefined;
  return isLocked(draft, today) ? undefined : newest;
}

/**
 * Raises those of these drafts that were begun in an older version, and answers all as they are then. One that somebody
 * works on at this moment is left for the next time that it is opened. Source: domain.md §3.13.
 */
export async function raised(reading: Reading, drafts: readonly Draft[]): Promise<readonly Draft[]> {
  const { system, now, today } = reading;
  const old = drafts.filter((draft) => versionFor(draft, today));
  if (old.length === 0) return drafts;
  const done = await system(async (em) => {
    const rows = await em.find(
      DraftEntity,
      { ...open, id: { $in: old.map(({ id }) => id) } },
      { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, disableIdentityMap: true },
    );
    const newer = new Map<string, Draft>();
    for (const row of rows) {
      const to = versionFor(row, today);
      if (!to) continue;
      const draft = raise(row, { from: typeOf(row), to }, { now, today });
      const { typeVersion, answers, status, revision, raised: report } = draft;
      await em.nativeUpdate(DraftEntity, { id: row.id }, { typeVersion, answers, status, revision, raised: report });
      newer.set(row.id, draft);
    }
    return newer;
  });
  return drafts.map((draft) => done.get(draft.id) ?? draft);
}
