import { z } from 'zod';
import { readEnvironment, StartError } from './environment.ts';
import { exportTraces } from './trace.ts';
import { type Metrics, metricsEnvironment, serveMetrics } from './metrics.ts';

/** A server of the system that is up. */
export interface SubgraphServer {
  readonly url: string;
  readonly port: number;
  readonly metrics: Metrics;
  stop(): Promise<void>;
}

/** One that has nothing to measure runs, too. */
type Running = Pick<SubgraphServer, 'url' | 'stop'> & Partial<Pick<SubgraphServer, 'metrics'>>;

/** To end in peace when the supervisor was killed, milliseconds: as long as it would have waited itself. */
const ORPHANED = 4_000;

/**
 * Runs a process from its start to SIGTERM. A cause that its operator can mend is one sentence; exit code 1.
 * `start` returns how to stop; a second signal is ignored while it stops.
 */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  try {
    const {
      METRICS_PORT,
      METRICS_HOST,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    } = readEnvironment({
      ...metricsEnvironment,
      OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
    });
    const { url, metrics, stop } = await start();
    if (metrics && METRICS_PORT !== undefined) await serveMetrics(metrics, { port: METRICS_PORT, host: METRICS_HOST });
    const sendLastSpans = metrics && collector ? await exportTraces(metrics.service) : async () => {};
    let stopping = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        stop()
          .then(sendLastSpans)
          .then(
            () => process.exit(0),
            () => process.exit(1),
          );
      });
    // the supervisor waits for this line
    console.log(`listening ${url}`);
    // a supervisor that was killed cannot tell its children: they notice that its end of the channel is gone
    process.on('disconnect', () => {
      // nor can it end who does not come to an end in peace
      setTimeout(() => process.exit(1), ORPHANED).unref();
      process.kill(process.pid, 'SIGTERM');
    });
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error);
    process.exit(1);
  }
}
