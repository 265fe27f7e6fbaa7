import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Usage } from './probe.process.ts';

/** A process of the bench, and what it has used. */
export interface MeasuredProcess {
  readonly name: string;
  usage(): Promise<Usage>;
  /** After garbage has been collected. */
  usageAfterCollection(): Promise<Usage>;
  /** Ends with the process when it dies before it is stopped. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
}

/** The checkout; the same from the source and from the build. */
export const root = path.resolve(import.meta.dirname, '../../..');
const probe = path.join(root, 'test/dist/bench/probe.process.js');

/** What the process says last, for when it dies. */
const AT_HAND = 10;

/** Starts built JavaScript with a probe in it, and waits until it says that it listens. */
export async function startMeasured(
  name: string,
  file: string,
  environment: Readonly<Record<string, string>>,
): Promise<MeasuredProcess> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/compiled'),
    ...environment,
  };
  const child = spawn(process.execPath, ['--import', probe, ...extraFlags(name), path.join(root, file)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const last: string[] = [];
  const listening = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface(stream).on('line', (line) => {
        if (line.startsWith('listening ')) listening.resolve();
        last.push(line);
        if (last.length > AT_HAND) last.shift();
      });
  let stopping = false;
  const died = once(child, 'exit').then(([code, signal]) => {
    if (stopping) return new Promise<never>(() => {});
    throw new Error([`${name} ended (${signal ?? code}):`, ...last].join('\n'));
  });
  died.catch(() => {});
  const asked = async (question: string): Promise<Usage> => Promise.race([ask(child, question), died]);
  await Promise.race([listening.promise, died]);
  return {
    name,
    died,
    usage: () => asked('usage'),
    usageAfterCollection: () => asked('usage after collection'),
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(late);
    },
  };
}

async function ask(child: ChildProcess, question: string): Promise<Usage> {
  child.send(question);
  const [answer] = (await once(child, 'message')) as [Usage];
  return answer;
}

/** Flags of Node for one process, to profile it: `BENCH_FLAGS_GATEWAY="--cpu-prof --cpu-prof-dir=…"`. */
const extraFlags = (name: string): string[] =>
  (process.env[`BENCH_FLAGS_${name.toUpperCase()}`] ?? '').split(' ').filter(Boolean);
