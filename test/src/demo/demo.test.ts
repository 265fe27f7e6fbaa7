import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyFreePort, isFree } from './ports.ts';
import { stopLeftPostgres } from './postgres.ts';
import { PROCESS_NAMES } from './processes.ts';
import type { Listener } from './start-options.ts';

// the build, as npm start runs it
const main = path.resolve(import.meta.dirname, '../../dist/demo/main.js');
const ports = new Map<Listener, number>();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'intygsgraf demo '));
  for (const name of [...PROCESS_NAMES, 'postgres'] as const) ports.set(name, await anyFreePort());
});
afterAll(async () => {
  await stopLeftPostgres(path.join(folder, 'postgres'));
  await rm(folder, { recursive: true });
});

interface Run {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** All of its standard output, once it has ended. */
  readonly said: Promise<string>;
  readonly complained: Promise<string>;
}

function run(...more: string[]): Run {
  const chosen = [...ports].flatMap(([name, port]) => ['--port', `${name}=${port}`]);
  const child = spawn(process.execPath, [main, '--data', folder, ...chosen, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, said: text(child.stdout), complained: text(child.stderr) };
}

const journal = () => `http://127.0.0.1:${ports.get('journal')}`;
const ready = ({ child, complained }: Run) =>
  new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (said) => String(said).includes(`ready ${journal()}\n`) && resolve());
    const ended = (code: number | null) => (why: string) => reject(new Error(`it ended with ${code}: ${why}`));
    child.once('exit', (code) => void complained.then(ended(code)));
  });

const postgresPid = async () =>
  Number((await readFile(path.join(folder, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);
const free = async (names: Iterable<Listener>) =>
  (await Promise.all([...names].map((name) => isFree(ports.get(name)!)))).every(Boolean);

describe('npm start', { timeout: 90_000 }, () => {
  let first: Run;
  let database: number;

  it('says where the journal is when all is there', async () => {
    first = run();
    await ready(first);
    expect((await fetch(journal())).status).toBe(200);
    database = await postgresPid();
  });

  it('of a folder that is in use says where it runs, and leaves it alone', async () => {
    const second = run('--reset');
    expect(await once(second.child, 'exit')).toEqual([1, null]);
    expect(await second.complained).toContain(`It runs already, from this folder: see ${journal()}.`);
    expect((await fetch(journal())).status).toBe(200);
  });

  it('starts the database again when it is killed, on the same port', async () => {
    process.kill(database, 'SIGKILL');
    await expect.poll(postgresPid, { timeout: 10_000 }).not.toBe(database);
    await expect.poll(() => free(['postgres']), { timeout: 10_000 }).toBe(false);
    database = await postgresPid();
  });

  it('that is killed takes its processes along, but not the database', async () => {
    first.child.kill('SIGKILL');
    await expect.poll(() => free(PROCESS_NAMES), { timeout: 10_000 }).toBe(true);
    expect(await free(['postgres'])).toBe(false);
    expect(await first.said).toBe(`ready ${journal()}\n`);
  });

  it('goes on with that database, and ends all when it is told to', async () => {
    const third = run();
    await ready(third);
    expect(await postgresPid()).toBe(database);
    const asked = performance.now();
    third.child.kill('SIGTERM');
    expect(await once(third.child, 'exit')).toEqual([0, null]);
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(await free(ports.keys())).toBe(true);
  });
});
