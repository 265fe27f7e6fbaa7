import type { UserClaims } from '@intygsgraf/kernel/server';
import type { WebSocket } from 'ws';
import { LIMITS } from '../limits.ts';
import type { Group } from './group.ts';
import type { LiveDocument } from './live-document.ts';

/** A subscription of a socket: what it asked for, and the groups it is in (none until its right is known). */
export interface Subscription {
  readonly units: readonly string[];
  readonly document: LiveDocument;
  /** The classes that the right was last found to be, to see whether it changed. */
  classes: string;
  groups: readonly Group[];
}

/** One client connection as the hub sees it. */
export class LiveSocket {
  /** Set once the client has said who it is. */
  user: UserClaims | undefined;
  /** By operation id. */
  readonly subscriptions = new Map<string, Subscription>();
  /** How many operations the graph serves on it, beside the hub's subscriptions. */
  operations: () => number = () => 0;
  /** When it was first asked for a sign of life and has not given one since, milliseconds of the process's clock. */
  owesSince = Number.POSITIVE_INFINITY;
  /** Groups whose latest value did not fit into the backlog. */
  readonly #late = new Set<Group>();

  constructor(
    private readonly socket: WebSocket,
    private readonly onCoalesced: () => void,
  ) {}

  send(message: string | Buffer): void {
    // text frames, also when the bytes were made once for many sockets
    this.socket.send(message, { binary: false });
  }

  /** Sends what the client has to answer. */
  ask(message: string): void {
    this.owesSince = Math.min(this.owesSince, performance.now());
    this.send(message);
  }

  heard(): void {
    this.owesSince = Number.POSITIVE_INFINITY;
  }

  /**
   * Sends a group's latest value, or remembers that it is due: a reader who cannot keep up gets the newest value when
   * there is room again, never a queue of old ones.
   */
  push(group: Group): void {
    if (!group.frame) return;
    if (this.socket.bufferedAmount <= LIMITS.backlog) {
      this.send(group.frame);
      return;
    }
    this.onCoalesced();
    if (this.#late.size === 0) this.socket.ping(undefined, undefined, () => this.#catchUp());
    this.#late.add(group);
  }

  /** A ping is written after all that was waiting: when it is out, there is room. */
  #catchUp(): void {
    const late = [...this.#late];
    this.#late.clear();
    for (const group of late) if (group.members.has(this)) this.push(group);
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  terminate(): void {
    this.socket.terminate();
  }
}
