import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log.ts';

/** What one part of a process has to come to its end, milliseconds: more than any that is well needs. */
const PATIENCE = 10_000;

/**
 * Takes the parts of a process down, one after the other, in the order in which they are named. One that fails, or comes
 * to no end in its time, is named in the log and left behind: the process is to end, and the others are to end well.
 */
export async function takeDown(
  log: Log,
  parts: Readonly<Record<string, () => unknown>>,
  patience = PATIENCE,
): Promise<void> {
  for (const [part, stop] of Object.entries(parts)) {
    const late = new AbortController();
    const hangs = sleep(patience, true, { signal: late.signal }).catch(() => false);
    try {
      if (await Promise.race([Promise.resolve(stop()).then(() => false), hangs])) log.error({ part }, 'does not stop');
    } catch (error) {
      log.error({ part, error }, 'stopped with an error');
    } finally {
      late.abort();
    }
  }
}
