import { database as certificates, DeliveryEntity } from '@intygsgraf/certificates';
import type { DeliveryState } from '@intygsgraf/kernel/domain';
import {
  createLog,
  createOutbox,
  inSession,
  openOrm,
  openQueue,
  type Outbox,
  startDeliveries,
} from '@intygsgraf/kernel/server';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { error, FAULT, INFO, OK, type Recipient, type Reply, startRecipient } from '../support/recipient.ts';

const log = createLog('test');
log.level = 'silent';

let databaseUrl: string;
let orm: MikroORM;
let recipient: Recipient;
let outbox: Outbox;
let wake: () => Promise<void>;
let now: Date;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  databaseUrl = (await freshDatabase()).url('certificates_app');
  orm = await openOrm(certificates, databaseUrl);
  const queue = await openQueue(certificates, databaseUrl, log);
  recipient = await startRecipient();
  outbox = createOutbox(DeliveryEntity, queue);
  now = new Date();
  const options = { orm, entity: DeliveryEntity, queue, log, clock: () => now, random: () => 0.5, timeout: 300 };
  const endpoints = new Map([
    ['FKASSA', recipient.url],
    ['GONE', 'http://127.0.0.1:9'],
  ]);
  ({ wake } = await startDeliveries({ ...options, endpoints }));
  stops.push(
    () => queue.stop(),
    () => orm.close(),
    () => recipient.stop(),
  );
});
beforeEach(() => {
  now = new Date('2026-11-21T08:00:00Z');
});
afterEach(() => {
  recipient.reply = () => OK;
  recipient.received.length = 0;
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

const inSystem = <T>(work: (em: EntityManager) => Promise<T>): Promise<T> => inSession(orm, { scope: 'system' }, work);

/** Stores messages about one certificate; their texts are their bytes. */
async function send(texts: string[], { recipient = 'FKASSA', key = randomUUID() as string } = {}): Promise<string[]> {
  return inSystem(async (em) => {
    const ids = texts.map(() => randomUUID() as string);
    for (const [place, id] of ids.entries()) {
      const bytes = new TextEncoder().encode(texts[place]);
      await outbox.deliver(em, { id, recipient, interaction: 'RegisterCertificate', key, bytes }, now);
    }
    return ids;
  });
}
const find = (id: string | undefined) => inSystem((em) => em.findOneOrFail(DeliveryEntity, { id: id ?? '' }));
const states = async (ids: string[]): Promise<DeliveryState[]> =>
  Promise.all(ids.map(async (id) => (await find(id)).state));
const received = (): string[] => recipient.received.map(({ bytes }) => bytes);

/** Moves the clock, minute by minute, until no try is left of a message. */
async function waitOut(id: string | undefined): Promise<void> {
  const start = now.getTime();
  for (let minute = 1; minute <= 61; minute += 1) {
    now = new Date(start + minute * 60_000);
    await wake();
    await eventually(async () => {
      const { nextTryAt } = await find(id);
      expect(nextTryAt ? nextTryAt > now : true).toBe(true);
    });
  }
}

describe('A message to a recipient', () => {
  it('goes out when its transaction commits, with the bytes that were stored, under the action of the contract', async () => {
    const [id] = await send(['<åäö/>']);
    await eventually(async () => expect((await find(id)).state).toBe('DELIVERED'));
    expect(recipient.received).toEqual([
      {
        interaction: 'RegisterCertificate/3',
        bytes: '<åäö/>',
        action: '"urn:riv:clinicalprocess:healthcond:certificate:RegisterCertificateResponder:3:RegisterCertificate"',
      },
    ]);
    expect(await find(id)).toMatchObject({ attempts: 1, fault: null, nextTryAt: null, settledAt: now });
  });

  it('does not exist when its transaction does not commit', async () => {
    const key = randomUUID();
    const failed = inSystem(async (em) => {
      const message = { id: randomUUID(), recipient: 'FKASSA', interaction: 'RegisterCertificate', key } as const;
      await outbox.deliver(em, { ...message, bytes: new Uint8Array([60]) }, now);
      throw new Error('the cause is not stored');
    });
    await expect(failed).rejects.toThrow('the cause is not stored');
    const [after] = await send(['<after/>'], { key });
    await eventually(async () => expect((await find(after)).state).toBe('DELIVERED'));
    expect(received()).toEqual(['<after/>']);
  });

  it('is delivered when the recipient says that it has it already', async () => {
    recipient.reply = () => INFO;
    const [id] = await send(['<known/>']);
    await eventually(async () => expect((await find(id)).state).toBe('DELIVERED'));
  });

  it('is not shown to a session that cannot see its certificate', async () => {
    const [id = ''] = await send(['<secret/>']);
    await eventually(async () => expect((await find(id)).state).toBe('DELIVERED'));
    const user = { scope: 'user', units: ['TSTNMT2321000156-ALMC'], protections: ['OPEN', 'PROTECTED'] } as const;
    expect(await inSession(orm, user, (em) => em.count(DeliveryEntity, { id }))).toBe(0);
  });
});

describe('A recipient that does not take a message in', () => {
  it.each<[string, () => Reply, string]>([
    ['answers a technical error', () => error('TECHNICAL_ERROR'), 'TECHNICAL_ERROR'],
    ['answers an error that the contract does not have', () => error('MAYBE'), 'TECHNICAL_ERROR'],
    ['answers a SOAP fault', () => FAULT, 'SOAP_FAULT'],
    ['answers a page', () => ({ body: '<html><p>Underhåll' }), 'NOT_THE_CONTRACT'],
    [
      'answers a document with a type',
      () => ({ body: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }),
      'NOT_THE_CONTRACT',
    ],
    ['answers OK with a status of failure', () => ({ ...(OK as { body: string }), status: 503 }), 'NOT_THE_CONTRACT'],
    ['answers without end', () => ({ body: ' '.repeat(70_000) }), 'ANSWER_TOO_LONG'],
    [
      'sends us elsewhere',
      () => ({ status: 307, headers: { location: 'http://127.0.0.1:9' }, body: '' }),
      'REDIRECTED',
    ],
    ['does not answer', () => 'hang', 'TIMEOUT'],
    ['breaks the connection', () => 'drop', 'UNREACHABLE'],
  ])('and %s gets the same bytes again when it is time', async (_what, reply, fault) => {
    recipient.reply = reply;
    const [id] = await send(['<same/>']);
    await eventually(async () => expect((await find(id)).fault).toBe(fault));
    expect(await find(id)).toMatchObject({
      state: 'PENDING',
      attempts: 1,
      nextTryAt: new Date('2026-11-21T08:00:10Z'),
    });
    recipient.reply = () => OK;
    await wake();
    expect((await find(id)).attempts).toBe(1);
    now = new Date('2026-11-21T08:00:10Z');
    await wake();
    await eventually(async () => expect((await find(id)).state).toBe('DELIVERED'));
    expect(received()).toEqual(['<same/>', '<same/>']);
    expect(await find(id)).toMatchObject({ attempts: 2, fault: null });
  });

  it.each(['VALIDATION_ERROR', 'APPLICATION_ERROR', 'REVOKED'])(
    'and refuses it with %s is not asked again',
    async (fault) => {
      recipient.reply = () => error(fault);
      const [id] = await send(['<refused/>']);
      await eventually(async () => expect(await find(id)).toMatchObject({ state: 'ERROR', fault, attempts: 1 }));
    },
  );

  it(
    'for an hour ends the tries with an error in the outbox, and can be sent to again',
    { timeout: 60_000 },
    async () => {
      recipient.reply = () => FAULT;
      const [id = ''] = await send(['<late/>']);
      await eventually(async () => expect((await find(id)).attempts).toBe(1));
      await waitOut(id);
      const given = await find(id);
      expect(given).toMatchObject({ state: 'ERROR', fault: 'SOAP_FAULT', nextTryAt: null });
      expect((given.settledAt?.getTime() ?? 0) - (given.firstTriedAt?.getTime() ?? 0)).toBeLessThanOrEqual(61 * 60_000);
      expect(given.attempts).toBeGreaterThan(8);
      recipient.reply = () => OK;
      await inSystem((em) => outbox.resend(em, id, now));
      await eventually(async () => expect((await find(id)).state).toBe('DELIVERED'));
      expect(new Set(received())).toEqual(new Set(['<late/>']));
    },
  );

  it('because nobody knows where it is, is told of as such', async () => {
    const [nowhere] = await send(['<a/>'], { recipient: 'NOBODY' });
    const [gone] = await send(['<a/>'], { recipient: 'GONE' });
    await eventually(async () => expect((await find(nowhere)).fault).toBe('RECIPIENT_UNKNOWN'));
    await eventually(async () => expect((await find(gone)).fault).toBe('UNREACHABLE'));
  });
});

describe('Messages about one certificate', () => {
  it('arrive in their order, though the first one fails at first', async () => {
    let tries = 0;
    recipient.reply = () => ((tries += 1) === 1 ? FAULT : OK);
    const ids = await send(['<first/>', '<second/>', '<third/>']);
    await eventually(async () => expect((await find(ids[0])).attempts).toBe(1));
    expect(await states(ids)).toEqual(['PENDING', 'PENDING', 'PENDING']);
    now = new Date('2026-11-21T08:01:00Z');
    await wake();
    await eventually(async () => expect(await states(ids)).toEqual(['DELIVERED', 'DELIVERED', 'DELIVERED']));
    expect(received()).toEqual(['<first/>', '<first/>', '<second/>', '<third/>']);
  });

  it('hold up nobody else', async () => {
    recipient.reply = (bytes) => (bytes === '<stuck/>' ? 'hang' : OK);
    const [stuck] = await send(['<stuck/>']);
    const [other] = await send(['<other/>']);
    await eventually(async () => expect((await find(other)).state).toBe('DELIVERED'));
    expect((await find(stuck)).state).toBe('PENDING');
    await eventually(async () => expect((await find(stuck)).fault).toBe('TIMEOUT'));
  });

  it('after one that was given up are given up with it, and sent again with it, in order', async () => {
    recipient.reply = (bytes) => (bytes === '<bad/>' ? error('VALIDATION_ERROR') : OK);
    const ids = await send(['<bad/>', '<next/>']);
    await eventually(async () => expect(await states(ids)).toEqual(['ERROR', 'ERROR']));
    expect((await find(ids[1])).fault).toBe('EARLIER_NOT_DELIVERED');
    expect(received()).toEqual(['<bad/>']);
    recipient.reply = () => OK;
    await inSystem((em) => outbox.resend(em, ids[0] ?? '', now));
    await eventually(async () => expect(await states(ids)).toEqual(['DELIVERED', 'DELIVERED']));
    expect(received()).toEqual(['<bad/>', '<bad/>', '<next/>']);
  });

  it('are not sent again when they were not given up', async () => {
    const [id = ''] = await send(['<done/>']);
    await eventually(async () => expect((await find(id)).state).toBe('DELIVERED'));
    await expect(inSystem((em) => outbox.resend(em, id, now))).rejects.toMatchObject({ code: 'DELIVERY_NOT_FAILED' });
    await expect(inSystem((em) => outbox.resend(em, randomUUID(), now))).rejects.toMatchObject({
      code: 'DELIVERY_NOT_FOUND',
    });
  });
});

describe('A certificate that is revoked', () => {
  it('is not sent afterwards, and its recipient need not hear of it when nothing was tried', async () => {
    const key = randomUUID();
    const message = { id: randomUUID(), recipient: 'FKASSA', interaction: 'RegisterCertificate', key } as const;
    const { recipientMayKnow } = await inSystem(async (em) => {
      await outbox.deliver(em, { ...message, bytes: new Uint8Array([60]) }, now);
      return outbox.cancel(em, key, now);
    });
    expect(recipientMayKnow).toBe(false);
    await wake();
    const [other] = await send(['<other/>']);
    await eventually(async () => expect((await find(other)).state).toBe('DELIVERED'));
    expect((await find(message.id)).state).toBe('CANCELLED');
    expect(received()).toEqual(['<other/>']);
  });

  it('may be known to its recipient when a try has no answer yet, and stays cancelled whatever comes', async () => {
    recipient.reply = () => 'hang';
    const key = randomUUID();
    const [id] = await send(['<under-way/>'], { key });
    await eventually(() => expect(received()).toEqual(['<under-way/>']));
    expect(await inSystem((em) => outbox.cancel(em, key, now))).toEqual({ recipientMayKnow: true });
    now = new Date('2026-11-21T08:10:00Z');
    const [next] = await send(['<next/>'], { key });
    recipient.reply = () => OK;
    await eventually(async () => expect((await find(next)).state).toBe('DELIVERED'));
    expect(await find(id)).toMatchObject({ state: 'CANCELLED', fault: null });
    expect(received()).toEqual(['<under-way/>', '<next/>']);
  });
});

describe('A queue that is told to stop', () => {
  it('takes no more work, and the transaction that asked for some comes to its end', async () => {
    const queue = await openQueue(certificates, databaseUrl, log);
    await queue.stop();
    const asked = inSystem((em) => queue.send(em, 'deliver', {}, randomUUID()));
    await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
