import { describe, expect, it, vi } from 'vitest';
import { eachTestInAPage, textOf } from '../testing/page.ts';

const test = eachTestInAPage();

/** The page comes to the front, or its computer gets a network. */
const happens = (event: 'visibilitychange' | 'online') => window.dispatchEvent(new Event(event));

describe('A lost connection', () => {
  it('keeps the number, marked, and is replaced', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    page.graph.socket.drop(1006);
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'reconnecting', count: 3 });
    expect(textOf(badge)).toContain('Uppdaterat');
    await page.pass(1_250);
    expect(page.graph.sockets).toHaveLength(2);
  });

  it('is tried for ever, ever less often, and never sooner than after half a second', async () => {
    const { page } = test;
    vi.spyOn(Math, 'random').mockReturnValue(1);
    await page.badge('unit="SE1"');
    const waits = [];
    for (let loss = 0; loss < 8; loss++) {
      const [known, from] = [page.graph.sockets.length, Date.now()];
      page.graph.socket.drop();
      while (page.graph.sockets.length === known) await page.pass(250);
      waits.push(Math.round((Date.now() - from) / 1000));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
  });

  it.each(['online', 'visibilitychange'] as const)('is replaced at once on %s', async (event) => {
    const { page } = test;
    vi.spyOn(Math, 'random').mockReturnValue(1);
    await page.liveBadge('SE1', 3);
    for (let loss = 0; loss < 6; loss++) {
      page.graph.socket.drop();
      await page.pass(30_250);
    }
    page.graph.socket.drop();
    await page.pass(0);
    const known = page.graph.sockets.length;
    happens(event);
    await page.pass(0);
    expect(page.graph.sockets).toHaveLength(known + 1);

    // And the waits begin anew.
    page.graph.socket.drop();
    await page.pass(1_250);
    expect(page.graph.sockets).toHaveLength(known + 2);
  });

  it('is said to be offline when the computer is', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    window.dispatchEvent(new Event('offline'));
    await page.pass(250);
    expect(badge.state).toBe('live');
    page.graph.socket.drop();
    await page.pass(250);
    expect(badge).toMatchObject({ state: 'offline', count: 3 });
  });
});
