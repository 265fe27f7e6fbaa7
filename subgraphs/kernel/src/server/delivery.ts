import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { DeliveryFault, DeliveryState, DomainError } from '../domain/index.ts';
import { policy } from './database.ts';
import type { Queue, QueueDefinition } from './queue.ts';

/** The messages to recipients, by RIV-TA's name, with the version that is in their address. */
export const INTERACTIONS = {
  RegisterCertificate: 3,
  SendMessageToRecipient: 2,
  RevokeCertificate: 2,
} as const;
export type Interaction = keyof typeof INTERACTIONS;
const Interaction = Object.fromEntries(Object.keys(INTERACTIONS).map((name) => [name, name])) as {
  [Name in Interaction]: Name;
};

/**
 * A message to a recipient (leverans), kept with the effect that it tells of; once for each subgraph that sends any.
 * `visible`: the policy's condition for rows that a user's session may see and add, of a row's `certificate_id`.
 */
export const defineDelivery = (visible: string) =>
  defineEntity({
    name: 'Delivery',
    properties: {
      /** The message's own id, the same on every try: by it the recipient knows that it has the message. */
      id: p.uuid().primary(),
      /** Messages about one certificate go out in their order. */
      certificateId: p.uuid(),
      /** The place in that order, from 1. */
      sequence: p.integer(),
      /** In kv_part. */
      recipient: p.text(),
      interaction: p.enum(() => Interaction),
      /** What is sent, the same on every try. */
      bytes: p.blob(),
      state: p.enum(() => DeliveryState),
      attempts: p.integer(),
      createdAt: p.datetime(),
      firstTriedAt: p.datetime().nullable(),
      /** Null when it is not to be tried. */
      nextTryAt: p.datetime().nullable(),
      settledAt: p.datetime().nullable(),
      /** Why the last try failed. */
      fault: p.enum(() => DeliveryFault).nullable(),
    },
    uniques: [{ properties: ['certificateId', 'sequence'] }],
    indexes: [{ name: 'delivery_pending', properties: ['nextTryAt'], where: `state = 'PENDING'` }],
    rowLevelSecurity: 'force',
    policies: [
      { name: 'delivery_system', using: policy.system, check: policy.system },
      { name: 'delivery_read', command: 'select', using: visible },
      { name: 'delivery_append', command: 'insert', check: visible },
      // who revokes a certificate stops what waits for its recipient
      {
        name: 'delivery_cancel',
        command: 'update',
        using: `${visible} and state in ('PENDING', 'ERROR')`,
        check: `${visible} and state = 'CANCELLED'`,
      },
    ],
  });
export type DeliveryEntity = ReturnType<typeof defineDelivery>;
export type Delivery = InferEntity<DeliveryEntity>;
/** What may be told of a message: where it stands, not what it says. */
export type DeliveryStatus = Pick<
  Delivery,
  | 'id'
  | 'certificateId'
  | 'recipient'
  | 'interaction'
  | 'state'
  | 'attempts'
  | 'createdAt'
  | 'firstTriedAt'
  | 'nextTryAt'
  | 'settledAt'
  | 'fault'
>;

/** Wakes whoever sends a certificate's messages. What is to be sent stands in the table, not in the queue. */
export const DELIVERIES = 'deliveries';
/** Looks for messages whose wake-up was lost. */
export const DELIVERIES_DUE = 'deliveries-due';
export const deliveryQueues: readonly QueueDefinition[] = [
  // our own rule ends the tries of a message; the queue's never may, as it is what wakes us
  { name: DELIVERIES, retryLimit: 1_000_000, retryDelay: 1, inOrder: true },
  { name: DELIVERIES_DUE, retryLimit: 1_000_000, retryDelay: 10, cron: '* * * * *' },
];

export class DeliveryError extends DomainError<'DELIVERY_NOT_FOUND' | 'DELIVERY_NOT_FAILED'> {}

/** A message to send. */
export interface OutgoingMessage {
  /** A UUID; the message's id where the contract has one. */
  readonly id: string;
  /** In kv_part. */
  readonly recipient: string;
  readonly interaction: Interaction;
  /** The certificate (intygs-id) that it is about: the key of its order. */
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** What goes out to recipients: stored in the transaction of its cause, sent after it. */
export interface Outbox {
  /** Stores a message to be sent if and when the caller's transaction commits. */
  deliver(em: EntityManager, message: OutgoingMessage, now: Date): Promise<void>;
  /**
   * Nothing waiting about the certificate is sent any more; for its revocation, in its transaction. Answers whether the
   * recipient may have heard of the certificate all the same: then it has to be told of the revocation.
   */
  cancel(em: EntityManager, key: string, now: Date): Promise<{ readonly recipientMayKnow: boolean }>;
  /**
   * Tries a message that was given up for another hour, and with it those that it held up. Needs the system scope.
   * Refusals: DELIVERY_NOT_FOUND, DELIVERY_NOT_FAILED.
   */
  resend(em: EntityManager, id: string, now: Date): Promise<DeliveryStatus>;
  /** The messages about certificates in their order; one list for each. */
  of(em: EntityManager, keys: readonly string[]): Promise<DeliveryStatus[][]>;
}

/** Orders everything that changes the messages of one certificate. */
export const lockKey = (em: EntityManager, key: string): Promise<unknown> =>
  em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [key]);

export function createOutbox(entity: DeliveryEntity, queue: Queue): Outbox {
  return {
    async deliver(em, { key, bytes, ...message }, now) {
      await lockKey(em, key);
      const sequence = (await em.count(entity, { certificateId: key })) + 1;
      const untried = { state: 'PENDING', attempts: 0, createdAt: now, nextTryAt: now } as const;
      await em.insert(entity, { ...message, ...untried, certificateId: key, sequence, bytes: Buffer.from(bytes) });
      await queue.send(em, DELIVERIES, { key }, key);
    },
    async cancel(em, key, now) {
      await lockKey(em, key);
      const recipientMayKnow = (await em.count(entity, { certificateId: key, attempts: { $gt: 0 } })) > 0;
      const waiting = { certificateId: key, state: { $in: ['PENDING', 'ERROR'] } } as const;
      await em.nativeUpdate(entity, waiting, { state: 'CANCELLED', nextTryAt: null, settledAt: now });
      return { recipientMayKnow };
    },
    async resend(em, id, now) {
      const found = await em.findOne(entity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!found) throw new DeliveryError('DELIVERY_NOT_FOUND');
      if (found.state !== 'ERROR') throw new DeliveryError('DELIVERY_NOT_FAILED');
      const { certificateId } = found;
      const heldUp = { sequence: { $gt: found.sequence }, fault: 'EARLIER_NOT_DELIVERED' } as const;
      await em.nativeUpdate(
        entity,
        { certificateId, state: 'ERROR', $or: [{ id }, heldUp] },
        { state: 'PENDING', fault: null, attempts: 0, firstTriedAt: null, nextTryAt: now, settledAt: null },
      );
      await queue.send(em, DELIVERIES, { key: certificateId }, certificateId);
      return em.refreshOrFail(found);
    },
    async of(em, keys) {
      const rows = await em.find(
        entity,
        { certificateId: { $in: [...keys] } },
        { orderBy: { sequence: 'asc' }, exclude: ['bytes'] },
      );
      const byKey = Map.groupBy<string, DeliveryStatus>(rows, ({ certificateId }) => certificateId);
      return keys.map((key) => byKey.get(key) ?? []);
    },
  };
}
