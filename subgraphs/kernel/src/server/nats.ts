import { connect, type NatsConnection } from '@nats-io/transport-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bus, type Ear, hear } from './bus.ts';
import type { Log } from './log.ts';

/** Every subject of ours begins so: a server may be shared with others. */
const PREFIX = 'intygsgraf.notice.';
/** The shortest and the longest wait between two attempts to connect, milliseconds. */
const WAIT = { first: 100, longest: 2_000 };
/** A server that does not answer this often, milliseconds, twice, is gone, whatever its socket says. */
const PING = 5_000;

/**
 * A NATS server, or several of a cluster, as the bus. One connection a process; what is said while it is not there is
 * not said. It connects in the background, for ever: nothing that starts or commits waits for it.
 */
export function openNats(servers: readonly string[], service: string, log: Log): Bus {
  const ears = new Set<Ear>();
  const stopping = new AbortController();
  const state: { connection?: NatsConnection | undefined; connected: boolean } = { connected: false };

  const attend = (connection: NatsConnection, ear: Ear): void => {
    connection.subscribe(`${PREFIX}${ear.channel}`, {
      callback(error, message) {
        if (!error && ears.has(ear)) hear(ear, message.string());
      },
    });
  };
  const here = (connection: NatsConnection): void => {
    state.connection = connection;
    state.connected = true;
    for (const ear of ears) ear.onConnect();
  };
  const gone = (): void => {
    if (state.connected && !stopping.signal.aborted) log.warn({ servers: servers.length }, 'bus connection lost');
    state.connected = false;
  };
  const serve = async (connection: NatsConnection): Promise<void> => {
    for (const ear of ears) attend(connection, ear);
    here(connection);
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') gone();
      else if (type === 'reconnect') here(connection);
    }
    gone(); // closed for good, for instance as the server refuses us now: begin anew
  };
  const run = async (): Promise<void> => {
    for (let wait = WAIT.first; !stopping.signal.aborted; wait = Math.min(wait * 2, WAIT.longest)) {
      try {
        const connection = await connect(options(servers, service));
        wait = WAIT.first;
        if (stopping.signal.aborted) await connection.close();
        else await serve(connection);
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ error, servers: servers.length }, 'bus connection failed');
      }
      await sleep(wait, undefined, { ref: false, signal: stopping.signal }).catch(() => {});
    }
  };
  void run();

  return {
    get connected() {
      return state.connected;
    },
    say(channel, message) {
      if (!state.connected) return;
      try {
        state.connection?.publish(`${PREFIX}${channel}`, message);
      } catch (error) {
        log.warn({ error, channel }, 'notice not sent');
      }
    },
    listen(ear) {
      ears.add(ear);
      if (state.connected && state.connection) {
        attend(state.connection, ear);
        ear.onConnect();
      }
      return {
        get connected() {
          return state.connected;
        },
        stop: async () => void ears.delete(ear),
      };
    },
    async stop() {
      stopping.abort();
      await state.connection?.close();
    },
  };
}

/** The first server's user and password are those of all; they are in no log. */
function options(servers: readonly string[], service: string): Parameters<typeof connect>[0] {
  const urls = servers.map((server) => new URL(server));
  const [first] = urls;
  return {
    servers: urls.map(({ host }) => host),
    name: service,
    ...(first?.username && { user: decodeURIComponent(first.username), pass: decodeURIComponent(first.password) }),
    ...(first?.protocol === 'tls:' && { tls: {} }),
    maxReconnectAttempts: -1,
    reconnectTimeWait: WAIT.first,
    reconnectJitter: WAIT.longest - WAIT.first,
    timeout: 5_000,
    pingInterval: PING,
    maxPingOut: 2,
  };
}
