import type { EntityManager } from '@mikro-orm/postgresql';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from './log.ts';

/** Tells of a change when the transaction commits, and only then. At most 8,000 bytes: ids and numbers, no patient data. */
export const publish = (em: EntityManager, channel: string, notice: unknown): Promise<unknown> =>
  em.execute('select pg_notify(?, ?)', [channel, JSON.stringify(notice)]);

export interface Listener {
  readonly connected: boolean;
  stop(): Promise<void>;
}

export interface Listening {
  /** Any role that may connect: listening needs no right on a table. */
  readonly url: string;
  readonly channel: string;
  readonly log: Log;
  onNotice(notice: unknown): void;
  /** The connection is there (again): what was said meanwhile is lost, so read the truth anew. */
  onConnect(): void;
}

const LONGEST_WAIT = 5_000;

/**
 * Hears a channel for as long as it is not stopped. One loop, one client at a time: pg emits 'end' after a failed
 * connect too, so that retrying from both places would double each time.
 */
export function listen({ url, channel, log, onNotice, onConnect }: Listening): Listener {
  const state = { connected: false };
  const stopping = new AbortController();
  let client: pg.Client | undefined;

  const hear = (payload: string | undefined): void => {
    try {
      onNotice(JSON.parse(payload ?? ''));
    } catch (error) {
      // whoever may connect may say anything: it must not end the process
      log.warn({ error, channel }, 'notice not understood');
    }
  };

  const connect = async (): Promise<void> => {
    const own = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    client = own;
    own.on('error', () => {}); // 'end' follows
    own.on('notification', ({ payload }) => hear(payload));
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
