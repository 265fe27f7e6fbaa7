import { StartError } from '@intygsgraf/kernel/server';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepPostgres } from './kept-postgres.ts';
import { lockFolder } from './lock.ts';
import { isFree } from './ports.ts';
import { stopLeftPostgres } from './postgres.ts';
import { PROCESS_NAMES } from './processes.ts';
import { type DatabaseRole, databaseUrl } from './roles.ts';
import { DATABASE, portsFile } from './running-demo.ts';
import { prepareDatabase } from './schemas.ts';
import { seed } from './seed.ts';
import { startStack } from './stack.ts';
import { pickPorts, type StartOptions } from './start-options.ts';

export interface Demo {
  /** Everything that is kept from one start to the next. */
  readonly folder: string;
  readonly options: StartOptions;
  readonly tell: (line: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Starts everything, says `ready <journal>` on standard output, and ends everything when it is told to. */
export async function startDemo(demo: Demo): Promise<void> {
  await using started = new AsyncDisposableStack();
  try {
    await start(demo, started);
    if (!demo.signal.aborted) await once(demo.signal, 'abort');
  } catch (error) {
    if (!demo.signal.aborted) throw error; // an end during the start is an end, too
  }
  demo.tell('stopping …');
}

/** Persons that were brought in, in the data folder. */
const PERSONS = 'persons.json';

async function start({ folder, options, tell, signal }: Demo, started: AsyncDisposableStack): Promise<void> {
  const lock = lockFolder(folder);
  if (!lock) throw new StartError(`It runs already, from this folder: ${await whereItRuns(folder)}.`);
  started.defer(() => lock.release());
  if (options.reset) await reset(folder);
  await untilPredecessorIsGone(folder);

  tell('starting the database …');
  const postgresFolder = path.join(folder, 'postgres');
  mkdirSync(postgresFolder, { recursive: true, mode: 0o700 });
  const pick = async () => (await pickPorts(['postgres'], options.chosen)).postgres;
  const postgres = await keepPostgres({ folder: postgresFolder, pickPort: pick }, tell);
  started.defer(() => postgres.stop());
  signal.throwIfAborted();
  const url = (role: DatabaseRole) => databaseUrl(postgres.adminUrl, role, DATABASE);
  await prepareDatabase(postgres.adminUrl, DATABASE);
  signal.throwIfAborted();

  tell('starting the processes …');
  const ports = await pickPorts(PROCESS_NAMES, options.chosen);
  await writeFile(portsFile(folder), JSON.stringify(ports));
  started.defer(() => rm(portsFile(folder), { force: true }));
  const logFolder = path.join(folder, 'log');
  const personsFile = path.join(folder, PERSONS);
  const stack = await startStack({ database: { url }, ports, logFolder, personsFile, report: tell, signal });
  started.defer(() => stack.stop());

  tell('bringing the demo data in …');
  const { addresses } = stack;
  await seed({ url, personServiceUrl: addresses['person-service'], agencyUrl: addresses.agency });
  signal.throwIfAborted();
  console.log(`ready ${addresses.journal}`);
}

async function readPorts(folder: string): Promise<Record<string, number>> {
  const text = await readFile(portsFile(folder), 'utf8').catch(() => '{}');
  return JSON.parse(text || '{}') as Record<string, number>;
}

async function whereItRuns(folder: string): Promise<string> {
  const { journal } = await readPorts(folder);
  return journal ? `see http://127.0.0.1:${journal}` : 'it is starting';
}

/** How long the processes of a supervisor that was killed may take to notice it, milliseconds. */
const PREDECESSOR = 5_000;

/** They end by themselves; waiting for their ports lets this start have the same ones. */
async function untilPredecessorIsGone(folder: string): Promise<void> {
  const ports = Object.values(await readPorts(folder));
  for (const began = performance.now(); performance.now() - began < PREDECESSOR; await sleep(50))
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return;
}

/** Only what this program made: somebody may have named a folder with more in it. */
async function reset(folder: string): Promise<void> {
  await stopLeftPostgres(path.join(folder, 'postgres'));
  for (const name of ['postgres', 'log', 'ports.json', PERSONS])
    await rm(path.join(folder, name), { recursive: true, force: true });
}
