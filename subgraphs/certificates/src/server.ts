import {
  type Issuers,
  type Clock,
  createDirectory,
  createLog,
  createServiceIdentity,
  createSubgraphClient,
  createVerifier,
  openOrm,
  serve,
  type SubgraphServer,
} from '@intygsgraf/kernel/server';
import { database } from './database/database.ts';
import { createLoaders } from './graphql/loaders.ts';
import { certificatesSchema } from './graphql/schema.ts';

export interface CertificatesSettings {
  readonly port: number;
  /** Connects as certificates_app. */
  readonly databaseUrl: string;
  /** The services that may call, and where each one's public keys are. */
  readonly issuers: Issuers;
  readonly usersUrl: string;
  readonly clock?: Clock;
}

/** The certificates subgraph: types and signed certificates. */
export async function start(settings: CertificatesSettings): Promise<SubgraphServer> {
  const log = createLog('certificates');
  const orm = await openOrm(database, settings.databaseUrl);
  const side = await openOrm(database, settings.databaseUrl);
  const identity = await createServiceIdentity('certificates');
  const directory = createDirectory(createSubgraphClient(identity, 'users', settings.usersUrl));
  const server = await serve({
    schema: await certificatesSchema(),
    port: settings.port,
    orm,
    side,
    log,
    identity,
    verify: createVerifier('certificates', settings.issuers),
    clock: settings.clock ?? (() => new Date()),
    findViewer: async ({ user }) => user && directory.viewer(user),
    context(request) {
      const reading = { ...request, directory };
      return { ...reading, loaders: createLoaders(reading) };
    },
    ready: () => orm.isConnected(),
  });
  return {
    ...server,
    async stop() {
      await server.stop();
      await Promise.all([orm.close(), side.close()]);
    },
  };
}
