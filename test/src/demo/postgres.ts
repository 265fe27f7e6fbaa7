import { spawn } from 'node:child_process';
import { closeSync, openSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresBinaries } from './postgres-binaries.ts';
import {
  type Cluster,
  environment,
  findCluster,
  forgetPostmaster,
  openCluster,
  readPostmaster,
} from './postgres-cluster.ts';
import { ADMIN, databaseUrl } from './roles.ts';
import { unprivileged } from './unprivileged.ts';

/** A private PostgreSQL server. */
export interface Postgres {
  readonly pid: number;
  readonly port: number;
  /** The server was there already: a parent that was killed had left it. */
  readonly adopted: boolean;
  /** The superuser's address of the database `postgres`. */
  readonly adminUrl: string;
  /** Waits until the server is down. Open transactions are rolled back. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** The server's: cluster, password and log lie in it. */
  readonly folder: string;
  /** Asked again when another program was faster in taking the port. */
  readonly pickPort: () => Promise<number>;
  /** Without durability a server is several times faster, and worthless after a power cut: for tests. */
  readonly durable?: boolean;
  /** Its address is a Unix socket in its folder, where there is such a thing: a third less work for a statement than TCP. */
  readonly local?: boolean;
}

/**
 * Starts the server of a folder, or goes on with the one that runs there. Only the package's programs are used, not its
 * launcher: that one adds a system user when it is run by root, and cannot adopt a server that outlived its parent.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { pickPort, durable = true, local = false } = options;
  const folder = path.resolve(options.folder);
  const cluster = await openCluster(folder, { durable });
  const left = await findLeft(cluster);
  const socket = local && mayHoldSocket(folder) ? folder : '';
  const { pid, port } = left ?? (await launch(cluster, pickPort, { durable, socket }));
  return {
    pid,
    port,
    adopted: left !== undefined,
    adminUrl: adminUrl(cluster, port, left ? '' : socket),
    stop: () => stopPostmaster(cluster, pid),
  };
}

/** Stops the server that a killed parent left in the folder, if there is one: its files are about to be deleted. */
export async function stopLeftPostgres(folder: string): Promise<void> {
  const cluster = findCluster(path.resolve(folder));
  const left = cluster && (await findLeft(cluster));
  if (cluster && left) await stopPostmaster(cluster, left.pid);
}

/** The system's own limit on a socket's path, less the name of the socket in the folder. */
const mayHoldSocket = (folder: string): boolean => process.platform !== 'win32' && Buffer.byteLength(folder) < 80;

/** Where a server answers: the folder of its socket, or this machine. */
const adminUrl = ({ password }: Cluster, port: number, socket = ''): string =>
  databaseUrl(
    `postgresql://${ADMIN}:${password}@${encodeURIComponent(socket) || '127.0.0.1'}:${port}`,
    ADMIN,
    'postgres',
  );

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** How long a server that does not answer yet, or no longer, is waited for, milliseconds. */
const PATIENCE = 60_000;
/** Nobody listens on a server's port for longer than this while it starts or stops, milliseconds. */
const SILENCE = 2_000;

/**
 * The server that runs in this very folder. A postmaster.pid alone proves nothing: it stays when a server is killed, its
 * number may belong to another program by now, and a copied folder names the server of the original.
 */
async function findLeft(cluster: Cluster): Promise<{ pid: number; port: number } | undefined> {
  const began = performance.now();
  for (;;) {
    const named = readPostmaster(cluster);
    if (!named) return undefined;
    const waited = performance.now() - began;
    const answer = lives(named.pid) ? await askForFolder(adminUrl(cluster, named.port)) : 'nobody';
    if (typeof answer === 'object' && answer.folder === realpathSync(cluster.data)) return named;
    const silent = answer === 'nobody' && (!lives(named.pid) || waited > SILENCE);
    if (silent || typeof answer === 'object') {
      forgetPostmaster(cluster); // PostgreSQL would refuse to start while a program has that number
      return undefined;
    }
    if (waited > PATIENCE) throw new Error(`PostgreSQL (process ${named.pid}) does not answer; see ${cluster.log}.`);
    await sleep(50);
  }
}

const WRONG_PASSWORD = '28P01';

/** Which folder the server on the port serves: nobody listens, it is busy (starting, stopping), or it says which. */
async function askForFolder(url: string): Promise<'nobody' | 'busy' | { folder: string }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return { folder: realpathSync(rows[0]?.data_directory ?? '') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ECONNREFUSED') return 'nobody';
    return code === WRONG_PASSWORD ? { folder: '' } : 'busy';
  } finally {
    await client.end().catch(() => {});
  }
}

type Kind = Required<Pick<PostgresOptions, 'durable'>> & { readonly socket: string };

const settings = (port: number, { durable, socket }: Kind): Record<string, string> => ({
  port: String(port),
  listen_addresses: '127.0.0.1',
  unix_socket_directories: socket,
  unix_socket_permissions: '0700',
  max_connections: '300',
  shared_buffers: '128MB',
  // Nothing of a patient in the log: no parameters, no details that quote a row, no statement of one that failed.
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', scram_iterations: '1' }),
});

/** Starts the server, detached: it outlives this process, and the next one adopts it. */
async function launch(cluster: Cluster, pickPort: () => Promise<number>, kind: Kind) {
  for (let attempts = 1; ; attempts += 1) {
    const port = await pickPort();
    const pid = await launchOn(cluster, settings(port, kind));
    if (pid !== undefined) return { pid, port };
    if (attempts === 3) throw new Error(`PostgreSQL did not start; see ${cluster.log}.`);
  }
}

/** The process id once the server is ready; undefined when it ended instead. */
async function launchOn(cluster: Cluster, parameters: Record<string, string>): Promise<number | undefined> {
  const { postgres } = await postgresBinaries();
  const given = Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { program, args, ids } = unprivileged(postgres, ['-D', cluster.data, ...given]);
  const log = openSync(cluster.log, 'a', 0o600);
  const options = { ...ids, env: environment, cwd: cluster.data, detached: true };
  const child = spawn(program, args, { ...options, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  let ended = false;
  child.once('error', () => (ended = true)).once('exit', () => (ended = true));
  for (const began = performance.now(); performance.now() - began < PATIENCE; await sleep(10)) {
    if (ended) return undefined;
    const named = readPostmaster(cluster);
    // its own file, not the one of a server that was killed
    if (named?.ready && named.pid === child.pid) return named.pid;
  }
  throw new Error(`PostgreSQL was not ready after ${PATIENCE / 1_000} s; see ${cluster.log}.`);
}

/** Longest wait for a fast shutdown before an immediate one, milliseconds; what was committed is kept either way. */
const SHUTDOWN = 4_000;

async function stopPostmaster(cluster: Cluster, pid: number): Promise<void> {
  const down = () => readPostmaster(cluster)?.pid !== pid || !lives(pid);
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (down()) return;
    process.kill(pid, signal);
    for (const began = performance.now(); !down() && performance.now() - began < SHUTDOWN;) await sleep(20);
  }
}
