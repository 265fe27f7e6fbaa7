import { parseArgs } from 'node:util';
import { startEphemeralPostgres } from '../demo/ephemeral-postgres.ts';
import { measure, startBench } from './bench.ts';
import { figuresOf, report } from './report.ts';
import { FULL, QUICK } from './sizes.ts';

/** What `npm run bench` runs: figures on standard output, progress on standard error. */
const { values } = parseArgs({ options: { json: { type: 'boolean' }, quick: { type: 'boolean' } } });
const sizes = values.quick ? QUICK : FULL;
const began = performance.now();
const tell = (line: string): void =>
  console.error(`${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${line}`);

const ended = Promise.withResolvers<never>();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect'] as const)
  process.on(signal as 'SIGTERM', () => ended.reject(new Error('stopped')));

const server = await startEphemeralPostgres();
let stop = async (): Promise<void> => {};
try {
  const run = async (): Promise<void> => {
    const stack = await startBench(server.adminUrl, sizes, tell);
    stop = () => stack.stop();
    const measured = await measure(stack, sizes, tell);
    console.log(values.json ? JSON.stringify(figuresOf(measured)) : report(measured));
  };
  await Promise.race([run(), ended.promise]);
  await stop();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await stop().catch(() => {});
  await server.stop();
}
process.exit();
