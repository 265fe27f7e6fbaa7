import { AccessError, visibleTo } from '@intygsgraf/kernel/domain';
import { DraftEntity } from '../database/entities.ts';
import { type Draft, type DraftStatus, isLocked, open } from '../domain/draft.ts';
import type { Page, Position } from '../domain/page.ts';
import { listPage, type ListQuery } from './list.ts';
import { lockDueDrafts } from './lock-drafts.ts';
import { raised } from './raise-drafts.ts';
import { type Reading, show } from './show.ts';

/**
 * Drafts by id that somebody opens, as far as the viewer may see them now; null for the others: another unit's draft is not found.
 * PU_PROBLEM in the place of one whose patient the person service did not tell of.
 */
export async function findDrafts(reading: Reading, ids: readonly string[]): Promise<(Draft | null | AccessError)[]> {
  const viewer = reading.viewer();
  const rows = await reading.em.find(
    DraftEntity,
    { id: { $in: [...ids] }, unit: { $in: [...viewer.unitsInScope] }, ...visibleTo(viewer) },
    { disableIdentityMap: true },
  );
  const { shown, untold } = await showDrafts(reading, await raised(reading, rows));
  const found = new Map<string, Draft | AccessError>([
    ...shown.map((draft) => [draft.id, draft] as const),
    ...untold.map(({ id }) => [id, new AccessError('PU_PROBLEM')] as const),
  ]);
  return ids.map((id) => found.get(id) ?? null);
}

/** Which drafts a list holds. */
export interface DraftListQuery extends ListQuery {
  /** All when left out. */
  readonly statuses?: readonly DraftStatus[] | undefined;
}

/** Where a draft stands in a list: by when it was begun. */
export const positionOfDraft = ({ createdAt, id }: Draft): Position => ({ at: createdAt, id });

/** A page of the drafts of a unit without those of its sub-units, or of all units in scope, or of a patient. */
export const listDrafts = (reading: Reading, query: DraftListQuery): Promise<Page<Draft>> =>
  listPage<Draft>(reading, query, {
    find: (units, after, limit) =>
      reading.em.find(
        DraftEntity,
        {
          unit: { $in: units },
          ...(query.patientId !== undefined && { patientId: query.patientId }),
          ...visibleTo(reading.viewer()),
          $and: [
            ...(query.statuses ? [standing(query.statuses, reading.today)] : []),
            ...(after
              ? [{ $or: [{ createdAt: { $lt: after.at } }, { createdAt: after.at, id: { $lt: after.id } }] }]
              : []),
          ],
        },
        { orderBy: { createdAt: 'desc', id: 'desc' }, limit, disableIdentityMap: true },
      ),
    show: (rows) => showDrafts(reading, rows),
    position: positionOfDraft,
  });

/** A draft whose day has come is locked, whatever is stored of it. */
const standing = (statuses: readonly DraftStatus[], today: string) => ({
  $or: [
    { status: { $in: open.status.$in.filter((status) => statuses.includes(status)) }, lockedFrom: { $gt: today } },
    ...(statuses.includes('LOCKED') ? [{ status: 'LOCKED' as const }, { lockedFrom: { $lte: today } }] : []),
  ],
});

/** As `show`, with each draft as it stands today. One whose day has come is locked for good, whoever notices. */
async function showDrafts(reading: Reading, rows: readonly Draft[]): Promise<{ shown: Draft[]; untold: Draft[] }> {
  const { shown, untold } = await show(reading, rows, 'Draft');
  const due = shown.filter((draft) => draft.status !== 'LOCKED' && isLocked(draft, reading.today));
  if (due.length > 0)
    await reading.system((em) =>
      lockDueDrafts(
        em,
        reading.now,
        due.map(({ id }) => id),
      ),
    );
  return { shown: shown.map((draft) => (due.includes(draft) ? { ...draft, status: 'LOCKED' } : draft)), untold };
}
