import { createServiceIdentity } from '@intygsgraf/kernel/server';
import { generateKeyPair } from 'jose';
import { expect, vi } from 'vitest';
import { listen } from '../counterparts/listen.ts';
import { claimsOf } from '../support/behind-the-gateway.ts';
import { eventually } from '../support/eventually.ts';
import { ask, codesOf } from '../support/graph-client.ts';
import { type Changes, inSeconds } from '../support/issuer.ts';
import { ajla, beata, units } from '../support/people.ts';
import { openSocket, type RawSocket } from '../support/raw-socket.ts';
import { digest, rowsOf } from '../support/rows.ts';
import { signer } from '../support/signing.ts';
import type { Attempt, Ground, Row } from './row.ts';
import { bytes, showToken } from './send.ts';

const shown = (what: string, token: (ground: Ground) => string | Promise<string>): Attempt => ({
  what,
  shown: { token },
});
/** A token that is right but for this. */
const changed = (what: string, change: Partial<Changes>): Attempt =>
  shown(what, ({ issuer }) => issuer.token(ajla, change));
const claims = (what: string, of: Record<string, unknown>): Attempt => changed(what, { claims: of });
/** Claims of a time from now, in seconds. */
const times = (what: string, of: Record<string, number>): Attempt =>
  shown(what, ({ issuer }) =>
    issuer.token(ajla, {
      claims: Object.fromEntries(Object.entries(of).map(([name, seconds]) => [name, inSeconds(seconds)])),
    }),
  );
const header = (what: string, of: Record<string, unknown>): Attempt => changed(what, { header: of });

/** The request with which the signing service is asked while this is done. */
async function requestOfASignature(signingUrl: string, work: () => Promise<void>): Promise<[string, RequestInit]> {
  const asked = vi.spyOn(globalThis, 'fetch');
  await work();
  const [url, request] = asked.mock.calls.find(([to]) => typeof to === 'string' && to.startsWith(signingUrl)) ?? [];
  asked.mockRestore();
  if (typeof url !== 'string' || !request) throw new Error('nobody asked for a signature');
  return [url, { ...request, signal: null }];
}

const TICKET = 'mutation { createSocketTicket { ticket } }';

/** A ticket for a socket, got as it should be and used as it should not. */
const ticketTwice = (what: string, use: (ticket: string, ground: Ground) => Promise<void>): Attempt => ({
  what: `a ticket, ${what}`,
  over: ['socket'],
  async trial(ground) {
    const { data } = await ask(ground.stack.gatewayUrl, await ground.token(ajla), TICKET);
    await use((data as unknown as { createSocketTicket: { ticket: string } }).createSocketTicket.ticket, ground);
  },
});

const anotherKey = async () => (await generateKeyPair('ES256', { extractable: true })).privateKey;
const AUDIENCE = 'urn:intygsgraf:gateway';

/** A token that names where its key is: nobody goes there. */
const namesItsKey = (name: 'jku' | 'x5u'): Attempt => ({
  what: name,
  async trial({ stack, issuer }) {
    let visits = 0;
    const keys = await listen(() => (_, response) => {
      visits += 1;
      response.end('{"keys":[]}');
    });
    const token = await issuer.token(ajla, { key: await anotherKey(), header: { [name]: keys.url } });
    const rightlySigned = await issuer.token(ajla, { header: { [name]: keys.url } });
    for (const each of [token, rightlySigned])
      expect(await showToken(stack.gatewayUrl, each)).toEqual({ http: 401, stream: 401, socket: 4403 });
    expect(visits).toBe(0);
    await keys.stop();
  },
});

/** Who is refused by the directory, not by the token. */
const refused = (what: string, run: (ground: Ground) => Promise<void>): Attempt => ({
  what,
  // the assignment is the test's own
  stores: true,
  async trial(ground) {
    await run(ground);
    const token = await ground.token({ ...beata, unit: units.alfaMedicincentrum });
    expect(codesOf(await ask(ground.stack.gatewayUrl, token, '{ viewer { hsaId } }'))).toEqual(['FORBIDDEN']);
  },
});

/** Tokens. A token that is not for us, not now or not what it says is answered 401 and closes a socket with 4403. */
export const GROUP_D: readonly Row[] = [
  {
    id: 'D2',
    sent: 'a token that is sealed with the public key as if it were a secret',
    answered: '401',
    logged: true,
    attempts: [
      shown('as PEM', ({ issuer }) =>
        issuer.token(ajla, { key: new TextEncoder().encode(issuer.publicPem), header: { alg: 'HS256' } }),
      ),
      shown('as JWK', ({ issuer }) =>
        issuer.token(ajla, {
          key: new TextEncoder().encode(JSON.stringify(issuer.publicJwk)),
          header: { alg: 'HS256' },
        }),
      ),
    ],
  },
  {
    id: 'D3',
    sent: 'a token for somebody else, or for us and somebody else',
    answered: '401',
    logged: true,
    attempts: [
      claims('for a subgraph', { aud: 'cases' }),
      claims('for us and another', { aud: [AUDIENCE, 'urn:somebody:else'] }),
      claims('for us, as a list', { aud: [AUDIENCE] }),
      claims('for nobody', { aud: undefined }),
    ],
  },
  {
    id: 'D5',
    sent: 'tokens that have ended, never end, or live too long',
    answered: '401',
    attempts: [
      times('ended', { iat: -700, exp: -6 }),
      claims('never', { exp: undefined }),
      claims('in the year 9999', { exp: 253_402_300_799 }),
      times('too long', { exp: 910 }),
      times('from tomorrow on', { iat: 86_400, exp: 87_000 }),
    ],
  },
  {
    id: 'D7',
    sent: 'names of keys that are a path, a piece of SQL, and very long',
    answered: '401; nothing is looked up by them but a key',
    attempts: [
      header('a path', { kid: '../../dev/null' }),
      header('SQL', { kid: "k1' or '1'='1" }),
      header('long', { kid: 'k'.repeat(4_000) }),
      {
        what: 'a megabyte, which is more than a header may have',
        async trial({ stack }) {
          const { host } = new URL(stack.gatewayUrl);
          const token = Buffer.from(`{"alg":"ES256","kid":"${'k'.repeat(1_048_576)}"}`).toString('base64url');
          const sent = `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}.e30.AA\r\n\r\n`;
          expect((await bytes(stack.gatewayUrl, sent)).status).toBe(431);
        },
      },
    ],
  },
  {
    id: 'D8',
    sent: 'tokens that bring their key, or say where it is',
    answered: '401; nobody goes there',
    attempts: [
      namesItsKey('jku'),
      namesItsKey('x5u'),
      shown('jwk', async ({ issuer }) => {
        const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
        const jwk = await crypto.subtle.exportKey('jwk', publicKey);
        return issuer.token(ajla, { key: privateKey, header: { jwk: jwk as never } });
      }),
      header('jwk, rightly signed', { jwk: {} as never }),
      header('x5c', { x5c: ['MIIB'] }),
    ],
  },
  {
    id: 'D9',
    sent: 'headers that ask for the token to be read in another way',
    answered: '401',
    attempts: [
      // written by hand: the library that signs does not know it, either
      shown('a critical word that nobody knows', async ({ issuer }) => {
        const [, payload, signature] = (await issuer.token(ajla)).split('.');
        const head = { alg: 'ES256', typ: 'at+jwt', crit: ['odd'], odd: 1 };
        return [Buffer.from(JSON.stringify(head)).toString('base64url'), payload, signature].join('.');
      }),
      header('not encoded', { b64: false }),
      header('compressed', { zip: 'DEF' }),
    ],
  },
  {
    id: 'D10',
    sent: 'another’s payload, half a signature, one of zeros',
    answered: '401',
    attempts: [
      shown('another’s payload', async ({ issuer }) => {
        const [head, , signature] = (await issuer.token(ajla)).split('.');
        const [, payload] = (await issuer.token(beata)).split('.');
        return [head, payload, signature].join('.');
      }),
      shown('half a signature', async ({ token }) => (await token(ajla)).slice(0, -40)),
      shown('no signature', async ({ token }) => (await token(ajla)).replace(/[^.]+$/, '')),
      shown('zeros', async ({ token }) =>
        (await token(ajla)).replace(/[^.]+$/, Buffer.alloc(64).toString('base64url')),
      ),
    ],
  },
  {
    id: 'D11',
    sent: 'a token that says who somebody is, not what they may',
    answered: '401',
    attempts: [header('an id token', { typ: 'JWT' }), header('of no type', { typ: undefined })],
  },
  {
    id: 'D13',
    sent: 'a token of two megabytes',
    answered: '431; closed with 1009',
    attempts: [
      {
        what: 'in a header, and in an introduction',
        async trial({ stack }) {
          const { host } = new URL(stack.gatewayUrl);
          const token = 'x'.repeat(2_097_152);
          const sent = `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`;
          expect((await bytes(stack.gatewayUrl, sent)).status).toBe(431);
          const socket = await openSocket(stack.gatewayUrl);
          socket.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
          expect([1009, 1006]).toContain((await socket.closed).code);
        },
      },
    ],
  },
  {
    id: 'D15',
    sent: 'what is good for one use or for one callee, a second time or at another’s',
    answered: '401, at a socket 4403; IDEMPOTENCY_KEY_TAKEN for the key of another wish',
    logged: true,
    attempts: [
      ticketTwice('one after the other', async (ticket, { stack: { gatewayUrl } }) => {
        const first = await openSocket(gatewayUrl);
        first.say({ type: 'connection_init', payload: { ticket } });
        await eventually(() => expect(first.messages).toMatchObject([{ type: 'connection_ack' }]));
        const second = await openSocket(gatewayUrl);
        second.say({ type: 'connection_init', payload: { ticket } });
        expect((await second.closed).code).toBe(4403);
        first.subscribe('1', '{ viewer { hsaId } }', {});
        const data = { viewer: { hsaId: ajla.sub } };
        await eventually(() => expect(first.of('1')[0]).toMatchObject({ type: 'next', payload: { data } }));
        first.close();
      }),
      ticketTwice('eight times at once', async (ticket, { stack: { gatewayUrl } }) => {
        const sockets = await Promise.all(Array.from({ length: 8 }, () => openSocket(gatewayUrl)));
        for (const socket of sockets) socket.say({ type: 'connection_init', payload: { ticket } });
        const said = ({ messages }: RawSocket) => messages.map(({ type }) => type).join();
        const ends = await Promise.all(
          sockets.map((socket) =>
            Promise.race([
              socket.closed.then(({ code }) => code),
              eventually(() => expect(said(socket)).toBe('connection_ack')).then(
                () => 'let in',
                () => 'neither',
              ),
            ]),
          ),
        );
        expect(ends.filter((end) => end === 'let in')).toHaveLength(1);
        expect(ends.filter((end) => end === 4403)).toHaveLength(7);
        for (const socket of sockets) socket.close();
      }),
      ticketTwice('as a token, and beside one', async (ticket, { stack: { gatewayUrl }, token }) => {
        expect(await showToken(gatewayUrl, ticket)).toEqual({ http: 401, stream: 401, socket: 4403 });
        const both = await openSocket(gatewayUrl);
        both.say({ type: 'connection_init', payload: { ticket, authorization: `Bearer ${await token(ajla)}` } });
        expect((await both.closed).code).toBe(4403);
      }),
      ticketTwice('when it has ended', async (ticket, { stack: { gatewayUrl }, database }) => {
        await rowsOf(database, `update users.socket_ticket set expires_at = now() - interval '1 s'`);
        const late = await openSocket(gatewayUrl);
        late.say({ type: 'connection_init', payload: { ticket } });
        expect((await late.closed).code).toBe(4403);
      }),
      {
        what: 'the request for a signature, as it was sent',
        stores: true,
        async trial({ stack, token }) {
          const doctor = signer({ ...stack, token }, ajla);
          const [url, request] = await requestOfASignature(stack.signingUrl, async () => {
            expect((await doctor.sign(await doctor.ready('199001182394'))).errors).toEqual([]);
          });
          expect((await fetch(url, request)).status).toBe(401);
        },
      },
      {
        what: 'the key of a wish to sign, for another draft',
        stores: true,
        async trial({ stack, token, database }) {
          const doctor = signer({ ...stack, token }, ajla);
          const [one, other] = [await doctor.ready('199001182394'), await doctor.ready('199001182394')];
          const first = await doctor.sign(one, 'one-wish');
          const before = await digest(database);
          const { certificate, errors } = await doctor.sign(other, 'one-wish');
          expect([certificate, errors]).toMatchObject([null, [{ code: 'IDEMPOTENCY_KEY_TAKEN' }]]);
          const again = await doctor.sign(one, 'one-wish');
          expect(again.certificate?.signedDocument).toBe(first.certificate?.signedDocument);
          expect(await digest(database)).toEqual(before);
        },
      },
      {
        what: 'the token that asked for a signature, at every other door',
        stores: true,
        async trial({ stack, token }) {
          const [, request] = await requestOfASignature(stack.signingUrl, async () => {
            const doctor = signer({ ...stack, token }, ajla);
            expect((await doctor.sign(await doctor.ready('199001182394'))).errors).toEqual([]);
          });
          const authorization = new Headers(request.headers).get('authorization') ?? '';
          for (const url of [stack.casesUrl, stack.certificatesUrl, stack.decisionSupportUrl, stack.usersUrl]) {
            const headers = { 'content-type': 'application/json', authorization };
            const body = '{"query":"{ __typename }"}';
            expect((await fetch(`${url}/graphql`, { method: 'POST', headers, body })).status).toBe(401);
          }
          const shownAtTheGateway = await showToken(stack.gatewayUrl, authorization.replace('Bearer ', ''));
          expect(shownAtTheGateway).toEqual({ http: 401, stream: 401, socket: 4403 });
        },
      },
    ],
  },
  {
    id: 'D17',
    sent: 'a token between processes, shown from outside',
    answered: '401',
    logged: true,
    attempts: [
      shown('for a subgraph', async () => (await createServiceIdentity('gateway')).token('cases', claimsOf(ajla))),
      shown('for the gateway', async () => (await createServiceIdentity('cases')).token('gateway', claimsOf(ajla))),
    ],
  },
  {
    id: 'D18',
    sent: 'a token of a key that the provider has taken back',
    answered: '401, once a newer key was seen',
    attempts: [
      {
        what: 'after a newer one',
        async trial({ stack, issuer }) {
          const old = await issuer.token(ajla);
          await issuer.rotate();
          const newer = await issuer.token(ajla);
          // keys are asked for anew twice a second at most
          await eventually(async () =>
            expect((await ask(stack.gatewayUrl, newer, '{ viewer { hsaId } }')).status).toBe(200),
          );
          expect(await showToken(stack.gatewayUrl, old)).toEqual({ http: 401, stream: 401, socket: 4403 });
        },
      },
    ],
  },
  {
    id: 'D20',
    sent: 'a user without an assignment on the unit, and one whose assignment is for research',
    answered: 'FORBIDDEN',
    logged: true,
    attempts: [
      refused('none', async () => {}),
      ...['Forskning', 'vård och behandling ', ''].map((purpose) =>
        refused(`for another purpose than care: ${JSON.stringify(purpose)}`, async ({ database }) => {
          const sql = 'insert into users.assignment (id, staff, unit, purpose) values (gen_random_uuid(), $1, $2, $3)';
          await rowsOf(database, sql, [beata.sub, units.alfaMedicincentrum, purpose]);
        }),
      ),
    ],
  },
];
