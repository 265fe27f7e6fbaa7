import { once } from 'node:events';
import { z } from 'zod';
import type { RunningServer } from './listen.ts';

/** PORT in the environment; 0 or none lets the system pick. */
export const portVariable = z.coerce.number().int().min(0).max(65_535).default(0);

/**
 * Runs a counterpart as a process of its own. It says where it is in the one line that the supervisor waits for, and
 * stops on a signal or when the supervisor's end of the channel is gone, because a killed supervisor can tell nobody.
 */
export async function runAsProcess(starting: Promise<RunningServer>): Promise<never> {
  const server = await starting;
  // Listened for before the line: whoever reads it may answer with a signal at once.
  const told = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), once(process, 'disconnect')]);
  console.log(`listening ${server.url}`);
  await told;
  await server.stop();
  // The channel to the supervisor would keep the process.
  process.exit(0);
}
