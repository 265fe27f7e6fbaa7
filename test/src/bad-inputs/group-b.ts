import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { ORIGIN } from '../support/in-process-stack.ts';
import type { Attempt, Ground, RequestAttempt, Row } from './row.ts';
import { bytes, request } from './send.ts';
import { ajla, units } from '../support/people.ts';

const VIEWER = JSON.stringify({ query: '{ viewer { hsaId } }' });
const HANDLE = 'mutation{markCaseHandled(input:{caseId:"x"}){errors{code}}}';

const asked = (what: string, sent: RequestAttempt): Attempt => ({ what, request: sent });
const typed = (type: string, body: string | Buffer = VIEWER): Attempt =>
  asked(type, { headers: { 'content-type': type }, body, status: 415 });
const body = (what: string, sent: string | Buffer, status = 400): Attempt => asked(what, { body: sent, status });

/** A page of that origin gets no answer, and no leave to read one or to ask: a question, a stream, a browser's own question. */
const foreign = (origin: string): Attempt => ({
  what: origin,
  async trial({ stack, token }) {
    const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
    for (const sent of [
      { headers: { origin }, body: VIEWER },
      { headers: { origin, accept: 'text/event-stream' }, body: VIEWER },
      { method: 'OPTIONS', headers: { origin, ...preflight } },
    ]) {
      const { status, headers } = await request(stack.gatewayUrl, await token(ajla), sent);
      expect(status).toBe(403);
      expect(Object.keys(headers ?? {}).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  },
});

const head = async ({ stack, token }: Ground, ...lines: string[]): Promise<string> =>
  [
    'POST /graphql HTTP/1.1',
    `Host: ${new URL(stack.gatewayUrl).host}`,
    'Content-Type: application/json',
    'GraphQL-Require-Preflight: 1',
    `Authorization: Bearer ${await token(ajla)}`,
    ...lines,
    '',
    '',
  ].join('\r\n');

/** Bytes as no client writes them; the connection is closed by whoever refuses them. */
const raw = (what: string, status: number, lines: string[], then = '', drip?: () => string): Attempt => ({
  what,
  async trial(ground) {
    const answered = await bytes(ground.stack.gatewayUrl, (await head(ground, ...lines)) + then, drip);
    expect(answered.status).toBe(status);
  },
});

/** 50 MB, once it is opened. */
const BOMB = gzipSync(Buffer.alloc(52_428_800));
const CHUNK = `${(16_384).toString(16)}\r\n${' '.repeat(16_384)}\r\n`;
const nested = '['.repeat(100_000);

const pretending: Attempt = {
  what: 'headers that say who asks, from where and how',
  async trial({ stack, token }) {
    const { status, text } = await request(stack.gatewayUrl, await token(ajla), {
      headers: {
        'x-user-id': 'TSTNMT2321000156-DRBE',
        'x-unit': units.betaVardcentral,
        'x-forwarded-for': '127.0.0.1',
        'x-http-method-override': 'DELETE',
        origin: ORIGIN,
      },
      body: JSON.stringify({ query: '{ viewer { hsaId selectedUnit } }' }),
    });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ data: { viewer: { hsaId: ajla.sub, selectedUnit: ajla.unit } } });
  },
};

/** Requests: method, kind, size, where they come from. */
export const GROUP_B: readonly Row[] = [
  {
    id: 'B1',
    sent: 'a question in an address',
    answered: 'not allowed: the graph is asked by POST',
    attempts: [asked('GET', { method: 'GET', path: '/graphql?query={__typename}', status: 405 })],
  },
  {
    id: 'B2',
    sent: 'a change in an address',
    answered: 'the same',
    attempts: [asked('GET', { method: 'GET', path: `/graphql?query=${encodeURIComponent(HANDLE)}`, status: 405 })],
  },
  {
    id: 'B3',
    sent: 'a change as a form, which any page may send unasked',
    answered: 'refused unread',
    logged: true,
    attempts: [
      typed('application/x-www-form-urlencoded', `query=${encodeURIComponent(HANDLE)}`),
      typed('text/plain'),
      asked('JSON, without the header that no page sends unasked', {
        headers: { 'graphql-require-preflight': undefined },
        body: VIEWER,
        status: 403,
      }),
    ],
  },
  {
    id: 'B4',
    sent: 'a form of several parts, with and without a map',
    answered: 'refused unread',
    attempts: [
      typed(
        'multipart/form-data; boundary=x',
        `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${VIEWER}\r\n--x--`,
      ),
      typed(
        'multipart/form-data; boundary=y',
        `--y\r\nContent-Disposition: form-data; name="map"\r\n\r\n{"__proto__":["variables.polluted"]}\r\n--y--`,
      ),
    ],
  },
  {
    id: 'B7',
    sent: 'requests of pages that are not on the list',
    answered: 'refused, without leave to read the answer',
    logged: true,
    attempts: ['https://evil.example', 'null', `${ORIGIN}.evil.example`, ORIGIN.replace('http:', 'https:')].map(
      foreign,
    ),
  },
  {
    id: 'B9',
    sent: 'bodies in other characters than UTF-8',
    answered: 'refused unread; bytes that are no UTF-8 as faulty',
    attempts: [
      ...['utf-7', 'ibm037', 'utf-32', 'utf-16'].map((charset) => typed(`application/json; charset=${charset}`)),
      body('bytes that are no text', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
    ],
  },
  {
    id: 'B11',
    sent: 'bodies that are too large, have no end, come too slowly, or are compressed',
    answered: '413; 408 within ten seconds; 415',
    attempts: [
      body('of 257 kB', ' '.repeat(263_168), 413),
      raw('of 10 MB, as it says', 413, ['Content-Length: 10485760'], ' '),
      raw('of 100 MB, as it says', 413, ['Content-Length: 104857600'], ' '),
      raw('without an end', 413, ['Transfer-Encoding: chunked'], CHUNK.repeat(8), () => CHUNK.repeat(8)),
      { ...raw('of one byte now and then', 408, ['Content-Length: 60000'], ' ', () => ' '), slow: true },
      asked('compressed', { headers: { 'content-encoding': 'gzip' }, body: BOMB, status: 415 }),
    ],
  },
  {
    id: 'B12',
    sent: 'JSON that says two things, goes on after its end, or is nested without end',
    answered: 'refused as faulty',
    attempts: [
      body('a key twice', '{"query":"{ __typename }","query":"{ viewer { hsaId } }"}'),
      body('a key twice, once in disguise', '{"query":"{ __typename }","qu\\u0065ry":"{ viewer { hsaId } }"}'),
      body('a variable twice', '{"query":"{ __typename }","variables":{"a":1,"a":2}}'),
      body('more after the end', '{"query":"{ __typename }"} {"query":"{ __typename }"}'),
      body('100,000 levels', nested),
      body('100,000 levels, closed', nested + ']'.repeat(100_000)),
      body('a list of questions', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]'),
      body('nothing', ''),
    ],
  },
  {
    id: 'B13',
    sent: 'a request that says twice how long it is',
    answered: 'refused, and the connection closed',
    attempts: [
      raw('two lengths', 400, ['Content-Length: 5', 'Content-Length: 6'], '{"a":1}'),
      raw('a length and pieces', 400, ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    ],
  },
  {
    id: 'B14',
    sent: 'very many headers, or a very long one',
    answered: 'refused as too much',
    attempts: [
      raw(
        '2,000 headers',
        431,
        Array.from({ length: 2_000 }, (_, place) => `x-${place}: y`),
      ),
      raw('101 headers', 431, ['Content-Length: 0', ...Array.from({ length: 100 }, (_, place) => `x${place}: y`)]),
      raw('64 kB', 431, [`x: ${'y'.repeat(65_536)}`]),
    ],
  },
  {
    id: 'B15',
    sent: 'headers that say who asks, from where and how',
    answered: 'not read; the token and the method count',
    logged: true,
    attempts: [pretending],
  },
];
