import { deliveryQueues, type QueueDefinition } from '@intygsgraf/kernel/server';

/** Lock the drafts whose day has come. Source: domain.md §4.5, the hour's third minute. */
export const DRAFTS_DUE = 'drafts-due';

/** The work of this subgraph that outlives a request. */
export const queues: readonly QueueDefinition[] = [
  ...deliveryQueues,
  { name: DRAFTS_DUE, retryLimit: 100, retryDelay: 10, cron: '3 * * * *' },
];
