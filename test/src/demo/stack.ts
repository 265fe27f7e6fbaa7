import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateJournalKeys } from '../counterparts/identity-provider/journal-keys.ts';
import { createSigningCa } from '../counterparts/signing-service/signing-ca.ts';
import { anyFreePort } from './ports.ts';
import { PROCESS_NAMES, PROCESSES, type ProcessName, type Wiring } from './processes.ts';
import type { DatabaseRole } from './roles.ts';
import { type SupervisedProcess, supervise } from './supervisor.ts';

/** Where each process is; those that were not picked are on a port of chance. */
export type Ports = Readonly<Partial<Record<ProcessName, number>>>;

export interface StackOptions {
  /** A database with all schemas, from `prepareDatabase` or `freshDatabase`. */
  readonly database: { url(role: DatabaseRole): string };
  /** Those that are not started are unreachable to the others. */
  readonly only?: readonly ProcessName[];
  readonly ports?: Ports;
  /** What some processes are told beside what they must know. */
  readonly environment?: Readonly<Partial<Record<ProcessName, Record<string, string>>>>;
  /** Its processes do not make themselves quick for their first users, a second of a processor each: for tests. */
  readonly isCold?: boolean;
  /** Kept when it is given; else a temporary one that goes with the stack. */
  readonly logFolder?: string;
  /** Persons that were brought in are kept there. */
  readonly personsFile?: string;
  readonly report?: (line: string) => void;
  /** Ends the start. */
  readonly signal?: AbortSignal;
}

/** The system, each part a process of its own from the build. */
export interface Stack {
  /** Without a slash at the end; the same through restarts. */
  readonly addresses: Readonly<Record<ProcessName, string>>;
  /** The journal's half of what it shares with the identity provider. */
  readonly journal: Wiring['journal'];
  pid(name: ProcessName): number | undefined;
  /** What dies is started again on the same port: `await ready(name)` waits for that. */
  kill(name: ProcessName, signal: NodeJS.Signals): void;
  ready(name: ProcessName): Promise<void>;
  stop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../../..');

/** Starts the processes and waits until all of them listen. When one does not, all are stopped and it throws. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { database, only = PROCESS_NAMES, ports = {}, report = () => {}, signal } = options;
  const addresses = await pickAddresses(ports);
  const logFolder = options.logFolder ?? (await mkdtemp(path.join(tmpdir(), 'intygsgraf-log-')));
  const wiring: Wiring = {
    address: (name) => addresses[name],
    databaseUrl: (role) => database.url(role),
    personsFile: options.personsFile,
    journal: await makeJournal(),
    signingCa: await createSigningCa(),
  };

  const running = new Map<ProcessName, SupervisedProcess>();
  for (const name of only) {
    const { file, environment } = PROCESSES[name];
    const env = {
      ...inherited(),
      PORT: new URL(addresses[name]).port,
      ...(options.isCold && { WARM_UP: 'false' }),
      ...environment(wiring),
      ...options.environment?.[name],
    };
    const logFile = path.join(logFolder, `${name}.log`);
    running.set(name, supervise({ name, file, cwd: root, env, logFile, report }));
  }
  const processOf = (name: ProcessName): SupervisedProcess => {
    const found = running.get(name);
    if (!found) throw new Error(`${name} is not part of this stack`);
    return found;
  };
  const stop = async (): Promise<void> => {
    await Promise.all([...running.values()].map((process) => process.stop()));
    if (!options.logFolder) await rm(logFolder, { recursive: true });
  };

  try {
    await untilAborted(signal, Promise.all([...running.values()].map((process) => process.ready())));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    addresses,
    journal: wiring.journal,
    pid: (name) => processOf(name).pid,
    kill: (name, sent) => processOf(name).kill(sent),
    ready: (name) => processOf(name).ready(),
    stop,
  };
}

async function pickAddresses(ports: Ports): Promise<Record<ProcessName, string>> {
  const picked = await Promise.all(
    PROCESS_NAMES.map(async (name) => [name, `http://127.0.0.1:${ports[name] ?? (await anyFreePort())}`] as const),
  );
  return Object.fromEntries(picked) as Record<ProcessName, string>;
}

/** What the journal and the identity provider would have agreed on in a contract; new for each stack. */
async function makeJournal(): Promise<Wiring['journal']> {
  const { jwks, privateKey } = await generateJournalKeys();
  return {
    clientSecret: randomBytes(24).toString('base64url'),
    jwks: JSON.stringify(jwks),
    privateKey: JSON.stringify(privateKey),
  };
}

/** Nothing of the shell but this reaches a process: a HOST or DATABASE_URL of somebody's own would mislead it. */
const inherited = (): Record<string, string> => {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LOG_LEVEL', 'NODE_COMPILE_CACHE', 'RIVTA_SCHEMAS'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
};

async function untilAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
