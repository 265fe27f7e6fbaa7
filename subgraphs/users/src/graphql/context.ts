import type { RequestContext } from '@intygsgraf/kernel/server';
import type { PersonService } from '../application/person-service.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know. */
export interface Context extends Omit<RequestContext, 'em'> {
  readonly loaders: Loaders;
  readonly personService: PersonService;
}
