import { deliveryQueues, type QueueDefinition } from '@intygsgraf/kernel/server';

/** Ask the person service again about persons whose protection is unknown. */
export const ASK_PERSONS_AGAIN = 'ask-persons-again';
/** A day has begun in Sweden: cases whose last date for an answer was yesterday are overdue now. */
export const DAY_BEGUN = 'day-begun';

/** Hear what happened to certificates. */
export const CERTIFICATE_EVENTS = 'certificate-events';

/** The work of this subgraph that outlives a request. */
export const queues: readonly QueueDefinition[] = [
  // for as long as the person service may be away: a day of tries
  { name: ASK_PERSONS_AGAIN, retryLimit: 43_200, retryDelay: 2 },
  { name: DAY_BEGUN, retryLimit: 100, retryDelay: 10, cron: '0 0 * * *' },
  // hinted at when something happens; each minute, should the hint be lost
  { name: CERTIFICATE_EVENTS, retryLimit: 1_000_000, retryDelay: 2, cron: '* * * * *' },
  ...deliveryQueues,
];
