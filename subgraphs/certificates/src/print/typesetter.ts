import { Piscina } from 'piscina';
import type { Printed } from '../domain/printed.ts';

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

type Thread = Piscina<string, Uint8Array>;

const newThread = (): Thread =>
  new Piscina({ filename: WORKER, minThreads: 0, maxThreads: 1, maxQueue: MOST_WAITING, idleTimeout: Infinity });

/** Half of a pair of characters is no JSON for the compiler; a letter and its ring are found again as one letter. */
const json = (printed: Printed): string =>
  JSON.stringify(printed, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().normalize('NFC') : value,
  );

/** `first` is set at once, so that whoever prints first need not wait for the thread to be there. */
export function createTypesetter({ first }: { readonly first?: Printed } = {}): Typesetter {
  let thread = newThread();
  let prints = 0;
  /** The one before ends as soon as it has done what it was given. */
  const replace = (fresh: Thread): void => {
    const done = thread;
    thread = fresh;
    prints = 0;
    void done.close();
  };
  const replaceWhenWarm = async (printed: string): Promise<void> => {
    const fresh = newThread();
    await fresh.run(printed);
    replace(fresh);
  };
  const pdf = async (printed: Printed): Promise<Uint8Array> => {
    const text = json(printed);
    prints += 1;
    const isLast = prints === PRINTS_A_THREAD;
    const current = thread;
    try {
      const bytes = await current.run(text, { signal: AbortSignal.timeout(LONGEST) });
      if (isLast) void replaceWhenWarm(text).catch(() => replace(newThread()));
      return bytes;
    } catch (error) {
      // what stopped in the middle is in no state to go on
      if (thread === current) replace(newThread());
      throw error;
    }
  };
  if (first) void pdf(first).catch(() => {});
  return { pdf, stop: () => thread.close() };
}
