import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { ask } from '../support/graph-client.ts';
import { ajla, units } from '../support/people.ts';
import { asksForSomebody, setFault } from '../support/person-service.ts';
import { ORIGIN } from '../support/in-process-stack.ts';
import { openSocket, type RawSocket } from '../support/raw-socket.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const LIVE = 'subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId total } }';
const LIVE_COMPOSED = 'subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId total unit { name } } }';
const ours = { units: [units.alfaMedicincentrum] };

let stack: SeededStack;
let token: string;
beforeAll(async () => {
  stack = await startSeededStack();
  token = await stack.token(ajla);
});
afterAll(() => stack.stop());

const FOREIGN = [
  'http://evil.test',
  'http://journal.test.evil.test',
  'http://evil-journal.test',
  'https://journal.test',
  'http://journal.test:8080',
  'http://journal.test/',
  'HTTP://JOURNAL.TEST',
  'null',
  'file://',
];

describe.each(FOREIGN)('A page of %s', (origin) => {
  const headers = (more = {}) => ({
    origin,
    'content-type': 'application/json',
    'graphql-require-preflight': '1',
    authorization: `Bearer ${token}`,
    ...more,
  });
  const body = JSON.stringify({ query: '{ viewer { hsaId } }' });

  it('gets no answer of the graph, and no leave to read one', async () => {
    const answer = await fetch(`${stack.gatewayUrl}/graphql`, { method: 'POST', headers: headers(), body });
    expect(answer.status).toBe(403);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(await answer.text()).not.toContain(ajla.sub);
  });

  it('is not even told what it might send', async () => {
    const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
    const answer = await fetch(`${stack.gatewayUrl}/graphql`, { method: 'OPTIONS', headers: headers(asked) });
    expect(answer.status).toBe(403);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('gets no socket', async () => {
    await expect(openSocket(stack.gatewayUrl, origin)).rejects.toThrow('HTTP 403');
  });
});

describe('A page of the journal', () => {
  it('gets an answer that it may read', async () => {
    const headers = {
      origin: ORIGIN,
      'content-type': 'application/json',
      'graphql-require-preflight': '1',
      authorization: `Bearer ${token}`,
    };
    const body = JSON.stringify({ query: '{ viewer { hsaId } }' });
    const answer = await fetch(`${stack.gatewayUrl}/graphql`, { method: 'POST', headers, body });
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(await answer.text()).toContain(ajla.sub);
  });
});

describe('A socket', () => {
  const greeted = async (): Promise<RawSocket> => {
    const socket = await openSocket(stack.gatewayUrl);
    await socket.greet(token);
    return socket;
  };
  const refused = [{ type: 'error', payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] }];

  it('that does not say which page it is of is refused before it is one', async () => {
    await expect(openSocket(stack.gatewayUrl, 'none')).rejects.toThrow('HTTP 403');
  });

  it.each([
    ['the hub’s', () => LIVE],
    ['the graph’s', () => LIVE_COMPOSED],
    ['some of either', (place: number) => (place % 2 ? LIVE : LIVE_COMPOSED)],
    ['the last the hub’s', (place: number) => (place === 20 ? LIVE : LIVE_COMPOSED)],
    ['the last the graph’s', (place: number) => (place === 20 ? LIVE_COMPOSED : LIVE)],
  ])('has 20 subscriptions and no 21st, %s', async (_, documentOf) => {
    const socket = await greeted();
    for (let place = 0; place < 21; place += 1) socket.subscribe(`s${place}`, documentOf(place), ours);
    await eventually(() => expect(socket.of('s20')).toMatchObject(refused));
    await eventually(() => {
      for (let place = 0; place < 20; place += 1) expect(socket.of(`s${place}`)).toMatchObject([{ type: 'next' }]);
    });
    socket.say({ id: 's0', type: 'complete' });
    let tries = 0;
    await eventually(() => {
      // an id of its own each time: one that is not answered yet may not be used again
      socket.subscribe(`again${(tries += 1)}`, documentOf(20), ours);
      const again = Array.from({ length: tries }, (__, place) => socket.of(`again${place + 1}`)).flat();
      expect(again.some(({ type }) => type === 'next')).toBe(true);
    });
    socket.close();
  });

  it('is closed by a message of more than 32 kB', async () => {
    const socket = await greeted();
    socket.subscribe('1', `${LIVE} # ${'x'.repeat(32_768)}`, ours);
    expect((await socket.closed).code).toBe(1009);
    expect(socket.of('1')).toEqual([]);
  });

  it('is closed when it has not said who it is for 3 s', async () => {
    const opened = Date.now();
    const socket = await openSocket(stack.gatewayUrl);
    const { code, at } = await socket.closed;
    expect(code).toBe(4408);
    expect(at - opened).toBeGreaterThan(2_900);
  });

  it.each([
    [
      'asks before it has said who it is',
      4401,
      { id: '1', type: 'subscribe', payload: { query: LIVE, variables: ours } },
    ],
    ['says what is no message', 4400, '{"type":'],
    ['says what there is not', 4400, { type: 'whatever' }],
  ])('that %s is closed', async (_, code, message) => {
    const socket = await openSocket(stack.gatewayUrl);
    socket.say(message);
    expect((await socket.closed).code).toBe(code);
    expect(socket.messages).toEqual([]);
  });

  it('stays with who it has said it is: a second time closes it', async () => {
    const socket = await greeted();
    socket.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect((await socket.closed).code).toBe(4429);
  });

  it('cannot have two subscriptions of one name', async () => {
    const socket = await greeted();
    for (let place = 0; place < 2; place += 1) socket.subscribe('same', LIVE, ours);
    expect((await socket.closed).code).toBe(4409);
  });
});

// the last two, in this order: each takes a part down for good
describe('A process that is told to stop', () => {
  it('says that it is not ready, and answers what it was asked before', async () => {
    await setFault(stack.personServiceUrl, 'slow', 1_000);
    const query =
      'query ($unit: ID!) { certificates(unit: $unit, first: 1) { edges { node { patient { givenName } } } } }';
    const asked = ask(stack.gatewayUrl, token, query, { unit: units.alfaMedicincentrum });
    const patients = vi.spyOn(globalThis, 'fetch');
    // for the facts of the list, then for the names
    const isAsked = () => patients.mock.calls.filter(asksForSomebody(stack.personServiceUrl));
    await eventually(() => expect(isAsked()).toHaveLength(2), { interval: 5 });
    patients.mockRestore();
    const stopping = stack.stopOne('users');
    const readiness = await fetch(`${stack.usersUrl}/readyz`);
    expect([readiness.status, await readiness.json()]).toEqual([503, { ok: false }]);
    expect((await asked).text).toContain('"givenName":"');
    await stopping;
    await expect(fetch(`${stack.usersUrl}/readyz`)).rejects.toThrow();
  });

  it('as a gateway, takes no more sockets, tells each that it has to come back elsewhere, and answers what is asked', async () => {
    const sockets: RawSocket[] = [];
    for (let place = 0; place < 4; place += 1) {
      const socket = await openSocket(stack.gatewayUrl);
      sockets.push(socket);
      await socket.greet(token);
    }
    const ready = await fetch(`${stack.gatewayUrl}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ok: true, bus: true }]);
    const question = http.request(`${stack.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'graphql-require-preflight': '1',
        authorization: `Bearer ${token}`,
        expect: '100-continue',
      },
    });
    question.write('{"query":');
    await once(question, 'continue');
    const stopping = stack.stopOne('gateway');
    const readiness = await fetch(`${stack.gatewayUrl}/readyz`);
    expect([readiness.status, await readiness.json()]).toEqual([503, { ok: false, bus: true }]);
    await expect(openSocket(stack.gatewayUrl)).rejects.toThrow('HTTP 503');
    expect(await Promise.all(sockets.map(async ({ closed }) => (await closed).code))).toEqual([1012, 1012, 1012, 1012]);
    // who was asking has their answer, though it takes longer than all others took to go
    question.end('"{ __typename }"}');
    const [answer] = (await once(question, 'response')) as [http.IncomingMessage];
    expect(await text(answer)).toContain('{"data":{"__typename":"Query"}');
    await stopping;
  });
});
