import { StartError } from '@intygsgraf/kernel/server';
import path from 'node:path';
import { startDemo } from './demo.ts';
import { readStartOptions, USAGE } from './start-options.ts';

/** The system for one person on one machine: what `npm start` runs. Progress is told on standard error. */
const root = path.resolve(import.meta.dirname, '../../..');
const tell = (line: string): void => console.error(line);

const ended = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => ended.abort());
// whoever started this process was killed and can tell it nothing
process.on('disconnect', () => ended.abort());

try {
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options.help) console.log(USAGE);
  else await startDemo({ folder: path.resolve(root, options.data ?? '.data'), options, tell, signal: ended.signal });
  process.exit(0);
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}
