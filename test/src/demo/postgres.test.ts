import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from './admin.ts';
import { anyFreePort, isFree } from './ports.ts';
import type { Postgres } from './postgres.ts';

const isRoot = process.getuid?.() === 0;
const becomeRoot = ['unshare', '--user', '--map-root-user'];
const becomeOther = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];
const can = ([command = '', ...args]: string[]) => spawnSync(command, [...args, 'true']).status === 0;

type Started = Omit<Postgres, 'stop'> & { parent: ChildProcessByStdio<Writable, Readable, null> };
const servers: number[] = [];

/** A process that starts the server; `as` is what makes it another user's. */
async function start(
  folder: string,
  { port = 15_432, as = [] }: { port?: number; as?: string[] } = {},
): Promise<Started> {
  const script = path.join(import.meta.dirname, 'postgres.process.ts');
  const [command, ...args] = [...as, process.execPath, script, folder, String(port)];
  const parent = spawn(command!, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface(parent.stdout)) {
    const server = { ...(JSON.parse(line) as Omit<Postgres, 'stop'>), parent };
    servers.push(server.pid);
    return server;
  }
  throw new Error('the server did not start');
}

async function stop({ parent }: Started): Promise<void> {
  const exit = once(parent, 'exit');
  parent.stdin.end();
  expect(await exit).toEqual([0, null]);
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (lives(pid)) await sleep(10);
}

const lives = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const ask = (server: Started, sql: string) =>
  connected(server.adminUrl, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);

let parentFolder: string;
let folder: string;
beforeAll(async () => {
  parentFolder = await mkdtemp(path.join(tmpdir(), 'intygsgraf postgres test '));
  folder = path.join(parentFolder, 'kept');
});
afterAll(async () => {
  for (const pid of servers.filter(lives)) process.kill(pid, 'SIGQUIT');
  while (servers.some(lives)) await sleep(10);
  await rm(parentFolder, { recursive: true });
});

describe('The embedded server', () => {
  const as = { root: isRoot ? [] : becomeRoot, somebody: isRoot ? becomeOther : [] };

  it.skipIf(!isRoot && !can(becomeRoot))('starts for root', async () => {
    const server = await start(path.join(parentFolder, 'root'), { as: as.root });
    expect(await ask(server, 'select current_user')).toEqual([{ current_user: 'intyg_admin' }]);
    await stop(server);
    expect(await isFree(server.port)).toBe(true);
  });

  it.skipIf(isRoot && !can(becomeOther))('starts for somebody else', async () => {
    const server = await start(path.join(parentFolder, 'somebody'), { as: as.somebody });
    expect(await ask(server, 'select current_user')).toEqual([{ current_user: 'intyg_admin' }]);
    await stop(server);
    expect(await isFree(server.port)).toBe(true);
  });

  it('takes the next port when the preferred one is taken', async () => {
    const port = await anyFreePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const server = await start(folder, { port });
    expect(server.port).toBeGreaterThan(port);
    await stop(server);
    other.close();
  });

  it('outlives its parent and is taken over by the next one', async () => {
    const first = await start(folder);
    expect(first.adopted).toBe(false);
    await ask(first, 'create table kept as select 1 as one');
    await kill(first.parent.pid ?? 0);
    const second = await start(folder);
    expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port });
    await stop(second);
    expect(await isFree(first.port)).toBe(true);
  });

  it('keeps what was committed when it is killed itself', async () => {
    const first = await start(folder);
    await ask(first, 'insert into kept values (2)');
    await kill(first.pid);
    await stop(first);
    const second = await start(folder);
    expect(second.adopted).toBe(false);
    expect(await ask(second, 'select one from kept order by one')).toEqual([{ one: 1 }, { one: 2 }]);
    await stop(second);
  });

  it('is not mistaken for the program that has its number by now', async () => {
    const unheard = await anyFreePort();
    const left = [process.pid, path.join(folder, 'data'), 0, unheard, '', '127.0.0.1', '', 'ready'];
    await writeFile(path.join(folder, 'data', 'postmaster.pid'), `${left.join('\n')}\n`);
    const server = await start(folder);
    expect(server.adopted).toBe(false);
    await stop(server);
  });

  it('is not shared by a copy of its folder', async () => {
    const original = await start(folder);
    const copied = path.join(parentFolder, 'copy');
    await cp(folder, copied, { recursive: true });
    const copy = await start(copied);
    expect(copy.adopted).toBe(false);
    expect(copy.port).not.toBe(original.port);
    await stop(copy);
    expect(lives(original.pid)).toBe(true);
    await stop(original);
  });

  it('writes nothing of what is in the rows to its log', async () => {
    const server = await start(folder);
    await ask(server, 'alter table kept add unique (one)');
    await expect(
      connected(server.adminUrl, (client) => client.query('insert into kept values ($1), ($1)', [194_706_112])),
    ).rejects.toThrow('duplicate key');
    await expect(ask(server, `select 'Göran'::int`)).rejects.toThrow('invalid input syntax');
    await stop(server);
    const log = await readFile(path.join(folder, 'server.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('194706112');
  });
});

describe('The server of a test run', () => {
  it('goes with its folder when its parent is killed', async () => {
    const server = await start('ephemeral');
    const [found] = await ask(
      server,
      `select current_setting('fsync') as fsync, current_setting('data_directory') as data`,
    );
    expect(found).toMatchObject({ fsync: 'off' });
    await kill(server.parent.pid ?? 0);
    const version = () => readFile(path.join(String(found?.['data']), 'PG_VERSION')).catch(() => 'gone');
    await expect.poll(version, { timeout: 10_000 }).toBe('gone');
    expect(await isFree(server.port)).toBe(true);
  });

  it('goes with its folder when it is stopped', async () => {
    const server = await start('ephemeral');
    const [found] = await ask(server, `select current_setting('data_directory') as data`);
    await stop(server);
    expect(await readFile(path.join(String(found?.['data']), 'PG_VERSION')).catch(() => 'gone')).toBe('gone');
  });
});
