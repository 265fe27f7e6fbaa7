import type { WebSocket } from 'ws';
import { LiveSocket } from '../live-socket.ts';

/** A client's end of a connection: what reached it, and how full its way is. */
export interface FakeSocket {
  readonly live: LiveSocket;
  /** The messages that were written to it. */
  readonly raw: (string | Buffer)[];
  readonly sent: Message[];
  /** The values of an operation, in the order they came. */
  values(id: string): Record<string, unknown>[];
  /** Bytes that wait to be read. */
  bufferedAmount: number;
  /** The client has read all that waited. */
  reads(): void;
  readonly coalesced: number;
  /** The server has hung up. */
  readonly isEnded: boolean;
  /** The code with which the server closed it. */
  readonly closedWith: number | undefined;
}

export interface Message {
  readonly id: string;
  readonly type: string;
  readonly payload: { readonly data?: Record<string, Record<string, unknown>> } & readonly {
    extensions: { code: string };
  }[];
}

export function fakeSocket(): FakeSocket {
  const raw: (string | Buffer)[] = [];
  const pings: (() => void)[] = [];
  let coalesced = 0;
  let isEnded = false;
  let closedWith: number | undefined;
  const socket = {
    bufferedAmount: 0,
    send: (message: string | Buffer) => void raw.push(message),
    ping: (_data: unknown, _mask: unknown, written: () => void) => void pings.push(written),
    OPEN: 1,
    readyState: 1,
    close(code: number) {
      closedWith = code;
      socket.readyState = 2;
    },
    terminate: () => void (isEnded = true),
  };
  const live = new LiveSocket(socket as unknown as WebSocket, () => (coalesced += 1));
  const sent = (): Message[] => raw.map((message) => JSON.parse(message.toString()) as Message);
  return {
    live,
    raw,
    get sent() {
      return sent();
    },
    values: (id) =>
      sent().flatMap(({ id: of, type, payload }) =>
        of === id && type === 'next' ? Object.values(payload.data ?? {}) : [],
      ),
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    set bufferedAmount(bytes) {
      socket.bufferedAmount = bytes;
    },
    reads() {
      socket.bufferedAmount = 0;
      for (const written of pings.splice(0)) written();
    },
    get coalesced() {
      return coalesced;
    },
    get isEnded() {
      return isEnded;
    },
    get closedWith() {
      return closedWith;
    },
  };
}
