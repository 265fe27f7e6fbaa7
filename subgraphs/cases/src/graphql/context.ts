import type { Caller, RequestContext } from '@intygsgraf/kernel/server';
import type { HubReads } from '../application/hub-reads.ts';
import type { PersonServiceWatch } from '../application/person-service-watch.ts';
import type { UnhandledFeed } from '../application/unhandled-feed.ts';
import type { Writing } from '../application/write-to-agency.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know. */
export interface Context extends RequestContext, Omit<Writing, keyof RequestContext> {
  readonly personService: PersonServiceWatch;
  readonly hub: HubReads;
  readonly loaders: Loaders;
}

/** What an operation over a socket knows: a subscription outlives any transaction, the hub's questions need none. */
export interface LiveContext {
  readonly caller: Caller;
  readonly feed: UnhandledFeed;
  readonly hub: HubReads;
}
