import type { Queue, SubgraphClient } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { DRAFT_FORGOTTEN } from '../database/queues.ts';

const FORGET = `mutation ($certificateId: ID!) { forgetRiskPredictions(certificateId: $certificateId) }`;

interface Forgotten {
  /** The national intygs-id that the certificate would have had. */
  readonly certificateId: string;
}

/** Tells a queue of drafts that are deleted, in the transaction that deletes them. */
export const createForgetting =
  (queue: Queue) =>
  (em: EntityManager, certificateId: string): Promise<void> =>
    queue.send(em, DRAFT_FORGOTTEN, { certificateId } satisfies Forgotten, certificateId);

/** What deletes a draft asks to be forgotten elsewhere. */
export type Forget = ReturnType<typeof createForgetting>;

/**
 * Has `decision-support` let go of the risks of deleted drafts, for as long as the process runs: calls go left only, so
 * it could not ask; and a draft is deleted whether it answers or not. Source: domain.md §1.2 W38.
 */
export const startForgetting = (queue: Queue, decisionSupport: SubgraphClient): Promise<void> =>
  queue.work<Forgotten>(DRAFT_FORGOTTEN, async ({ certificateId }) => {
    await decisionSupport.ask(FORGET, { certificateId });
  });
