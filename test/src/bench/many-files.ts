import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { root } from './measured-process.ts';

/** What `validate` used for many files at once. */
export interface ManyFiles {
  readonly files: number;
  /** The most memory that the process held, MB. */
  readonly mb: number;
  /** The same for the command that judges nothing and tells what it is for. */
  readonly mbOfHelp: number;
  /** How often it said how far it was. */
  readonly steps: number;
}

const COMMANDS = path.join(root, 'test/dist/demo/intyg.main.js');
const PEAK = path.join(root, 'test/dist/bench/peak.process.js');

/** Runs `npm run intyg -- …` as the scripts do, from the build. */
async function intyg(...args: readonly string[]): Promise<{ mb: number; told: string }> {
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', PEAK, COMMANDS, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [told, peak, [code]] = await Promise.all([
    text(child.stdio[2] as Readable),
    text(child.stdio[3] as Readable),
    once(child, 'close') as Promise<[number]>,
  ]);
  if (code !== 0) throw new Error(`intyg ${args[0] ?? ''} ended with ${code}`);
  return { mb: Number(peak) / 1_024, told };
}

/** So many copies of a certificate file in one command. */
export async function measureManyFiles(file: Uint8Array, files: number): Promise<ManyFiles> {
  const folder = await mkdtemp(path.join(tmpdir(), 'intygsgraf-files-'));
  try {
    const copies = Array.from({ length: files }, (_, place) => path.join(folder, `${place}.xml`));
    await Promise.all(copies.map((copy) => writeFile(copy, file)));
    const { mb, told } = await intyg('validate', ...copies);
    const { mb: mbOfHelp } = await intyg('validate', '--help');
    return { files, mb, mbOfHelp, steps: told.split('\n').filter((line) => line.startsWith('judged ')).length };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
