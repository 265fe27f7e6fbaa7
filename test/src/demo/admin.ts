import pg from 'pg';
import { ROLES } from './roles.ts';

/** Work on one connection, closed afterwards. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * By default every role of a server may connect and make temporary tables; now only ours may, and only connect.
 * A copy of a database does not inherit this.
 */
export async function closeToStrangers(client: pg.Client, name: string): Promise<void> {
  const database = client.escapeIdentifier(name);
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant connect on database ${database} to ${ROLES.join(', ')}`);
}
