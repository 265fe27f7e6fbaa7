import { describe, expect, it } from 'vitest';
import { configureIntyg } from '../configure.ts';
import { numbers } from '../testing/fake-graph.ts';
import { eachTestInAPage, part, textOf } from '../testing/page.ts';
import type { Show } from './case-badge.ts';

const test = eachTestInAPage();

describe('A badge', () => {
  it('shows how many unhandled cases its unit has', async () => {
    const badge = await test.page.liveBadge('SE1', 7);
    expect(badge).toMatchObject({ state: 'live', count: 7 });
    expect(badge.getAttribute('state')).toBe('live');
    expect(part(badge, 'count').textContent).toBe('7');
    expect(part(badge, 'label').textContent).toBe('Ohanterade ärenden');
    expect(part(badge, 'status').textContent).toBe('');
  });

  it('waits for its unit, and for somebody to ask for tokens', async () => {
    configureIntyg({ tokenProvider: undefined });
    const badge = await test.page.badge('');
    expect(badge.getAttribute('state')).toBe('idle');
    badge.unit = 'SE1';
    await test.page.pass(0);
    expect(badge.state).toBe('idle');
    configureIntyg({ tokenProvider: test.page.tokenProvider });
    await test.page.pass(0);
    expect(badge.state).toBe('connecting');
  });

  it('does not go back to a lower version, shows an equal one, and follows a new epoch', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    const shown = [];
    for (const [total, epoch, version] of [
      [8, 'e1', 5],
      [7, 'e1', 4],
      [9, 'e1', 5],
      [2, 'e2', 1],
    ] as const) {
      page.graph.count('SE1', { total }, { epoch, version });
      await page.pass(0);
      shown.push(badge.count);
    }
    expect(shown).toEqual([8, 8, 9, 2]);
  });

  it('shows no number while the person service is down, and says why', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    page.graph.puProblem('SE1');
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'blocked', count: null, breakdown: null });
    expect(textOf(badge)).not.toMatch(/\d/);
    expect(part(badge, 'status').textContent).toContain('personuppgiftstjänsten svarar inte');

    page.graph.count('SE1', { total: 8 }, { version: 2 });
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'live', count: 8 });
  });

  it('adds several units up, once each of them has reported', async () => {
    const { page } = test;
    const badge = await page.badge('units="SE1 SE2  SE1"');
    await page.accept();
    page.graph.count('SE1', { total: 7, answer: 4 });
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'connecting', count: null });
    page.graph.count('SE2', { total: 5, answer: 1 });
    await page.pass(0);
    expect(badge.breakdown).toEqual(numbers({ total: 12, answer: 5 }));
    page.graph.puProblem('SE1', { version: 2 });
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'blocked', count: null });
  });

  it('leaves sub-units out when asked to', async () => {
    const { page } = test;
    const badge = await page.badge('unit="SE1" without-sub-units');
    await page.accept();
    page.graph.count('SE1', { total: 7 }, { own: { total: 2 } });
    await page.pass(0);
    expect(badge.count).toBe(2);
    badge.withoutSubUnits = false;
    await page.pass(0);
    expect(badge.count).toBe(7);
  });

  it.each<[Show, number, string]>([
    ['total', 7, 'Ohanterade ärenden'],
    ['complement', 1, 'Att komplettera'],
    ['answer', 2, 'Att svara på'],
    ['read', 3, 'Svar att läsa'],
    ['overdue', 4, 'Sista svarsdag passerad'],
  ])('can show %s', async (show, count, label) => {
    const { page } = test;
    const badge = await page.badge(`unit="SE1" show="${show}"`);
    await page.accept();
    page.graph.count('SE1', { total: 7, complement: 1, answer: 2, read: 3, waiting: 6, overdue: 4 });
    await page.pass(0);
    expect(badge.count).toBe(count);
    expect(part(badge, 'label').textContent).toBe(label);
  });

  it('shows the total when asked for something it does not know', async () => {
    const badge = await test.page.liveBadge('SE1', 7, 'show="constructor"');
    expect(badge.count).toBe(7);
  });

  it.each([
    ['', 99, '99'],
    ['', 100, '99+'],
    ['max="9"', 10, '9+'],
  ])('with %s shows %i as %s', async (attributes, total, shown) => {
    const badge = await test.page.liveBadge('SE1', total, attributes);
    expect(part(badge, 'count').textContent).toBe(shown);
    expect(badge.count).toBe(total);
  });

  it('shows zero calmly, and hides it only when asked to and certain', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 0);
    expect(part(badge, 'count').textContent).toBe('0');
    expect(getComputedStyle(part(badge, 'count')).backgroundColor).toBe('rgba(0, 0, 0, 0)');
    badge.hideZero = true;
    await page.pass(0);
    expect(part(badge, 'count').checkVisibility()).toBe(false);
    await page.pass(12_000);
    expect(part(badge, 'count').checkVisibility()).toBe(true);
  });

  it('is dashed when its number is old', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    const style = getComputedStyle(part(badge, 'count'));
    expect(style.borderTopStyle).toBe('solid');
    await page.pass(12_000);
    expect(style.borderTopStyle).toBe('dashed');
  });

  it.each([
    ['locale="en"', 'Unhandled cases'],
    ['locale="sv"', 'Ohanterade ärenden'],
    ['locale="fi"', 'Ohanterade ärenden'],
    ['lang="en-GB"', 'Unhandled cases'],
    ['lang="de"', 'Ohanterade ärenden'],
  ])('with %s says %s', async (attribute, label) => {
    const badge = await test.page.badge(attribute);
    expect(part(badge, 'label').textContent).toBe(label);
  });

  it('speaks the language that the page is configured for', async () => {
    const badge = await test.page.badge('');
    configureIntyg({ locale: 'en' });
    await test.page.pass(0);
    expect(part(badge, 'label').textContent).toBe('Unhandled cases');
    configureIntyg({ locale: undefined });
  });
});

describe('A change of unit', () => {
  it('takes the old number away before the next frame', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    badge.setAttribute('unit', 'SE2');
    await badge.updateComplete;
    expect(badge).toMatchObject({ state: 'connecting', count: null });
    expect(textOf(badge)).not.toMatch(/\d/);
    expect(page.graph.socket.operations.map(({ units }) => units)).toEqual([['SE2']]);

    page.graph.count('SE1', { total: 8 }, { version: 2 });
    page.graph.count('SE2', { total: 1 });
    await page.pass(0);
    expect(badge.count).toBe(1);
    expect(page.eventsOf('intyg-count-change')).toMatchObject([
      { unit: 'SE1', total: 7, previous: null },
      { unit: 'SE2', total: 1, previous: null },
    ]);
  });

  it('shows at once what another badge knows of the new unit, and announces nothing', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    const other = await page.badge('unit="SE2"');
    page.graph.count('SE2', { total: 9 });
    await page.pass(0);
    badge.unit = 'SE2';
    await badge.updateComplete;
    expect(badge.count).toBe(other.count);
    expect(page.eventsOf('intyg-count-change').at(-1)).toMatchObject({ unit: 'SE2', total: 9, previous: null });
    await page.pass(5_000);
    expect(badge.renderRoot.querySelector('.unseen')!.textContent).toBe('');
  });

  it('to none leaves none', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    badge.removeAttribute('unit');
    await badge.updateComplete;
    expect(badge).toMatchObject({ state: 'idle', count: null });
    expect(page.graph.socket.state).toBe('closed');
  });

  it('of user takes the old number away too', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    configureIntyg({ tokenProvider: () => new Promise(() => {}) });
    await badge.updateComplete;
    expect(badge).toMatchObject({ state: 'connecting', count: null });
    expect(page.graph.socket.state).toBe('closed');
  });
});
