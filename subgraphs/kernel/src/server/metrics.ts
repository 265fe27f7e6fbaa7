import http from 'node:http';
import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import { z } from 'zod';
import { port } from './environment.ts';

/**
 * What a process tells of itself, in Prometheus' text format. A label is one of a short list that the code knows: a type
 * of operation, a code, a pool. Never who, whose or which: no id of a person, a certificate, a user, not even a unit's.
 */
export interface Metrics {
  readonly service: string;
  readonly registry: Registry;
  /** Counts an operation: its type as GraphQL has it, `none` for one that was no operation; `OK` or its first code. */
  counted(type: string, code: string): void;
}

export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  const requests = new Counter({
    name: 'intyg_requests_total',
    help: 'Operations by type and code.',
    labelNames: ['type', 'code'],
    registers: [registry],
  });
  return { service, registry, counted: (type, code) => requests.inc({ type, code }) };
}

/** Where metrics are served: a port of their own, on loopback unless another address is named. Unset: nowhere. */
export const metricsEnvironment = {
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
};

/** Serves GET /metrics, and nothing else, on a port that is not the world's. */
export async function serveMetrics({ registry }: Metrics, at: { port: number; host: string }): Promise<http.Server> {
  collectDefaultMetrics({ register: registry }); // event-loop lag, memory, garbage collection
  const server = http.createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(at.port, at.host, resolve));
  return server.unref();
}
