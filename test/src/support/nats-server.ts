import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { anyFreePort, isFree } from '../demo/ports.ts';
import { eventually } from './eventually.ts';

/** Where Debian puts servers, which is not in everybody's PATH. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin'];

const canRun = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const program = FOLDERS.map((folder) => path.join(folder, 'nats-server')).find(canRun);

/** Whether this machine has a NATS server; says why not, where tests are skipped for it. */
export function hasNats(): boolean {
  if (program) return true;
  console.warn(
    'SKIPPED: no nats-server in PATH (Debian: apt-get install nats-server), so nothing with NATS is tested.',
  );
  return false;
}

/** A real NATS server that a test may kill and start again at the same address. */
export interface NatsServer {
  readonly url: string;
  start(): Promise<void>;
  /** How many are connected. */
  connections(): Promise<number>;
  kill(): Promise<void>;
}

export async function natsServer(): Promise<NatsServer> {
  const [port, monitor] = [await anyFreePort(), await anyFreePort()];
  let running: ChildProcess | undefined;
  return {
    url: `nats://127.0.0.1:${port}`,
    async start() {
      running = spawn(program ?? '', ['--addr', '127.0.0.1', '--port', String(port), '--http_port', String(monitor)], {
        stdio: 'ignore',
      });
      await eventually(async () => {
        if (await isFree(port)) throw new Error('it does not listen yet');
      });
    },
    async connections() {
      const answer = await fetch(`http://127.0.0.1:${monitor}/connz`);
      return ((await answer.json()) as { num_connections: number }).num_connections;
    },
    async kill() {
      if (!running || running.exitCode !== null) return;
      const gone = once(running, 'exit');
      running.kill('SIGKILL');
      await gone;
    },
  };
}
