import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect } from 'vitest';
import { correspondent } from '../support/correspondence.ts';
import { agencyAnswers, certificateOf } from '../support/agency.ts';
import { eventually } from '../support/eventually.ts';
import { ajla, units } from '../support/people.ts';
import { rowsOf } from '../support/rows.ts';
import type { SeededStack } from '../support/seeded-stack.ts';
import type { Attempt, Ground, Row, XmlDoorName } from './row.ts';
import { request } from './send.ts';
import { sendSoap, SOAP_PATHS, soapMessage } from './soap.ts';

type Spoil = (message: string) => string | Uint8Array;

/** A message that is spoilt, at every door: refused with this status. */
const refused = (what: string, spoil: Spoil, status = 400): Attempt => ({ what, xml: { spoil, status } });
const trial = (what: string, run: (ground: Ground) => Promise<void>, stores?: true): Attempt => ({
  what,
  trial: run,
  ...(stores && { stores }),
});

/** Behind the declaration, where a document type stands. */
const first =
  (text: string): Spoil =>
  (message) =>
    message.replace(/^(<\?xml.*?\?>)?/, `$1${text}`);
const utf16: Spoil = (message) => Buffer.from(`\ufeff${first('<!DOCTYPE x>')(message).toString()}`, 'utf16le');
const inRoot =
  (text: string): Spoil =>
  (message) =>
    message.replace(/^((?:<\?xml.*?\?>)?\s*<[^>]+)(>)/, `$1 ${text}$2`);
const atEnd =
  (text: string): Spoil =>
  (message) =>
    message.replace(/(<\/[^>]+>\s*)$/, `${text}$1`);

/** A server of the test's own that nobody should ask: what names it is tried, and it is not. */
const unasked = (
  what: string,
  naming: (url: string) => Spoil,
  status: 200 | 400,
  over?: readonly XmlDoorName[],
): Attempt => ({
  what,
  xml: {
    status,
    ...(over && { over }),
    async spoil(message) {
      const asked: unknown[] = [];
      const server = createServer((socket) => asked.push(socket.remotePort)).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;
      return {
        bytes: naming(`http://127.0.0.1:${port}/x`)(message),
        afterwards() {
          server.close();
          expect(asked).toEqual([]);
        },
      };
    },
  },
});

const SECRET = 'root:x:0';
const includesFile: Attempt = {
  what: 'a file of the machine',
  xml: {
    status: 400,
    spoil: (message) =>
      first('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')(message.replace(/oss|Magsjuka/, '&e;')),
    toldNot: SECRET,
  },
};

const answeredBy = async (ground: Ground, message: string | Uint8Array) => {
  const { status, result, errorId } = await sendSoap(ground, message);
  return { status, result, errorId };
};
const ERROR = { status: 200, result: 'ERROR', errorId: 'VALIDATION_ERROR' };
/** The contract's own refusal. */
const judged = (what: string, message: () => string): Attempt =>
  trial(what, async (ground) => expect(await answeredBy(ground, message())).toEqual(ERROR));

const NOBODYS_UNIT = 'TSTNMT2321000156-NONE';
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const SIGNATURE =
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:Reference URI="#body"/></ds:SignedInfo></ds:Signature>';
const SIGNED = `<wsse:Security xmlns:wsse="${WSSE}">${SIGNATURE}</wsse:Security>`;
const inHeader = (message: string, text: string): string => message.replace('</soap:Header>', `${text}</soap:Header>`);
const bodyOf = (message: string): string => /<soap:Body>.*<\/soap:Body>/s.exec(message)?.[0] ?? '';
const withId = (message: string): string =>
  message.replace('<soap:Body>', `<soap:Body xmlns:wsu="${WSU}" wsu:Id="body">`);
/** The agency's door alone: a certificate's file has no envelope. */
const wrapped = (what: string, wrap: (message: string) => string): Attempt => ({
  what,
  xml: { spoil: wrap, status: 400, over: ['soap'] },
});

/** How a connection ends that shows this certificate, and asks for something: nothing is answered. */
async function answeredOver({ stack, agency }: Ground, client?: { key: string; certificate: string }): Promise<string> {
  const { hostname, port } = new URL(stack.soapUrl);
  const socket = connectTls({
    host: hostname,
    port: Number(port),
    ca: agency.ca,
    ...(client && { key: client.key, cert: client.certificate }),
  });
  let heard = '';
  socket.on('data', (part) => (heard += String(part)));
  socket.on('error', () => {}); // what is refused is cut
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.write('POST /soap/SendMessageToCare/2 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
  await closed;
  return heard;
}
const shutOut = (what: string, client: (ground: Ground) => Promise<{ key: string; certificate: string }> | undefined) =>
  trial(what, async (ground) => expect(await answeredOver(ground, await client(ground))).toBe(''));

/** Bytes as they are over the agency's own connection; `drip` writes one more now and then. */
async function writtenTo({ stack, agency }: Ground, lines: string, drip?: string): Promise<string> {
  const { hostname, port } = new URL(stack.soapUrl);
  const { ca, client } = agency;
  const socket = connectTls({ host: hostname, port: Number(port), ca, key: client.key, cert: client.certificate });
  let heard = '';
  socket.on('data', (part) => (heard += String(part)));
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.write(lines);
  const dripping = drip === undefined ? undefined : setInterval(() => socket.writable && socket.write(drip), 250);
  await closed;
  clearInterval(dripping);
  return heard;
}
const head = (length: number, ...more: string[]): string =>
  [
    'POST /soap/SendMessageToCare/2 HTTP/1.1',
    'Host: x',
    'Content-Type: text/xml; charset=utf-8',
    `Content-Length: ${length}`,
    ...more,
    '',
    '',
  ].join('\r\n');
const statuses = (heard: string): number[] =>
  [...heard.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));

/** At each door: what is said to be in a message is looked at before the message. */
const typed = (what: string, headers: Record<string, string | undefined>, body = soapMessage): Attempt =>
  trial(what, async (ground) => {
    for (const path of SOAP_PATHS) {
      const { status } = await sendSoap(ground, body(), { headers, path });
      expect([path, status]).toEqual([path, 415]);
    }
  });

/** XML and SOAP. */
export const GROUP_X: readonly Row[] = [
  {
    id: 'X1',
    sent: 'a document type, of whatever kind and in whatever letters',
    answered: 'a fault of the client with its line, before anything is parsed',
    logged: true,
    attempts: [
      refused('empty', first('<!DOCTYPE x>')),
      refused('in small letters', first('<!doctype x>')),
      refused('with entities that double each other', first(`<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>`)),
      refused('of another place', first('<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">')),
      refused('in UTF-16', utf16),
    ],
  },
  {
    id: 'X3',
    sent: 'entities of files and of the net',
    answered: 'the same; neither is asked for',
    attempts: [
      includesFile,
      unasked(
        'an entity of the net',
        (url) => (message) =>
          first(`<!DOCTYPE x [<!ENTITY e SYSTEM "${url}">]>`)(message.replace(/oss|Magsjuka/, '&e;')),
        400,
      ),
      unasked('a parameter entity', (url) => first(`<!DOCTYPE x [<!ENTITY % p SYSTEM "${url}"> %p;]>`), 400),
      refused('an entity that nobody declared', (message) => message.replace(/oss|Magsjuka/, '&e;')),
    ],
  },
  {
    id: 'X5',
    sent: 'very many attributes, a very long one, a body of more than 1 MB',
    answered: 'a fault of the client; 413',
    attempts: [
      refused('an attribute of 900 kB', inRoot(`a="${'y'.repeat(900_000)}"`)),
      refused(
        '100,000 attributes',
        inRoot(Array.from({ length: 100_000 }, (_, place) => `a${place.toString(36)}=""`).join(' ')),
      ),
      refused('an attribute of 1 MB', inRoot(`a="${'y'.repeat(1_000_000)}"`), 413),
      refused('a body of 1,001 kB', (message) => message.padEnd(1_001_000), 413),
      refused('a body of 10 MB', (message) => message.padEnd(10_000_000), 413),
      refused('65 levels', (message) => atEnd(`${'<a>'.repeat(65)}${'</a>'.repeat(65)}`)(message)),
      refused('100,000 levels', (message) => atEnd(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`)(message)),
    ],
  },
  {
    id: 'X7',
    sent: 'words to whoever parses: instructions, inclusions, schemas of elsewhere',
    answered: 'not followed',
    attempts: [
      unasked('a style sheet', (url) => first(`<?xml-stylesheet type="text/xsl" href="${url}"?>`), 200),
      unasked(
        'a schema',
        (url) => inRoot(`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x ${url}"`),
        200,
      ),
      unasked(
        'an inclusion',
        (url) => (message) =>
          message.replace(
            /oss|Magsjuka/,
            `$&<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="${url}" parse="text"/>`,
          ),
        400,
        // elsewhere the text is in what nobody reads
        ['soap', 'draft', 'file', 'folder'],
      ),
    ],
  },
  {
    id: 'X8',
    sent: 'messages to nobody, about nothing, about another patient’s certificate',
    answered: 'ERROR VALIDATION_ERROR',
    attempts: [
      judged('an unknown logical address', () => soapMessage({ unitHsaId: NOBODYS_UNIT })),
      judged('an unknown logical address in the header alone', () =>
        soapMessage().replace(/(<registry:LogicalAddress>)[^<]*/, `$1${NOBODYS_UNIT}`),
      ),
      judged('the logical address of another unit', () => soapMessage({ unitHsaId: units.betaVardcentral })),
      judged('an unknown certificate', () => soapMessage({ certificateId: randomUUID() })),
      judged('a certificate id that is none', () => soapMessage({ certificateId: `' or 1=1 --` })),
      judged('another patient', () => soapMessage({ personId: '199001182394' })),
    ],
  },
  {
    id: 'X9',
    sent: 'a message again, 200 times at once, and another one under its id',
    answered: 'INFO; one row; ERROR VALIDATION_ERROR',
    logged: true,
    attempts: [
      trial(
        'the same, and another',
        async (ground) => {
          const messageId = randomUUID();
          const message = soapMessage({ messageId });
          const answers = await Promise.all(Array.from({ length: 200 }, () => sendSoap(ground, message)));
          const results = answers.map(({ result }) => result ?? '').toSorted();
          expect(results).toEqual([...Array.from({ length: 199 }, () => 'INFO'), 'OK']);
          const stored = () =>
            rowsOf(ground.database, 'select text, count(*) over () as of from cases.message where id = $1', [
              messageId,
            ]);
          const before = await stored();
          expect(before).toMatchObject([{ of: '1' }]);
          const other = soapMessage({ messageId, text: 'Något annat.' });
          expect(await answeredBy(ground, other)).toEqual(ERROR);
          expect(await stored()).toEqual(before);
        },
        true,
      ),
    ],
  },
  {
    id: 'X10',
    sent: 'an answer to what is answered, and to what nobody asked',
    answered: 'ERROR VALIDATION_ERROR',
    attempts: [
      judged('to nobody’s question', () => soapMessage({ answers: randomUUID() })),
      trial(
        'a second answer',
        async (ground) => {
          const { stack, token } = ground;
          const care = correspondent({ ...stack, token } as SeededStack, ajla);
          const { case: asked } = await care.asks(certificateOf(units.alfaMedicincentrum));
          const [question] = asked?.messages ?? [];
          await eventually(async () => {
            const [sent] = (await care.shows(asked?.id ?? '')).messages;
            expect(sent?.delivery?.state).toBe('DELIVERED');
          });
          expect(await agencyAnswers(stack.agencyUrl, question?.id ?? '')).toMatchObject({ resultCode: 'OK' });
          const before = await care.shows(asked?.id ?? '');
          const again = await agencyAnswers(stack.agencyUrl, question?.id ?? '', { text: 'Nej, på tisdag.' });
          expect(again).toMatchObject({ resultCode: 'ERROR', errorId: 'VALIDATION_ERROR' });
          expect(await care.shows(asked?.id ?? '')).toEqual(before);
        },
        true,
      ),
    ],
  },
  {
    id: 'X12',
    sent: 'a message that would look signed: moved, doubled, with the id of another',
    answered: 'a fault of the client',
    logged: true,
    attempts: [
      wrapped('a header with a signature', (message) => withId(inHeader(message, SIGNED))),
      wrapped('a signature alone in the header', (message) => withId(inHeader(message, SIGNATURE))),
      wrapped('the signed body in the header, another in its place', (message) =>
        inHeader(
          message,
          `<wrap>${withId(bodyOf(message)).replaceAll('soap:', 's:').replace('<s:Body', '<s:Body xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"')}</wrap>`,
        ),
      ),
      wrapped('a second body of the same id', (message) =>
        withId(message).replace('</soap:Envelope>', `${withId(bodyOf(message))}</soap:Envelope>`),
      ),
      wrapped('an id twice', (message) => inHeader(withId(message), '<x:more xmlns:x="urn:x" Id="body"/>')),
    ],
  },
  {
    id: 'X15',
    sent: 'connections without a client certificate, with an expired one, of another organisation or issuer',
    answered: 'refused before a request is read',
    logged: true,
    attempts: [
      shutOut('none', () => undefined),
      shutOut('an expired one', ({ agency }) => agency.authority.client(agency.subject, -1)),
      shutOut('another organisation', ({ agency }) =>
        agency.authority.client('C=SE, O=Annan, 2.5.4.5=SE5560000000-X1'),
      ),
      shutOut('no organisation', ({ agency }) => agency.authority.client('C=SE, O=Annan, CN=2021005521')),
      shutOut('two organisations', ({ agency }) =>
        agency.authority.client(`${agency.subject}, 2.5.4.97=NTRSE-5560000000`),
      ),
      shutOut('an issuer whom nobody knows', ({ agency }) => agency.stranger.client(agency.subject)),
      trial('the door of everybody else', async ({ stack, token }) => {
        const path = '/soap/SendMessageToCare/2';
        const headers = { 'content-type': 'text/xml; charset=utf-8' };
        const { status } = await request(stack.gatewayUrl, await token(ajla), { path, headers, body: soapMessage() });
        expect(status).toBe(404);
      }),
    ],
  },
  {
    id: 'X16',
    sent: 'messages that are compressed, of several parts, or no XML as they say',
    answered: '415, unread',
    attempts: [
      typed('compressed', { 'content-encoding': 'gzip' }, () => '\u001f\u008b'),
      typed('of several parts (MTOM)', { 'content-type': 'multipart/related; type="application/xop+xml"; boundary=x' }),
      typed('text/plain', { 'content-type': 'text/plain' }),
      typed('JSON', { 'content-type': 'application/json' }),
      typed('of SOAP 1.2', { 'content-type': 'application/soap+xml; charset=utf-8' }),
      typed('in UTF-16, as it says', { 'content-type': 'text/xml; charset=utf-16' }),
      typed('two types', { 'content-type': 'text/xml, text/plain' }),
      typed('nothing said', { 'content-type': undefined }),
    ],
  },
  {
    id: 'X17',
    sent: 'a request behind another one, and one that comes a byte now and then',
    answered: 'each its own answer; 408',
    attempts: [
      trial('two at once, of which only the first asks for something', async (ground) => {
        const fault = '<a/>';
        const heard = await writtenTo(
          ground,
          `${head(fault.length)}${fault}${head(fault.length, 'Connection: close')}${fault}`,
        );
        expect(statuses(heard)).toEqual([400, 400]);
      }),
      trial('a second one inside the first', async (ground) => {
        const inner = head(4, 'Connection: close');
        const heard = await writtenTo(ground, `${head(inner.length, 'Connection: close')}${inner}`);
        expect(statuses(heard)).toEqual([400]);
      }),
      {
        what: 'one byte now and then',
        slow: true,
        async trial(ground) {
          expect(statuses(await writtenTo(ground, head(60_000), ' '))).toEqual([408]);
        },
      },
    ],
  },
];
