import type { RequestHandler } from 'express';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is being answered when a process is told to stop has this long to come to its end, milliseconds. */
const GRACE = 3_000;

/** What is being answered at a door, so that who takes the process down can let it come to its end. */
export class UnderWay {
  readonly #answers = new Set<Promise<unknown>>();

  /** Counts a piece of work until it ends, well or not. */
  add(work: Promise<unknown>): void {
    const leave = (): void => void this.#answers.delete(work);
    this.#answers.add(work);
    work.then(leave, leave);
  }

  /** Stands before every route: counts an answer until it is out, or whoever asked is gone. */
  readonly counted: RequestHandler = (_, response, next) => {
    this.add(new Promise((resolve) => response.once('close', resolve)));
    next();
  };

  /** When all that is under way now has ended, or its time is over. */
  async ended(): Promise<void> {
    await Promise.race([Promise.allSettled(this.#answers), sleep(GRACE, undefined, { ref: false })]);
  }
}
