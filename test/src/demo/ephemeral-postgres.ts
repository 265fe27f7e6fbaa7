import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { anyFreePort } from './ports.ts';
import { type Postgres, startPostgres } from './postgres.ts';

/** A server for tests: in a folder of its own that goes with it, on a port of chance, without durability. */
export async function startEphemeralPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'intygsgraf-postgres-'));
  const server = await startPostgres({ folder, pickPort: anyFreePort, durable: false, local: true });
  const end = leash(folder, server.pid);
  return { ...server, stop: end };
}

/**
 * Ends the server and deletes its folder when this process is gone, however it went: a kill -9 runs no handler, but it
 * closes the pipe that the leash reads. Letting go of the pipe is how the server is stopped in peace, too.
 */
function leash(folder: string, pid: number): () => Promise<void> {
  const script = `cat
    kill -INT "$1" 2>/dev/null
    for wait in $(seq 100); do [ -e "$2/data/postmaster.pid" ] || break; sleep 0.05; done
    rm -rf "$2"`;
  const child = spawn('sh', ['-c', script, 'leash', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const ended = once(child, 'exit');
  return async () => {
    child.stdin.end();
    await ended;
  };
}
