import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { closeToStrangers, connected } from '../demo/admin.ts';
import { type DatabaseRole, databaseUrl } from '../demo/roles.ts';

/** The migrated database that every other one is a copy of. */
export const TEMPLATE = 'template_intyg';

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
        // one that waits for ever says so before the hook's own time is over, which would not say for what
        await client.query("set statement_timeout = '60s'");
        await client.query(`drop database ${name} with (force)`);
      });
    },
  };
}
