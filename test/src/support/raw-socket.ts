import { once } from 'node:events';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { ORIGIN } from './in-process-stack.ts';

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A socket on which the test itself says every message, right or wrong. */
export interface RawSocket {
  /** Everything that came, but for pings. */
  readonly messages: Message[];
  say(message: object | string): void;
  /** Introduces itself and waits for the acknowledgement. */
  greet(token: string): Promise<void>;
  subscribe(id: string, query: string, variables: object): void;
  /** Those that came for an operation. */
  of(id: string): Message[];
  /** How and when it was closed. */
  readonly closed: Promise<{ readonly code: number; readonly at: number }>;
  close(): void;
}

/** Opens a socket; rejects with the HTTP status when there is no upgrade. 'none' says no origin. */
export async function openSocket(gatewayUrl: string, origin = ORIGIN, query = ''): Promise<RawSocket> {
  const address = `${gatewayUrl.replace('http', 'ws')}/graphql${query}`;
  const socket = new WebSocket(address, 'graphql-transport-ws', origin === 'none' ? {} : { origin });
  const messages: Message[] = [];
  socket.on('message', (bytes: Buffer) => {
    const message = JSON.parse(bytes.toString()) as Message;
    if (message.type === 'ping') socket.send('{"type":"pong"}');
    else messages.push(message);
  });
  socket.on('unexpected-response', (_, response) =>
    socket.emit('error', new Error(`HTTP ${response.statusCode} ${JSON.stringify(response.headers)}`)),
  );
  await once(socket, 'open');
  const say = (message: object | string) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return {
    messages,
    say,
    async greet(token) {
      say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
      await vi.waitUntil(() => messages.some(({ type }) => type === 'connection_ack'), {
        timeout: 10_000,
        interval: 5,
      });
    },
    subscribe: (id, query, variables) => say({ id, type: 'subscribe', payload: { query, variables } }),
    of: (id) => messages.filter((message) => message.id === id),
    closed: once(socket, 'close').then(([code]) => ({ code: code as number, at: Date.now() })),
    close: () => socket.terminate(),
  };
}
