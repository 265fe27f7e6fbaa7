import { dayInSweden } from '@intygsgraf/kernel/domain';
import { inSession, type Queue } from '@intygsgraf/kernel/server';
import { type EntityManager, LockMode, type MikroORM } from '@mikro-orm/postgresql';
import { DraftEntity } from '../database/entities.ts';
import { DRAFTS_DUE } from '../database/queues.ts';
import { open } from '../domain/draft.ts';
import { happened } from './events.ts';

/** Drafts that are locked in one transaction. */
const BATCH = 200;

/**
 * Locks the drafts whose day has come (låsa utkast), all or those named, and tells of each; answers how many. One that
 * somebody works on at this moment is left for the next time. Needs the system scope. Source: domain.md §4.2 T8, §4.5.
 */
export async function lockDueDrafts(em: EntityManager, now: Date, ids?: readonly string[]): Promise<number> {
  const due = await em.find(
    DraftEntity,
    { ...open, lockedFrom: { $lte: dayInSweden(now) }, ...(ids && { id: { $in: [...ids] } }) },
    {
      orderBy: { lockedFrom: 'asc' },
      limit: BATCH,
      lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE,
      disableIdentityMap: true,
    },
  );
  await em.nativeUpdate(DraftEntity, { id: { $in: due.map(({ id }) => id) } }, { status: 'LOCKED' });
  for (const draft of due) await happened(em, 'DRAFT_LOCKED', draft, { actor: null, at: now });
  return due.length;
}

export interface LockingDrafts {
  /** A pool that no request holds a connection of. */
  readonly orm: MikroORM;
  readonly queue: Queue;
  readonly clock: () => Date;
}

/** Locks what is due, for as long as the process runs, whenever the queue says that it is time. */
export const startLocking = ({ orm, queue, clock }: LockingDrafts): Promise<void> =>
  queue.work(DRAFTS_DUE, async () => {
    const lock = () => inSession(orm, { scope: 'system' }, (em) => lockDueDrafts(em, clock()));
    while ((await lock()) === BATCH);
  });
