import type { Metrics } from '@intygsgraf/kernel/process';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Hub } from './hub.ts';

/** Seconds from a notice to the last frame written. Ours are milliseconds; a beat repairs what was lost. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 4, 15];

/** What the live hub does, read when somebody asks: nothing is counted for each subscriber. */
export function measureHub({ registry }: Metrics, hub: Hub, lastBeat: () => number): void {
  const registers = [registry];
  const connections = new Gauge({
    name: 'intyg_live_connections',
    help: 'Live connections by kind: sockets, and streams of server-sent events.',
    labelNames: ['kind'],
    registers,
    collect() {
      const counts = { socket: 0, stream: 0 };
      for (const { spelling } of hub.readers) counts[spelling.kind] += 1;
      for (const [kind, count] of Object.entries(counts)) connections.set({ kind }, count);
    },
  });
  const subscriptions = new Gauge({
    name: 'intyg_live_subscriptions',
    help: 'Operations on live connections, by who serves them.',
    labelNames: ['by'],
    registers,
    collect() {
      let [byHub, byGraph] = [0, 0];
      for (const reader of hub.readers) {
        byHub += reader.subscriptions.size;
        byGraph += reader.operations();
      }
      subscriptions.set({ by: 'hub' }, byHub);
      subscriptions.set({ by: 'graph' }, byGraph);
    },
  });
  const coalesced = new Counter({
    name: 'intyg_live_coalesced_total',
    help: 'Values that a slow reader did not get because a newer one came.',
    registers,
    collect() {
      coalesced.reset();
      coalesced.inc(hub.coalesced);
    },
  });
  const lag = new Gauge({
    name: 'intyg_live_version_lag',
    help: 'Versions that the most outdated value was behind when it was last compared with the truth.',
    registers,
    collect() {
      lag.set(hub.versionLag);
    },
  });
  const beat = new Gauge({
    name: 'intyg_live_beat_age_seconds',
    help: 'Time since the truth was last read and everybody told that all is well.',
    registers,
    collect() {
      beat.set((performance.now() - lastBeat()) / 1_000);
    },
  });
  const pushed = new Histogram({
    name: 'intyg_live_push_seconds',
    help: 'From a notice of a change to the frame written to all who watch it.',
    buckets: BUCKETS,
    registers,
  });
  hub.onPushed = (seconds) => pushed.observe(seconds);
}
