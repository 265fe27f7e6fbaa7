import { describe, expect, it, vi } from 'vitest';
import { MINUTE, eachTestInAPage } from '../testing/page.ts';

const test = eachTestInAPage();

/** The page comes to the front, or its computer gets a network. */
const happens = (event: 'visibilitychange' | 'online') => window.dispatchEvent(new Event(event));

describe('A subscription', () => {
  const ends = {
    'is completed': ({ graph: { socket } }: typeof test.page) => socket.say({ type: 'complete', id: '1' }),
    'ends with an error': ({ graph }: typeof test.page) => graph.error(['SE1'], 'INTERNAL_SERVER_ERROR'),
    'reports nothing but an error': ({ graph: { socket } }: typeof test.page) =>
      socket.say({ type: 'next', id: '1', payload: { data: null, errors: [{ message: 'no' }] } }),
  };

  it.each(Object.entries(ends))('that %s is begun anew after a while, on the same connection', async (_, end) => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    end(page);
    await page.pass(250);
    expect(badge.state).not.toBe('live');
    expect(badge.count).toBe(3);
    await page.pass(1_000);
    expect(page.graph.sockets).toHaveLength(1);
    expect(page.graph.socket.operation('SE1')).toBe('2');
    page.graph.count('SE1', { total: 2 }, { version: 2 });
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'live', count: 2 });
  });

  it('that reports nothing but an error is completed, for the graph does not know that it has failed', async () => {
    const { page } = test;
    await page.liveBadge('SE1', 3);
    ends['reports nothing but an error'](page);
    expect(page.graph.socket.sent.at(-1)).toEqual({ id: '1', type: 'complete' });
  });

  it('that ends again and again waits longer each time', async () => {
    const { page } = test;
    vi.spyOn(Math, 'random').mockReturnValue(1);
    await page.liveBadge('SE1', 3);
    const waits = [];
    for (let end = 0; end < 7; end++) {
      const operation = page.graph.socket.operation('SE1');
      page.graph.error(['SE1'], 'INTERNAL_SERVER_ERROR');
      const from = Date.now();
      while (page.graph.socket.operation('SE1') === operation) {
        page.graph.ping();
        await page.pass(250);
      }
      waits.push(Math.round((Date.now() - from) / 1000));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
  });

  it('that the graph forbids hides the number of its badge, and of no other', async () => {
    const { page } = test;
    const other = await page.liveBadge('SE2', 5);
    const badge = await page.badge('unit="SE1"');
    page.graph.count('SE1', { total: 3 });
    page.graph.error(['SE1'], 'FORBIDDEN');
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'unauthorized', count: null });
    expect(other).toMatchObject({ state: 'live', count: 5 });
    expect(page.eventsOf('intyg-error')).toEqual([{ code: 'FORBIDDEN' }]);

    await page.passInHealth(10 * MINUTE);
    expect(page.graph.socket.operations.filter(({ units }) => units[0] === 'SE1')).toHaveLength(1);
    happens('visibilitychange');
    expect(page.graph.socket.operations.filter(({ units }) => units[0] === 'SE1')).toHaveLength(2);
  });

  it('passes nothing on of an error but a code', async () => {
    const { page } = test;
    await page.liveBadge('SE1', 3);
    page.graph.error(['SE1'], '19121212-1212');
    await page.pass(0);
    expect(page.eventsOf('intyg-error')).toEqual([{ code: 'UNKNOWN' }]);
  });
});

describe('More badges than a socket takes subscriptions', () => {
  const units = Array.from({ length: 130 }, (_, place) => `SE${100 + place}`);
  const badges = (of: readonly string[]) => Promise.all(of.map((unit) => test.page.badge(`unit="${unit}"`)));
  const operations = () => test.page.graph.socket.operations.map(({ units: of }) => of.length);

  it('have few subscriptions of up to a hundred units, and every number', async () => {
    const { page } = test;
    const all = await badges(units);
    await page.accept();
    expect(operations()).toEqual([100, 30]);
    units.forEach((unit, place) => page.graph.count(unit, { total: place }));
    await page.pass(0);
    expect(all.map(({ state, count }) => [state, count])).toEqual(units.map((_, place) => ['live', place]));
  });

  it('are merged when they become too many, and no number blinks', async () => {
    const { page } = test;
    const first = await page.liveBadge('SE100', 3);
    await badges(units.slice(1, 16));
    expect(operations()).toEqual(Array(16).fill(1));
    await badges(units.slice(16, 18));
    expect(operations()).toEqual([17, 1]);
    page.graph.count('SE100', { total: 4 }, { version: 2 });
    await page.pass(0);
    expect(first).toMatchObject({ state: 'live', count: 4 });
    expect(page.eventsOf('intyg-connection').map(({ state }) => state)).not.toContain('reconnecting');
  });

  it('lose only the numbers that the graph forbids', async () => {
    const { page } = test;
    const all = await badges(units.slice(0, 40));
    await page.accept();
    const forbidding = () => page.graph.socket.operations.filter(({ units: of }) => of.includes('SE117'));
    for (let turn = 0; turn < 10; turn++) {
      for (const { id } of forbidding())
        page.graph.socket.say({ type: 'error', id, payload: [{ extensions: { code: 'FORBIDDEN' } }] });
      units.slice(0, 40).forEach((unit) => unit === 'SE117' || page.graph.count(unit, { total: 1 }));
      await page.pass(250);
    }
    const lost = all.filter(({ state }) => state !== 'live');
    expect(lost.map(({ unit, state }) => [unit, state])).toEqual([['SE117', 'unauthorized']]);
    expect(page.eventsOf('intyg-error')).toEqual([{ code: 'FORBIDDEN' }]);
  });

  it('keep what the others of a merged subscription show when one of them goes', async () => {
    const { page } = test;
    const all = await badges(units.slice(0, 20));
    await page.accept();
    all[0]!.remove();
    await page.pass(250);
    expect(operations()).toEqual([20]);
    for (const badge of all) badge.remove();
    await page.pass(0);
    expect(page.graph.socket.state).toBe('closed');
  });
});
