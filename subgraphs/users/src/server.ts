import {
  ANY_USER,
  type Clock,
  closePools,
  createLog,
  createServiceIdentity,
  createVerifier,
  type Issuers,
  databaseAnswers,
  openOrm,
  openStandingOrm,
  serve,
  type SubgraphServer,
  takeDown,
} from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { createPersonService } from './application/person-service.ts';
import { keepViewers } from './application/viewer.ts';
import { database } from './database/database.ts';
import { createLoaders } from './graphql/loaders.ts';
import { usersSchema } from './graphql/schema.ts';

export interface UsersSettings {
  readonly port: number;
  /** Connects as users_app. */
  readonly databaseUrl: string;
  /** The services that may call, and where each one's public keys are. */
  readonly issuers: Issuers;
  readonly personServiceUrl: string;
  readonly clock?: Clock;
}

/** The users subgraph: directory and person service. */
export async function start(settings: UsersSettings): Promise<SubgraphServer> {
  const log = createLog('users');
  const orm = await openOrm(database, settings.databaseUrl);
  const side = await openOrm(database, settings.databaseUrl);
  const standing = await openStandingOrm(database, settings.databaseUrl);
  const open = await openStandingOrm(database, settings.databaseUrl, ANY_USER);
  const personService = createPersonService(settings.personServiceUrl);
  const findViewer = keepViewers();
  const server = await serve({
    schema: await usersSchema(),
    port: settings.port,
    orm,
    side,
    log,
    identity: await createServiceIdentity('users'),
    verify: createVerifier('users', settings.issuers),
    clock: settings.clock ?? (() => new Date()),
    stepwise: true,
    // asked with every request of every subgraph: statements without a transaction around them
    findViewer: async ({ user }) => user && findViewer(standing.em.fork(), user),
    context: (request) => ({
      ...request,
      personService,
      loaders: createLoaders(request, personService, (read) => read(open.em.fork() as EntityManager)),
      standing: <T>(read: (em: EntityManager) => Promise<T>) => read(standing.em.fork()),
    }),
    ready: () => databaseAnswers(orm),
  });
  return {
    ...server,
    stop: () =>
      takeDown(log, {
        server: () => server.stop(),
        pools: () => closePools(orm, side, standing, open),
      }),
  };
}
