import { afterEach, beforeEach, vi } from 'vitest';
import '../define.ts';
import type { CaseBadge } from '../case-badge/case-badge.ts';
import { configureIntyg } from '../configure.ts';
import type { TokenReason } from '../live/token.ts';
import { FakeGraph } from './fake-graph.ts';

const ENDPOINT = 'https://graf.example/graphql';
export const MINUTE = 60_000;
const STEP = 250;

/** A page in a journal, with a clock that the test moves and a graph that the test plays. */
export class Page {
  readonly graph = new FakeGraph();
  /** Why tokens were asked for, in order. Token number n is `token-n`. */
  readonly asked: TokenReason[] = [];
  /** Milliseconds that a token lives. */
  tokenLife = 15 * MINUTE;
  /** Every event of the elements, as [type, detail]. */
  readonly events: [string, Record<string, unknown>][] = [];
  readonly #listening = new AbortController();

  constructor() {
    for (const name of ['count-change', 'open-cases', 'auth-required', 'connection', 'error']) {
      const heard = (event: Event) => this.events.push([event.type, (event as CustomEvent).detail]);
      document.addEventListener(`intyg-${name}`, heard, { signal: this.#listening.signal });
    }
    document.documentElement.lang = 'sv';
    configureIntyg({ endpoint: ENDPOINT, tokenProvider: this.tokenProvider });
  }

  readonly tokenProvider = async ({ reason }: { reason: TokenReason }) => {
    this.asked.push(reason);
    return { accessToken: `token-${this.asked.length}`, expiresAt: Date.now() + this.tokenLife };
  };

  /** A badge in the page, connected as far as the graph has let it. */
  async badge(attributes: string, content = ''): Promise<CaseBadge> {
    const place = document.createElement('div');
    place.innerHTML = `<intyg-case-badge ${attributes}>${content}</intyg-case-badge>`;
    document.body.append(place);
    await this.pass(0);
    return place.querySelector('intyg-case-badge')!;
  }

  /** A badge that is live, with what its unit has to do. */
  async liveBadge(unit: string, total: number, attributes = ''): Promise<CaseBadge> {
    const badge = await this.badge(`unit="${unit}" ${attributes}`);
    await this.accept();
    this.graph.count(unit, { total });
    await this.pass(0);
    return badge;
  }

  async accept() {
    this.graph.socket.accept();
    await this.pass(0);
  }

  /** Lets time pass, in milliseconds; in small steps, so that what is promised happens in between. */
  async pass(time: number) {
    await settled();
    for (let left = time; left > 0; left -= STEP) {
      vi.advanceTimersByTime(Math.min(left, STEP));
      await settled();
    }
    for (const badge of document.querySelectorAll('intyg-case-badge')) await badge.updateComplete;
  }

  /** Lets time pass while the graph pings as it does when all is well. */
  async passInHealth(time: number) {
    for (let passed = 0; passed < time; passed += 4000) {
      this.graph.ping();
      await this.pass(Math.min(4000, time - passed));
    }
  }

  eventsOf(name: string): Record<string, unknown>[] {
    return this.events.filter(([type]) => type === name).map(([, detail]) => detail);
  }

  async leave() {
    document.body.replaceChildren();
    await this.pass(0);
    this.#listening.abort();
  }
}

/** After the promises and events that wait for no clock. */
async function settled() {
  for (let turn = 0; turn < 16; turn++) await Promise.resolve();
}

/** A fresh page for each test of the file. */
export function eachTestInAPage(): { readonly page: Page } {
  const current = {} as { page: Page };
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    current.page = new Page();
  });
  afterEach(async () => {
    await current.page.leave();
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  return current;
}

/** A part of the badge, as the user finds it. */
export const part = (badge: CaseBadge, name: string): HTMLElement =>
  badge.renderRoot.querySelector<HTMLElement>(`[part="${name}"]`)!;

/** All text in the badge. */
export const textOf = (badge: CaseBadge): string => badge.renderRoot.textContent?.replace(/\s+/g, ' ').trim() ?? '';
