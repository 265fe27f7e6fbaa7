import { describe, expect, it, vi } from 'vitest';
import { MINUTE, eachTestInAPage, textOf } from '../testing/page.ts';

const test = eachTestInAPage();

describe('A number', () => {
  it('is stale after twelve seconds without word from the graph, and then marked with the time it was heard', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    vi.setSystemTime(new Date(2026, 10, 21, 10, 42));
    page.graph.ping();
    await page.pass(11_750);
    expect(badge.state).toBe('live');
    await page.pass(250);
    expect(badge).toMatchObject({ state: 'stale', count: 3 });
    expect(textOf(badge)).toContain('Uppdaterat 10:42');
  });

  it('is not shown after five minutes without word', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    await page.pass(5 * MINUTE - 250);
    expect(badge.count).toBe(3);
    await page.pass(250);
    expect(badge).toMatchObject({ state: 'unknown', count: null, breakdown: null });
    expect(textOf(badge)).not.toMatch(/\d/);
  });

  it.each(['stale', 'unknown'])('that is %s lives again with the next ping', async (state) => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    const silence = state === 'stale' ? 12_000 : 5 * MINUTE;
    vi.setSystemTime(Date.now() + silence);
    await page.pass(250);
    expect(badge.state).toBe(state);
    page.graph.ping();
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'live', count: 3 });
  });

  it('is stale, not wrong, when the graph itself says that it cannot see the truth', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    page.graph.error(['SE1'], 'UNAVAILABLE');
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'stale', count: 3 });
    expect(textOf(badge)).toContain('Uppdaterat');
    await page.pass(1_250);
    page.graph.count('SE1', { total: 4 }, { version: 2 });
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'live', count: 4 });
  });

  it('that never was is an error when the graph cannot see the truth', async () => {
    const { page } = test;
    const badge = await page.badge('unit="SE1"');
    await page.accept();
    page.graph.error(['SE1'], 'UNAVAILABLE');
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'error', count: null });
    expect(page.eventsOf('intyg-error')).toEqual([{ code: 'UNAVAILABLE' }]);
  });

  it('stays live for hours while the graph pings', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    page.tokenLife = 24 * 60 * MINUTE;
    await page.passInHealth(11 * MINUTE);
    expect(badge.state).toBe('live');
    expect(page.eventsOf('intyg-connection').map(({ state }) => state)).toEqual(['connecting', 'live']);
  });

  it('is not vouched for by a ping before the new subscription has reported it', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    page.graph.socket.drop();
    await page.pass(1_250);
    await page.accept();
    page.graph.ping();
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'reconnecting', count: 3 });
    page.graph.count('SE1', { total: 4 }, { version: 2 });
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'live', count: 4 });
  });
});
