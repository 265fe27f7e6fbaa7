import { AccessError, dayInSweden, DomainError, type Viewer, visibleProtections } from '@intygsgraf/kernel/domain';
import { type Caller, type Directory, inSession } from '@intygsgraf/kernel/server';
import type { MikroORM } from '@mikro-orm/postgresql';
import { EventEmitter, once } from 'node:events';
import type { UnhandledCount } from '../domain/unhandled-count.ts';
import { classOf } from '../domain/viewer-class.ts';
import type { PersonServiceWatch } from './person-service-watch.ts';
import { countable, countUnhandled, withholdCounts } from './unhandled.ts';
import type { Notice } from './unit-version.ts';

/** Lost notices are repaired, and the viewer's right looked at anew, this often, milliseconds. */
const REPAIR = 4_000;

export interface FeedOptions {
  readonly orm: MikroORM;
  readonly directory: Directory;
  readonly personService: PersonServiceWatch;
  readonly clock: () => Date;
}

/**
 * The counts as this subgraph itself streams them: for selections that the gateway's hub does not take, and for whoever
 * composes the graph without it. Both read through `count`, so that they cannot differ.
 */
export class UnhandledFeed {
  readonly #changed = new EventEmitter().setMaxListeners(0);

  constructor(private readonly options: FeedOptions) {}

  /** Wakes the streams of the units that a notice names; undefined wakes all. */
  wake(notices: readonly Notice[] | undefined): void {
    this.#changed.emit(
      'changed',
      notices?.map(({ unit }) => unit),
    );
  }

  /** The counts now, as the viewer may count them; withheld while the person service does not answer. */
  async count(units: readonly string[], viewer: Viewer): Promise<UnhandledCount[]> {
    const { orm, clock, personService } = this.options;
    const answers = await personService.answers();
    const session = { units: viewer.countableUnits, protections: visibleProtections(viewer) };
    return inSession(orm, { scope: 'user', ...session }, (em) =>
      answers ? countUnhandled(em, units, classOf(viewer), dayInSweden(clock())) : withholdCounts(em, units),
    );
  }

  /**
   * First every unit's count, then the latest of whichever changed. The last value is the reason when the right to see
   * it ends, or never was: what a stream throws reaches nobody with its code.
   */
  async *stream(caller: Caller, units: readonly string[]): AsyncGenerator<UnhandledCount | DomainError> {
    try {
      yield* this.#counts(caller, units);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      yield error;
    }
  }

  async *#counts({ user }: Caller, units: readonly string[]): AsyncGenerator<UnhandledCount> {
    if (!user) throw new AccessError('FORBIDDEN');
    const sent = new Map<string, string>();
    for (;;) {
      if (user.expiresAt * 1_000 <= this.options.clock().getTime()) throw new AccessError('UNAUTHENTICATED');
      const viewer = await this.options.directory.viewer(user);
      const wanted = countable(viewer, units);
      // listening begins before reading, so that a change in between is not missed
      const woken = this.#woken(wanted);
      for (const count of await this.count(wanted, viewer)) {
        const text = JSON.stringify(count);
        if (sent.get(count.hsaId) === text) continue;
        sent.set(count.hsaId, text);
        yield count;
      }
      await woken;
    }
  }

  async #woken(units: readonly string[]): Promise<void> {
    const until = AbortSignal.timeout(REPAIR);
    while (!until.aborted) {
      const [changed] = await once(this.#changed, 'changed', { signal: until }).catch(() => [undefined]);
      if (!changed || (changed as string[]).some((unit) => units.includes(unit))) return;
    }
  }
}
