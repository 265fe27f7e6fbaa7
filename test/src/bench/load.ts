import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from './measured-process.ts';

/** A subscriber to be. */
export interface Client {
  readonly token: string;
  readonly units: readonly string[];
}

/** A change of a unit: the version that it reached, and when the commit was sent, by the machine's clock. */
export interface Commit {
  readonly version: number;
  readonly at: number;
}

/** What a process of subscribers is asked, by name. */
export interface Questions {
  connect: { readonly url: string; readonly origin: string; readonly clients: readonly Client[] };
  /** Forgets what came; from now on what comes is compared with these versions. */
  begin: { readonly versions: ReadonlyMap<string, number> };
  status: object;
  collect: { readonly commits: ReadonlyMap<string, readonly Commit[]> };
  disconnect: object;
}

export interface Answers {
  connect: object;
  begin: object;
  /** Changes that have reached a subscriber, counted for each of them. */
  status: { readonly delivered: number };
  collect: { readonly latencies: Float64Array; readonly messages: number };
  disconnect: object;
}

/** A process with subscribers in it. */
export interface Load {
  ask<Name extends keyof Questions>(name: Name, asked: Questions[Name]): Promise<Answers[Name]>;
  stop(): Promise<void>;
}

export function startLoad(): Load {
  const file = path.join(root, 'test/dist/bench/load.main.js');
  const child = spawn(process.execPath, ['--max-semi-space-size=32', file], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const died = once(child, 'exit').then(() => {
    throw new Error('the process of the subscribers ended');
  });
  died.catch(() => {});
  return {
    async ask<Name extends keyof Questions>(name: Name, asked: Questions[Name]) {
      child.send({ name, asked });
      const [{ answer, fault }] = (await Promise.race([once(child, 'message'), died])) as [
        { answer: Answers[Name]; fault?: string },
      ];
      if (fault) throw new Error(`a subscriber: ${fault}`);
      return answer;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
