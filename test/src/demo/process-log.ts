import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** How many lines are at hand when a process fails. */
const AT_HAND = 20;

/** What one process says, through all its lives, in one file. */
export interface ProcessLog {
  readonly file: string;
  /** Writes down every line of the process; those of its standard output are told as well. */
  follow(child: ChildProcess, said: (line: string) => void): void;
  lastLines(): readonly string[];
  close(): Promise<void>;
}

/** Begins the file anew; the one of the last time is kept beside it. */
export function openProcessLog(file: string): ProcessLog {
  mkdirSync(path.dirname(file), { recursive: true });
  if (existsSync(file)) renameSync(file, file.replace(/\.log$/, '.previous.log'));
  const stream = createWriteStream(file, { mode: 0o600 });
  const last: string[] = [];
  return {
    file,
    follow({ pid, stdout, stderr }, said) {
      const write = (line: string) => {
        stream.write(`${new Date().toISOString()} ${pid} ${line}\n`);
        last.push(line);
        if (last.length > AT_HAND) last.shift();
      };
      if (stdout) createInterface(stdout).on('line', (line) => (write(line), said(line)));
      if (stderr) createInterface(stderr).on('line', write);
    },
    lastLines: () => last,
    async close() {
      stream.end();
      await once(stream, 'close');
    },
  };
}
