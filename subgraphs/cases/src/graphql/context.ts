import type { Caller, RequestContext } from '@intygsgraf/kernel/server';
import type { PersonServiceWatch } from '../application/person-service-watch.ts';
import type { UnhandledFeed } from '../application/unhandled-feed.ts';
import type { Writing } from '../application/write-to-agency.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know. */
export interface Context extends RequestContext, Omit<Writing, keyof RequestContext> {
  readonly personService: PersonServiceWatch;
  readonly loaders: Loaders;
}

/** What a subscription knows: it outlives any transaction. */
export interface LiveContext {
  readonly caller: Caller;
  readonly feed: UnhandledFeed;
}
