import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ORIGIN } from '../support/in-process-stack.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

describe('A client that hangs', () => {
  it.each([
    { name: 'gateway', url: () => stack.gatewayUrl },
    { name: 'cases', url: () => stack.casesUrl },
  ] as const)('does not hold up $name when it is told to stop', { timeout: 15_000 }, async ({ name, url }) => {
    const client = new WebSocket(new URL('/graphql', url()), 'graphql-transport-ws', { origin: ORIGIN });
    await once(client, 'open');
    client.pause();
    await stack.stopOne(name);
    expect(client.readyState).toBe(WebSocket.OPEN);
    client.resume();
    await once(client, 'close');
  });
});
