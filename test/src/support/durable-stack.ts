import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keptTokens } from '../counterparts/identity-provider/journal-tokens.ts';
import { journalClient } from '../counterparts/identity-provider/terms.ts';
import { keepPostgres } from '../demo/kept-postgres.ts';
import { anyFreePort } from '../demo/ports.ts';
import { findCluster, readPostmaster } from '../demo/postgres-cluster.ts';
import { type DatabaseRole, databaseUrl } from '../demo/roles.ts';
import { prepareDatabase } from '../demo/schemas.ts';
import { seed } from '../demo/seed.ts';
import { type Stack, startStack } from '../demo/stack.ts';

/** The whole system as processes of their own, over a database server of its own that is durable: all may be killed. */
export interface DurableStack extends Stack {
  readonly gatewayUrl: string;
  /** A user's token, as the journal system's server gets it. */
  token(user: { sub: string; unit: string }): Promise<string>;
  databaseUrl(role: DatabaseRole): string;
  /** The process id of the database server now. */
  databasePid(): number;
}

const DATABASE = 'intyg';

export async function startDurableStack(): Promise<DurableStack> {
  const folder = await mkdtemp(path.join(tmpdir(), 'intygsgraf-durable-'));
  const server = await keepPostgres({ folder, pickPort: anyFreePort, durable: true }, () => {});
  await prepareDatabase(server.adminUrl, DATABASE);
  const url = (role: DatabaseRole): string => databaseUrl(server.adminUrl, role, DATABASE);
  const stack = await startStack({ database: { url }, isCold: true });
  const { addresses, journal } = stack;
  await seed({ url, personServiceUrl: addresses['person-service'], agencyUrl: addresses.agency });
  const tokens = keptTokens({
    issuer: addresses['identity-provider'],
    clientId: journalClient,
    clientSecret: journal.clientSecret,
    privateKey: JSON.parse(journal.privateKey) as Parameters<typeof keptTokens>[0]['privateKey'],
  });
  return {
    ...stack,
    gatewayUrl: addresses.gateway,
    token: async (user) => (await tokens(user)).accessToken,
    databaseUrl: url,
    databasePid() {
      const cluster = findCluster(folder);
      return (cluster && readPostmaster(cluster)?.pid) ?? 0;
    },
    async stop() {
      await stack.stop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
