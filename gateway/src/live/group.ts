import type { LiveDocument } from './live-document.ts';
import type { Reader, Spelling } from './reader.ts';
import type { LiveValue } from './truth.ts';

/** Readers that get the very same bytes: the same unit and class, document, kind of connection and operation id. */
export class Group {
  readonly members = new Set<Reader>();
  /** The latest `next` message; undefined until there is a value. */
  frame: Buffer | undefined;

  constructor(
    readonly unit: string,
    private readonly document: LiveDocument,
    private readonly spelling: Spelling,
    private readonly operationId: string,
  ) {}

  /** Makes the message once, for everybody. */
  hold(value: LiveValue): void {
    this.frame = this.spelling.next(this.operationId, this.document.payload(value));
  }
}
