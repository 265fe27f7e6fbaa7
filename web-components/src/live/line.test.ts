import { describe, expect, it } from 'vitest';
import { MINUTE, eachTestInAPage } from '../testing/page.ts';
import { DOCUMENT } from './unhandled.ts';

const test = eachTestInAPage();

describe('A connection to the graph', () => {
  it('speaks graphql-transport-ws to the endpoint, and subscribes to the units with the persisted document', async () => {
    const { page } = test;
    await page.badge('units="SE2 SE1"');
    expect(page.graph.socket).toMatchObject({ url: 'wss://graf.example/graphql', protocol: 'graphql-transport-ws' });

    await page.accept();
    expect(page.graph.socket.sent).toEqual([
      { type: 'connection_init', payload: { authorization: 'Bearer token-1' } },
      { id: '1', type: 'subscribe', payload: { query: DOCUMENT, variables: { units: ['SE1', 'SE2'] } } },
    ]);
  });

  it('is one for all badges of the page, and one subscription for those of the same units', async () => {
    const { page } = test;
    await page.liveBadge('SE1', 3);
    const same = await page.badge('unit="SE1"');
    await page.badge('unit="SE2"');

    expect(page.graph.sockets).toHaveLength(1);
    expect(page.graph.socket.operations.map(({ units }) => units)).toEqual([['SE1'], ['SE2']]);
    expect(same.count).toBe(3);
  });

  it('is another one for another user or another endpoint', async () => {
    const { page } = test;
    await page.badge('unit="SE1"');
    await page.badge('unit="SE1" endpoint="https://graf.example/other"');
    const badge = await page.badge('unit="SE1"');
    badge.tokenProvider = async () => ({ accessToken: 'theirs', expiresAt: Date.now() + MINUTE });
    await page.pass(0);

    expect(page.graph.sockets.map(({ url }) => url)).toEqual([
      'wss://graf.example/graphql',
      'wss://graf.example/other',
      'wss://graf.example/graphql',
    ]);
  });

  it('ends a subscription with the last badge that shows it, and itself with the last of all', async () => {
    const { page } = test;
    const first = await page.liveBadge('SE1', 3);
    const second = await page.badge('unit="SE1"');
    const other = await page.badge('unit="SE2"');
    const { socket } = page.graph;

    first.remove();
    await page.pass(0);
    expect(socket.operations).toHaveLength(2);
    second.remove();
    await page.pass(0);
    expect(socket.operations).toMatchObject([{ units: ['SE2'] }]);
    expect(socket.state).toBe('open');
    other.remove();
    await page.pass(0);
    expect(socket.state).toBe('closed');

    await page.pass(5 * MINUTE);
    expect(page.graph.sockets).toHaveLength(1);
  });

  it('stays while a badge is only moved', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    document.body.append(badge);
    await page.pass(0);
    expect(page.graph.socket.operations).toMatchObject([{ id: '1' }]);
    expect(badge).toMatchObject({ state: 'live', count: 3 });
  });

  it('answers each ping', async () => {
    const { page } = test;
    await page.liveBadge('SE1', 3);
    page.graph.ping();
    expect(page.graph.socket.sent.at(-1)).toEqual({ type: 'pong' });
  });

  it('is given up when it is not acknowledged within ten seconds', async () => {
    const { page } = test;
    await page.badge('unit="SE1"');
    page.graph.socket.open();
    await page.pass(9_000);
    expect(page.graph.socket.state).toBe('open');
    await page.pass(1_000);
    expect(page.graph.sockets[0]!.state).toBe('closed');
    await page.pass(1_250);
    expect(page.graph.sockets).toHaveLength(2);
  });

  it('is asked when nothing has been heard for twelve seconds, and given up when it does not answer', async () => {
    const { page } = test;
    await page.liveBadge('SE1', 3);
    await page.pass(12_000);
    expect(page.graph.socket.sent.at(-1)).toEqual({ type: 'ping' });
    page.graph.socket.say({ type: 'pong' });
    await page.pass(21_750);
    expect(page.graph.sockets).toMatchObject([{ state: 'open' }]);
    await page.pass(1_500);
    expect(page.graph.sockets).toMatchObject([{ state: 'closed' }, { state: 'connecting' }]);
  });

  it('is believed only about the units that were asked for', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    page.graph.count('SE1', { total: 9 }, { version: 2, hsaId: 'SE9' });
    await page.pass(0);
    expect(badge.count).toBe(3);
  });

  it('survives what is not JSON, and what is none of its business', async () => {
    const { page } = test;
    const badge = await page.liveBadge('SE1', 3);
    page.graph.socket.onmessage?.({ data: '<html>' });
    page.graph.socket.say(null);
    page.graph.socket.say({ type: 'next', id: '77', payload: { data: { unhandled: { hsaId: 'SE1', version: 9 } } } });
    await page.pass(0);
    expect(badge).toMatchObject({ state: 'live', count: 3 });
  });
});
