import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { type JournalPage, launchBrowser, openJournal } from '../support/journal-page.ts';
import { units } from '../support/people.ts';
import { type ProcessStack, startProcessStack } from '../support/process-stack.ts';

const UNIT = units.alfaMedicincentrum;
/** The bounds: a badge says that it may be old, and that the person service is back, within these. */
const STALE_WITHIN = 15_000;
const BACK_WITHIN = 10_000;

let stack: ProcessStack;
let browser: Browser;
let context: BrowserContext;
let journal: JournalPage;

beforeAll(async () => {
  stack = await startProcessStack();
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: { width: 1100, height: 760 } });
  journal = await openJournal(context, stack.addresses.journal);
  await becomes('live');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const becomes = (state: string, timeout = 30_000, of = journal): Promise<void> =>
  eventually(async () => expect((await of.badge(UNIT)).state).toBe(state), { timeout, interval: 100 });

const shows = (count: number | null, of = journal): Promise<void> =>
  eventually(async () => expect(await of.badge(UNIT)).toMatchObject({ state: 'live', count }), { timeout: 10_000 });

const personService = (mode: string): Promise<Response> =>
  fetch(`${stack.addresses['person-service']}/fault`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode }),
  });

describe('A badge in a journal system’s page', () => {
  it('goes up when the agency asks and down when the case is handled, without a reload', async () => {
    const { count } = await journal.badge(UNIT);
    const before = count ?? Number.NaN;
    await journal.page.getByRole('button', { name: 'Skicka fråga' }).click();
    await shows(before + 1);
    await journal.picture('live');
    await journal.page
      .getByRole('button', { name: /Markera som hanterad/ })
      .first()
      .click();
    await shows(before);
  });

  it('says the same in two tabs', async () => {
    const other = await openJournal(context, stack.addresses.journal);
    onTestFinished(() => other.page.close());
    await becomes('live', 10_000, other);
    const { count } = await journal.badge(UNIT);
    expect((await other.badge(UNIT)).count).toBe(count);
    await agencyAsks(stack.addresses.agency, certificateOf(UNIT));
    await shows((count ?? 0) + 1);
    await shows((count ?? 0) + 1, other);
    await other.page
      .getByRole('button', { name: /Markera som hanterad/ })
      .first()
      .click();
    await shows(count);
    await shows(count, other);
  });

  it('shows by keyboard what has to be done', async () => {
    const badge = journal.page.locator(`intyg-case-badge[unit="${UNIT}"]`);
    await badge.getByRole('button', { name: 'Fördelning' }).focus();
    await journal.page.keyboard.press('Enter');
    await badge.getByText('Att komplettera').waitFor();
    await journal.picture('live-breakdown');
    await journal.page.keyboard.press('Escape');
    await badge.getByText('Att komplettera').waitFor({ state: 'hidden' });
  });
});

describe('axe finds nothing in the journal’s page', () => {
  type Sight = Parameters<JournalPage['page']['emulateMedia']>[0] & { readonly width?: number };
  const sights: Readonly<Record<string, Sight>> = {
    'in light': { colorScheme: 'light' },
    'in dark': { colorScheme: 'dark' },
    'in forced colours': { forcedColors: 'active' },
    '320 pixels wide': { width: 320 },
  };

  it.each(Object.entries(sights))('%s, with the breakdown open', async (name, { width = 1100, ...media }) => {
    const { page } = journal;
    onTestFinished(() => page.emulateMedia({ colorScheme: null, forcedColors: null }));
    onTestFinished(() => page.setViewportSize({ width: 1100, height: 760 }));
    await page.emulateMedia(media);
    await page.setViewportSize({ width, height: 760 });
    const toggle = page.locator('intyg-case-badge').first().getByRole('button', { name: 'Fördelning' });
    await toggle.click();
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
    await journal.picture(`axe ${name}`);
    await page.keyboard.press('Escape');
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'button-name', 'label']));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});

describe('While the cases subgraph', () => {
  it(
    'is dead, the badge says that its number may be old, and is live again by itself',
    { timeout: 60_000 },
    async () => {
      const { count } = await journal.badge(UNIT);
      stack.kill('cases', 'SIGKILL');
      // what is started again is killed again, until the badge has noticed
      const dead = setInterval(() => stack.kill('cases', 'SIGKILL'), 100);
      onTestFinished(() => clearInterval(dead));
      await becomes('stale', STALE_WITHIN);
      expect((await journal.badge(UNIT)).count).toBe(count);
      await journal.picture('stale');
      clearInterval(dead);
      await becomes('live');
      await agencyAsks(stack.addresses.agency, certificateOf(UNIT));
      await shows((count ?? 0) + 1);
    },
  );

  it('is frozen, the badge says so too, and catches up afterwards', { timeout: 60_000 }, async () => {
    await becomes('live');
    stack.kill('cases', 'SIGSTOP');
    onTestFinished(() => stack.kill('cases', 'SIGCONT'));
    await becomes('stale', STALE_WITHIN);
    stack.kill('cases', 'SIGCONT');
    await becomes('live');
  });
});

describe('While the person service does not answer', () => {
  it('the badge is blocked, without a number, and the list shows nobody', { timeout: 60_000 }, async () => {
    onTestFinished(async () => void (await personService('none')));
    await personService('down');
    await becomes('blocked', 15_000);
    const { count, text } = await journal.badge(UNIT);
    expect(count).toBeNull();
    expect(text).not.toMatch(/\d/);
    await eventually(async () => expect(await journal.page.locator('#cases li').count()).toBe(0));
    await journal.picture('blocked');

    await personService('none');
    await becomes('live', BACK_WITHIN);
  });
});

describe('When the gateway is gone', () => {
  it('the badge keeps its number, says so, and comes back', { timeout: 60_000 }, async () => {
    const { count } = await journal.badge(UNIT);
    stack.kill('gateway', 'SIGKILL');
    await becomes('reconnecting');
    expect((await journal.badge(UNIT)).count).toBe(count);
    await journal.picture('reconnecting');
    await becomes('live');
  });
});

describe('When nobody vouches for the user any more', () => {
  it('the badge says so and tries no further', { timeout: 60_000 }, async () => {
    // of another browser: a tab of this one would be live by the others' tokens, which are the same user's
    const elsewhere = await browser.newContext();
    onTestFinished(() => elsewhere.close());
    const refused = await openJournal(elsewhere, stack.addresses.journal);
    await becomes('live', 10_000, refused);
    const noToken = { accessToken: 'nobody', expiresAt: Date.now() + 600_000 };
    await refused.page.route('**/token', (route) => route.fulfill({ json: noToken }));
    await refused.page.locator('#staff').dispatchEvent('change');
    await becomes('unauthorized', 15_000, refused);
    await refused.picture('unauthorized');
  });
});

describe('A page with a strict policy', () => {
  it('has nothing to complain of', () => {
    expect(journal.complaints).toEqual([]);
  });
});

describe('A diagnosis that is added in the journal', () => {
  it('brings a card of decision support, by CDS Hooks, into the page', async () => {
    await journal.page.getByLabel('Diagnoskod enligt ICD-10-SE').fill('M54.5');
    await journal.page.getByRole('button', { name: 'Lägg till' }).click();
    const card = journal.page.locator('#cards li');
    await card.locator('pre', { hasText: 'Högst 2 veckor på heltid' }).waitFor();
    expect(await card.locator('p').textContent()).toContain('Socialstyrelsen, utgåva 1');
  });
});
