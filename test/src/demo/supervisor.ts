import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ProcessLog, openProcessLog } from './process-log.ts';

/** A process that is to be up, and up again when it ends. */
export interface Supervised {
  readonly name: string;
  /** Built JavaScript. */
  readonly file: string;
  readonly cwd: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Takes a line for whoever watches: a death, a restart. */
  readonly report: (line: string) => void;
}

export interface SupervisedProcess {
  /** Undefined between a death and the restart. */
  readonly pid: number | undefined;
  /** Resolves when it says that it listens, now or after the restart under way. Rejects when it never did. */
  ready(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** Between a death and the restart, milliseconds. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5_000;
/** Whoever lived for this long is waited for like the first time again, milliseconds. */
const CALM = 10_000;
/** For an end in peace; after that it is killed, milliseconds. */
const GRACE = 4_000;

/** What a process says when it is up. */
const LISTENING = /^listening \S+$/;

/** Runs before the process itself: whoever loses its parent while it starts has no handler of its own for that yet. */
const LEAVES_WITH_PARENT = `process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))`;
const PRELOADED = ['--import', `data:text/javascript,${encodeURIComponent(LEAVES_WITH_PARENT)}`];

/**
 * Starts the process and keeps it up, on the same environment and so on the same port. It ends by itself when this
 * process is killed: its end of the channel between them is closed then. It has a process group of its own, so that a
 * Ctrl-C reaches this process only, which ends the others in order.
 */
export function supervise(supervised: Supervised): SupervisedProcess {
  const { name, file, cwd, env, report } = supervised;
  const log = openProcessLog(supervised.logFile);
  const stopped = new AbortController();
  let child: ChildProcess | undefined;
  let up = promised();
  let isUp = false;
  let everUp = false;
  /** From now on it is the next life that is waited for. */
  const goesDown = (): void => {
    if (isUp) up = promised();
    isUp = false;
  };

  /** One life: from its start to its end, and how it ended. */
  const live = async (): Promise<string> => {
    child = spawn(process.execPath, ['--enable-source-maps', ...PRELOADED, file], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    log.follow(child, (line) => {
      if (!LISTENING.test(line)) return;
      isUp = everUp = true;
      up.resolve();
    });
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    child = undefined;
    return signal ?? `exit code ${code}`;
  };

  const run = async (): Promise<void> => {
    for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      const began = performance.now();
      const end = await live();
      if (stopped.signal.aborted) return;
      if (!everUp) return up.reject(neverUp(name, end, log));
      if (performance.now() - began > CALM) wait = FIRST_WAIT;
      report(`${name} ended (${end}) and is started again`);
      goesDown();
      await sleep(wait, undefined, { signal: stopped.signal }).catch(() => {});
      if (stopped.signal.aborted) return;
    }
  };
  const running = run();

  return {
    get pid() {
      return child?.pid;
    },
    ready: () => up.promise,
    kill(signal) {
      child?.kill(signal);
      // it is as good as gone, though nobody has been told of its end yet
      if (signal === 'SIGKILL') goesDown();
    },
    async stop() {
      stopped.abort();
      up.reject(new Error(`${name} was stopped`));
      child?.kill('SIGTERM');
      const late = setTimeout(() => child?.kill('SIGKILL'), GRACE);
      await running;
      clearTimeout(late);
      await log.close();
    },
  };
}

/** A promise whose rejection need not be waited for. */
function promised(): PromiseWithResolvers<void> {
  const made = Promise.withResolvers<void>();
  made.promise.catch(() => {});
  return made;
}

const neverUp = (name: string, end: string, log: ProcessLog): Error =>
  new Error(`${name} did not start (${end}). The end of ${log.file}:\n${log.lastLines().join('\n')}`);
