import { describe, expect, it } from 'vitest';
import { cdp, page as browser, userEvent } from 'vitest/browser';
import type { CaseBadge } from './case-badge.ts';
import { eachTestInAPage, part } from '../testing/page.ts';

const test = eachTestInAPage();

const announcement = (badge: CaseBadge) => badge.renderRoot.querySelector('.unseen[role=status]');

describe('Without a mouse', () => {
  it('the cases and the breakdown are two stops, and the breakdown opens and closes by key', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    const breakdown = part(badge, 'breakdown');
    const focused = () => badge.shadowRoot!.activeElement;

    await userEvent.keyboard('{Tab}');
    expect(focused()).toBe(part(badge, 'button'));
    await userEvent.keyboard('{Enter}');
    expect(page.eventsOf('intyg-open-cases')).toHaveLength(1);

    await userEvent.keyboard('{Tab}');
    expect(focused()).toBe(part(badge, 'toggle'));
    expect(breakdown.checkVisibility()).toBe(false);
    await userEvent.keyboard('{Enter}');
    expect(breakdown.checkVisibility()).toBe(true);
    await userEvent.keyboard('{Escape}');
    expect(breakdown.checkVisibility()).toBe(false);
    expect(focused()).toBe(part(badge, 'toggle'));
  });

  it('focus is seen, and stays where it is when the number changes or goes', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    await userEvent.keyboard('{Tab}{Tab}{Enter}');
    expect(getComputedStyle(part(badge, 'toggle')).outlineStyle).toBe('solid');
    page.graph.count('SE1', { total: 8 }, { version: 2 });
    await page.pass(0);
    page.graph.puProblem('SE1', { version: 3 });
    await page.pass(0);
    expect(badge.shadowRoot!.activeElement).toBe(part(badge, 'toggle'));
    expect(part(badge, 'breakdown').checkVisibility()).toBe(true);
    expect(part(badge, 'breakdown').textContent).not.toMatch(/\d/);
  });
});

describe('Without the screen', () => {
  it('the badge is named by its label and its number, and described by its state', async () => {
    const { page } = test;
    await page.liveBadge('SE1', 7);
    const button = browser.getByRole('button', { name: 'Ohanterade ärenden 7' });
    await expect.element(button).toHaveAccessibleDescription('');
    page.graph.puProblem('SE1', { version: 2 });
    await page.pass(0);
    const blocked = browser.getByRole('button', { name: 'Ohanterade ärenden –' });
    await expect.element(blocked).toHaveAccessibleDescription(/personuppgiftstjänsten svarar inte/);
  });

  it('the breakdown names every number', async () => {
    const { page } = test;
    const badge = await page.badge('unit="SE1"');
    await page.accept();
    page.graph.count('SE1', { total: 21, complement: 1, answer: 2, read: 3, waiting: 4, certificates: 5, overdue: 6 });
    await page.pass(0);
    part(badge, 'toggle').click();
    const terms = [...badge.renderRoot.querySelectorAll('dt')].map(
      (term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`,
    );
    expect(terms).toEqual([
      'Ohanterade ärenden: 21',
      'Att komplettera: 1',
      'Att svara på: 2',
      'Svar att läsa: 3',
      'Väntar på svar: 4',
      'Intyg: 5',
      'Sista svarsdag passerad: 6',
    ]);
  });

  it('the live region is there before the news, tells an increase, and is emptied when the number moves on', async () => {
    const { page } = test;
    const badge = await page.badge('unit="SE1"');
    const region = announcement(badge)!;
    expect(region.textContent).toBe('');
    await page.accept();
    page.graph.count('SE1', { total: 7 });
    await page.pass(2_000);
    expect(region.textContent).toBe('');
    page.graph.count('SE1', { total: 8 }, { version: 2 });
    await page.pass(1_000);
    expect(region.textContent).toBe('Ohanterade ärenden: 8');
    page.graph.count('SE1', { total: 7 }, { version: 3 });
    await page.pass(0);
    expect(region.textContent).toBe('');
    expect(announcement(badge)).toBe(region);
  });

  it('nothing is told twice because something else has changed', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    page.graph.count('SE1', { total: 8 }, { version: 2 });
    await page.pass(1_000);
    const told: MutationRecord[] = [];
    const observer = new MutationObserver((records) => told.push(...records));
    observer.observe(announcement(badge)!, { childList: true, characterData: true, subtree: true });
    page.graph.count('SE1', { total: 8, overdue: 1 }, { version: 3 });
    badge.max = 5;
    await page.pass(0);
    observer.disconnect();
    expect(told).toEqual([]);
  });

  it('why the number is gone is told, but not how old it is', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7);
    const region = part(badge, 'status').querySelector('[role=status]')!;
    await page.pass(12_000);
    expect(part(badge, 'status').textContent).toContain('Uppdaterat');
    expect(region.textContent).toBe('');
    page.graph.puProblem('SE1', { version: 2 });
    await page.pass(0);
    expect(region.textContent).toContain('personuppgiftstjänsten svarar inte');
  });

  it('the number is not announced when the host wants none of it', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 7, 'announce="off"');
    page.graph.count('SE1', { total: 8 }, { version: 2 });
    await page.pass(2_000);
    expect(announcement(badge)!.textContent).toBe('');
  });
});

describe('In a page that is', () => {
  const sizeOf = (element: Element) => element.getBoundingClientRect();

  it('hostile in its styles, the badge is there and can be hit', async () => {
    const { page } = test;
    const styles = new CSSStyleSheet();
    styles.replaceSync(
      `* { font-size: 6px !important } button, a, dl, [popover] { display: none !important }
       span { position: absolute !important; color: lime !important } [part] { opacity: 0 !important }`,
    );
    document.adoptedStyleSheets.push(styles);
    const badge = await page.liveBadge('SE1', 7);
    for (const name of ['button', 'toggle']) {
      expect(sizeOf(part(badge, name)).width).toBeGreaterThanOrEqual(24);
      expect(sizeOf(part(badge, name)).height).toBeGreaterThanOrEqual(24);
    }
    expect(getComputedStyle(part(badge, 'count'))).toMatchObject({ color: 'rgb(255, 255, 255)', opacity: '1' });
    expect(getComputedStyle(part(badge, 'label')).position).toBe('static');
    document.adoptedStyleSheets.pop();
  });

  it('320 pixels wide, nothing scrolls sideways, open or closed', async () => {
    const { page } = test;
    await browser.viewport(320, 480);
    const badge = await page.liveBadge('SE1', 7);
    page.graph.puProblem('SE1', { version: 2 });
    await page.pass(0);
    const fits = () => document.documentElement.scrollWidth <= 320;
    expect(fits()).toBe(true);
    page.graph.count('SE1', { total: 8 }, { version: 3 });
    await page.pass(0);
    Object.assign(badge.style, { position: 'fixed', insetInlineEnd: '0', insetBlockEnd: '0' });
    part(badge, 'toggle').click();
    expect(fits()).toBe(true);
    expect(sizeOf(part(badge, 'breakdown')).left).toBeGreaterThanOrEqual(0);
    expect(sizeOf(part(badge, 'breakdown')).right).toBeLessThanOrEqual(320);
    expect(sizeOf(part(badge, 'breakdown')).bottom).toBeLessThanOrEqual(sizeOf(badge).top + 24);
    await browser.viewport(1280, 720);
  });

  it('in forced colours, the number keeps an edge and the age its dashes', async () => {
    const { page } = test;
    // The provider's type for this is not among this package's.
    const browserTools = cdp() as unknown as { send(method: string, options: object): Promise<void> };
    const emulate = (value: string) =>
      browserTools.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
    await emulate('active');
    const badge = await page.liveBadge('SE1', 7);
    const style = getComputedStyle(part(badge, 'count'));
    expect(style.borderTopColor).not.toBe(style.backgroundColor);
    expect(style.color).not.toBe(style.backgroundColor);
    await page.pass(12_000);
    expect(style.borderTopStyle).toBe('dashed');
    await emulate('none');
  });
});
