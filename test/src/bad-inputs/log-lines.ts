import fs from 'node:fs';
import { vi } from 'vitest';

/** What the processes' log says: here it is what this process writes to its standard output. */
export interface LogLines {
  /** Everything so far, line by line. */
  readonly lines: readonly string[];
  stop(): void;
}

const STDOUT = 1;

/** Listens to the log; it is written all the same. */
export function listenToTheLog(): LogLines {
  const lines: string[] = [];
  const take = (to: unknown, text: unknown): void => {
    if (to === STDOUT) lines.push(...String(text).split('\n').filter(Boolean));
  };
  const { write, writeSync } = fs;
  const spies = [
    vi.spyOn(fs, 'write').mockImplementation(((to: unknown, text: unknown, ...rest: unknown[]) => {
      take(to, text);
      return Reflect.apply(write, fs, [to, text, ...rest]) as never;
    }) as never),
    vi.spyOn(fs, 'writeSync').mockImplementation(((to: unknown, text: unknown, ...rest: unknown[]) => {
      take(to, text);
      return Reflect.apply(writeSync, fs, [to, text, ...rest]) as never;
    }) as never),
  ];
  return { lines, stop: () => spies.forEach((spy) => spy.mockRestore()) };
}
