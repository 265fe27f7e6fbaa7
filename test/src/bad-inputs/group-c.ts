import { globalId } from '@intygsgraf/kernel/domain';
import { once } from 'node:events';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { certificateOf } from '../support/agency.ts';
import { eventually } from '../support/eventually.ts';
import { ask, subscribeToEvents } from '../support/graph-client.ts';
import { ORIGIN } from '../support/in-process-stack.ts';
import { inSeconds } from '../support/issuer.ts';
import { ajla, alf, alva, anna, beata, units } from '../support/people.ts';
import { openSocket, type RawSocket } from '../support/raw-socket.ts';
import { read } from './as-of-nobody.ts';
import { type Attempt, EVERYWHERE, type Ground, type Row, type Transport } from './row.ts';
import { showToken } from './send.ts';

const LIVE = 'subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId total } }';
const ours = { units: [units.alfaMedicincentrum] };
const SUBSCRIBE = { id: '1', type: 'subscribe', payload: { query: LIVE, variables: ours } };

const trial = (what: string, run: (ground: Ground) => Promise<void>): Attempt => ({ what, trial: run });

const from = (origin: string): Attempt =>
  trial(origin, ({ stack }) => expect(openSocket(stack.gatewayUrl, origin)).rejects.toThrow('HTTP 403'));

/** Says something on a new socket; how that is closed. */
const closedAfter = (what: string, codes: number[], say: (socket: RawSocket, ground: Ground) => unknown): Attempt =>
  trial(what, async (ground) => {
    const socket = await openSocket(ground.stack.gatewayUrl);
    await say(socket, ground);
    expect(codes).toContain((await socket.closed).code);
    expect(socket.messages.filter(({ type }) => type !== 'connection_ack')).toEqual([]);
  });

const introduced = (what: string, payload: (ground: Ground) => Promise<object> | object): Attempt =>
  closedAfter(what, [4403], async (socket, ground) =>
    socket.say({ type: 'connection_init', payload: await payload(ground) }),
  );

/** A message in many pieces, the last of which never comes. */
const inPieces = (what: string, pieces: number, size: number): Attempt =>
  trial(what, async ({ stack }) => {
    const socket = new WebSocket(`${stack.gatewayUrl.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      origin: ORIGIN,
    });
    socket.on('error', () => {});
    await once(socket, 'open');
    const closed = once(socket, 'close') as Promise<[number]>;
    let piece = 0;
    for (; piece < pieces && socket.readyState === socket.OPEN; piece += 1) {
      socket.send(' '.repeat(size), { fin: false });
      if (piece % 1_000 === 0) await new Promise(setImmediate);
    }
    expect([1006, 1008, 1009]).toContain((await closed)[0]);
    // it was not read to its end, and so not kept
    expect(piece).toBeLessThan(pieces);
  });

const greeted = async ({ stack, token }: Ground, user = ajla): Promise<RawSocket> => {
  const socket = await openSocket(stack.gatewayUrl);
  await socket.greet(await token(user));
  return socket;
};

const POSITIONS = ['-1', '9223372036854775808', 'epoch-of-yesterday:7', `${units.betaVardcentral}:1`];

const SELECT = 'mutation ($unit: ID!) { selectUnit(input: { unit: $unit }) { unit { hsaId } errors { code } } }';
const theirs = { unit: units.alfaVardcentral };

/** A session goes to another unit; what it had open on the old one ends, what another session has there goes on. */
async function leavesItsUnit({ stack, issuer, token }: Ground, over: Transport): Promise<void> {
  const { gatewayUrl } = stack;
  const claims = { sid: crypto.randomUUID() };
  const old = await issuer.token(ajla, { claims });
  const others = await openSocket(gatewayUrl);
  await others.greet(await token(ajla));
  others.subscribe('1', LIVE, ours);
  const leave = async (): Promise<void> => {
    const { data } = await ask(gatewayUrl, old, SELECT, theirs);
    expect(data).toEqual({ selectUnit: { unit: { hsaId: theirs.unit }, errors: [] } });
  };
  if (over === 'socket') {
    const socket = await openSocket(gatewayUrl);
    await socket.greet(old);
    socket.subscribe('1', LIVE, ours);
    await eventually(() => expect(socket.of('1')).toMatchObject([{ type: 'next' }]));
    await leave();
    expect((await socket.closed).code).toBe(4403);
    expect(socket.messages.slice(-2)).toMatchObject([{ type: 'next' }, { type: 'complete', id: '1' }]);
  } else if (over === 'stream') {
    const stream = subscribeToEvents(gatewayUrl, old, LIVE, ours);
    await eventually(() => expect(stream.values('unhandled')).toHaveLength(1));
    await leave();
    await eventually(() => expect(stream.events.at(-1)).toEqual({ complete: true }));
    expect(JSON.stringify(stream.events.at(-2))).toContain('"code":"UNAUTHENTICATED"');
    expect(stream.values('unhandled').filter(Boolean)).toHaveLength(1);
  } else {
    await leave();
    // at once, before the doors hear of it
    const refused = await ask(gatewayUrl, old, '{ cases(first: 1) { edges { node { id } } } }');
    expect(JSON.stringify(refused.errors)).toContain('"code":"UNAUTHENTICATED"');
  }
  await eventually(async () =>
    expect(await showToken(gatewayUrl, old)).toEqual({ http: 401, stream: 401, socket: 4403 }),
  );
  const newer = await issuer.token({ ...ajla, ...theirs }, { claims });
  expect((await ask(gatewayUrl, newer, '{ viewer { selectedUnit } }')).data).toEqual({
    viewer: { selectedUnit: theirs.unit },
  });
  expect(others.of('1').map(({ type }) => type)).toEqual(['next']);
  others.close();
}

/** Sockets and streams. */
export const GROUP_C: readonly Row[] = [
  {
    id: 'C1',
    sent: 'a socket’s handshake from a foreign page, from none, from one that hides itself',
    answered: 'refused before it is a socket',
    logged: true,
    attempts: ['https://evil.example', 'none', 'null', `${ORIGIN}.evil.example`].map(from),
  },
  {
    id: 'C3',
    sent: 'nothing, for three seconds',
    answered: 'closed with 4408',
    attempts: [{ ...closedAfter('silence', [4408], () => {}), slow: true }],
  },
  {
    id: 'C4',
    sent: 'a subscription before the introduction; two introductions',
    answered: 'closed with 4401; with 4429',
    attempts: [
      closedAfter('before', [4401], (socket) => socket.say(SUBSCRIBE)),
      closedAfter('twice', [4429], async (socket, ground) => {
        await socket.greet(await ground.token(ajla));
        socket.say({ type: 'connection_init', payload: { authorization: `Bearer ${await ground.token(ajla)}` } });
      }),
    ],
  },
  {
    id: 'C5',
    sent: 'introductions without a token, with an old one, a forged one, and one that is read already',
    answered: 'closed with 4403',
    logged: true,
    attempts: [
      introduced('without', () => ({})),
      introduced('old', async ({ issuer }) => ({
        authorization: `Bearer ${await issuer.token(ajla, { claims: { iat: inSeconds(-700), exp: inSeconds(-10) } })}`,
      })),
      introduced('forged', async ({ token }) => ({
        authorization: `Bearer ${(await token(ajla)).slice(0, -8)}AAAAAAAA`,
      })),
      introduced('read already', () => ({ jwt: { sub: ajla.sub, unit: ajla.unit }, user: { hsaId: ajla.sub } })),
    ],
  },
  {
    id: 'C7',
    sent: 'messages of 65 kB and 20 MB',
    answered: 'closed with 1009',
    attempts: [
      closedAfter('65 kB', [1009], async (socket, ground) => {
        await socket.greet(await ground.token(ajla));
        socket.say({ ...SUBSCRIBE, padding: 'x'.repeat(66_560) });
      }),
      // the client may still be writing when it is hung up on
      closedAfter('an introduction of 20 MB', [1009, 1006], (socket) =>
        socket.say({ type: 'connection_init', payload: { authorization: 'x'.repeat(20_971_520) } }),
      ),
    ],
  },
  {
    id: 'C8',
    sent: 'a 21st subscription on a socket; a user’s sixth socket',
    answered: 'refused with TOO_MANY_SUBSCRIPTIONS; closed with 4429; the others stay',
    attempts: [
      trial('the 21st', async (ground) => {
        const socket = await greeted(ground, alva);
        for (let place = 0; place < 21; place += 1) socket.subscribe(`s${place}`, LIVE, ours);
        const code = 'TOO_MANY_SUBSCRIPTIONS';
        await eventually(() =>
          expect(socket.of('s20')).toMatchObject([{ type: 'error', payload: [{ extensions: { code } }] }]),
        );
        await eventually(() => expect(socket.of('s19')).toMatchObject([{ type: 'next' }]));
        socket.close();
      }),
      trial('the sixth', async (ground) => {
        const five: RawSocket[] = [];
        for (let place = 0; place < 5; place += 1) five.push(await greeted(ground, anna));
        const sixth = await openSocket(ground.stack.gatewayUrl);
        sixth.say({ type: 'connection_init', payload: { authorization: `Bearer ${await ground.token(anna)}` } });
        expect((await sixth.closed).code).toBe(4429);
        five[0]?.subscribe('1', LIVE, ours);
        await eventually(() => expect(five[0]?.of('1')).toMatchObject([{ type: 'next' }]));
        for (const socket of five) socket.close();
        await eventually(async () => {
          const again = await openSocket(ground.stack.gatewayUrl);
          again.say({ type: 'connection_init', payload: { authorization: `Bearer ${await ground.token(anna)}` } });
          await eventually(() => expect(again.messages).toMatchObject([{ type: 'connection_ack' }]), {
            timeout: 1_000,
          });
          again.close();
        });
      }),
    ],
  },
  {
    id: 'C9',
    sent: 'a message in 100,000 pieces of a byte, and one without an end',
    answered: 'closed with 1008 or 1009 when 32 kB or 16,384 pieces have come',
    attempts: [inPieces('of a byte', 100_000, 1), inPieces('of a kilobyte', 100_000, 1_024)],
  },
  {
    id: 'C14',
    sent: 'nothing more: the token ends, or the session goes to another unit, while its user is subscribed',
    answered: 'completed and closed with 4403, and nothing after',
    attempts: [
      trial('a token of three seconds', async ({ stack, issuer }) => {
        const socket = await openSocket(stack.gatewayUrl);
        await socket.greet(await issuer.token(ajla, { claims: { exp: inSeconds(3) } }));
        socket.subscribe('1', LIVE, ours);
        await eventually(() => expect(socket.of('1')).toMatchObject([{ type: 'next' }]));
        expect((await socket.closed).code).toBe(4403);
        expect(socket.messages.slice(-2)).toMatchObject([{ type: 'next' }, { type: 'complete', id: '1' }]);
      }),
      ...EVERYWHERE.map((over): Attempt => ({
        what: 'another unit for the session',
        over: [over],
        stores: true,
        trial: leavesItsUnit,
      })),
      trial('a new token for another unit: each socket has what its own token says, and no more', async (ground) => {
        const [old, newer] = [await greeted(ground), await greeted(ground, { ...ajla, unit: units.alfaVardcentral })];
        const query = 'query ($id: ID!) { certificate(id: $id) { certificateId } }';
        const theirs = globalId('Certificate', certificateOf(units.alfaVardcentral));
        for (const socket of [old, newer]) {
          socket.subscribe('ours', query, { id: ground.target.certificate });
          socket.subscribe('theirs', query, { id: theirs });
          await eventually(() => expect([...socket.of('ours'), ...socket.of('theirs')]).toHaveLength(4));
        }
        const nothing = { payload: { data: { certificate: null } } };
        const something = { payload: { data: { certificate: { certificateId: expect.any(String) } } } };
        expect([old.of('ours')[0], old.of('theirs')[0]]).toMatchObject([something, nothing]);
        expect([newer.of('ours')[0], newer.of('theirs')[0]]).toMatchObject([nothing, something]);
        old.close();
        newer.close();
      }),
    ],
  },
  {
    id: 'C15',
    sent: 'positions in a stream: another unit’s, less than none, more than a number holds, of another epoch',
    answered: 'not read: the first thing told is the whole count of the units asked for, and of no other',
    attempts: POSITIONS.map((position) =>
      trial(position, async ({ stack, token }) => {
        const stream = subscribeToEvents(stack.gatewayUrl, await token(alf), LIVE, { units: [alf.unit] }, ORIGIN, {
          'last-event-id': position,
        });
        await eventually(() => expect(stream.values<{ hsaId: string }>('unhandled')).toHaveLength(1));
        expect(stream.values('unhandled')).toEqual([{ hsaId: alf.unit, total: expect.any(Number) }]);
        await stream.close();
      }),
    ),
  },
  {
    id: 'C16',
    sent: 'a change over a socket, or a stream',
    answered: 'refused; nothing is changed',
    attempts: [ajla, beata].map((user): Attempt => ({
      what: user.sub,
      over: ['socket', 'stream'],
      async trial(ground, over) {
        const variables = { case: ground.target.case };
        const query = 'mutation ($case: ID!) { markCaseHandled(input: { caseId: $case }) { errors { code } } }';
        const { codes, text } = await read(ground, over, user, query, variables);
        expect(codes).toEqual(['BAD_REQUEST']);
        expect(text).not.toContain('markCaseHandled');
      },
    })),
  },
];
