import type { PostgreSqlConnection, MikroORM } from '@mikro-orm/postgresql';
import { Gauge } from 'prom-client';
import { DeliveryState } from '../domain/index.ts';
import { inSession } from './database.ts';
import type { DeliveryEntity } from './delivery.ts';
import type { Metrics } from './metrics.ts';
import type { Queue } from './queue.ts';

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
