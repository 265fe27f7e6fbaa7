import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPersonService } from './person-service.ts';

/** Those who wait for an answer. */
const waiting: http.ServerResponse[] = [];
let hangs = true;
const answer = (response: http.ServerResponse): void => void response.end('{"persons":[]}');
const server = http.createServer((_, response) => {
  if (hangs) waiting.push(response);
  else answer(response);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('A person service that does not answer', () => {
  it('lets few wait once it has let one wait in vain, and everybody ask again once it answers', async () => {
    const { port } = server.address() as AddressInfo;
    const impatient = createPersonService(`http://127.0.0.1:${port}`, 100);
    const outcome = (asked: Promise<unknown>) =>
      asked.then(
        () => 'answered',
        ({ name }: Error) => name,
      );
    const ask = (times: number) => Promise.all(Array.from({ length: times }, () => outcome(impatient.find([]))));
    expect(await ask(8)).toEqual(Array(8).fill('TimeoutError'));
    expect((await ask(8)).toSorted()).toEqual([
      ...Array<string>(5).fill('Error'),
      ...Array<string>(3).fill('TimeoutError'),
    ]);
    expect(waiting).toHaveLength(8 + 3);
    hangs = false;
    expect(await ask(1)).toEqual(['answered']);
    expect(await ask(8)).toEqual(Array(8).fill('answered'));
  });
});
