import { describe, expect, it } from 'vitest';
import { numbers } from '../testing/fake-graph.ts';
import { eachTestInAPage, part } from '../testing/page.ts';

const test = eachTestInAPage();

describe('The host', () => {
  it('hears of each change of the numbers, and of nothing personal', async () => {
    const { page } = test;
    await page.liveBadge('SE1', 7);
    page.graph.count('SE1', { total: 7 }, { version: 2 });
    await page.pass(0);
    page.graph.count('SE1', { total: 7, overdue: 1 }, { version: 3 });
    await page.pass(0);
    expect(page.eventsOf('intyg-count-change')).toEqual([
      { unit: 'SE1', ...numbers({ total: 7 }), previous: null, epoch: 'e1', version: 1 },
      { unit: 'SE1', ...numbers({ total: 7, overdue: 1 }), previous: 7, epoch: 'e1', version: 3 },
    ]);
  });

  it('hears of several units as of one, with the position of the one that reported last', async () => {
    const { page } = test;
    await page.badge('units="SE2 SE1"');
    await page.accept();
    page.graph.count('SE2', { total: 1 }, { version: 4 });
    page.graph.count('SE1', { total: 2 }, { version: 8 });
    await page.pass(0);
    page.graph.count('SE2', { total: 5 }, { version: 6 });
    await page.pass(0);
    expect(page.eventsOf('intyg-count-change')).toMatchObject([
      { unit: 'SE1 SE2', total: 3, previous: null, version: 8 },
      { unit: 'SE1 SE2', total: 7, previous: 3, version: 6 },
    ]);
  });

  it('hears of each state', async () => {
    const { page } = test;
    await page.liveBadge('SE1', 7);
    page.graph.socket.drop();
    await page.pass(0);
    expect(page.eventsOf('intyg-connection').map(({ state }) => state)).toEqual(['connecting', 'live', 'reconnecting']);
  });

  it('hears them through the borders of its own shadow trees', async () => {
    const { page } = test;
    const host = document.createElement('div');
    document.body.append(host);
    host.attachShadow({ mode: 'open' }).innerHTML = '<intyg-case-badge unit="SE1"></intyg-case-badge>';
    await page.pass(0);
    expect(page.eventsOf('intyg-connection')).toEqual([{ state: 'connecting' }]);
  });

  it('hears that the user wants to see the cases', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    part(badge, 'button').click();
    expect(page.eventsOf('intyg-open-cases')).toEqual([{ unit: 'SE1' }]);
  });

  it('can go there itself instead of following the link', async () => {
    const badge = await test.page.liveBadge('SE1', 7, 'href="#cases"');
    part(badge, 'button').click();
    expect(location.hash).toBe('#cases');
    location.hash = '';
    badge.addEventListener('intyg-open-cases', (event) => event.preventDefault());
    part(badge, 'button').click();
    expect(location.hash).toBe('');
  });
});

describe('Text from elsewhere', () => {
  it.each(['javascript:alert(1)', 'JavaScript:alert(1)', ' java\nscript:alert(1)', 'data:text/html,x'])(
    'is no link when it says %j',
    async (href) => {
      const badge = await test.page.badge('unit="SE1"');
      badge.href = href;
      await test.page.pass(0);
      expect(part(badge, 'button').localName).toBe('button');
      expect(badge.renderRoot.querySelector('a')).toBeNull();
    },
  );

  it('is never markup: not from the graph, not from an attribute', async () => {
    const { page } = test;
    const hostile = '<img src=x onerror="globalThis.hacked = true">';
    const badge = await page.badge('');
    badge.unit = hostile.replaceAll(' ', '');
    badge.show = hostile as 'total';
    await page.pass(0);
    await page.accept();
    page.graph.count(badge.unit, { total: hostile as unknown as number }, { epoch: hostile });
    await page.pass(0);
    expect(badge.renderRoot.querySelector('img')).toBeNull();
    expect(globalThis).not.toHaveProperty('hacked');
  });
});
