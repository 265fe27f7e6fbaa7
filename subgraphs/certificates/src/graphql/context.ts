import type { RequestContext } from '@intygsgraf/kernel/server';
import type { Printing } from '../application/print-certificate.ts';
import type { Forget } from '../application/forget-draft.ts';
import type { SigningContext } from '../application/sign-certificate.ts';
import type { Assessing } from '../application/sick-leave.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know. */
export interface Context extends RequestContext, SigningContext, Assessing, Pick<Printing, 'typesetter'> {
  readonly directory: SigningContext['directory'] & Printing['directory'];
  readonly forget: Forget;
  readonly loaders: Loaders;
}
