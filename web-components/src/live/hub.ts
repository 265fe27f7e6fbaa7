import { backoff } from './backoff.ts';
import { Line, type Source } from './line.ts';
import { type Message, answerOf } from './protocol.ts';
import { type LiveView, Subscription } from './subscription.ts';
import { type Again, Tabs } from './tabs.ts';
import { DOCUMENT } from './unhandled.ts';

/** Milliseconds between looks at the clock. */
const TICK = 250;

/** Operations on a socket that each serve one subscription; more are merged. The gateway takes 20. */
const OPERATIONS = 16;
/** Units of a merged operation, as many as the gateway takes. */
const UNITS = 100;

const hubs = new Set<Hub>();

/**
 * Follows the units of a source until the returned function is called. The listener hears at once what is known. All
 * who follow the same source share one connection, and those who follow the same units one subscription.
 */
export function follow(source: Source, units: readonly string[], listener: (view: LiveView) => void): () => void {
  let hub = [...hubs].find((open) => isSame(open.line.source, source));
  if (!hub) hubs.add((hub = new Hub(source)));
  return hub.follow(units, listener);
}

export const isSame = (one: Source | undefined, other: Source | undefined): boolean =>
  one?.endpoint === other?.endpoint && one?.tokenProvider === other?.tokenProvider && one?.user === other?.user;

/** The host says that something has changed, a new sign-in perhaps: what was refused is tried again. */
export function retryRefused(): void {
  for (const hub of hubs) hub.retryRefused();
}

/** The subscriptions on one line, or on that of another tab of the user's. */
class Hub {
  readonly line: Line;
  readonly #tabs: Tabs | undefined;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #over = new AbortController();
  /** On the present socket. Counted from one: the gateway makes a message once for all clients that use the same id. */
  #operations = 0;
  #failures = 0;

  constructor(source: Source) {
    this.line = new Line(source, {
      ready: () => {
        this.#operations = 0;
        for (const subscription of this.#all) {
          subscription.id = undefined;
          subscription.beginAt = 0;
        }
        this.#beginDue();
      },
      message: (message) => this.#read(message),
      lost: (state, code) => {
        // Another tab's provider may do better; until one has failed like this one, its badges need not know.
        if (code) this.#tabs?.resign();
        for (const subscription of this.#all) subscription.lose(state, code);
        this.#tell();
      },
    });
    this.#tabs = Tabs.of(source, {
      lead: () => {
        for (const subscription of this.#all) subscription.isOwn = false;
        this.#tick();
      },
      rest: () => {
        this.line.close();
        for (const subscription of this.#all) subscription.id = undefined;
      },
      hear: (words) => {
        // Whoever was refused believes only that the user is signed in after all; then it may take over, too.
        if (this.line.isRefused) {
          if (!words.some(({ state }) => state === 'live')) return;
          this.line.wake();
        }
        for (const word of words) this.#subscriptions.get(word.key)?.hear(word);
      },
      want: () => this.#all.flatMap(({ key, listeners }) => (listeners.size ? key : [])),
      words: () => this.#all.map((subscription) => subscription.word()),
      asked: (isNew, again) => {
        for (const key of this.#tabs?.wanted ?? []) this.#subscription(key.split(' '));
        if (again) this.#again(again);
        this.#tick();
        if (isNew) this.#tell();
      },
    });
    const { signal } = this.#over;
    for (const event of ['online', 'offline', 'visibilitychange']) addEventListener(event, this.#wake, { signal });
    const ticking = setInterval(this.#tick, TICK);
    signal.onabort = () => clearInterval(ticking);
  }

  follow(units: readonly string[], listener: (view: LiveView) => void) {
    const subscription = this.#subscription(units);
    if (this.line.isRefused) subscription.lose('unauthorized', 'UNAUTHENTICATED');
    subscription.listeners.add(listener);
    listener(subscription.view());
    this.#tick();
    this.#ask();
    return () => {
      subscription.listeners.delete(listener);
      if (this.#all.some(({ listeners }) => listeners.size)) this.#sweep();
      else this.#end();
    };
  }

  /** The one for these units, new or not. */
  #subscription(units: readonly string[]): Subscription {
    const key = units.join(' ');
    const subscription = this.#subscriptions.get(key) ?? new Subscription(units);
    this.#subscriptions.set(key, subscription);
    return subscription;
  }

  /** Ends what nobody follows any more. */
  #sweep() {
    const wanted = this.#tabs?.wanted;
    for (const [key, subscription] of this.#subscriptions) {
      if (subscription.listeners.size || wanted?.includes(key)) continue;
      this.#subscriptions.delete(key);
      if (!this.#partners(subscription.id).length) this.#complete(subscription);
    }
  }

  #end() {
    hubs.delete(this);
    this.#over.abort();
    this.line.close();
    this.#tabs?.close();
  }

  retryRefused() {
    this.#again('retryRefused');
    this.#ask('retryRefused');
  }

  #again(how: Again) {
    this.line[how]();
    for (const subscription of this.#all) subscription.beginAt = 0;
  }

  readonly #wake = ({ type }: Event) => {
    if (document.hidden && type !== 'online') return;
    this.#again('wake');
    this.#tick();
    this.#ask('wake');
  };

  readonly #tick = () => {
    const now = Date.now();
    this.#tabs?.tick(now, this.line.isDue(now));
    this.#sweep();
    if (this.#tabs?.leads ?? true) {
      this.line.tick(now);
      this.#beginDue();
    }
    for (const subscription of this.#all) subscription.tell();
  };

  get #all(): Subscription[] {
    return [...this.#subscriptions.values()];
  }

  /** Tells the other tabs, when this one has the connection. */
  #tell() {
    this.#tabs?.tell(this.#all.map((subscription) => subscription.word()));
  }

  /** Asks the tab that has the connection. */
  #ask(again?: Again) {
    if (this.#tabs && !this.#tabs.leads) this.#tabs.say(again);
  }

  /** Begins what is due: each subscription by itself while there is room, else all of them in as few as can be. */
  #beginDue() {
    if (!this.line.isOpen) return;
    const now = Date.now();
    const all = this.#all;
    const running = new Set(all.flatMap(({ id }) => id ?? []));
    const due = all.filter(({ id, beginAt }) => !id && now >= beginAt);
    if (!due.length) return;
    if (running.size + due.length <= OPERATIONS) return due.forEach((subscription) => this.#begin([subscription]));
    for (const id of running) this.line.send({ id, type: 'complete' });
    let merged: Subscription[] = [];
    for (const subscription of all.filter(({ id, beginAt }) => id || now >= beginAt)) {
      if (unitsOf([...merged, subscription]).length > UNITS) {
        this.#begin(merged);
        merged = [];
      }
      merged.push(subscription);
    }
    this.#begin(merged);
  }

  #begin(subscriptions: readonly Subscription[]) {
    if (!subscriptions.length) return;
    const id = String(++this.#operations);
    for (const subscription of subscriptions) subscription.begin(id);
    const payload = { query: DOCUMENT, variables: { units: unitsOf(subscriptions) } };
    this.line.send({ id, type: 'subscribe', payload });
  }

  /** Those that an operation serves. */
  #partners(operation: string | undefined): Subscription[] {
    return this.#all.filter(({ id }) => id && id === operation);
  }

  #complete({ id }: { readonly id?: string | undefined }) {
    if (id) this.line.send({ id, type: 'complete' });
  }

  #read(message: Message) {
    if (message.type === 'ping') {
      for (const subscription of this.#all) subscription.vouch();
      // a hidden tab's clock is slow, but pings come in time
      this.#tick();
      return this.#tabs?.say();
    }
    const served = this.#partners(message.id);
    if (!served.length) return;
    const { count, code } = answerOf(message);
    if (count) {
      this.line.answered();
      this.#failures = 0;
      for (const subscription of served) subscription.take(count);
    } else {
      if (message.type === 'next') this.#complete(message);
      this.#failed(served, code);
    }
    this.#tabs?.tell(served.map((subscription) => subscription.word()));
  }

  #failed(served: readonly Subscription[], code: string | undefined) {
    if (code === 'UNAUTHENTICATED') return this.line.refuse();
    const forbidden = code === 'FORBIDDEN';
    // The graph knows who asks: an answer, though not the one hoped for. Nobody asks again before something changes.
    if (forbidden) this.line.answered();
    // Which one of them it does not like is found by halves.
    if (served.length > 1 && code && code !== 'UNAVAILABLE') {
      const half = served.length >> 1;
      this.#begin(served.slice(0, half));
      return this.#begin(served.slice(half));
    }
    const beginAt = forbidden ? Infinity : Date.now() + backoff(this.#failures++);
    for (const subscription of served) {
      subscription.beginAt = beginAt;
      subscription.lose(forbidden ? 'unauthorized' : code ? 'error' : 'reconnecting', code);
    }
  }
}

/** Those that some of them show, each once. */
const unitsOf = (subscriptions: readonly Subscription[]): string[] => [
  ...new Set(subscriptions.flatMap(({ units }) => units)),
];
