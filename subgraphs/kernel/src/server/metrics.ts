import type { PostgreSqlConnection, MikroORM } from '@mikro-orm/postgresql';
import http from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { z } from 'zod';
import { DeliveryState } from '../domain/index.ts';
import { inSession } from './database.ts';
import type { DeliveryEntity } from './delivery.ts';
import { port } from './environment.ts';
import type { Queue } from './queue.ts';

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

/** Connections of the pools to the database, and who waits for one. */
export function measurePools({ registry }: Metrics, pools: Readonly<Record<string, MikroORM>>): void {
  const gauge = new Gauge({
    name: 'intyg_pool',
    help: 'Connections of a pool by state; `waiting` is requests that wait for one.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    async collect() {
      for (const [pool, orm] of Object.entries(pools)) {
        const connection = orm.em.getConnection() as PostgreSqlConnection;
        const { totalCount, idleCount, waitingCount } = await connection.getNativeClient();
        gauge.set({ pool, state: 'open' }, totalCount);
        gauge.set({ pool, state: 'idle' }, idleCount);
        gauge.set({ pool, state: 'waiting' }, waitingCount);
      }
    },
  });
}

/** Work that waits, is under way, and has failed for good. */
export function measureQueue({ registry }: Metrics, queue: Queue): void {
  const gauge = new Gauge({
    name: 'intyg_queue_jobs',
    help: 'Jobs of a queue by state.',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      for (const { name, waiting, active, failed } of await queue.sizes()) {
        gauge.set({ queue: name, state: 'waiting' }, waiting);
        gauge.set({ queue: name, state: 'active' }, active);
        gauge.set({ queue: name, state: 'failed' }, failed);
      }
    },
  });
}

/** Messages to recipients that wait to be sent, and those that were given up until somebody sends them again. */
export function measureDeliveries({ registry }: Metrics, orm: MikroORM, entity: DeliveryEntity): void {
  const gauge = new Gauge({
    name: 'intyg_outbox_messages',
    help: 'Messages to recipients by state: those that wait, and those given up.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      await inSession(orm, { scope: 'system' }, async (em) => {
        for (const state of [DeliveryState.PENDING, DeliveryState.ERROR])
          gauge.set({ state: state.toLowerCase() }, await em.count(entity, { state }));
      });
    },
  });
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
