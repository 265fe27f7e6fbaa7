import { createServiceIdentity } from '@intygsgraf/kernel/server';
import { generateKeyPair } from 'jose';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { seed } from '../demo/seed.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { claimsOf } from '../support/behind-the-gateway.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { ask, codesOf } from '../support/graph-client.ts';
import { type InProcessStack, startInProcessStack } from '../support/in-process-stack.ts';
import { inSeconds, type Issuer, startIssuer } from '../support/issuer.ts';
import { ajla, beata, units } from '../support/people.ts';
import { openSocket } from '../support/raw-socket.ts';

const VIEWER = '{ viewer { hsaId selectedUnit } }';
const LIVE = 'subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId total version } }';
const LIVE_COMPOSED =
  'subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId total version unit { name } } }';
const ours = { units: [units.alfaMedicincentrum] };

let issuer: Issuer;
let database: FreshDatabase;
let stack: InProcessStack;
beforeAll(async () => {
  issuer = await startIssuer();
  database = await freshDatabase();
  stack = await startInProcessStack({ url: database.url, issuer: issuer.url });
  await seed({ url: database.url, personServiceUrl: stack.personServiceUrl, agencyUrl: stack.agencyUrl });
});
afterAll(async () => {
  await stack.stop();
  await issuer.stop();
  await database.drop();
});

const claims = (changed: Record<string, unknown>) => issuer.token(ajla, { claims: changed });
const header = (changed: Record<string, unknown>) => issuer.token(ajla, { header: changed });
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const anotherKey = async () => (await generateKeyPair('ES256', { extractable: true })).privateKey;

/** What is wrong with a token, and one of which that is so; everything else about it is right. */
const WRONG: readonly [string, () => Promise<string> | string][] = [
  ['has ended', () => claims({ iat: inSeconds(-700), exp: inSeconds(-1) })],
  ['has not begun', () => claims({ nbf: inSeconds(300) })],
  ['never ends', () => claims({ exp: undefined })],
  ['lives too long', () => claims({ exp: inSeconds(901) })],
  [
    'is of tomorrow, and so lives longer than it says',
    () => claims({ iat: inSeconds(86_400), exp: inSeconds(87_000) }),
  ],
  ['does not say since when it is', () => claims({ iat: undefined })],
  ['is for somebody else', () => claims({ aud: 'urn:somebody:else' })],
  ['is for us and for somebody else', () => claims({ aud: ['urn:intygsgraf:gateway', 'urn:somebody:else'] })],
  ['is for nobody', () => claims({ aud: undefined })],
  ['is of another issuer', () => claims({ iss: 'https://idp.example' })],
  ['names nobody', () => claims({ sub: undefined })],
  ['names somebody of an odd kind', () => claims({ sub: { hsaId: ajla.sub } as never })],
  ['names no unit', () => claims({ unit: undefined })],
  ['is of another type', () => header({ typ: 'JWT' })],
  ['is an id token, which says no type', () => header({ typ: undefined })],
  ['is like a service’s', () => header({ typ: 'service+jwt' })],
  ['is of an unknown key', () => header({ kid: crypto.randomUUID() })],
  ['is signed with another key', async () => issuer.token(ajla, { key: await anotherKey() })],
  [
    'brings its own key',
    async () => {
      const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
      const jwk = await crypto.subtle.exportKey('jwk', publicKey);
      return issuer.token(ajla, { key: privateKey, header: { jwk: jwk as never } });
    },
  ],
  [
    'is sealed with the public key as a secret',
    () => issuer.token(ajla, { key: new TextEncoder().encode(issuer.publicPem), header: { alg: 'HS256' } }),
  ],
  [
    'is sealed with the public key as a secret, as it is published',
    () =>
      issuer.token(ajla, { key: new TextEncoder().encode(JSON.stringify(issuer.publicJwk)), header: { alg: 'HS256' } }),
  ],
  [
    'is not signed',
    async () => {
      const [, payload] = (await issuer.token(ajla)).split('.');
      return `${encoded({ alg: 'none', typ: 'at+jwt' })}.${payload}.`;
    },
  ],
  ['has lost its signature', async () => (await issuer.token(ajla)).replace(/[^.]+$/, '')],
  [
    'was changed after it was signed',
    async () => {
      const [head, payload = '', signature] = (await issuer.token(beata)).split('.');
      const told = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
      return [head, encoded({ ...told, sub: ajla.sub, unit: ajla.unit }), signature].join('.');
    },
  ],
  ['is too long to be read', () => claims({ padding: 'x'.repeat(9_000) })],
  ['is none', () => 'abc'],
  ['is empty', () => ''],
  [
    'is a gateway’s own for a subgraph',
    async () => (await createServiceIdentity('gateway')).token('cases', claimsOf(ajla)),
  ],
  ['calls itself the gateway’s', async () => (await createServiceIdentity('gateway')).token('gateway', claimsOf(ajla))],
];

describe('A token as it should be', () => {
  it('opens both doors', async () => {
    const token = await issuer.token(ajla);
    const { data } = await ask(stack.gatewayUrl, token, VIEWER);
    expect(data).toEqual({ viewer: { hsaId: ajla.sub, selectedUnit: ajla.unit } });
    const socket = await openSocket(stack.gatewayUrl);
    await socket.greet(token);
    socket.subscribe('1', LIVE, ours);
    await eventually(() => expect(socket.of('1')).toMatchObject([{ type: 'next' }]));
    socket.close();
  });

  it('may live for a quarter of an hour', async () => {
    expect((await ask(stack.gatewayUrl, await claims({ exp: inSeconds(900) }), VIEWER)).status).toBe(200);
  });
});

describe.each(WRONG)('A token that %s', (_, make) => {
  it('opens neither door', async () => {
    const token = await make();
    const answer = await ask(stack.gatewayUrl, token, VIEWER);
    expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(answer.data).toBeUndefined();

    const socket = await openSocket(stack.gatewayUrl);
    socket.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    socket.subscribe('1', LIVE, ours);
    expect([4401, 4403]).toContain((await socket.closed).code);
    expect(socket.messages).toEqual([]);
  });
});

describe('A token of a megabyte', () => {
  it('is not even listened to', async () => {
    const token = 'x'.repeat(1_048_576);
    const status = fetch(`${stack.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'graphql-require-preflight': '1',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query: VIEWER }),
    }).then(
      (answer) => answer.status,
      () => 'closed',
    );
    expect([401, 431, 'closed']).toContain(await status);
    const socket = await openSocket(stack.gatewayUrl);
    socket.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect((await socket.closed).code).toBe(1009);
    expect((await ask(stack.gatewayUrl, await issuer.token(ajla), VIEWER)).status).toBe(200);
  });
});

describe('Who gives no token', () => {
  it.each([{}, { payload: null }, { payload: {} }, { payload: { authorization: 7 } }, { payload: { token: 'x' } }])(
    'is shown out of the socket (%j)',
    async (said) => {
      const socket = await openSocket(stack.gatewayUrl);
      socket.say({ type: 'connection_init', ...said });
      expect((await socket.closed).code).toBe(4403);
      expect(socket.messages).toEqual([]);
    },
  );

  it.each(['', 'Basic abc', 'bearer', 'Bearer', 'Token x'])('is shown out of the graph (%j)', async (authorization) => {
    const answer = await fetch(`${stack.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'graphql-require-preflight': '1',
        ...(authorization && { authorization }),
      },
      body: JSON.stringify({ query: VIEWER }),
    });
    expect(answer.status).toBe(401);
  });
});

describe('A token that ends while it is used', () => {
  it('closes its socket within 2 s, after which nothing comes, and opens nothing any more', async () => {
    const end = inSeconds(4);
    const token = await claims({ exp: end });
    const socket = await openSocket(stack.gatewayUrl);
    await socket.greet(token);
    socket.subscribe('hub', LIVE, ours);
    socket.subscribe('graph', LIVE_COMPOSED, ours);
    await eventually(() => expect([socket.of('hub'), socket.of('graph')].every(({ length }) => length > 0)).toBe(true));
    const happens = () => agencyAsks(stack.agencyUrl, certificateOf(units.alfaMedicincentrum));
    await happens();
    await eventually(() => expect([socket.of('hub'), socket.of('graph')].every(({ length }) => length > 1)).toBe(true));

    const { code, at } = await socket.closed;
    expect(code).toBe(4403);
    expect(at).toBeGreaterThanOrEqual(end * 1_000);
    expect(at).toBeLessThanOrEqual(end * 1_000 + 2_000);
    const heard = socket.messages.length;
    await happens();
    await sleep(500);
    expect(socket.messages).toHaveLength(heard);
    expect((await ask(stack.gatewayUrl, token, VIEWER)).status).toBe(401);
    const again = await openSocket(stack.gatewayUrl);
    again.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect((await again.closed).code).toBe(4403);
  });
});

describe('A user', () => {
  it.each([
    ['without an assignment on the unit', { ...beata, unit: units.alfaMedicincentrum }],
    ['on a unit that there is not', { ...beata, unit: 'TSTNMT2321000156-NONE' }],
    ['on more units than one', { ...beata, unit: `${beata.unit} ${units.alfaMedicincentrum}` }],
    ['whom the directory does not know', { ...ajla, sub: 'TSTNMT2321000156-NONE' }],
  ])('%s is refused everything', async (_, user) => {
    const token = await issuer.token(user);
    for (const document of [
      VIEWER,
      '{ cases(first: 1) { edges { cursor } } }',
      `{ unhandled(units: ["${user.unit}"]) { total } }`,
    ])
      expect(codesOf(await ask(stack.gatewayUrl, token, document))).toEqual(['FORBIDDEN']);
    const socket = await openSocket(stack.gatewayUrl);
    await socket.greet(token);
    socket.subscribe('hub', LIVE, ours);
    socket.subscribe('graph', LIVE_COMPOSED, ours);
    await eventually(() => expect([...socket.of('hub'), ...socket.of('graph')]).toHaveLength(2));
    for (const id of ['hub', 'graph'])
      expect(socket.of(id)).toMatchObject([{ type: 'error', payload: [{ extensions: { code: 'FORBIDDEN' } }] }]);
    socket.close();
  });
});
