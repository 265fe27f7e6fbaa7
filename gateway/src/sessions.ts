import type { SubgraphClient, UserClaims } from '@intygsgraf/kernel/process';
import { LONGEST_LIFE } from './user-token.ts';

/** A session that went to another unit; ids as `users` gives them. */
interface Moved {
  readonly staff: string;
  readonly id: string;
  readonly unit: string;
}

const MOVED = 'query ($seconds: Int!) { movedSessions(seconds: $seconds) { staff id unit } }';
/** What was committed while we asked may say that it is older than it is, seconds. */
const OVERLAP = 30;
/** A move is known until no token of before can live any more, seconds. */
const KNOWN = LONGEST_LIFE + OVERLAP;

/**
 * Sessions that went to another unit, read with every comparison of the hub. `users` refuses whoever is signed in on a
 * unit that their session has left, at once; this is for what is open already, and for the doors.
 */
export class Sessions {
  /** By user, then by session. `until` is in seconds of the process's clock. */
  readonly #moved = new Map<string, Map<string, { readonly unit: string; readonly until: number }>>();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly users: SubgraphClient,
    private readonly seconds = () => performance.now() / 1_000,
  ) {}

  /** Hears of those that were moved since it last did. Throws when nobody says. */
  async read(): Promise<void> {
    const now = this.seconds();
    const since = Math.ceil(Math.min(now - this.#readAt + OVERLAP, KNOWN));
    const { movedSessions } = await this.users.ask<{ movedSessions: Moved[] }>(MOVED, { seconds: since });
    this.#readAt = now;
    this.#forget(now);
    for (const { staff, id, unit } of movedSessions) {
      const sessions = this.#moved.get(staff) ?? new Map<string, { unit: string; until: number }>();
      this.#moved.set(staff, sessions.set(id, { unit, until: now + KNOWN }));
    }
  }

  #forget(now: number): void {
    for (const [staff, sessions] of this.#moved) {
      for (const [id, { until }] of sessions) if (until <= now) sessions.delete(id);
      if (sessions.size === 0) this.#moved.delete(staff);
    }
  }

  /** Whether the user is signed in on a unit that their session has left. */
  hasLeft({ hsaId, session, unit }: UserClaims): boolean {
    if (session === undefined) return false;
    return (this.#moved.get(hsaId)?.get(session)?.unit ?? unit) !== unit;
  }
}
