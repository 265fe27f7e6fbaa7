import type { LiveDocument } from './live-document.ts';
import type { LiveSocket } from './live-socket.ts';
import type { LiveValue } from './truth.ts';

/** Sockets that get the very same bytes: the same unit and class, document and operation id. */
export class Group {
  readonly members = new Set<LiveSocket>();
  /** The latest `next` message; undefined until there is a value. */
  frame: Buffer | undefined;

  constructor(
    readonly unit: string,
    private readonly document: LiveDocument,
    private readonly operationId: string,
  ) {}

  /** Makes the message once, for everybody. */
  hold(value: LiveValue): void {
    const id = JSON.stringify(this.operationId);
    this.frame = Buffer.from(`{"id":${id},"type":"next","payload":${this.document.payload(value)}}`);
  }
}
