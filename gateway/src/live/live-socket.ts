import type { GraphQLFormattedError } from 'graphql';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { Reader, type Spelling } from './reader.ts';
import { socketFrame } from './socket-frame.ts';

const PING = socketFrame('{"type":"ping"}');

/** The graphql-transport-ws protocol. */
export const SOCKET: Spelling = {
  kind: 'socket',
  next: (operationId, payload) =>
    socketFrame(`{"id":${JSON.stringify(operationId)},"type":"next","payload":${payload}}`),
};

/** A reader on a WebSocket, perhaps with many subscriptions. */
export class LiveSocket extends Reader {
  readonly spelling = SOCKET;

  constructor(
    private readonly socket: WebSocket,
    /** What the socket stands on. */
    private readonly stream: Duplex,
    onCoalesced: () => void,
  ) {
    super(onCoalesced);
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  protected get waiting(): number {
    return this.stream.writableLength;
  }

  /** Past `ws`, which writes each message whole and keeps none back: there is no compression. After a close, nothing. */
  protected writeShared(frame: Buffer): void {
    if (this.isOpen) this.stream.write(frame);
  }

  /** A ping is written after all that was waiting: when it is out, there is room. */
  protected onceRoom(then: () => void): void {
    this.socket.ping(undefined, undefined, then);
  }

  /** A client has to answer it. */
  beat(): void {
    this.owesSince = Math.min(this.owesSince, performance.now());
    this.writeShared(PING);
  }

  refuse(operationId: string, error: GraphQLFormattedError): void {
    this.socket.send(JSON.stringify({ id: operationId, type: 'error', payload: [error] }));
  }

  expire(): void {
    if (!this.isOpen) return;
    for (const id of this.subscriptions.keys()) this.socket.send(JSON.stringify({ id, type: 'complete' }));
    this.close(4403, 'Forbidden: token expired');
  }

  restart(): void {
    this.close(1012, 'Service restart');
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  terminate(): void {
    this.socket.terminate();
  }
}
