import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SupervisedProcess, supervise } from './supervisor.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'intygsgraf-supervisor-'));
});
afterAll(() => rm(folder, { recursive: true }));

const reports: string[] = [];
const logFile = (name: string) => path.join(folder, `${name}.log`);

/** A process that runs these lines of JavaScript. */
async function start(name: string, script: string): Promise<SupervisedProcess> {
  const file = path.join(folder, `${name}.mjs`);
  await writeFile(file, script);
  const report = (line: string) => reports.push(line);
  return supervise({ name, file, cwd: folder, env: { TOLD: 'yes' }, logFile: logFile(name), report });
}

const STAYS = `
  process.on('SIGTERM', () => process.exit(0));
  console.log('listening http://127.0.0.1:1');
  setInterval(() => {}, 1000);`;

const isGone = (pid: number): boolean => {
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
};

describe('A supervised process', () => {
  it('is ready when it says where it listens, and ends when it is stopped', async () => {
    const process = await start('peaceful', STAYS);
    await process.ready();
    expect(process.pid).toBeGreaterThan(0);
    await process.stop();
    expect(process.pid).toBeUndefined();
    expect(reports).toEqual([]);
  });

  it('is started again when it is killed, and says so', async () => {
    const process = await start('killed', STAYS);
    await process.ready();
    const first = process.pid;
    process.kill('SIGKILL');
    await expect.poll(() => process.pid ?? first).not.toBe(first);
    await process.ready();
    expect(reports).toEqual(['killed ended (SIGKILL) and is started again']);
    await process.stop();
  });

  it('that was killed is ready when its next life is, not before its end is known', async () => {
    const process = await start('waited', STAYS);
    await process.ready();
    const first = process.pid;
    process.kill('SIGKILL');
    await process.ready();
    expect(process.pid).not.toBe(first);
    await process.stop();
  });

  it('has no environment but its own, and leaves what it says in its log', async () => {
    const process = await start('told', `console.log(Object.keys(process.env).sort().join());${STAYS}`);
    await process.ready();
    await process.stop();
    expect(await readFile(logFile('told'), 'utf8')).toMatch(/^\S+Z \d+ TOLD$/m);
  });

  it('that never was ready is given up, with its last words', async () => {
    const process = await start('failing', `console.error('Port 1 is taken.'); process.exit(1);`);
    await expect(process.ready()).rejects.toThrow(/failing did not start \(exit code 1\).*Port 1 is taken\./s);
    await process.stop();
  });

  it('ends when its parent is killed, even while it still starts', async () => {
    const child = path.join(folder, 'starting.mjs');
    const told = path.join(folder, 'starting.pid');
    await writeFile(
      child,
      `import { writeFileSync } from 'node:fs';
       writeFileSync(${JSON.stringify(told)}, String(process.pid));
       setInterval(() => {}, 1000);`,
    );
    const options = { name: 'starting', file: child, cwd: folder, env: {}, logFile: logFile('starting') };
    const parent = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { supervise } from ${JSON.stringify(path.join(import.meta.dirname, 'supervisor.ts'))};
       supervise({ ...${JSON.stringify(options)}, report() {} });`,
    ]);
    await expect.poll(() => readFile(told, 'utf8').catch(() => ''), { timeout: 10_000 }).toMatch(/^\d+$/);
    parent.kill('SIGKILL');
    const pid = Number(await readFile(told, 'utf8'));
    await expect.poll(() => isGone(pid), { timeout: 5_000 }).toBe(true);
  });

  it('that does not end in peace is killed', { timeout: 10_000 }, async () => {
    const process = await start('stubborn', STAYS.replace('process.exit(0)', '{}'));
    await process.ready();
    await process.stop();
    expect(process.pid).toBeUndefined();
  });
});
