import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Postgres, type PostgresOptions, startPostgres } from './postgres.ts';

/** Between two attempts to start the server again, milliseconds: what is left of the killed one takes a moment to go. */
const PAUSE = 500;

/** Starts the server and keeps it up: when it ends, it is started again on the same port. */
export async function keepPostgres(
  options: PostgresOptions,
  report: (line: string) => void,
): Promise<Pick<Postgres, 'adminUrl' | 'stop'>> {
  let server = await startPostgres(options);
  const { adminUrl, port } = server;
  const stopped = new AbortController();

  const startAgain = async (): Promise<void> => {
    report('the database ended and is started again');
    while (!stopped.signal.aborted) {
      await sleep(PAUSE);
      try {
        server = await startPostgres({ ...options, pickPort: async () => port });
        return;
      } catch (error) {
        report(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const watch = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await connectionEnds(adminUrl, stopped.signal);
      if (!stopped.signal.aborted) await startAgain();
    }
  };
  const watching = watch();

  return {
    adminUrl,
    async stop() {
      stopped.abort();
      await watching;
      await server.stop();
    },
  };
}

/** A connection knows at once that the server is gone, whoever its parent is. */
async function connectionEnds(url: string, signal: AbortSignal): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'supervisor' });
  client.on('error', () => {}); // 'end' follows
  try {
    await client.connect();
    await once(client, 'end', { signal });
  } catch {
    await client.end().catch(() => {});
  }
}
