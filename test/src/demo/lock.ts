import { StartError } from '@intygsgraf/kernel/server';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes a folder for this process alone; undefined when another one has it. The lock is SQLite's, because Node has no
 * other that the operating system lets go of by itself when the process dies, however it dies.
 */
export function lockFolder(folder: string): { release(): void } | undefined {
  const lock = openLock(folder);
  try {
    lock.exec('begin exclusive');
  } catch {
    lock.close();
    return undefined;
  }
  return { release: () => lock.close() };
}

function openLock(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new DatabaseSync(path.join(folder, 'lock'), { timeout: 0 });
  } catch {
    throw new StartError(`${folder} cannot be written to: give it to this user, or name another one with --data.`);
  }
}
