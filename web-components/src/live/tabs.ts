import type { Source } from './line.ts';
import type { Word } from './subscription.ts';

/** Milliseconds after which a tab says again what it has said. */
const BEAT = 5000;
/** Milliseconds of silence after which the leader is held for hung; that many of them count as passed at the beginning. */
const SILENCE = 10_000;
const HEAD_START = 6000;
/** Beats that a tab may leave unanswered before nothing is kept for it. A closing tab says so; this is for a crash. */
const PATIENCE = 8;

/** From the leader: what it heard from the graph, with `beat` to be answered with what is wanted. */
interface Told {
  /** Of the leadership, rising: a tab that has been overtaken and does not know yet is not listened to. */
  readonly term: number;
  readonly words: readonly Word[];
  readonly beat: boolean;
}

/** From the others: what they want to hear of. */
interface Asked {
  readonly tab: string;
  readonly want: readonly string[];
  /** The user is back, or has signed in: what is waited with is tried at once, what was refused once more. */
  readonly again?: Again | undefined;
}

export type Again = 'wake' | 'retryRefused';

export interface TabsHandlers {
  /** This tab has the connection from now on. */
  lead(): void;
  /** It is to give the connection up. */
  rest(): void;
  /** What the leader heard. */
  hear(words: readonly Word[]): void;
  /** What this tab's badges show. */
  want(): string[];
  /** What this tab has heard. */
  words(): Word[];
  /** Another tab has asked; `isNew` when not for the same as before. */
  asked(isNew: boolean, again?: Again): void;
}

/**
 * The user's tabs with one connection between them. A Web Lock says whose it is: the browser gives it to the next tab
 * the moment a tab closes or crashes. A broadcast channel carries what is wanted and what was heard; never a token.
 */
export class Tabs {
  leads = false;
  readonly #id = crypto.randomUUID();
  readonly #channel: BroadcastChannel;
  readonly #over = new AbortController();
  /** While this tab leads or waits for its turn. */
  #candidacy: AbortController | undefined;
  #term = 0;
  #heard = 0;
  #spoke = Date.now();
  /** What each other tab wants, and at which beat it last said so. */
  readonly #wants = new Map<string, { readonly want: readonly string[]; readonly beat: number }>();
  #beats = 0;

  /** Undefined when the tabs of this source cannot be told apart from others', or the browser cannot bring them together. */
  static of({ endpoint, user }: Source, on: TabsHandlers): Tabs | undefined {
    const able: { locks?: LockManager } = navigator;
    // with the version of what is said: tabs with another one of these elements keep to themselves
    return user && able.locks && globalThis.BroadcastChannel ? new Tabs(`intyg-1 ${endpoint} ${user}`, on) : undefined;
  }

  private constructor(
    readonly name: string,
    readonly on: TabsHandlers,
  ) {
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<Told | Asked>) =>
      'term' in data ? this.#hear(data) : this.#note(data);
    const { signal } = this.#over;
    for (const event of ['freeze', 'pagehide']) addEventListener(event, () => this.#step(), { signal, capture: true });
  }

  /** What the other tabs want, each key as often as it is wanted. */
  get wanted(): string[] {
    return [...this.#wants.values()].flatMap(({ want }) => want);
  }

  /** `isReady` when this tab could connect if it led. */
  tick(now: number, isReady: boolean) {
    if (now - this.#spoke >= BEAT) this.say();
    // a hidden tab's clock is slow, and nobody looks at it
    const isHung = !this.leads && !document.hidden && now - this.#heard >= SILENCE;
    if (isReady && (!this.#candidacy || isHung)) this.#stand(!!this.#candidacy);
  }

  /** Says what this tab has to say: the leader what it heard, the others what they want to hear. */
  say(again?: Again) {
    if (this.leads) return this.tell(this.on.words(), true);
    this.#spoke = Date.now();
    this.#post({ tab: this.#id, want: this.on.want(), again });
  }

  /** As the leader. */
  tell(words: readonly Word[], beat = false) {
    if (!this.leads) return;
    if (beat) {
      this.#spoke = Date.now();
      this.#beats++;
      for (const [tab, { beat: last }] of this.#wants) if (last < this.#beats - PATIENCE) this.#wants.delete(tab);
    }
    this.#post({ term: this.#term, words, beat });
  }

  /** Lets another tab try, and waits for the next tick to stand again. */
  resign() {
    this.leads = false;
    this.#wants.clear();
    this.#candidacy?.abort();
    this.#candidacy = undefined;
  }

  close() {
    this.#step();
    this.#over.abort();
    this.#channel.close();
  }

  #stand(steal: boolean) {
    this.resign();
    this.#heard = Math.max(this.#heard, Date.now() - (steal ? 0 : HEAD_START));
    const candidacy = (this.#candidacy = new AbortController());
    const { signal } = candidacy;
    const lead = () =>
      new Promise<void>((resign) => {
        if (signal.aborted) return resign();
        signal.onabort = () => resign();
        this.#lead();
      });
    navigator.locks.request(this.name, steal ? { steal } : { signal }, lead).catch(({ name }: Error) => {
      if (candidacy !== this.#candidacy) return;
      // overtaken; else there are no locks here, and each tab has its own connection
      if (name === 'AbortError') this.#step();
      else this.#lead();
    });
  }

  #lead() {
    this.leads = true;
    this.#term = Math.max(Date.now(), this.#term + 1);
    this.on.lead();
    this.say();
  }

  /** Back, and out of the queue: a frozen tab must not be given the connection either. */
  #step() {
    this.#post({ tab: this.#id, want: [] });
    if (this.leads) this.on.rest();
    this.resign();
  }

  #hear({ term, words, beat }: Told) {
    if (this.leads || term < this.#term) return;
    this.#term = term;
    this.#heard = Date.now();
    this.on.hear(words);
    if (beat) this.say();
  }

  #note({ tab, want, again }: Asked) {
    if (!this.leads) return;
    const before = this.#wants.get(tab)?.want;
    if (want.length) this.#wants.set(tab, { want, beat: this.#beats });
    else this.#wants.delete(tab);
    this.on.asked(before?.join() !== want.join(), again);
  }

  #post(message: Told | Asked) {
    this.#channel.postMessage(message);
  }
}
