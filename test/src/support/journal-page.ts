import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from './chromium.ts';

/** Where tests leave pictures for people to look at; not in git. */
const PICTURES = path.resolve(import.meta.dirname, '../../../test-results');

export const launchBrowser = async (): Promise<Browser> => playwright.launch({ ...(await chromium()), headless: true });

/** What one badge shows and says. */
export interface ShownBadge {
  readonly state: string | null;
  readonly count: number | null;
  /** All that can be read in it, by anybody. */
  readonly text: string;
}

/** A tab with the demo journal, and whatever a strict page would complain of. */
export interface JournalPage {
  readonly page: Page;
  /** Violations of the page's policy, script errors, failed assertions of the console. */
  readonly complaints: string[];
  badge(unit: string): Promise<ShownBadge>;
  picture(name: string): Promise<void>;
}

export async function openJournal(context: BrowserContext, address: string): Promise<JournalPage> {
  const page = await context.newPage();
  // tests need no network, but a browser on a machine without one calls itself offline
  await page.addInitScript(`Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true })`);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    // a server that is down is a network error, which the browser itself reports
    if (message.type() === 'error' && !/Failed to load|WebSocket|ERR_/.test(message.text()))
      complaints.push(message.text());
  });
  await page.goto(address);
  await page.locator('intyg-case-badge').first().waitFor();
  return {
    page,
    complaints,
    badge: (unit) =>
      page.locator(`intyg-case-badge[unit="${unit}"]`).evaluate((badge) => ({
        state: badge.getAttribute('state'),
        count: (badge as { count?: number | null }).count ?? null,
        text: badge.shadowRoot?.textContent ?? '',
      })),
    async picture(name) {
      await mkdir(PICTURES, { recursive: true });
      await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
    },
  };
}
