import type { GraphQLFormattedError } from 'graphql';
import { print } from 'graphql-sse';
import type { ServerResponse } from 'node:http';
import { publicError } from '../public-errors.ts';
import { Reader, type Spelling } from './reader.ts';

const BEAT = ':\n\n';

/** The graphql-sse protocol, distinct connections: a value is JSON in one line, so that its event is, too. */
const STREAM: Spelling = {
  kind: 'stream',
  next: (_operationId, payload) => Buffer.from(`event: next\ndata: ${payload}\n\n`),
};

/** A reader of server-sent events: one operation, which ends when the response does. */
export class LiveStream extends Reader {
  readonly spelling = STREAM;

  constructor(
    private readonly response: ServerResponse,
    onCoalesced: () => void,
  ) {
    super(onCoalesced);
  }

  protected get waiting(): number {
    return this.response.writableLength;
  }

  protected writeShared(bytes: Buffer): void {
    this.#write(bytes);
  }

  #write(message: string | Buffer): void {
    if (!this.response.writableEnded) this.response.write(message);
  }

  protected onceRoom(then: () => void): void {
    this.response.once('drain', then);
  }

  /** A comment: nobody answers it, TCP notices who is gone. */
  beat(): void {
    this.#write(BEAT);
  }

  /** An operation's result, as the graph gave it. */
  next(payload: unknown): void {
    this.#write(print({ event: 'next', data: payload as never }));
  }

  complete(): void {
    if (!this.response.writableEnded) this.response.end(print({ event: 'complete', data: null }));
  }

  refuse(_operationId: string, error: GraphQLFormattedError): void {
    this.refuseAll([error]);
  }

  /** The protocol has no event for errors: they are a result without data, the last one. */
  refuseAll(errors: readonly GraphQLFormattedError[]): void {
    this.next({ errors });
    this.complete();
  }

  expire(): void {
    this.refuse('', publicError('UNAUTHENTICATED'));
  }

  /** Cut, not completed: a client takes that for a fault of the network and comes back. */
  restart(): void {
    this.terminate();
  }

  terminate(): void {
    this.response.destroy();
  }
}
