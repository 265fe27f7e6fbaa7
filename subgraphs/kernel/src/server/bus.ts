import type { EntityManager } from '@mikro-orm/postgresql';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from './log.ts';

/** Most bytes of one message: PostgreSQL takes 8,000 and fails the transaction that says more. */
const LARGEST = 7_900;

/** The notices as JSON lists, each small enough for one message. */
function messagesOf(notices: readonly unknown[]): string[] {
  const messages: string[] = [];
  let list: string[] = [];
  let bytes = 0;
  for (const text of notices.map((notice) => JSON.stringify(notice))) {
    const size = Buffer.byteLength(text) + 1;
    if (bytes + size > LARGEST && list.length > 0) {
      messages.push(`[${list.join()}]`);
      [list, bytes] = [[], 0];
    }
    list.push(text);
    bytes += size;
  }
  return list.length > 0 ? [...messages, `[${list.join()}]`] : messages;
}

/** A bus beside the database. What it carries are hints: it may lose any of them, and nobody waits for it. */
export interface Bus {
  readonly connected: boolean;
  /** Says it now, or not at all. Never throws, never waits. */
  say(channel: string, message: string): void;
  /** Hears a channel for as long as it is not stopped. */
  listen(ear: Ear): Listener;
  stop(): Promise<void>;
}

/** What the transaction that we are in will have to say over a bus, once it is committed. */
const unsaid = new AsyncLocalStorage<{ readonly channel: string; readonly message: string }[] | undefined>();

/** Runs a transaction, and says over the bus what was published in it when it is committed. */
export async function announcing<T>(bus: Bus | undefined, transaction: () => Promise<T>): Promise<T> {
  // without a bus, too: a transaction within another one has notices of its own
  const mine: { readonly channel: string; readonly message: string }[] | undefined = bus && [];
  const result = await unsaid.run(mine, transaction);
  for (const { channel, message } of mine ?? []) bus?.say(channel, message);
  return result;
}

/** Tells of changes when the transaction commits, and only then: lists of ids and numbers, no patient data. */
export async function publish(em: EntityManager, channel: string, notices: readonly unknown[]): Promise<void> {
  const later = unsaid.getStore();
  for (const message of messagesOf(notices))
    if (later) later.push({ channel, message });
    else await em.execute('select pg_notify(?, ?)', [channel, message]);
}

export interface Listener {
  readonly connected: boolean;
  stop(): Promise<void>;
}

/** Who hears a channel. */
export interface Ear {
  readonly channel: string;
  readonly log: Log;
  /** What was said; of ours, a list. */
  onNotice(notice: unknown): void;
  /** The connection is there (again): what was said meanwhile is lost, so read the truth anew. */
  onConnect(): void;
}

export interface Listening extends Ear {
  /** Any role that may connect: listening needs no right on a table. */
  readonly url: string;
}

/** Gives an ear what was said. Whoever may connect may say anything: it must not end the process. */
export function hear({ channel, log, onNotice }: Ear, message: string): void {
  try {
    onNotice(JSON.parse(message));
  } catch (error) {
    log.warn({ error, channel }, 'notice not understood');
  }
}

const LONGEST_WAIT = 5_000;

/**
 * Hears a channel of the database's own bus for as long as it is not stopped. One loop, one client at a time: pg emits 'end' after a failed
 * connect too, so that retrying from both places would double each time.
 */
export function listen({ url, ...ear }: Listening): Listener {
  const { channel, log, onConnect } = ear;
  const state = { connected: false };
  const stopping = new AbortController();
  let client: pg.Client | undefined;

  const connect = async (): Promise<void> => {
    const own = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    client = own;
    own.on('error', () => {}); // 'end' follows
    own.on('notification', ({ payload }) => hear(ear, payload ?? ''));
    const ended = new Promise<void>((resolve) => own.once('end', resolve));
    try {
      // a client that is ended while it connects never says so
      await Promise.race([own.connect(), ended]);
      await own.query(`listen ${own.escapeIdentifier(channel)}`);
      state.connected = true;
      onConnect();
      await ended;
      if (!stopping.signal.aborted) log.warn({ channel }, 'bus connection lost');
    } catch (error) {
      if (!stopping.signal.aborted) log.warn({ error, channel }, 'bus connection failed');
      await own.end().catch(() => {});
    }
  };

  const run = async (): Promise<void> => {
    for (let wait = 100; !stopping.signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      await connect();
      if (state.connected) wait = 100;
      state.connected = false;
      await sleep(wait, undefined, { ref: false, signal: stopping.signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    get connected() {
      return state.connected;
    },
    async stop() {
      stopping.abort();
      await client?.end().catch(() => {});
      await running;
    },
  };
}
