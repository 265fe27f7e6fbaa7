import { deliveryQueues, type QueueDefinition } from '@intygsgraf/kernel/server';

/** Lock the drafts whose day has come. Source: domain.md §4.5, the hour's third minute. */
export const DRAFTS_DUE = 'drafts-due';

/** Has `decision-support` let go of what it keeps for a draft that was deleted, until it has. */
export const DRAFT_FORGOTTEN = 'draft-forgotten';

/** The work of this subgraph that outlives a request. */
export const queues: readonly QueueDefinition[] = [
  ...deliveryQueues,
  { name: DRAFTS_DUE, retryLimit: 100, retryDelay: 10, cron: '3 * * * *' },
  // every minute for a month
  { name: DRAFT_FORGOTTEN, retryLimit: 43_200, retryDelay: 60 },
];
