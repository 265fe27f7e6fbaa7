import type { GraphQLFormattedError } from 'graphql';
import type { WebSocket } from 'ws';
import { Reader, type Spelling } from './reader.ts';

const PING = '{"type":"ping"}';

/** The graphql-transport-ws protocol. */
export const SOCKET: Spelling = {
  kind: 'socket',
  next: (operationId, payload) => `{"id":${JSON.stringify(operationId)},"type":"next","payload":${payload}}`,
};

/** A reader on a WebSocket, perhaps with many subscriptions. */
export class LiveSocket extends Reader {
  readonly spelling = SOCKET;

  constructor(
    private readonly socket: WebSocket,
    onCoalesced: () => void,
  ) {
    super(onCoalesced);
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  protected get waiting(): number {
    return this.socket.bufferedAmount;
  }

  protected write(message: string | Buffer): void {
    // text frames, also when the bytes were made once for many sockets
    this.socket.send(message, { binary: false });
  }

  /** A ping is written after all that was waiting: when it is out, there is room. */
  protected onceRoom(then: () => void): void {
    this.socket.ping(undefined, undefined, then);
  }

  /** A client has to answer it. */
  beat(): void {
    this.owesSince = Math.min(this.owesSince, performance.now());
    this.write(PING);
  }

  refuse(operationId: string, error: GraphQLFormattedError): void {
    this.write(JSON.stringify({ id: operationId, type: 'error', payload: [error] }));
  }

  expire(): void {
    if (!this.isOpen) return;
    for (const id of this.subscriptions.keys()) this.write(JSON.stringify({ id, type: 'complete' }));
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
