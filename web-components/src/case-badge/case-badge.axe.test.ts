import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cdp, page as browser } from 'vitest/browser';
import { MINUTE, type Page, eachTestInAPage, part } from '../testing/page.ts';
import type { BadgeState } from './badge-state.ts';
import type { CaseBadge } from './case-badge.ts';

const test = eachTestInAPage();

// The provider's type for this is not among this package's.
const tools = cdp() as unknown as { send(method: string, options: object): Promise<void> };

/** How a user sees pages, as the browser's own settings have it. */
const SIGHTS = {
  'in light': { 'prefers-color-scheme': 'light' },
  'in dark': { 'prefers-color-scheme': 'dark' },
  'in forced colours': { 'forced-colors': 'active' },
  'in forced colours, dark': { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' },
  '320 pixels wide': {},
};

const see = (features: Record<string, string>): Promise<void> =>
  tools.send('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });

type Way = (page: Page) => Promise<CaseBadge>;
const WAYS: Readonly<Record<string, readonly [BadgeState, Way]>> = {
  idle: ['idle', (page) => page.badge('')],
  connecting: ['connecting', (page) => page.badge('unit="SE1"')],
  live: ['live', (page) => page.liveBadge('SE1', 42)],
  'live, as a link with a long label': [
    'live',
    async (page) => {
      const badge = await page.liveBadge('SE1', 4200, 'href="/cases"');
      badge.append('Vårdcentralen för mycket långa namn på enheter i regionens sydöstra delar');
      return badge;
    },
  ],
  'live, zero': ['live', (page) => page.liveBadge('SE1', 0)],
  'live, zero hidden': ['live', (page) => page.liveBadge('SE1', 0, 'hide-zero')],
  stale: ['stale', (page) => later(page, 12_000)],
  unknown: ['unknown', (page) => later(page, 5 * MINUTE)],
  reconnecting: ['reconnecting', lost],
  offline: [
    'offline',
    async (page) => {
      vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
      return lost(page);
    },
  ],
  unauthorized: ['unauthorized', (page) => ended(page, 'FORBIDDEN')],
  error: ['error', (page) => ended(page, 'INTERNAL_SERVER_ERROR')],
  blocked: [
    'blocked',
    async (page) => {
      const badge = await page.liveBadge('SE1', 42);
      page.graph.puProblem('SE1', { version: 2 });
      return badge;
    },
  ],
};

async function later(page: Page, time: number): Promise<CaseBadge> {
  const badge = await page.liveBadge('SE1', 42);
  await page.pass(time);
  return badge;
}

async function lost(page: Page): Promise<CaseBadge> {
  const badge = await page.liveBadge('SE1', 42);
  page.graph.socket.drop();
  return badge;
}

async function ended(page: Page, code: string): Promise<CaseBadge> {
  const badge = await page.liveBadge('SE1', 42);
  page.graph.error(['SE1'], code);
  return badge;
}

/** What axe finds in an element, and which rules found nothing wrong. */
async function looked(at: Element) {
  vi.useRealTimers(); // axe waits
  const { violations, passes } = await axe.run(at);
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
  return { found, passed: passes.map(({ id }) => id) };
}

afterEach(async () => {
  await see({});
  await browser.viewport(1280, 720);
  document.documentElement.style.colorScheme = '';
});

describe.each(Object.entries(SIGHTS))('axe finds nothing %s', (sight, features) => {
  it.each(Object.entries(WAYS))('in a badge that is %s, nor in its breakdown', async (_, [state, way]) => {
    const { page } = test;
    await see(features);
    if (sight.startsWith('320')) await browser.viewport(320, 480);
    document.documentElement.style.colorScheme = 'light dark';
    document.body.style.background = 'Canvas';
    const badge = await way(page);
    await page.pass(0);
    expect(badge.state).toBe(state);

    const closed = await looked(badge);
    expect(closed.found).toEqual([]);
    expect(closed.passed).toContain('color-contrast');
    expect(closed.passed).toContain(badge.href ? 'link-name' : 'button-name');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);

    part(badge, 'toggle').click();
    const open = await looked(badge);
    expect(part(badge, 'breakdown').checkVisibility()).toBe(true);
    expect(open.found).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
  });
});

describe('axe', () => {
  it('finds what is wrong in a badge', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 42);
    badge.style.setProperty('--intyg-badge-fg', '#7b9bb2');
    part(badge, 'toggle').ariaLabel = '';
    part(badge, 'toggle').textContent = '';
    const { found } = await looked(badge);
    expect(new Set(found.map((one) => one.split(' ')[0]))).toEqual(new Set(['button-name', 'color-contrast']));
  });
});
