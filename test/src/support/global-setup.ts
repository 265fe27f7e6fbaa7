import type { TestProject } from 'vitest/node';
import { connected } from '../demo/admin.ts';
import { startEphemeralPostgres } from '../demo/ephemeral-postgres.ts';
import type { Postgres } from '../demo/postgres.ts';
import { prepareDatabase } from '../demo/schemas.ts';
import { TEMPLATE } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of the run's server. */
    postgres: string;
  }
}

/** The one of the run: Vitest sets up each of its projects by itself, in one process. */
const kept = globalThis as { postgresOfTheRun?: { readonly server: Promise<Postgres>; projects: number } };

/** One server for the run, in a temporary folder; one database in it with every schema, that tests copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (kept.postgresOfTheRun ??= { server: startServer(), projects: 0 });
  shared.projects += 1;
  const server = await shared.server;
  project.provide('postgres', server.adminUrl);
  return async () => {
    shared.projects -= 1;
    if (shared.projects > 0) return;
    delete kept.postgresOfTheRun;
    await server.stop();
  };
}

async function startServer(): Promise<Postgres> {
  const server = await startEphemeralPostgres();
  try {
    await prepareDatabase(server.adminUrl, TEMPLATE);
    // Nobody may connect from now on: PostgreSQL copies only a database that is not in use.
    await connected(server.adminUrl, (client) => client.query(`alter database ${TEMPLATE} allow_connections false`));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}
