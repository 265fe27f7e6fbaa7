import { setTimeout as sleep } from 'node:timers/promises';
import type { Changer } from './changes.ts';
import type { Client, Load } from './load.ts';
import type { MeasuredProcess } from './measured-process.ts';
import type { Pace, Sizes } from './sizes.ts';
import { clock, quantile } from './statistics.ts';

/** A server that pushes: ours, or the raw one. */
export interface Pusher {
  readonly url: string;
  readonly process: MeasuredProcess;
  /** Others whose CPU is told beside it. */
  readonly behind: readonly MeasuredProcess[];
}

/** What one side did in one phase. */
export interface Phase {
  readonly p50: number;
  readonly p99: number;
  readonly messages: number;
  /** Of the pushing process, microseconds a message. */
  readonly cpu: number;
  /** Of the processes behind it, microseconds a message. */
  readonly cpuBehind: number;
  readonly perSecond: number;
}

/** What one side did with a number of subscribers. */
export interface PushRound {
  /** The pushing process's CPU while nothing changes, milliseconds a second. */
  readonly idle: number;
  /** To connect one subscriber, milliseconds of all processes of that side. */
  readonly connect: number;
  /** After garbage collection, bytes. */
  readonly resident: number;
  readonly spread: Phase;
  readonly hot: Phase;
}

/** What it takes for all changes to reach everybody, milliseconds; then some never will. */
const PATIENCE = 30_000;

export interface Pushing {
  readonly loads: readonly Load[];
  readonly changer: Changer;
  readonly sizes: Sizes;
  readonly origin: string;
  /** Each of the units, the hot one last. */
  readonly units: readonly string[];
}

/** Connects the clients to one side, changes cases, and disconnects. */
export async function pushRound(pushing: Pushing, to: Pusher, clients: readonly Client[]): Promise<PushRound> {
  const { loads, sizes, units, origin } = pushing;
  const all = [to.process, ...to.behind];
  const before = await cpuOf(all);
  await Promise.all(
    loads.map((load, place) =>
      load.ask('connect', { url: to.url, origin, clients: clients.filter((_, of) => of % loads.length === place) }),
    ),
  );
  const connect = (await cpuOf(all)) - before;
  await sleep(sizes.idle / 4);
  const { resident } = await to.process.usageAfterCollection();
  const [own, hot] = [units.slice(0, -1), units.slice(-1)];
  await phase(pushing, to, clients, own, { ...sizes.spread, changes: sizes.warmUp });
  const idle = await idleOf(to.process, sizes.idle);
  const measured = {
    spread: await phase(pushing, to, clients, own, sizes.spread),
    hot: await phase(pushing, to, clients, hot, sizes.hot),
  };
  await Promise.all(loads.map((load) => load.ask('disconnect', {})));
  return { idle, connect: connect / 1_000 / clients.length, resident, ...measured };
}

const cpuOf = async (processes: readonly MeasuredProcess[]): Promise<number> =>
  (await Promise.all(processes.map((one) => one.usage()))).reduce((sum, { cpu }) => sum + cpu, 0);

async function idleOf(process: MeasuredProcess, time: number): Promise<number> {
  const before = await process.usage();
  const began = clock();
  await sleep(time);
  const after = await process.usage();
  return (after.cpu - before.cpu) / (clock() - began);
}

async function phase(
  { loads, changer }: Pushing,
  { process, behind }: Pusher,
  clients: readonly Client[],
  units: readonly string[],
  pace: Pace,
): Promise<Phase> {
  const versions = await changer.versions();
  await Promise.all(loads.map((load) => load.ask('begin', { versions })));
  const before = [await cpuOf([process]), await cpuOf(behind)];
  const began = clock();
  const commits = await changer.change(units, pace);
  let expected = 0;
  for (const { units: watched } of clients) for (const unit of watched) expected += commits.get(unit)?.length ?? 0;
  await untilDelivered(loads, expected);
  const seconds = (clock() - began) / 1_000;
  const after = [await cpuOf([process]), await cpuOf(behind)];
  const collected = await Promise.all(loads.map((load) => load.ask('collect', { commits })));
  const latencies = collected.flatMap((one) => Array.from(one.latencies));
  const messages = collected.reduce((sum, one) => sum + one.messages, 0);
  return {
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    messages,
    cpu: (after[0]! - before[0]!) / messages,
    cpuBehind: (after[1]! - before[1]!) / messages,
    perSecond: messages / seconds,
  };
}

async function untilDelivered(loads: readonly Load[], expected: number): Promise<void> {
  for (const began = clock(); ;) {
    const delivered = (await Promise.all(loads.map((load) => load.ask('status', {})))).reduce(
      (sum, one) => sum + one.delivered,
      0,
    );
    if (delivered >= expected) return;
    if (clock() - began > PATIENCE) throw new Error(`${delivered} of ${expected} changes were delivered`);
    await sleep(50);
  }
}
