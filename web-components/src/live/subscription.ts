import { type UnitCount, newer } from './unhandled.ts';

/** Milliseconds without word from the graph until a number counts as stale, and until it is no longer shown. */
const STALE = 12_000;
const UNKNOWN = 300_000;

export type LiveState =
  | 'connecting'
  | 'live'
  | 'stale'
  | 'unknown'
  | 'reconnecting'
  | 'offline'
  | 'unauthorized'
  | 'error';

/** What a badge is told: always the whole of it. */
export interface LiveView {
  readonly state: LiveState;
  /** What is known of each unit, the last to report at the end; empty until every unit has reported. */
  readonly counts: readonly UnitCount[];
  /** When the graph last vouched for the counts; milliseconds since 1970. */
  readonly heard: number;
  /** Why it is not live, as an error code; undefined for a lost connection. */
  readonly code: string | undefined;
}

/** What the tab with the connection tells the user's other tabs of a subscription: what it heard, and when. */
export interface Word {
  readonly key: string;
  /** What has happened, not what is made of the silence since: that is for everyone who hears it. */
  readonly state: LiveState;
  readonly counts: readonly UnitCount[];
  readonly heard: number;
  readonly code: string | undefined;
}

/** What the badges that show the same units follow. */
export class Subscription {
  readonly listeners = new Set<(view: LiveView) => void>();
  readonly key: string;
  /** Of the operation on the present socket, which may serve others as well; undefined while there is none. */
  id: string | undefined;
  /** Something has happened since this tab has the connection; what was before is not said again as its own. */
  isOwn = false;
  /** When the next operation may begin; milliseconds since 1970. */
  beginAt = 0;

  #counts = new Map<string, UnitCount>();
  /** Units that the present operation has yet to report. */
  #missing = new Set<string>();
  #state: LiveState = 'connecting';
  #code: string | undefined;
  #heard = Date.now();
  #told: LiveState | undefined;

  constructor(readonly units: readonly string[]) {
    this.key = units.join(' ');
  }

  /** A new operation begins. What is live stays so meanwhile: a renewed token is no reason to doubt the number. */
  begin(id: string) {
    this.isOwn = true;
    this.id = id;
    this.#missing = new Set(this.units);
  }

  /** The operation ended: nothing vouches for the counts any more, and without permission they are forgotten. */
  lose(state: 'reconnecting' | 'error' | 'unauthorized', code?: string) {
    if (state === 'unauthorized') this.#counts.clear();
    this.isOwn = true;
    this.id = undefined;
    this.#state = state;
    this.#code = code;
    this.tell();
  }

  take(arrived: UnitCount) {
    if (!this.units.includes(arrived.hsaId)) return;
    this.#keep(arrived);
    this.#missing.delete(arrived.hsaId);
    this.#told = undefined;
    this.vouch();
  }

  #keep(arrived: UnitCount) {
    const known = this.#counts.get(arrived.hsaId);
    this.#counts.delete(arrived.hsaId);
    this.#counts.set(arrived.hsaId, newer(known, arrived));
  }

  /** The graph says that it still sees the truth; that holds for what this operation has been told. */
  vouch() {
    if (this.id && !this.#missing.size) {
      this.#state = 'live';
      this.#code = undefined;
      this.#heard = Date.now();
    }
    this.tell();
  }

  word(): Word {
    return {
      key: this.key,
      state: this.isOwn ? this.#state : 'connecting',
      counts: [...this.#counts.values()],
      heard: this.#heard,
      code: this.#code,
    };
  }

  /**
   * Another tab has the connection, and passes on what it heard. That it has only begun says nothing: what was heard
   * before it stands, for as long as the silence allows.
   */
  hear({ state, counts, heard, code }: Word) {
    if (state === 'connecting') return;
    if (state === 'unauthorized') this.#counts.clear();
    for (const count of counts) this.#keep(count);
    if (counts.length === this.units.length) this.#heard = heard;
    this.#state = state;
    this.#code = code;
    this.#told = undefined;
    this.tell();
  }

  /** Tells the listeners, if time or an event has changed anything. */
  tell() {
    const view = this.view();
    if (view.state === this.#told) return;
    this.#told = view.state;
    for (const listener of this.listeners) listener(view);
  }

  view(): LiveView {
    const counts = this.#isKnown ? [...this.#counts.values()] : [];
    return { state: this.#stateAfter(Date.now() - this.#heard), counts, heard: this.#heard, code: this.#code };
  }

  get #isKnown() {
    return this.units.every((unit) => this.#counts.has(unit));
  }

  #stateAfter(silence: number): LiveState {
    if (this.#state === 'unauthorized') return 'unauthorized';
    if (silence >= UNKNOWN) return 'unknown';
    if (this.#state === 'live') return silence >= STALE ? 'stale' : 'live';
    // The graph itself says that it cannot see the truth: no trouble of the page's, but the number may be old.
    if (this.#code === 'UNAVAILABLE' && this.#isKnown) return 'stale';
    return navigator.onLine ? this.#state : 'offline';
  }
}
