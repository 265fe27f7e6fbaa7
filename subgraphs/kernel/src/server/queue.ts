import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery, type Transaction } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { SubgraphDatabase } from './database.ts';
import type { Log } from './log.ts';
import { UnavailableError } from './subgraph-client.ts';

/** A kind of work that goes on after the transaction that asked for it. */
export interface QueueDefinition {
  readonly name: string;
  /** How often work that fails is tried again. */
  readonly retryLimit: number;
  /** Seconds between the tries. */
  readonly retryDelay: number;
  /** Work with the same key is done one at a time, in the order in which it was asked for; each has a key. */
  readonly inOrder?: true;
  /** A time of day at which it is asked for by itself, as cron, in Swedish time. */
  readonly cron?: string;
}

/** Jobs of a kind: those to be done, being done, and given up. */
export interface QueueSize {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly failed: number;
}

/** Work that survives this process: asked for in a transaction, done by whichever process is free. */
export interface Queue {
  /**
   * Asks for work if and when the caller's transaction commits. `key`: asked for again while it waits, it is done once
   * (or, in a queue that keeps order, after the work with that key before it). `after`: not before so many seconds.
   * Throws UNAVAILABLE once the queue is told to stop, so that the caller's transaction comes to its end.
   */
  send(em: EntityManager, name: string, data: object, key?: string, after?: number): Promise<void>;
  /** Does the work of a kind, `atOnce` pieces at a time. What it rejects with is tried again by the kind's rule. */
  work<Data extends object>(name: string, work: (data: Data) => Promise<void>, atOnce?: number): Promise<void>;
  /** How much work of each kind there is. */
  sizes(): Promise<QueueSize[]>;
  stop(): Promise<void>;
}

const ZONE = 'Europe/Stockholm';
/**
 * A notification wakes the worker in milliseconds; this is how often somebody looks when one was lost, or for what was
 * not to be done before now, seconds. Those who work at once take turns.
 */
const FALLBACK = 1;

/** Work whose process died is another one's after this without a sign of life, and a round of looking, seconds. */
const HEARTBEAT = 15;
const ROUND = 10;

const schemaOf = ({ schema }: SubgraphDatabase): string => `${schema}_queue`;

/** Brings the queue's own tables to their newest version and lets the app role use them; as `<schema>_owner`. */
export async function installQueues(database: SubgraphDatabase, ownerUrl: string): Promise<void> {
  const schema = schemaOf(database);
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema,
    createSchema: false,
    supervise: false,
    schedule: false,
    max: 2,
  });
  boss.on('error', () => {}); // what matters rejects
  await boss.start();
  for (const { name, retryLimit, retryDelay, inOrder, cron } of database.queues ?? []) {
    const rule = { retryLimit, retryDelay, heartbeatSeconds: HEARTBEAT, notify: true };
    if (await boss.getQueue(name)) await boss.updateQueue(name, rule);
    else await boss.createQueue(name, { ...rule, policy: inOrder ? 'key_strict_fifo' : 'short' });
    if (cron) await boss.schedule(name, cron, {}, { tz: ZONE });
  }
  const app = `${database.schema}_app`;
  for (const grant of [
    `grant usage on schema ${schema} to ${app}`,
    `grant select, insert, update, delete on all tables in schema ${schema} to ${app}`,
    `grant usage on all sequences in schema ${schema} to ${app}`,
    `grant execute on all functions in schema ${schema} to ${app}`,
  ])
    await boss.getDb().executeSql(grant);
  await boss.stop({ graceful: false });
}

/** pg-boss in the transaction that the entity manager is in. */
const inTransactionOf = (em: EntityManager) => ({
  async executeSql(text: string, values: unknown[] = []) {
    const transaction = em.getTransactionContext<Transaction<unknown>>();
    if (!transaction) throw new Error('work is asked for within a transaction only');
    return transaction.executeQuery(CompiledQuery.raw(text, values));
  },
});

/** Opens the queue as `<schema>_app`, which owns nothing of it. */
export async function openQueue(database: SubgraphDatabase, url: string, log: Log): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    schema: schemaOf(database),
    migrate: false,
    createSchema: false,
    reindex: false, // needs an owner
    monitorVacuum: false,
    useListenNotify: true,
    superviseIntervalSeconds: ROUND,
    monitorIntervalSeconds: ROUND,
    max: 4,
  });
  boss.on('error', (error) => log.warn({ error }, 'queue'));
  await boss.start();
  let isStopped = false;
  return {
    async send(em, name, data, key, after) {
      if (isStopped) throw new UnavailableError('UNAVAILABLE', { service: 'queue' });
      const when = after === undefined ? {} : { startAfter: Math.max(0, Math.ceil(after)) };
      await boss.send(name, data, { db: inTransactionOf(em), ...(key && { singletonKey: key }), ...when });
    },
    async work<Data extends object>(name: string, work: (data: Data) => Promise<void>, atOnce = 1) {
      const polling = {
        pollingIntervalSeconds: FALLBACK * atOnce,
        notifyPollingIntervalSeconds: FALLBACK * atOnce,
      };
      await boss.work<Data>(name, { ...polling, localConcurrency: atOnce }, async ([job]) => {
        if (job) await work(job.data);
      });
    },
    sizes: () =>
      Promise.all(
        (database.queues ?? []).map(async ({ name }) => {
          const [stats] = await boss.getQueueStats(name, { force: true });
          const { queuedCount = 0, activeCount = 0, failedCount = 0 } = stats ?? {};
          return { name, waiting: queuedCount, active: activeCount, failed: failedCount };
        }),
      ),
    stop() {
      isStopped = true;
      return boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}
