import type { Browser, BrowserContext, WebSocket } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { eventually } from '../support/eventually.ts';
import { type JournalPage, launchBrowser, openJournal } from '../support/journal-page.ts';
import { units } from '../support/people.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const UNIT = units.alfaMedicincentrum;

let stack: SeededStack;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  stack = await startSeededStack(undefined, { hasJournal: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
beforeEach(async () => {
  context = await browser.newContext();
});
afterEach(() => context.close());

/** A tab with the journal, and the connections that the browser says it has. */
interface Tab extends JournalPage {
  readonly sockets: () => number;
}

async function tab(): Promise<Tab> {
  const opened: WebSocket[] = [];
  context.once('page', (page) => page.on('websocket', (socket) => opened.push(socket)));
  const journal = await openJournal(context, stack.journalUrl);
  await isLive(journal);
  return { ...journal, sockets: () => opened.filter((socket) => !socket.isClosed()).length };
}

const isLive = (journal: JournalPage): Promise<void> =>
  eventually(async () => expect((await journal.badge(UNIT)).state).toBe('live'));

const show = (tabs: readonly Tab[], count: number | null): Promise<void> =>
  eventually(async () => {
    for (const each of tabs) expect(await each.badge(UNIT)).toMatchObject({ state: 'live', count });
  });

const have = (tabs: readonly Tab[], sockets: readonly number[]): Promise<void> =>
  eventually(() => expect(tabs.map((each) => each.sockets())).toEqual(sockets));

const asksOnce = (): Promise<unknown> => agencyAsks(stack.agencyUrl, certificateOf(UNIT));

const countOf = async (journal: Tab): Promise<number> => (await journal.badge(UNIT)).count ?? Number.NaN;

/**
 * Stops everything in a tab, as freezing does, until the returned function is called: this browser without a screen takes
 * no tab for hidden, and so freezes none.
 */
async function stop(journal: Tab): Promise<() => Promise<void>> {
  const tools = await context.newCDPSession(journal.page);
  const stopped = new Promise((resolve) => tools.once('Debugger.paused', resolve));
  await tools.send('Debugger.enable');
  await tools.send('Debugger.pause');
  await stopped;
  return async () => {
    await tools.send('Debugger.disable');
  };
}

describe('The tabs of one user in a journal', () => {
  it('hold one connection between them, and all of them count on', async () => {
    const tabs = [await tab(), await tab(), await tab()];
    await have(tabs, [1, 0, 0]);
    const before = await countOf(tabs[2]!);
    await asksOnce();
    await show(tabs, before + 1);
    await have(tabs, [1, 0, 0]);
  });

  it('stay live when the one with the connection is closed: the next one has it at once', async () => {
    const [first, second, third] = [await tab(), await tab(), await tab()];
    const before = await countOf(third);
    await third.page.evaluate(`{
      const badge = document.querySelector('intyg-case-badge[unit="${UNIT}"]');
      globalThis.states = [];
      new MutationObserver(() => states.push(badge.getAttribute('state'))).observe(badge, { attributeFilter: ['state'] });
    }`);
    await first.page.close();
    await have([second, third], [1, 0]);
    await asksOnce();
    await show([second, third], before + 1);
    expect(await third.page.evaluate('states')).toEqual([]);
  });

  it('stay live when the one with the connection crashes', async () => {
    const [first, second] = [await tab(), await tab()];
    const before = await countOf(second);
    const tools = await context.newCDPSession(first.page);
    void tools.send('Page.crash').catch(() => {});
    await have([second], [1]);
    await asksOnce();
    await show([second], before + 1);
  });

  it('stay live when the one with the connection is frozen, and it counts on when it is back', async () => {
    const [first, second] = [await tab(), await tab()];
    const before = await countOf(second);
    // what the browser tells a tab first
    await first.page.evaluate(`document.dispatchEvent(new Event('freeze', { bubbles: true })), undefined`);
    const goOn = await stop(first);
    await have([second], [1]);
    await asksOnce();
    await show([second], before + 1);
    await goOn();
    await show([first, second], before + 1);
    await have([first, second], [0, 1]);
  });

  it('do not believe one that stops without a word: it is overtaken', { timeout: 60_000 }, async () => {
    const [first, second] = [await tab(), await tab()];
    const before = await countOf(second);
    const goOn = await stop(first);
    await eventually(() => expect(second.sockets()).toBe(1), { timeout: 20_000 });
    await asksOnce();
    await show([second], before + 1);
    await goOn();
    await show([first, second], before + 1);
    await have([first, second], [0, 1]);
  });
});

describe('Nothing is shared', () => {
  it('by two users in two tabs, nor after one of them has become another user', async () => {
    const [first, second] = [await tab(), await tab()];
    await have([first, second], [1, 0]);
    await second.page.locator('#staff').selectOption({ index: 1 });
    await have([first, second], [1, 1]);
    await first.page.locator('#staff').selectOption({ index: 1 });
    await have([first, second], [0, 1]);
  });

  it('of a token: it is in no message between tabs and in no storage', async () => {
    const first = await tab();
    await first.page.evaluate(`{
      globalThis.said = [];
      const post = BroadcastChannel.prototype.postMessage;
      BroadcastChannel.prototype.postMessage = function (message) {
        said.push([this.name, message]);
        post.call(this, message);
      };
    }`);
    const second = await tab();
    const before = await countOf(first);
    await asksOnce();
    await show([second], before + 1);
    const said = await first.page.evaluate('navigator.locks.query().then((locks) => JSON.stringify([said, locks]))');
    const stored = await first.page.evaluate(
      `indexedDB.databases().then((all) => JSON.stringify([localStorage, sessionStorage, document.cookie, all]))`,
    );
    expect(said).toContain('"counts"');
    // a signed token begins like this
    expect(said).not.toMatch(/eyJ|Bearer/);
    expect(stored).toBe('[{},{},"",[]]');
  });
});
