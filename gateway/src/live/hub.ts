import { AccessError, DomainError, type ErrorCode, isErrorCode } from '@intygsgraf/kernel/domain';
import type { Log, UserClaims } from '@intygsgraf/kernel/process';
import { publicError } from '../public-errors.ts';
import { logRefusals } from '../walls/security-log.ts';
import type { LiveDocument } from './live-document.ts';
import type { Reader, Subscription } from './reader.ts';
import type { Told } from './told.ts';
import type { Truth, UnitClass } from './truth.ts';
import { Watched } from './watched.ts';

/** A hint from the bus; what it says of the version is only ever compared, never shown. */
export interface Notice {
  readonly unit: string;
  readonly version: number;
}

/**
 * Pushes the latest value of each unit to everybody who may see it. It asks the truth once for each unit and class,
 * makes each message once, and never sends a difference: always the whole value with its version.
 */
export class Hub {
  readonly readers = new Set<Reader>();
  /** Values that a slow reader did not get because a newer one came. */
  coalesced = 0;
  /** Versions that the most outdated value was behind at the last comparison with the truth. */
  versionLag = 0;
  /** Another one when who may see what may have changed: then every reader's right is looked at anew. */
  rights = '';
  /** Told how long after its notice a value was written to everybody, seconds; once for all of them. */
  onPushed: (seconds: number) => void = () => {};
  /** Told of each subscription that begins, and of each that is refused or ended, with why. */
  onOperation: Told['operation'] = () => {};
  /** When a notice of it came that is not answered yet. */
  readonly #noticed = new Map<Watched, number>();
  readonly #watched = new Map<string, Map<string, Watched>>();
  readonly #due = new Set<Watched>();
  #reading: Promise<void> | undefined;

  constructor(
    private readonly truth: Truth,
    private readonly log: Log,
  ) {}

  get watchedUnits(): string[] {
    return [...this.#watched.keys()];
  }

  /** Begins a subscription: first the right, then every unit's value. A refusal is an `error` message with its code. */
  async join(reader: Reader, user: UserClaims, id: string, document: LiveDocument, units: readonly string[]) {
    const subscription: Subscription = { units, document, classes: '', groups: [] };
    if (reader.subscriptions.size === 0) [reader.rights, reader.renewedAt] = [this.rights, performance.now()];
    reader.subscriptions.set(id, subscription);
    try {
      const classes = await this.truth.classes(units, user);
      if (!isStill(reader, id, subscription)) return;
      this.onOperation('subscription');
      this.#enter(reader, id, subscription, classes);
    } catch (error) {
      if (isStill(reader, id, subscription)) this.refuse(reader, id, codeOf(error));
    }
  }

  #enter(reader: Reader, id: string, subscription: Subscription, classes: UnitClass[]): void {
    subscription.classes = JSON.stringify(classes);
    subscription.groups = classes.map((of) => {
      const watched = this.#watch(of);
      const group = watched.group(subscription.document, reader.spelling, id);
      group.members.add(reader);
      if (watched.value) reader.push(group);
      else this.#due.add(watched);
      return group;
    });
    void this.read();
  }

  #watch(of: UnitClass): Watched {
    const classes = this.#watched.get(of.unit) ?? new Map<string, Watched>();
    this.#watched.set(of.unit, classes);
    const watched = classes.get(of.key) ?? new Watched(of);
    classes.set(of.key, watched);
    return watched;
  }

  /** Ends a subscription; false when the hub has none with that id. */
  leave(reader: Reader, id: string): boolean {
    const subscription = reader.subscriptions.get(id);
    if (!subscription) return false;
    reader.subscriptions.delete(id);
    for (const group of subscription.groups) group.members.delete(reader);
    for (const { unit } of subscription.groups) this.#sweep(unit);
    return true;
  }

  /** The connection is gone, and all that it subscribed to. */
  forget(reader: Reader): void {
    this.readers.delete(reader);
    for (const id of Array.from(reader.subscriptions.keys())) this.leave(reader, id);
  }

  #sweep(unit: string): void {
    const classes = this.#watched.get(unit);
    for (const [key, watched] of classes ?? []) {
      watched.sweep();
      if (!watched.isWanted) classes?.delete(key);
    }
    if (classes?.size === 0) this.#watched.delete(unit);
  }

  /** Ends a subscription with its reason. */
  refuse(reader: Reader, id: string, code: ErrorCode): void {
    if (this.leave(reader, id)) this.refuseUnjoined(reader, id, code);
  }

  /** Says why a subscription does not begin or go on: to its reader, and where it is watched to the security log. */
  refuseUnjoined(reader: Reader, id: string, code: ErrorCode, facts?: Record<string, string | number>): void {
    const error = publicError(code, facts);
    logRefusals(this.log, [error]);
    this.onOperation('subscription', [error]);
    reader.refuse(id, error);
  }

  /** Reads the units whose version is not the newest that was heard of. */
  notice(notices: readonly Notice[]): void {
    for (const { unit, version } of notices)
      for (const watched of this.#watched.get(unit)?.values() ?? [])
        if (!watched.value || watched.value.version < version) {
          this.#due.add(watched);
          if (!this.#noticed.has(watched)) this.#noticed.set(watched, performance.now());
        }
    void this.read();
  }

  /** Reads every unit anew: what was said on the bus while it was away is lost. */
  readAll(): void {
    for (const classes of this.#watched.values()) for (const watched of classes.values()) this.#due.add(watched);
    void this.read();
  }

  /** Compares what is shown with the truth's own position, and reads what differs. Throws when it cannot be read. */
  async compare(): Promise<void> {
    const units = this.watchedUnits;
    const { epoch, state, rights, versions } = await this.truth.probe(units);
    const reached = new Map(units.map((unit, place) => [unit, versions[place]]));
    this.versionLag = 0;
    this.rights = rights;
    for (const [unit, classes] of this.#watched)
      for (const watched of classes.values()) {
        const { value } = watched;
        const behind = value?.epoch === epoch ? (reached.get(unit) ?? 0) - value.version : 0;
        this.versionLag = Math.max(this.versionLag, behind);
        const isCurrent = value?.epoch === epoch && value.state === state && value.version >= (reached.get(unit) ?? 0);
        if (!isCurrent) this.#due.add(watched);
      }
    await this.read();
    if (this.#due.size > 0) throw new Error('the truth could be probed but not read');
  }

  /** One question at a time; what falls due meanwhile goes into the next, so a busy unit is read once for many changes. */
  read(): Promise<void> {
    this.#reading ??= this.#readDue().then((isRead) => {
      this.#reading = undefined;
      return isRead && this.#due.size > 0 ? this.read() : undefined;
    });
    return this.#reading;
  }

  async #readDue(): Promise<boolean> {
    while (this.#due.size > 0) {
      const due = [...this.#due];
      this.#due.clear();
      try {
        const values = await this.truth.values(due.map(({ of }) => of));
        due.forEach((watched, place) => {
          const value = values[place];
          if (value) watched.take(value);
          const since = this.#noticed.get(watched);
          if (since !== undefined) this.onPushed((performance.now() - since) / 1_000);
          this.#noticed.delete(watched);
        });
      } catch (error) {
        // still due: the next probe that succeeds reads them
        for (const watched of due)
          if (watched.isWanted) this.#due.add(watched);
          else this.#noticed.delete(watched);
        this.log.warn({ error, units: due.length }, 'values could not be read');
        return false;
      }
    }
    return true;
  }

  /**
   * Looks at a reader's rights anew: a lost unit ends its subscription, another class shows another number. What could
   * not be looked at makes it due again.
   */
  async renew(reader: Reader): Promise<void> {
    const { user } = reader;
    if (!user) return;
    [reader.rights, reader.renewedAt] = [this.rights, performance.now()];
    for (const [id, subscription] of Array.from(reader.subscriptions)) {
      // one whose right is not known yet is on its way in: what it is told may be of before
      if (!subscription.classes) {
        reader.rights = undefined;
        continue;
      }
      try {
        const classes = await this.truth.classes(subscription.units, user);
        if (!isStill(reader, id, subscription) || JSON.stringify(classes) === subscription.classes) continue;
        this.leave(reader, id);
        reader.subscriptions.set(id, subscription);
        this.#enter(reader, id, subscription, classes);
      } catch (error) {
        // whoever cannot be asked about keeps what they have: without a probe their element is soon stale
        if (!(error instanceof AccessError)) reader.rights = undefined;
        else if (isStill(reader, id, subscription)) this.refuse(reader, id, codeOf(error));
      }
    }
  }
}

/** Whether this is the subscription of that id: a client may end one and begin another while we wait for an answer. */
const isStill = (reader: Reader, id: string, subscription: Subscription): boolean =>
  reader.subscriptions.get(id) === subscription;

const codeOf = (error: unknown): ErrorCode =>
  error instanceof DomainError && isErrorCode(error.code) ? error.code : 'UNAVAILABLE';
