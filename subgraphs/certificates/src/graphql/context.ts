import type { RequestContext } from '@intygsgraf/kernel/server';
import type { Writing } from '../application/draft-for.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know. */
export interface Context extends RequestContext, Writing {
  readonly loaders: Loaders;
}
