import { describe, expect, it, vi } from 'vitest';
import { configureIntyg } from '../configure.ts';
import { MINUTE, eachTestInAPage } from '../testing/page.ts';

const test = eachTestInAPage();

describe('A token', () => {
  it('is asked for before the first connection, and once for all badges', async () => {
    const { page } = test;
    await page.badge('unit="SE1"');
    await page.badge('unit="SE2"');
    expect(page.asked).toEqual(['connect']);
  });

  it('is renewed at 80 % of its life, and the number does not blink', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    await page.passInHealth(12 * MINUTE - 500);
    expect(page.asked).toEqual(['connect']);

    await page.pass(500);
    expect(page.asked).toEqual(['connect', 'renew']);
    const [old, renewed] = page.graph.sockets;
    expect(old!.state).toBe('open');
    renewed!.accept();
    await page.pass(0);
    expect(old!.state).toBe('closed');
    expect(renewed!.sent[0]).toEqual({ type: 'connection_init', payload: { authorization: 'Bearer token-2' } });
    expect(renewed?.operation('SE1')).toBe('1');
    page.graph.count('SE1', { total: 4 }, { version: 2 });
    await page.pass(0);

    expect(badge.count).toBe(4);
    expect(page.eventsOf('intyg-connection').map(({ state }) => state)).toEqual(['connecting', 'live']);
    expect(page.eventsOf('intyg-count-change').map(({ total }) => total)).toEqual([3, 4]);
  });

  it('is renewed without a blink even when the graph ends the old one before the new one is there', async () => {
    const { page } = test;
    await page.liveBadge('SE1', 3);
    await page.passInHealth(12 * MINUTE);
    page.graph.sockets[0]!.drop(4401);
    await page.pass(500);
    await page.accept();
    page.graph.count('SE1', { total: 3 });
    await page.pass(0);
    expect(page.asked).toEqual(['connect', 'renew']);
    expect(page.eventsOf('intyg-connection').map(({ state }) => state)).toEqual(['connecting', 'live']);
  });

  it('that is replaced makes its connection mute', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    await page.passInHealth(12 * MINUTE);
    await page.accept();
    page.graph.count('SE1', { total: 3 });
    await page.pass(11_750);
    page.graph.sockets[0]!.onmessage?.({ data: '{"type":"ping"}' });
    await page.pass(250);
    expect(badge.state).toBe('stale');
  });

  it('that cannot be renewed in time is asked for again, while the old one serves', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    await page.passInHealth(12 * MINUTE);
    page.graph.socket.drop();
    await page.pass(1_250);
    expect(page.asked).toEqual(['connect', 'renew', 'renew']);
    expect(badge.state).toBe('live');
  });

  it.each([4401, 4403])('that the graph ends with %i is replaced by a new one', async (code) => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    page.graph.socket.drop(code);
    await page.pass(250);
    expect(page.asked).toEqual(['connect', 'unauthorized']);
    await page.accept();
    page.graph.count('SE1', { total: 3 });
    await page.pass(0);
    expect(badge.state).toBe('live');
  });

  it('that a subscription finds unauthenticated is replaced, with the connection', async () => {
    const { page } = test;
    await page.liveBadge('SE1', 3);
    page.graph.error(['SE1'], 'UNAUTHENTICATED');
    await page.pass(250);
    expect(page.asked).toEqual(['connect', 'unauthorized']);
    expect(page.graph.sockets).toMatchObject([{ state: 'closed' }, { state: 'connecting' }]);
  });

  it('reaches no attribute, address, event or text', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    page.graph.socket.drop(4401);
    await page.pass(250);
    await page.accept();
    const everywhere = [
      document.documentElement.outerHTML,
      badge.renderRoot.textContent,
      JSON.stringify(page.events),
      ...page.graph.sockets.flatMap(({ url, protocol }) => [url, protocol]),
      ...performance.getEntriesByType('resource').map(({ name }) => name),
      ...Object.values(localStorage),
      ...Object.values(sessionStorage),
      document.cookie,
    ];
    expect(everywhere.join('\n')).not.toMatch(/token-\d/);
  });
});

describe('A token provider', () => {
  it('that fails is an error to be seen, and is asked again later', async () => {
    const { page } = test;
    const tokenProvider = vi.fn().mockRejectedValueOnce(new Error('personal')).mockImplementation(page.tokenProvider);
    configureIntyg({ tokenProvider });
    const badge = await page.badge('unit="SE1"');
    expect(badge.state).toBe('error');
    expect(page.eventsOf('intyg-error')).toEqual([{ code: 'TOKEN_UNAVAILABLE' }]);
    await page.pass(1_250);
    expect(tokenProvider).toHaveBeenCalledTimes(2);
    expect(page.graph.sockets).toHaveLength(1);
  });

  it('that never answers is asked again after half a minute', async () => {
    const { page } = test;
    const tokenProvider = vi.fn(() => new Promise<never>(() => {}));
    configureIntyg({ tokenProvider });
    await page.badge('unit="SE1"');
    await page.pass(29_000);
    expect(tokenProvider).toHaveBeenCalledTimes(1);
    await page.pass(2_500);
    expect(tokenProvider).toHaveBeenCalledTimes(2);
  });

  it('that answers when nobody waits any more opens no connection', async () => {
    const { page } = test;
    const { promise, resolve } = Promise.withResolvers<{ accessToken: string; expiresAt: number }>();
    configureIntyg({ tokenProvider: () => promise });
    const badge = await page.badge('unit="SE1"');
    badge.remove();
    await page.pass(0);
    resolve({ accessToken: 'late', expiresAt: Date.now() + MINUTE });
    await page.pass(0);
    expect(page.graph.sockets).toEqual([]);
  });

  it('of the page is not asked for an endpoint of another origin that stands in markup', async () => {
    const { page } = test;
    const badge = await page.badge('unit="SE1" endpoint="https://foreign.example/graphql"');
    await page.pass(MINUTE);
    expect(badge.state).toBe('idle');
    expect(page.asked).toEqual([]);

    badge.tokenProvider = page.tokenProvider;
    await page.pass(0);
    expect(page.graph.socket.url).toBe('wss://foreign.example/graphql');
  });
});
