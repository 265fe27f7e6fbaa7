import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { correspondent, newKey } from '../support/correspondence.ts';
import { answerIn, begun, writer } from '../support/drafts.ts';
import { ask } from '../support/graph-client.ts';
import { ajla, units } from '../support/people.ts';
import type { SeededStack } from '../support/seeded-stack.ts';
import { caseWith } from './group-g.ts';
import { type Attempt, type Ground, operation, type Row } from './row.ts';
import { request } from './send.ts';
import { sendSoap, soapMessage } from './soap.ts';

const PATIENT = '199001182394';
const trial = (what: string, run: (ground: Ground) => Promise<void>, stores?: true): Attempt => ({
  what,
  trial: run,
  ...(stores && { stores }),
});
const careOf = ({ stack, token }: Ground) => correspondent({ ...stack, token } as SeededStack, ajla);
const doctorOf = ({ stack, token }: Ground) => writer({ ...stack, token }, ajla);

const CERTIFICATE = certificateOf(units.alfaMedicincentrum);

/** Answers of a draft that are a text each. */
const FIELDS = ['25.1', '35.1', '17.1', '19.1', '29.1', '20.1', '37.1'];

/** What words became in a draft: each in an answer of its own, stored and read. */
async function inDraft(ground: Ground, all: readonly string[]): Promise<unknown[]> {
  const doctor = doctorOf(ground);
  const { id } = await begun(doctor, PATIENT);
  const sent = all.map((text, place) => ({ subAnswerId: FIELDS[place] ?? '', answer: { text }, expectedRevision: 0 }));
  const { draft } = await doctor.save(id, ...sent);
  const stored = await doctor.read(id);
  await doctor.remove(id, draft?.revision ?? 0);
  return sent.map(({ subAnswerId }) => answerIn(stored, subAnswerId)?.answer?.['text']);
}

/** What the words became in an agency's question and care's answer to it, and in a question of care's. */
async function inMessages(ground: Ground, words: string): Promise<string[]> {
  const care = careOf(ground);
  const shown = async (id: string) => (await care.shows(id)).messages.map(({ text }) => text);
  const { case: asked } = await care.asks(CERTIFICATE, { text: words });
  const receipt = await agencyAsks(ground.stack.agencyUrl, CERTIFICATE, { text: words });
  const caseId = await caseWith(ground, receipt.messageId);
  await care.answers(caseId, { text: words });
  return [...(await shown(asked?.id ?? '')), ...(await shown(caseId))];
}

/** Everywhere that somebody may write: in answers of a draft, in a question of the agency's and care's, in an answer. */
const asSent = (...all: string[]): Attempt[] => [
  trial('in a draft', async (ground) => expect(await inDraft(ground, all)).toEqual(all), true),
  ...all.map((words) =>
    trial(words, async (ground) => expect(await inMessages(ground, words)).toEqual([words, words, words]), true),
  ),
];

const FOUND = `query ($search: String!) { diagnoses(search: $search) { suggestions { foundBy diagnosis { code } } } }`;

const MARKUP = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  'javascript:alert(1)',
  '{{7*7}}',
  '${7*7}',
  '</textarea><b>',
];

const OBJECTS = [{ $ne: 1 }, { $or: [{}, {}] }, { sql: '1=1' }, { __raw: true }];
/** Questions and changes with a text, which gets something else. */
const TEXTS: readonly (readonly [string, string, (value: unknown) => Record<string, unknown>])[] = [
  ['the id of a certificate', 'query ($id: ID!) { certificate(id: $id) { id } }', (id) => ({ id })],
  ['what is looked for', FOUND, (search) => ({ search })],
];
const CHANGES: readonly (readonly [string, string, (value: unknown) => Record<string, unknown>])[] = [
  [
    'the text of a question',
    'mutation ($input: AskAgencyInput!) { askAgency(input: $input) { errors { code } } }',
    (text) => ({
      input: { certificateId: `Certificate_${CERTIFICATE}`, subject: 'CONTACT', text, idempotencyKey: newKey() },
    }),
  ],
  [
    'the patient of a draft',
    'mutation ($input: CreateDraftInput!) { createDraft(input: $input) { errors { code } } }',
    (personId) => ({ input: { personId, typeId: 'CertificateType_fk7804-1.3', idempotencyKey: 'h7' } }),
  ],
  [
    'an answer',
    'mutation ($input: SaveAnswersInput!) { saveAnswers(input: $input) { errors { code } } }',
    (text) => ({
      input: { draftId: 'Draft_1', answers: [{ subAnswerId: '25.1', answer: { text }, expectedRevision: 0 }] },
    }),
  ],
];
const spelt = (value: unknown): string => JSON.stringify(value).replaceAll(/"([^"]+)":/g, '$1: ');
const objects = [
  ...TEXTS.flatMap(([what, query, variablesOf]) =>
    OBJECTS.map((value) =>
      operation(`${spelt(value)} as ${what}`, query, 'BAD_USER_INPUT', { variables: variablesOf(value) }),
    ),
  ),
  ...CHANGES.flatMap(([what, query, variablesOf]) =>
    OBJECTS.map((value) =>
      operation(`${spelt(value)} as ${what}`, query, 'BAD_USER_INPUT', {
        variables: variablesOf(value),
        over: ['http'],
      }),
    ),
  ),
  ...OBJECTS.map((value) =>
    operation(`${spelt(value)} in the document`, `{ certificate(id: ${spelt(value)}) { id } }`, [
      'GRAPHQL_VALIDATION_FAILED',
      'GRAPHQL_PARSE_FAILED',
      'BAD_USER_INPUT',
    ]),
  ),
];

/** A forged line of a log. */
const FORGED = '\n{"level":60,"service":"gateway","event":"refused","code":"FORGED","msg":"security"}';

const oneLine = (
  what: string,
  run: (ground: Ground, line: string) => Promise<readonly { code: string; path: string | null }[]>,
  path: string,
) =>
  trial(what, async (ground) => {
    for (const end of ['\r\n', '\n', '\r', '\u2028', FORGED]) expect(await run(ground, end)).toMatchObject([{ path }]);
  });

/** A server of the test's own that nobody should ask, while `run` names its address. */
async function unasked(run: (url: string) => Promise<void>): Promise<void> {
  const asked: unknown[] = [];
  const server = createServer((incoming) => asked.push(incoming.url)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`);
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
}

const IMPORT =
  'mutation ($input: ImportRegisterInput!) { importRegister(input: $input) { edition { entries } errors { code } } }';
const imported = (source: string): Attempt =>
  trial(`a register from ${source}`, ({ stack, token }) =>
    unasked(async (url) => {
      const sources = [source.replace('http://here', url)];
      const { data } = await ask(stack.gatewayUrl, await token(ajla), IMPORT, { input: { register: 'ICF', sources } });
      expect(data).toEqual({ importRegister: { edition: null, errors: [{ code: 'IMPORT_REFUSED' }] } });
    }),
  );
const atPath = (path: string): Attempt =>
  trial(path, async ({ stack, token }) => {
    const { status, text } = await request(stack.gatewayUrl, await token(ajla), { method: 'GET', path });
    expect([403, 404]).toContain(status);
    expect(text).not.toContain('root:');
  });

/** Characters and texts. */
export const GROUP_H: readonly Row[] = [
  {
    id: 'H3',
    sent: 'letters as one character and as two',
    answered: 'stored as sent; found alike',
    attempts: [
      ...asSent('Å, ä, ö: a\u030A, a\u0308, o\u0308 — \u212B'),
      trial('looked for', async ({ stack, token }) => {
        const found = async (search: string) => {
          const { data } = await ask(stack.gatewayUrl, await token(ajla), FOUND, { search });
          return JSON.stringify(data).replaceAll(/"foundBy":"[^"]*",/g, '');
        };
        for (const word of ['ångest', 'höftled', 'Ménière']) {
          expect(await found(word)).toContain('"code"');
          expect(await found(word.normalize('NFD'))).toBe(await found(word.normalize('NFC')));
        }
      }),
    ],
  },
  {
    id: 'H4',
    sent: 'markup, script and templates in texts',
    answered: 'stored and told as they were sent (what elements do with it: their own tests)',
    attempts: asSent(...MARKUP),
  },
  {
    id: 'H7',
    sent: 'an object where there should be a text',
    answered: 'refused',
    attempts: objects,
  },
  {
    id: 'H9',
    sent: 'formulas of a spreadsheet, and ends of lines that would begin another',
    answered: 'text; refused where there is one line; the log stays one line an event',
    attempts: [
      ...asSent("=cmd|' /C calc'!A0", '@SUM(1+1)*cmd', '+1', '-1', '\t=1', `Först.${FORGED}\nSist.`),
      oneLine(
        'the key of a question',
        async (ground, end) => {
          const { errors } = await careOf(ground).asks(CERTIFICATE, { idempotencyKey: `${newKey()}${end}` });
          return errors;
        },
        'idempotencyKey',
      ),
      oneLine(
        'the key of a draft',
        async (ground, end) => (await doctorOf(ground).create(PATIENT, { idempotencyKey: `h9${end}` })).errors,
        'idempotencyKey',
      ),
      oneLine(
        'the number of a patient',
        async (ground, end) => (await doctorOf(ground).create(`${PATIENT}${end}`)).errors,
        'personId',
      ),
      trial('the heading and the reference of a message', async (ground) => {
        for (const changes of [{ heading: `Hej\nBcc: alla` }, { reference: `FK-1${FORGED}` }])
          expect(await sendSoap(ground, soapMessage(changes))).toMatchObject({
            status: 400,
            fault: expect.any(String),
          });
      }),
      {
        what: 'an address',
        request: { method: 'GET', path: `/x%0d%0a${encodeURIComponent(FORGED)}`, status: 404 },
      },
    ],
  },
  {
    id: 'H10',
    sent: 'paths and addresses where a name is asked for',
    answered: 'refused, and nobody is asked',
    attempts: [
      ...[
        '../../../../../../etc/passwd',
        '/etc/passwd',
        'file:///etc/passwd',
        'http://169.254.169.254/latest/meta-data',
        'http://here',
        'https://here@127.0.0.1/x',
        'group-h.ts/../../../../package.json',
      ].map(imported),
      ...[
        '/elements/../../../etc/passwd',
        '/elements/1/..%2f..%2f..%2fetc%2fpasswd',
        '/elements/1/%2e%2e/%2e%2e/etc/passwd',
        '/elements/1/....//....//etc/passwd',
      ].map(atPath),
      trial('an address in a text', (ground) =>
        unasked(async (url) => {
          const { fault } = await sendSoap(ground, soapMessage({ text: url, unitHsaId: url }));
          expect(fault).toBeUndefined();
        }),
      ),
      operation(
        'a type of certificate',
        'mutation ($input: CreateDraftInput!) { createDraft(input: $input) { draft { id } errors { code } } }',
        [],
        {
          variables: {
            input: { personId: PATIENT, typeId: 'CertificateType_../../etc/passwd', idempotencyKey: 'h10' },
          },
          over: ['http'],
        },
      ),
    ],
  },
];
