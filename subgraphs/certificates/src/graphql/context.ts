import type { RequestContext } from '@intygsgraf/kernel/server';
import type { Reading } from '../application/read-certificates.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know. */
export interface Context extends RequestContext, Reading {
  readonly loaders: Loaders;
}
