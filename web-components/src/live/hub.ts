import { backoff } from './backoff.ts';
import { Line, type Source } from './line.ts';
import { type Message, answerOf } from './protocol.ts';
import { type LiveView, Subscription } from './subscription.ts';
import { DOCUMENT } from './unhandled.ts';

/** Milliseconds between looks at the clock. */
const TICK = 250;

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
  one?.endpoint === other?.endpoint && one?.tokenProvider === other?.tokenProvider;

/** The host says that something has changed, a new sign-in perhaps: what was refused is tried again. */
export function retryRefused(): void {
  for (const hub of hubs) hub.retryRefused();
}

/** The subscriptions on one line. */
class Hub {
  readonly line: Line;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #over = new AbortController();
  /** On the present socket. Counted from one: the gateway makes a message once for all clients that use the same id. */
  #operations = 0;
  #failures = 0;

  constructor(source: Source) {
    this.line = new Line(source, {
      ready: () => {
        this.#operations = 0;
        this.#each((subscription) => this.#begin(subscription));
      },
      message: (message) => this.#read(message),
      lost: (state, code) => this.#each((subscription) => subscription.lose(state, code)),
    });
    const { signal } = this.#over;
    for (const event of ['online', 'offline', 'visibilitychange']) addEventListener(event, this.#wake, { signal });
    const ticking = setInterval(this.#tick, TICK);
    signal.onabort = () => clearInterval(ticking);
  }

  follow(units: readonly string[], listener: (view: LiveView) => void) {
    const key = units.join(' ');
    const subscription = this.#subscriptions.get(key) ?? new Subscription(units);
    this.#subscriptions.set(key, subscription);
    if (this.line.isRefused) subscription.lose('unauthorized', 'UNAUTHENTICATED');
    subscription.listeners.add(listener);
    listener(subscription.view());
    this.#tick();
    return () => {
      subscription.listeners.delete(listener);
      if (subscription.listeners.size) return;
      this.#subscriptions.delete(key);
      this.#complete(subscription);
      if (!this.#subscriptions.size) this.#end();
    };
  }

  #end() {
    hubs.delete(this);
    this.#over.abort();
    this.line.close();
  }

  retryRefused() {
    this.line.retryRefused();
    this.#each((subscription) => (subscription.beginAt = 0));
  }

  readonly #wake = ({ type }: Event) => {
    if (document.hidden && type !== 'online') return;
    this.line.wake();
    this.#each((subscription) => (subscription.beginAt = 0));
    this.#tick();
  };

  readonly #tick = () => {
    const now = Date.now();
    this.line.tick(now);
    this.#each((subscription) => {
      if (!subscription.id && now >= subscription.beginAt) this.#begin(subscription);
      subscription.tell();
    });
  };

  #begin(subscription: Subscription) {
    if (!this.line.isOpen) return;
    const id = String(++this.#operations);
    subscription.begin(id);
    const payload = { query: DOCUMENT, variables: { units: subscription.units } };
    this.line.send({ id, type: 'subscribe', payload });
  }

  #complete({ id }: Subscription) {
    if (id) this.line.send({ id, type: 'complete' });
  }

  #read(message: Message) {
    if (message.type === 'ping') return this.#each((subscription) => subscription.vouch());
    this.#each((subscription) => {
      if (!message.id || subscription.id !== message.id) return;
      const { count, code } = answerOf(message);
      if (count) {
        this.line.answered();
        this.#failures = 0;
        subscription.take(count);
      } else {
        if (message.type === 'next') this.#complete(subscription);
        this.#failed(subscription, code);
      }
    });
  }

  #failed(subscription: Subscription, code: string | undefined) {
    if (code === 'UNAUTHENTICATED') return this.line.refuse();
    const forbidden = code === 'FORBIDDEN';
    // The graph knows who asks: an answer, though not the one hoped for. Nobody asks again before something changes.
    if (forbidden) this.line.answered();
    subscription.beginAt = forbidden ? Infinity : Date.now() + backoff(this.#failures++);
    subscription.lose(forbidden ? 'unauthorized' : code ? 'error' : 'reconnecting', code);
  }

  #each(act: (subscription: Subscription) => void) {
    for (const subscription of this.#subscriptions.values()) act(subscription);
  }
}
