import { Piscina } from 'piscina';
import type { Printed } from '../domain/printed.ts';
import { LAYOUTS } from './layouts.ts';

/** Makes PDFs. What is set is set elsewhere: a long print keeps no other request waiting. */
export interface Typesetter {
  /** The bytes of a print: PDF 1.7, tagged, with its fonts in it. The same print is the same bytes. */
  pdf(printed: Printed): Promise<Uint8Array>;
  stop(): Promise<void>;
}

/** A thread in place of this one, from the source or the build. */
const WORKER = new URL(`./typesetter.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href;

/** Prints of one thread. The compiler keeps some 2.5 MB of each for the next one, and cannot be told not to. */
const PRINTS_A_THREAD = 50;

/** Longest wait for one, milliseconds. */
const LONGEST = 20_000;

/** Prints that wait for their turn; more are refused, as whoever asked has left by then. */
const MOST_WAITING = 100;

type Thread = Piscina<Task, Uint8Array>;

interface Task {
  readonly layout: string;
  /** JSON. */
  readonly print: string;
}

const newThread = (layouts: Readonly<Record<string, string>>): Thread =>
  new Piscina({
    filename: WORKER,
    minThreads: 0,
    maxThreads: 1,
    maxQueue: MOST_WAITING,
    idleTimeout: Infinity,
    workerData: layouts,
  });

/**
 * Half of a pair of characters is no JSON for the compiler; a letter and its ring are found again as one letter; a tab
 * has no width there, and words would run together.
 */
const json = (printed: Printed): string =>
  JSON.stringify(printed, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().normalize('NFC').replaceAll('\t', ' ') : value,
  );

/** Without a thread until the first print. `layouts` are Typst's sources by name. */
export function createTypesetter(layouts = LAYOUTS): Typesetter {
  let thread = newThread(layouts);
  let prints = 0;
  /** The one before ends as soon as it has done what it was given. */
  const replace = (fresh: Thread): void => {
    const done = thread;
    thread = fresh;
    prints = 0;
    void done.close();
  };
  const replaceWhenWarm = async (task: Task): Promise<void> => {
    const fresh = newThread(layouts);
    await fresh.run(task);
    replace(fresh);
  };
  const pdf = async (printed: Printed): Promise<Uint8Array> => {
    const task = { layout: printed.layout, print: json(printed) };
    prints += 1;
    const isLast = prints === PRINTS_A_THREAD;
    const current = thread;
    try {
      const bytes = await current.run(task, { signal: AbortSignal.timeout(LONGEST) });
      if (isLast) void replaceWhenWarm(task).catch(() => replace(newThread(layouts)));
      return bytes;
    } catch (error) {
      // what stopped in the middle is in no state to go on
      if (thread === current) replace(newThread(layouts));
      throw error;
    }
  };
  return { pdf, stop: () => thread.close() };
}
