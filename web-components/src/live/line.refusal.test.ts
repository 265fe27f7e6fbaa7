import { describe, expect, it, vi } from 'vitest';
import { configureIntyg } from '../configure.ts';
import { MINUTE, eachTestInAPage, textOf } from '../testing/page.ts';

const test = eachTestInAPage();

describe('A user whose tokens are refused twice in a row', () => {
  async function refusedTwice() {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    page.graph.socket.drop(4401);
    await page.pass(250);
    page.graph.socket.drop(4403);
    await page.pass(250);
    return { page, badge };
  }

  it('is told once, sees no number, and is not asked again', async () => {
    const { page, badge } = await refusedTwice();
    expect(badge).toMatchObject({ state: 'unauthorized', count: null });
    expect(textOf(badge)).not.toMatch(/\d/);
    await page.pass(30 * MINUTE);
    expect(page.eventsOf('intyg-auth-required')).toEqual([{}]);
    expect(page.asked).toEqual(['connect', 'unauthorized']);
  });

  it('is told so too when the graph takes the connection and refuses only what is asked on it', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    page.graph.error(['SE1'], 'UNAUTHENTICATED');
    await page.pass(250);
    await page.accept();
    page.graph.error(['SE1'], 'UNAUTHENTICATED');
    await page.pass(30 * MINUTE);
    expect(badge.state).toBe('unauthorized');
    expect(page.asked).toEqual(['connect', 'unauthorized']);
  });

  it('is told so, and sees no number, also while the old token would still serve', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    await page.passInHealth(12 * MINUTE);
    for (const _ of [1, 2]) {
      page.graph.socket.drop(4401);
      await page.pass(250);
    }
    expect(badge).toMatchObject({ state: 'unauthorized', count: null });
    expect(page.graph.sockets.filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('is not meant when there was an answer between the refusals', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    for (const version of [2, 3, 4]) {
      page.graph.socket.drop(4401);
      await page.pass(250);
      await page.accept();
      page.graph.count('SE1', { total: 3 }, { version });
      await page.pass(0);
    }
    expect(badge.state).toBe('live');
  });

  it('is not meant either when the graph knows the user, but forbids the unit', async () => {
    const { page } = test;
    await page.liveBadge('SE1', 3);
    for (let refusal = 0; refusal < 3; refusal++) {
      page.graph.socket.drop(4401);
      await page.pass(250);
      await page.accept();
      page.graph.error(['SE1'], 'FORBIDDEN');
    }
    expect(page.eventsOf('intyg-auth-required')).toEqual([]);
    expect(page.asked).toHaveLength(4);
  });

  it('is told again when what the host has tried is refused as well', async () => {
    const { page } = await refusedTwice();
    configureIntyg({});
    await page.pass(1_250);
    for (const _ of [1, 2]) {
      page.graph.socket.drop(4401);
      await page.pass(250);
    }
    expect(page.eventsOf('intyg-auth-required')).toHaveLength(2);
  });

  it('is the same for a badge that comes later', async () => {
    const { page } = await refusedTwice();
    const later = await page.badge('unit="SE2"');
    expect(later.state).toBe('unauthorized');
    expect(page.graph.sockets).toHaveLength(2);
  });

  it.each(['online', 'visibilitychange'])(
    'is tried once more on %s, in case of a new sign-in elsewhere',
    async (event) => {
      const { page, badge } = await refusedTwice();
      window.dispatchEvent(new Event(event));
      await page.pass(0);
      page.graph.socket.drop(4401);
      await page.pass(30 * MINUTE);
      expect(page.asked).toHaveLength(3);
      expect(page.eventsOf('intyg-auth-required')).toHaveLength(1);

      window.dispatchEvent(new Event(event));
      await page.pass(0);
      await page.accept();
      page.graph.count('SE1', { total: 2 }, { version: 2 });
      await page.pass(0);
      expect(badge).toMatchObject({ state: 'live', count: 2 });
    },
  );

  it.each([
    ['configures again', () => configureIntyg({})],
    [
      'sets the token provider again',
      () => {
        const badge = document.querySelector('intyg-case-badge')!;
        const { tokenProvider } = badge;
        badge.tokenProvider = tokenProvider;
      },
    ],
  ])('is tried again when the host %s', async (_, act) => {
    const { page, badge } = await refusedTwice();
    act();
    await page.pass(1_250);
    await page.accept();
    page.graph.count('SE1', { total: 2 }, { version: 2 });
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'live', count: 2 });
  });

  it('makes no storm of a host that answers each refusal with the same token', async () => {
    const { page } = test;
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const badge = await page.badge('unit="SE1"');
    badge.addEventListener('intyg-auth-required', () => configureIntyg({}));
    for (let passed = 0; passed < 10 * MINUTE; passed += 250) {
      page.graph.socket.drop(4401);
      await page.pass(250);
    }
    expect(page.asked.length).toBeLessThan(60);
  });
});
