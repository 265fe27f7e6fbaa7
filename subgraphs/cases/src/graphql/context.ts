import type { Caller, Directory, RequestContext } from '@intygsgraf/kernel/server';
import type { PersonServiceWatch } from '../application/person-service-watch.ts';
import type { UnhandledFeed } from '../application/unhandled-feed.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know. */
export interface Context extends RequestContext {
  readonly directory: Directory;
  readonly personService: PersonServiceWatch;
  readonly loaders: Loaders;
}

/** What a subscription knows: it outlives any transaction. */
export interface LiveContext {
  readonly caller: Caller;
  readonly feed: UnhandledFeed;
}
