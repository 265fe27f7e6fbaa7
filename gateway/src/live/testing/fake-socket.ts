import type { Duplex } from 'node:stream';
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
  /** The text of frames of up to 64 kB, one after the other. */
  const textsIn = (bytes: Buffer): Buffer[] => {
    if (bytes.length === 0) return [];
    const [start, length] = bytes[1] === 126 ? [4, bytes.readUInt16BE(2)] : [2, bytes[1] ?? 0];
    return [bytes.subarray(start, start + length), ...textsIn(bytes.subarray(start + length))];
  };
  const stream = { writableLength: 0, write: (bytes: Buffer) => void raw.push(bytes) };
  let coalesced = 0;
  let isEnded = false;
  let closedWith: number | undefined;
  const socket = {
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
  const live = new LiveSocket(socket as unknown as WebSocket, stream as unknown as Duplex, () => (coalesced += 1));
  const sent = (): Message[] =>
    raw
      .flatMap((written): (string | Buffer)[] => (typeof written === 'string' ? [written] : textsIn(written)))
      .map((message) => JSON.parse(message.toString()) as Message);
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
      return stream.writableLength;
    },
    set bufferedAmount(bytes) {
      stream.writableLength = bytes;
    },
    reads() {
      stream.writableLength = 0;
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
