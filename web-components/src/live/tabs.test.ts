import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeTabs } from '../testing/fake-tabs.ts';
import { MINUTE, eachTestInAPage } from '../testing/page.ts';
import { follow } from './hub.ts';
import type { LiveView } from './subscription.ts';
import type { TokenProvider } from './token.ts';

const test = eachTestInAPage();
let tabs: FakeTabs;
beforeEach(() => (tabs = new FakeTabs()));

const ENDPOINT = 'https://graf.example/graphql';

/** A tab of the user's with a badge: told apart from the others by its provider, as each tab has its own. */
class Tab {
  view!: LiveView;
  /** What it has been, one after the other. */
  readonly states: string[] = [];
  stop: () => void;

  constructor(
    units: string,
    readonly user = 'ajla',
    provider: TokenProvider = (asked) => test.page.tokenProvider(asked),
  ) {
    const tokenProvider: TokenProvider = (asked) => provider(asked);
    const stop = follow({ endpoint: ENDPOINT, tokenProvider, user }, units.split(' '), (view) => {
      this.view = view;
      if (this.states.at(-1) !== view.state) this.states.push(view.state);
    });
    this.stop = () => {
      this.stop = () => {};
      stop();
    };
    opened.push(this);
  }

  get shows() {
    const [count] = this.view.counts;
    return { state: this.view.state, total: count?.state === 'CURRENT' ? count.total : null };
  }
}
let opened: Tab[] = [];
beforeEach(() => {
  opened = [];
  return () => opened.forEach((tab) => tab.stop());
});

async function tab(...given: ConstructorParameters<typeof Tab>): Promise<Tab> {
  const made = new Tab(...given);
  await test.page.pass(0);
  return made;
}

/** Two tabs of one user that show the same unit, live; the first has the connection. */
async function twoTabs() {
  const first = await tab('SE1');
  await test.page.accept();
  test.page.graph.count('SE1', { total: 3 });
  const second = await tab('SE1');
  return { first, second };
}

const openSockets = () => test.page.graph.sockets.filter(({ state }) => state !== 'closed');

describe('The tabs of one user', () => {
  it('have one connection, and one subscription for what several of them show', async () => {
    const { page } = test;
    const { first, second } = await twoTabs();
    const third = await tab('SE2');
    page.graph.count('SE2', { total: 5 });
    await page.pass(0);
    expect([first.shows, second.shows]).toEqual(Array(2).fill({ state: 'live', total: 3 }));
    expect(third.shows).toEqual({ state: 'live', total: 5 });
    expect(page.graph.sockets).toHaveLength(1);
    expect(page.graph.socket.operations.map(({ units }) => units)).toEqual([['SE1'], ['SE2']]);
    expect(page.asked).toEqual(['connect']);
  });

  it('show at once what the one with the connection knows, and every change of it', async () => {
    const { page } = test;
    const { first, second } = await twoTabs();
    expect(second.shows).toEqual({ state: 'live', total: 3 });
    page.graph.count('SE1', { total: 4 }, { version: 2 });
    await page.pass(0);
    expect([first.shows, second.shows]).toEqual(Array(2).fill({ state: 'live', total: 4 }));
  });

  it('stay live with the graph’s pings, and are stale twelve seconds after the last one, all at the same time', async () => {
    const { page } = test;
    const { first, second } = await twoTabs();
    await page.passInHealth(5 * MINUTE);
    page.graph.ping();
    await page.pass(11_750);
    expect([first.shows, second.shows]).toEqual(Array(2).fill({ state: 'live', total: 3 }));
    await page.pass(250);
    expect([first.shows, second.shows]).toEqual(Array(2).fill({ state: 'stale', total: 3 }));
    expect(second.view.heard).toBe(first.view.heard);
    await page.pass(5 * MINUTE);
    expect([first.shows, second.shows]).toMatchObject(Array(2).fill({ state: 'unknown' }));
  });

  it('that come when the number is old are told how old it is', async () => {
    const { page } = test;
    const first = (await twoTabs()).first;
    page.graph.socket.drop();
    await page.pass(60_000);
    const late = await tab('SE1');
    expect(late.shows).toEqual({ state: 'reconnecting', total: 3 });
    expect(late.view.heard).toBe(first.view.heard);
  });

  it('are told why there is no number', async () => {
    const { page } = test;
    const { second } = await twoTabs();
    page.graph.puProblem('SE1', { version: 2 });
    await page.pass(0);
    expect(second.shows).toEqual({ state: 'live', total: null });
    page.graph.error(['SE1'], 'FORBIDDEN');
    await page.pass(0);
    expect(second.view).toMatchObject({ state: 'unauthorized', code: 'FORBIDDEN', counts: [] });
  });

  it('never go back to an older version, whoever speaks', async () => {
    const { page } = test;
    const { first, second } = await twoTabs();
    page.graph.count('SE1', { total: 9 }, { version: 7 });
    await page.pass(0);
    first.stop();
    await page.pass(0);
    await page.accept();
    page.graph.count('SE1', { total: 8 }, { version: 6 });
    await page.pass(0);
    expect(second.shows).toEqual({ state: 'live', total: 9 });
  });

  it('ask for nothing any more that no tab shows', async () => {
    const { page } = test;
    const first = (await twoTabs()).first;
    const third = await tab('SE2');
    expect(page.graph.socket.operations).toHaveLength(2);
    third.stop();
    await page.pass(250);
    expect(page.graph.socket.operations.map(({ units }) => units)).toEqual([['SE1']]);

    const crashed = new BroadcastChannel(tabs.names[0]!);
    crashed.postMessage({ tab: 'crashed', want: ['SE3'] });
    await page.pass(0);
    expect(page.graph.socket.operations.map(({ units }) => units)).toEqual([['SE1'], ['SE3']]);
    await page.passInHealth(MINUTE);
    expect(page.graph.socket.operations.map(({ units }) => units)).toEqual([['SE1']]);
    expect(first.shows.state).toBe('live');
  });
});

describe('When the tab with the connection', () => {
  it('closes, another one takes over at once, and nothing blinks', async () => {
    const { page } = test;
    const { first, second } = await twoTabs();
    const third = await tab('SE1');
    first.stop();
    await page.pass(0);
    expect(openSockets()).toHaveLength(1);
    await page.accept();
    page.graph.count('SE1', { total: 4 }, { version: 2 });
    await page.pass(0);
    expect([second.shows, third.shows]).toEqual(Array(2).fill({ state: 'live', total: 4 }));
    expect(third.states).toEqual(['connecting', 'live']);
    expect(page.asked).toEqual(['connect', 'connect']);
  });

  it('crashes, another one takes over at once', async () => {
    const { page } = test;
    const { second } = await twoTabs();
    tabs.crash(0);
    page.graph.socket.drop();
    await page.pass(0);
    await page.accept();
    page.graph.count('SE1', { total: 4 }, { version: 2 });
    await page.pass(0);
    expect(second.shows).toEqual({ state: 'live', total: 4 });
  });

  it('is frozen, it gives the connection up, and takes its place behind the others afterwards', async () => {
    const { page } = test;
    const { first, second } = await twoTabs();
    document.dispatchEvent(new Event('freeze', { bubbles: true }));
    // in the tests' one page it reaches both; the first to look at the clock has the connection
    expect(openSockets()).toHaveLength(0);
    await page.pass(250);
    expect(openSockets()).toHaveLength(1);
    await page.accept();
    page.graph.count('SE1', { total: 4 }, { version: 2 });
    await page.pass(0);
    expect([first.shows, second.shows]).toEqual(Array(2).fill({ state: 'live', total: 4 }));
  });

  it('hangs, the others’ numbers go stale, and one of them overtakes it', async () => {
    const { page } = test;
    const { first, second } = await twoTabs();
    const third = await tab('SE1');
    tabs.hang(0);
    await page.pass(9_750);
    expect(page.graph.sockets).toHaveLength(1);
    await page.pass(500);
    const [hung, mine] = page.graph.sockets;
    expect(hung!.state).toBe('closed');
    expect(openSockets()).toEqual([mine]);
    mine!.accept();
    await page.pass(0);
    page.graph.count('SE1', { total: 4 }, { version: 2 });
    await page.pass(0);
    expect([second.shows, third.shows]).toEqual(Array(2).fill({ state: 'live', total: 4 }));
    expect(first.shows).toEqual({ state: 'live', total: 3 });
  });

  it('hangs before a tab has heard anything of it, that tab waits no longer than four seconds', async () => {
    const { page } = test;
    await twoTabs();
    tabs.hang(0);
    const late = await tab('SE2');
    await page.pass(4_250);
    await page.accept();
    page.graph.count('SE2', { total: 4 });
    await page.pass(0);
    expect(late.shows).toEqual({ state: 'live', total: 4 });
  });

  it('cannot reach the graph, nobody overtakes it', async () => {
    const { page } = test;
    const { second } = await twoTabs();
    await page.pass(9_000);
    page.graph.socket.drop();
    await page.pass(9_000);
    expect(second.shows).toEqual({ state: 'reconnecting', total: 3 });
    expect(openSockets()).toHaveLength(1);
    expect(tabs.names).toHaveLength(2);
    expect(page.asked.length).toBeLessThan(8);
  });

  it('has been overtaken and speaks nevertheless, it is not listened to', async () => {
    const { page } = test;
    const { second } = await twoTabs();
    const { counts } = second.view;
    const word = { key: 'SE1', state: 'live', counts, heard: Date.now() + MINUTE, code: undefined };
    const old = new BroadcastChannel(tabs.names[0]!);
    await page.pass(11_750);
    old.postMessage({ term: 1, words: [word], beat: false });
    await page.pass(250);
    expect(second.shows).toEqual({ state: 'stale', total: 3 });
    old.close();
  });

  it('gets no token, another tab tries its own', async () => {
    const { page } = test;
    const refusing = vi.fn<TokenProvider>(() => Promise.reject(new Error('signed out')));
    const first = await tab('SE1', 'ajla', refusing);
    const second = await tab('SE1');
    await page.pass(1_250);
    await page.accept();
    page.graph.count('SE1', { total: 3 });
    await page.pass(250);
    expect([first.shows, second.shows]).toEqual(Array(2).fill({ state: 'live', total: 3 }));
    expect(second.view.code).toBeUndefined();
  });

  it('is refused, each of the others tries once, and then nobody until something changes', async () => {
    const { page } = test;
    const { first, second } = await twoTabs();
    for (let seconds = 0; seconds < 300; seconds++) {
      page.graph.socket.drop(4401);
      await page.pass(1_000);
    }
    expect([first.shows.state, second.shows.state]).toEqual(['unauthorized', 'unauthorized']);
    expect(page.asked.length).toBeLessThan(6);
    const known = page.graph.sockets.length;

    window.dispatchEvent(new Event('visibilitychange'));
    await page.pass(0);
    expect(page.graph.sockets).toHaveLength(known + 1);
    await page.accept();
    page.graph.count('SE1', { total: 4 }, { version: 2 });
    await page.pass(250);
    expect([first.shows, second.shows]).toEqual(Array(2).fill({ state: 'live', total: 4 }));
  });
});

describe('Nothing is shared', () => {
  it('between two users', async () => {
    const { page } = test;
    const ajla = await tab('SE1', 'ajla');
    const arnold = await tab('SE1', 'arnold');
    expect(page.graph.sockets).toHaveLength(2);
    page.graph.sockets[0]!.accept();
    page.graph.count('SE1', { total: 3 });
    await page.pass(0);
    expect(ajla.shows).toEqual({ state: 'live', total: 3 });
    expect(arnold.shows).toEqual({ state: 'connecting', total: null });
  });

  it('by tabs that do not say whose they are, or whose browser cannot bring them together', async () => {
    const { page } = test;
    await tab('SE1', '');
    expect(tabs.names).toEqual([]);
    vi.stubGlobal('BroadcastChannel', undefined);
    await tab('SE1');
    expect(page.graph.sockets).toHaveLength(2);
  });

  it('where the browser refuses the lock, and the count is there all the same', async () => {
    const { page } = test;
    const request = () => Promise.reject(new DOMException('no', 'SecurityError'));
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue({ request } as unknown as LockManager);
    const tabsOfOne = [await tab('SE1'), await tab('SE1')];
    expect(page.graph.sockets).toHaveLength(2);
    for (const socket of page.graph.sockets) socket.accept();
    await page.pass(0);
    page.graph.count('SE1', { total: 3 });
    await page.pass(0);
    expect(tabsOfOne.map(({ shows }) => shows)).toEqual(Array(2).fill({ state: 'live', total: 3 }));
  });

  it('of a token', async () => {
    const { page } = test;
    const { first } = await twoTabs();
    first.stop();
    await page.pass(0);
    await page.accept();
    await page.passInHealth(MINUTE);
    expect(tabs.said.length).toBeGreaterThan(20);
    expect(JSON.stringify([tabs.said, tabs.names])).not.toMatch(/token|Bearer/i);
  });
});
