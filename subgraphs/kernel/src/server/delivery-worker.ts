import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { afterTry, type DeliveryOutcome } from '../domain/index.ts';
import { inSession } from './database.ts';
import { type Delivery, DELIVERIES, DELIVERIES_DUE, type DeliveryEntity, lockKey } from './delivery.ts';
import { postMessage } from './delivery-post.ts';
import type { Log } from './log.ts';
import type { Queue } from './queue.ts';

export interface Delivering {
  /** A pool that no request holds a connection of. */
  readonly orm: MikroORM;
  readonly entity: DeliveryEntity;
  readonly queue: Queue;
  readonly clock: () => Date;
  readonly log: Log;
  /** Where each recipient takes SOAP, by its code in kv_part: the address before `/RegisterCertificate/3`. */
  readonly endpoints: ReadonlyMap<string, string>;
  /** In [0, 1). */
  readonly random?: () => number;
  /** Longest wait for an answer, milliseconds. */
  readonly timeout?: number;
}

export interface Deliveries {
  /** Asks for everything that is due now to be sent; the queue's own time may not be the clock's. */
  wake(): Promise<void>;
}

const system = { scope: 'system' } as const;

/** Certificates whose messages are sent at the same time by one process: one that hangs holds up few others. */
const AT_ONCE = 4;
/** Certificates that are woken in one go. */
const BATCH = 1_000;
/** The wake-up of a message that is due for longer than this was lost, milliseconds. */
const LOST = 60_000;

/** Sends what the outbox holds, for as long as the process runs. */
export async function startDeliveries(delivering: Delivering): Promise<Deliveries> {
  const { queue, clock } = delivering;
  await queue.work<{ key: string }>(DELIVERIES, ({ key }) => drain(delivering, key), AT_ONCE);
  await queue.work(DELIVERIES_DUE, () => wake(delivering, new Date(clock().getTime() - LOST)));
  return { wake: () => wake(delivering, clock()) };
}

/** Wakes the certificates that have a message due since `due`. */
const wake = ({ orm, entity, queue }: Delivering, due: Date): Promise<void> =>
  inSession(orm, system, async (em) => {
    const rows = await em.find(
      entity,
      { state: 'PENDING', nextTryAt: { $lte: due } },
      { orderBy: { nextTryAt: 'asc' }, limit: BATCH, fields: ['certificateId'] },
    );
    for (const key of new Set(rows.map(({ certificateId }) => certificateId)))
      await queue.send(em, DELIVERIES, { key }, key);
  });

/**
 * Sends a certificate's messages, first to last, for as long as they are taken in. The queue lets nobody else do so for
 * the same certificate meanwhile. One that was not taken in is woken for again when its next try is stored, and only
 * then: a wake-up that comes too early may go.
 */
async function drain(delivering: Delivering, key: string): Promise<void> {
  for (;;) {
    const message = await begin(delivering, key);
    if (!message) return;
    const endpoint = delivering.endpoints.get(message.recipient);
    const outcome: DeliveryOutcome = endpoint
      ? await postMessage(endpoint, message.interaction, message.bytes, delivering.timeout)
      : 'RECIPIENT_UNKNOWN';
    await settle(delivering, message, outcome);
  }
}

/** The certificate's next message if it is due; that it is being tried stands in the table before anything is sent. */
const begin = ({ orm, entity, clock }: Delivering, key: string): Promise<Delivery | undefined> =>
  inSession(orm, system, async (em) => {
    await lockKey(em, key);
    const now = clock();
    for (;;) {
      const message = await em.findOne(
        entity,
        { certificateId: key, state: 'PENDING' },
        { orderBy: { sequence: 'asc' } },
      );
      if (!message?.nextTryAt || message.nextTryAt > now) return undefined;
      if (await isHeldUp(em, entity, message)) {
        em.assign(message, { state: 'ERROR', fault: 'EARLIER_NOT_DELIVERED', nextTryAt: null, settledAt: now });
        await em.flush();
        continue;
      }
      em.assign(message, { attempts: message.attempts + 1, firstTriedAt: message.firstTriedAt ?? now });
      await em.flush();
      return message;
    }
  });

/** A message before it was given up: what comes after it would be about a certificate that the recipient has not. */
const isHeldUp = async (em: EntityManager, entity: DeliveryEntity, { certificateId, sequence }: Delivery) =>
  (await em.count(entity, { certificateId, sequence: { $lt: sequence }, state: 'ERROR' })) > 0;

/** Stores what became of a try. A message that was cancelled meanwhile stays so. */
const settle = ({ orm, entity, queue, clock, log, random }: Delivering, tried: Delivery, outcome: DeliveryOutcome) =>
  inSession(orm, system, async (em) => {
    const { id, certificateId: key } = tried;
    await lockKey(em, key);
    const message = await em.findOneOrFail(entity, { id });
    if (message.state !== 'PENDING') return;
    const now = clock();
    const { attempts, firstTriedAt } = message;
    const { state, nextTryAt } = afterTry(
      outcome,
      { attempts, firstTriedAt: firstTriedAt ?? now },
      now,
      (random ?? Math.random)(),
    );
    em.assign(message, { state, nextTryAt, fault: outcome ?? null, ...(nextTryAt ? {} : { settledAt: now }) });
    await em.flush();
    if (nextTryAt) await queue.send(em, DELIVERIES, { key }, key, (nextTryAt.getTime() - now.getTime()) / 1_000);
    log.info({ delivery: id, interaction: message.interaction, state, attempts, fault: outcome }, 'delivery');
  });
