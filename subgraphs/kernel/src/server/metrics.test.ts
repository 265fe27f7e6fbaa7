import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measureQueue } from './database-metrics.ts';
import { createMetrics, type Metrics, serveMetrics } from './metrics.ts';

let metrics: Metrics;
let server: Server;
beforeEach(async () => {
  metrics = createMetrics('cases');
  server = await serveMetrics(metrics, { port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  server.close();
  await once(server, 'close');
});

const get = (path = '/metrics', method = 'GET'): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method });
const read = async (): Promise<string> => (await get()).text();

describe('The metrics of a process', () => {
  it('are text that Prometheus reads, with what was counted and how busy the process is', async () => {
    metrics.counted('query', 'OK');
    metrics.counted('query', 'OK');
    metrics.counted('mutation', 'FORBIDDEN');
    const answer = await get();
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await answer.text();
    expect(text).toContain('intyg_requests_total{type="query",code="OK",service="cases"} 2');
    expect(text).toContain('intyg_requests_total{type="mutation",code="FORBIDDEN",service="cases"} 1');
    expect(text).toMatch(/nodejs_eventloop_lag_seconds\{service="cases"\} [\d.e-]+/);
  });

  it('tell how much work waits', async () => {
    measureQueue(metrics, {
      sizes: async () => [{ name: 'midnight', waiting: 3, active: 1, failed: 2 }],
    } as unknown as Parameters<typeof measureQueue>[1]);
    const text = await read();
    expect(text).toContain('intyg_queue_jobs{queue="midnight",state="waiting",service="cases"} 3');
    expect(text).toContain('intyg_queue_jobs{queue="midnight",state="failed",service="cases"} 2');
  });

  it('are all that their port serves', async () => {
    for (const [path, method] of [
      ['/', 'GET'],
      ['/metrics?x', 'GET'],
      ['/metrics', 'POST'],
      ['/graphql', 'POST'],
    ] as const)
      expect((await get(path, method)).status, `${method} ${path}`).toBe(404);
  });

  it('that cannot be read are no metrics, and no end of the process', async () => {
    measureQueue(metrics, {
      sizes: () => Promise.reject(new Error('no database')),
    } as unknown as Parameters<typeof measureQueue>[1]);
    expect((await get()).status).toBe(503);
  });
});
