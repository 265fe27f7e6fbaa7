import type { RequestContext } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PersonService } from '../application/person-service.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know. */
export interface Context extends Omit<RequestContext, 'em'> {
  readonly loaders: Loaders;
  readonly personService: PersonService;
  /** A statement by itself in the system session, for what only services ask. Nothing is written there. */
  standing<T>(read: (em: EntityManager) => Promise<T>): Promise<T>;
}
