import type { RequestContext } from '@intygsgraf/kernel/server';
import type { SigningContext } from '../application/sign-certificate.ts';
import type { Assessing } from '../application/sick-leave.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know. */
export interface Context extends RequestContext, SigningContext, Assessing {
  readonly loaders: Loaders;
}
