import type { UserClaims } from '@intygsgraf/kernel/process';
import type { GraphQLFormattedError } from 'graphql';
import { LIMITS } from '../limits.ts';
import type { Group } from './group.ts';
import type { LiveDocument } from './live-document.ts';

/** A subscription of a reader: what it asked for, and the groups it is in (none until its right is known). */
export interface Subscription {
  readonly units: readonly string[];
  readonly document: LiveDocument;
  /** The classes that the right was last found to be, to see whether it changed. */
  classes: string;
  groups: readonly Group[];
}

/** How a value is spelled on a kind of connection; readers of one kind and id share the very bytes. */
export interface Spelling {
  readonly kind: 'socket' | 'stream';
  /** The bytes of a `next` message. */
  next(operationId: string, payload: string): Buffer;
}

let count = 0;

/** One client connection as the hub sees it, whatever is spoken on it. */
export abstract class Reader {
  /** Set once the client has said who it is. */
  user: UserClaims | undefined;
  /** By operation id. */
  readonly subscriptions = new Map<string, Subscription>();
  /** How many operations the graph serves on it, beside the hub's subscriptions. */
  operations: () => number = () => 0;
  /** Its own number, by which it has its turn among all others. */
  readonly number = (count += 1);
  /** When it was last told that all is well, milliseconds of the process's clock; at first, when it came. */
  toldAt = performance.now();
  /** When it was first asked for a sign of life and has not given one since, milliseconds of the process's clock. */
  owesSince = Number.POSITIVE_INFINITY;
  /** Under which rights of the hub its own were last looked at; undefined when they have to be looked at anew. */
  rights: string | undefined;
  /** When they were, milliseconds of the process's clock. */
  renewedAt = performance.now();
  /** Groups whose latest value did not fit into the backlog. */
  readonly #late = new Set<Group>();

  constructor(private readonly onCoalesced: () => void) {}

  abstract readonly spelling: Spelling;
  /** Bytes that wait to be read. */
  protected abstract get waiting(): number;
  /** Writes bytes that were made for many. */
  protected abstract writeShared(bytes: Buffer): void;
  /** Calls when there is room again. Asked for only when there is none. */
  protected abstract onceRoom(then: () => void): void;

  /** Says "alive". */
  abstract beat(): void;
  /** Ends an operation, or does not begin it, with the reason. */
  abstract refuse(operationId: string, error: GraphQLFormattedError): void;
  /** Ends the connection: the user's token ended, or is of a unit that their session has left. */
  abstract expire(): void;
  /** Ends the connection so that the client comes back: this process goes. */
  abstract restart(): void;
  /** Hangs up on a client that is gone. */
  abstract terminate(): void;

  heard(): void {
    this.owesSince = Number.POSITIVE_INFINITY;
  }

  /**
   * Sends a group's latest value, or remembers that it is due: a reader who cannot keep up gets the newest value when
   * there is room again, never a queue of old ones.
   */
  push(group: Group): void {
    if (!group.frame) return;
    if (this.waiting <= LIMITS.backlog) {
      this.writeShared(group.frame);
      return;
    }
    this.onCoalesced();
    if (this.#late.size === 0) this.onceRoom(() => this.#catchUp());
    this.#late.add(group);
  }

  #catchUp(): void {
    const late = [...this.#late];
    this.#late.clear();
    for (const group of late) if (group.members.has(this)) this.push(group);
  }
}
