import { dayInSweden } from '@intygsgraf/kernel/domain';
import { type Directory, inSession, type Queue } from '@intygsgraf/kernel/server';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { CaseEntity, CertificateProjectionEntity } from '../database/entities.ts';
import { ASK_PERSONS_AGAIN, DAY_BEGUN } from '../database/queues.ts';
import { askPersons, storeProtections } from './protection.ts';
import { raiseVersions } from './unit-version.ts';

const system = { scope: 'system' } as const;

export interface BackgroundOptions {
  readonly orm: MikroORM;
  readonly directory: Directory;
  readonly queue: Queue;
  readonly clock: () => Date;
}

/** Certificates whose persons are asked about in one go. */
const BATCH = 100;

/** Asks for the unknown persons to be asked about until they are known; however often it is asked for, it is done once. */
export const askPersonsLater = (queue: Queue, em: EntityManager): Promise<void> =>
  queue.send(em, ASK_PERSONS_AGAIN, {}, ASK_PERSONS_AGAIN);

/** Does what outlives a request, for as long as the process runs. */
export async function startBackground({ orm, directory, queue, clock }: BackgroundOptions): Promise<void> {
  await queue.work(ASK_PERSONS_AGAIN, async () => {
    let stillUnknown = 0;
    for (let last: string | undefined; ;) {
      const unknown = await inSession(orm, system, (em) => unknownAfter(em, last));
      if (unknown.length === 0) break;
      const facts = await askPersons(directory, unknown);
      await inSession(orm, system, (em) => storeProtections(em, facts));
      stillUnknown += facts.filter(({ protection }) => protection === 'UNKNOWN').length;
      last = unknown.at(-1)?.id;
    }
    // rejecting asks the queue to try again
    if (stillUnknown > 0) throw new Error('some persons are still unknown');
  });
  await queue.work(DAY_BEGUN, () => inSession(orm, system, (em) => raiseOverdue(em, dayInSweden(clock()))));
}

/** The next certificates of unknown persons, page by page, so that some who stay unknown keep nobody waiting. */
const unknownAfter = (em: EntityManager, last: string | undefined) =>
  em.find(
    CertificateProjectionEntity,
    { protection: 'UNKNOWN', ...(last && { id: { $gt: last } }) },
    { orderBy: { id: 'asc' }, limit: BATCH },
  );

/**
 * Raises the versions of units that have overdue cases: at midnight nothing is stored, but what is counted changes.
 * `today` in Sweden. All of them, not only yesterday's: a night on which this did not run is made good the next.
 */
async function raiseOverdue(em: EntityManager, today: string): Promise<void> {
  const overdue = await em.find(CaseEntity, { status: 'WAITING_FOR_CARE', answerBy: { $lt: today } });
  await raiseVersions(
    em,
    overdue.flatMap(({ unit, careUnit }) => [unit, careUnit]),
  );
}
