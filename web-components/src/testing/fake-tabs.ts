import { vi } from 'vitest';

/** Lets the code of the tests' one page believe that it is in several tabs: their lock, and what they say to each other. */
export class FakeTabs {
  /** All that was said, in order. */
  readonly said: unknown[] = [];
  readonly #channels = new Set<FakeChannel>();
  readonly #holders = new Map<string, Candidate>();
  #queue: Candidate[] = [];

  constructor() {
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue({ request: this.#request } as unknown as LockManager);
    const [channels, said] = [this.#channels, this.said];
    vi.stubGlobal(
      'BroadcastChannel',
      class extends FakeChannel {
        constructor(name: string) {
          super(name, channels, said);
        }
      },
    );
  }

  get names(): string[] {
    return [...this.#channels].map(({ name }) => name);
  }

  /** The tab that came as number `place` neither hears nor says anything any more, as if it hung. */
  hang(place: number) {
    [...this.#channels][place]!.hangs = true;
  }

  /** The tab with the connection, which came as number `place`, is gone, and the browser knows. */
  crash(place: number) {
    this.hang(place);
    const { name } = [...this.#channels][place]!;
    this.#release(this.#holders.get(name)!);
  }

  readonly #request = (
    name: string,
    { signal, steal }: { readonly signal?: AbortSignal; readonly steal?: boolean },
    hold: () => Promise<void>,
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      const candidate = { name, hold, resolve, reject };
      const aborted = () => reject(new DOMException('overtaken', 'AbortError'));
      signal?.addEventListener('abort', () => {
        if (!this.#queue.includes(candidate)) return;
        this.#queue = this.#queue.filter((one) => one !== candidate);
        aborted();
      });
      if (steal) {
        this.#holders.get(name)?.reject(new DOMException('overtaken', 'AbortError'));
        this.#grant(candidate);
      } else {
        this.#queue.push(candidate);
        this.#next(name);
      }
    });

  #next(name: string) {
    const next = this.#holders.has(name) ? undefined : this.#queue.find((one) => one.name === name);
    if (!next) return;
    this.#queue = this.#queue.filter((one) => one !== next);
    this.#grant(next);
  }

  #grant(candidate: Candidate) {
    this.#holders.set(candidate.name, candidate);
    void Promise.resolve()
      .then(candidate.hold)
      .then(() => this.#release(candidate));
  }

  #release(candidate: Candidate) {
    candidate.resolve();
    if (candidate !== this.#holders.get(candidate.name)) return;
    this.#holders.delete(candidate.name);
    this.#next(candidate.name);
  }
}

interface Candidate {
  readonly name: string;
  readonly hold: () => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (problem: unknown) => void;
}

class FakeChannel {
  onmessage?: (event: { data: unknown }) => void;
  hangs = false;

  constructor(
    readonly name: string,
    readonly channels: Set<FakeChannel>,
    readonly said: unknown[],
  ) {
    channels.add(this);
  }

  postMessage(message: unknown) {
    if (!this.channels.has(this)) throw new DOMException('closed', 'InvalidStateError');
    if (this.hangs) return;
    this.said.push(structuredClone(message));
    for (const other of this.channels) {
      if (other === this || other.name !== this.name) continue;
      const data = structuredClone(message);
      queueMicrotask(() => other.hangs || !this.channels.has(other) || other.onmessage?.({ data }));
    }
  }

  close() {
    this.channels.delete(this);
  }
}
