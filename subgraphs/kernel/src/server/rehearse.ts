import { setTimeout as sleep } from 'node:timers/promises';

/** What a process asks itself before it is ready: its first callers are to find code that is compiled, and plans that are made. */
export interface Rehearsal {
  /** Requests that anybody may make. */
  readonly requests: readonly object[];
  /** Each is asked so many times at once: as many as there are connections, as each of them has plans of its own. */
  readonly atOnce: number;
  /** How often all of it. */
  readonly rounds: number;
}

/** Who is slower than this is ready all the same, milliseconds. */
const PATIENCE = 10_000;

/** Asks all of it. Answers are not looked at: what cannot be answered now is told to who asks for it. */
export async function rehearse(
  { requests, atOnce, rounds }: Rehearsal,
  ask: (request: object) => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const late = sleep(PATIENCE, true, { ref: false });
  for (let round = 0; round < rounds; round += 1)
    for (const request of requests) {
      const asked = Promise.allSettled(Array.from({ length: atOnce }, () => ask(request)));
      if (signal.aborted || (await Promise.race([asked.then(() => false), late]))) return;
    }
}
