import type { RequestContext } from '@intygsgraf/kernel/server';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know. */
export interface Context extends RequestContext {
  readonly loaders: Loaders;
}
