import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { closeToStrangers, connected } from '../demo/admin.ts';
import { type DatabaseRole, databaseUrl } from '../demo/roles.ts';

/** The migrated database that every other one is a copy of. */
export const TEMPLATE = 'template_intyg';

/** PostgreSQL drops when each process of the server has taken note: one that waits for longer, milliseconds, goes with the server. */
const PATIENCE = 30_000;
const QUERY_CANCELED = '57014';

/** A database of one's own with all schemas, empty. */
export interface FreshDatabase {
  readonly name: string;
  url(role: DatabaseRole): string;
  /** Ends all its connections. The whole server goes with the run: only who makes many needs to drop one. */
  drop(): Promise<void>;
}

/** Copies the migrated database, or another one that nobody is connected to, 20–30 ms. */
export async function freshDatabase(template = TEMPLATE): Promise<FreshDatabase> {
  const adminUrl = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await connected(adminUrl, async (client) => {
    await client.query(`create database ${name} template ${template}`);
    await closeToStrangers(client, name);
  });
  return {
    name,
    url: (role) => databaseUrl(adminUrl, role, name),
    async drop() {
      await connected(adminUrl, async (client) => {
        await client.query(`set statement_timeout = ${PATIENCE}`);
        await client.query(`drop database ${name} with (force)`).catch((error: Error & { code?: string }) => {
          if (error.code !== QUERY_CANCELED) throw error;
        });
      });
    },
  };
}
