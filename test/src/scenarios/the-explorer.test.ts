import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { launchBrowser } from '../support/journal-page.ts';
import { ajla } from '../support/people.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

let stack: SeededStack;
describe('The explorer', () => {
  let browser: Browser;
  beforeAll(async () => {
    stack = await startSeededStack(undefined, { demo: true });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  it('asks the graph from a page that needs nothing from elsewhere and breaks no rule of its own', async () => {
    const page = await browser.newPage();
    const [addresses, complaints]: [string[], string[]] = [[], []];
    page.on('request', (request) => addresses.push(request.url()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      // before there is a token the graph refuses, and the browser says so
      if (message.type() === 'error' && !/401|Failed to load/.test(message.text())) complaints.push(message.text());
    });
    await page.goto(`${stack.gatewayUrl}/explorer`);
    await page.locator('.graphiql-container').last().waitFor();
    await page.getByRole('button', { name: 'Headers' }).click();
    await page.locator('.graphiql-editor-tool .monaco-editor:visible').click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(`{"authorization": "Bearer ${await stack.token(ajla)}"}`);
    await page.getByRole('button', { name: /Execute query/ }).click();
    await eventually(async () => expect(await page.locator('.graphiql-response').innerText()).toContain('TSTNMT'), {
      timeout: 20_000,
    });
    expect(complaints).toEqual([]);
    const origins = new Set(
      addresses
        .map((address) => address.replace(/^blob:/, ''))
        .filter((one) => !one.startsWith('data:'))
        .map((one) => new URL(one).origin),
    );
    expect([...origins]).toEqual([stack.gatewayUrl]);
    await page.close();
  });

  it('lets its page run one script, and no page frame it', async () => {
    const { headers } = await fetch(`${stack.gatewayUrl}/explorer`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'; script-src 'sha256-[^']+'; /);
    expect(policy).toContain(`connect-src 'self'`);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(policy).not.toMatch(/script-src[^;]*unsafe|http|\*/);
  });
});

describe('Outside demo mode', () => {
  beforeAll(async () => {
    stack = await startSeededStack();
  });
  afterAll(() => stack.stop());

  it('there is no explorer', async () => {
    expect((await fetch(`${stack.gatewayUrl}/explorer`)).status).toBe(404);
  });
});
