import { deliveryQueues, type QueueDefinition } from '@intygsgraf/kernel/server';

/** The work of this subgraph that outlives a request. */
export const queues: readonly QueueDefinition[] = [...deliveryQueues];
