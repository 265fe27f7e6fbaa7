/** Loaded before a measured process's own code: answers what the process has used, on the channel to the bench. */
import { channel } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import net from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PLANT, SLOWNESS } from './plant.ts';

/** What a process answers. */
export interface Usage {
  /** CPU of all its threads so far, microseconds. */
  readonly cpu: number;
  /** Resident memory, bytes; after garbage collection when that was asked for. */
  readonly resident: number;
  /** How long it took over each request since this was last asked, from its headers to the end of its answer, milliseconds. */
  readonly served: readonly number[];
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (how?: object) => void;

/** Freed pages are given back a little after they were collected, milliseconds. */
const GIVEN_BACK = 500;

const began = new WeakMap<ServerResponse, number>();
let served: number[] = [];
const responseOf = (message: unknown): ServerResponse => (message as { response: ServerResponse }).response;
channel('http.server.request.start').subscribe((message) => began.set(responseOf(message), performance.now()));
channel('http.server.response.finish').subscribe((message) => {
  const at = began.get(responseOf(message));
  if (at !== undefined) served.push(performance.now() - at);
});

function answer(): void {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, resident: process.memoryUsage.rss(), served } satisfies Usage);
  served = [];
}

process.on('message', (question) => {
  if (question === 'usage') answer();
  if (question !== 'usage after collection') return;
  collect();
  setTimeout(() => {
    collect();
    setTimeout(answer, GIVEN_BACK);
  }, GIVEN_BACK);
});

/** Kept for each connection, bytes: of fifty, far more than a process takes and gives back at will. */
const FATNESS = 1_048_576;

const burnt = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

function burn(): void {
  for (const began = burnt(); burnt() - began < SLOWNESS;);
}

if (process.env[PLANT]) {
  const { _write, _writev } = net.Socket.prototype;
  net.Socket.prototype._write = function slow(...args) {
    burn();
    return _write.apply(this, args);
  };
  net.Socket.prototype._writev = function slow(...args) {
    burn();
    return _writev?.apply(this, args);
  };

  const kept: Buffer[] = [];
  const emit = net.Server.prototype.emit;
  net.Server.prototype.emit = function fat(event: string | symbol, ...args: unknown[]) {
    if (event === 'connection') kept.push(Buffer.alloc(FATNESS, 1));
    return emit.call(this, event as string, ...args);
  };
}
