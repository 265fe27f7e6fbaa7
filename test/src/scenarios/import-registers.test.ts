import { commands } from '@intygsgraf/decision-support';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { connected } from '../demo/admin.ts';
import { ADMIN } from '../demo/roles.ts';
import { type CommandEnd, intyg } from '../support/commands.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { caseOf, chapters, documentOf, groupFiles, icfTable, jsonApiOf, kshFiles } from '../support/guidance-file.ts';
import { peerFile } from '../support/peer.ts';
import { filesOf } from '../support/register-file.ts';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});

const bring = (register: string, files: readonly string[], ...options: string[]): Promise<CommandEnd> =>
  intyg(
    commands,
    { databaseUrl: () => database.url('decision_support_app'), importSources: () => allowed },
    'import',
    register,
    ...files,
    ...options,
  );
let allowed: string[] = [];
const rows = (sql: string): Promise<Record<string, unknown>[]> =>
  connected(database.url(ADMIN), async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
const everything = async () => [
  await rows('select * from decision_support.register_entry order by 1, 2'),
  await rows('select * from decision_support.register_change order by 1, 2, 3'),
  await rows('select * from decision_support.register_edition order by 1'),
  await rows('select * from decision_support.diagnosis order by 1, 2'),
];

const guidance = () => [
  jsonApiOf([documentOf('1', ['F43', 'F438']), documentOf('2', ['M54'])]),
  jsonApiOf([caseOf('7', ['F43'], '6', 'wk'), caseOf('8', ['M54'], null, null), caseOf('9', ['M54'], '0', 'd')]),
];
const fmbFiles = ([documents = '', cases = ''] = guidance()) =>
  filesOf({ 'fmdx.json': documents, 'typfall.json': cases });

/** Each register as small as one can be, as files. */
const REGISTERS: [register: string, files: () => Promise<string[]>, said: string][] = [
  ['ksh97p', () => filesOf(kshFiles()), 'KSH97-P: 3 entries (codes 3, synonyms 5)'],
  ['diagnosis-groups', () => filesOf(groupFiles()), '5 entries (chapters 2, blocks 2, groups 1)'],
  ['icf', () => filesOf({ 'icf.tsv': icfTable() }), '8 entries (rowsWithCode 9, blocks 2, b 2, s 2, d 2, e 2'],
  ['fmb', () => fmbFiles(), '5 entries (documents 2, diagnosisCodes 3, typicalCases 3, casesWithoutLength 1'],
];

describe.each(REGISTERS)('A whole edition of %s', (register, files, said) => {
  it('comes in, and the second time changes nothing', async () => {
    const first = await bring(register, await files());
    expect([first.code, first.told]).toEqual([0, expect.not.stringContaining('Nothing changed')]);
    expect(first.said).toContain(said);
    expect(first.said).toContain('revision 1, of 2');
    const before = await everything();
    const { code, said: again } = await bring(register, await files());
    expect([code, again]).toEqual([0, expect.stringContaining('the same content is in already: nothing changed')]);
    expect(await everything()).toEqual(before);
  });

  it('changes nothing when any of its files is cut', async () => {
    const before = await everything();
    for (const file of await files())
      // the published groups have no end of the last line: a letter less at the very end is not to be seen
      for (const part of register === 'diagnosis-groups' ? [0.3, 0.5] : [0.3, 0.6, 0.95]) {
        const text = readFileSync(file);
        const whole = (await files()).filter((other) => path.basename(other) !== path.basename(file));
        const [piece = ''] = await filesOf({ [path.basename(file)]: text.subarray(0, Math.floor(text.length * part)) });
        const { code } = await bring(register, [...whole, piece]);
        expect(code, `${path.basename(file)} cut at ${part}`).toBeGreaterThan(0);
      }
    expect(await everything()).toEqual(before);
  });

  it('is not understood when the file is of another kind', async () => {
    const other = await filesOf({ 'other.json': '{"data": "no list"}\n', 'other.txt': 'Ett brev.\nMed rader.\n' });
    const { code, told } = await bring(register, other.slice(register === 'icf' ? 1 : 0));
    expect([code, told]).toEqual([2, expect.stringContaining('in no form of')]);
  });
});

/** A file that is wrong in one place, and what is said of it. */
const WRONG: [what: string, register: string, files: () => Promise<string[]>, told: string][] = [
  [
    'a code that is none',
    'ksh97p',
    () => filesOf(kshFiles({ codes: 'B9999  Fel\n' })),
    'codes.ans, line 4, column 1: this is no code',
  ],
  [
    'a synonym of no code',
    'ksh97p',
    () => filesOf(kshFiles({ synonyms: 'Z99-   Fel\n' })),
    'synonyms.ans, line 6: the code is not among',
  ],
  [
    'a code without synonyms',
    'ksh97p',
    () => filesOf(kshFiles({ codes: 'B00-   Ny\n' })),
    'line 4: the code has no synonym',
  ],
  ['UTF-8 where it should not be', 'ksh97p', () => filesOf(kshFiles({ encoding: 'utf8' })), 'is UTF-8, not ISO-8859-1'],
  [
    'a line without a range',
    'diagnosis-groups',
    () => filesOf(groupFiles('Bara ett namn\n')),
    'line 3: this is no range',
  ],
  [
    'a range twice',
    'diagnosis-groups',
    () => filesOf(groupFiles(chapters.slice(0, 20))),
    'line 3: the range is there already',
  ],
  [
    'a code that is none',
    'icf',
    () => filesOf({ 'icf.tsv': icfTable('x12', 'Fel') }),
    'icf.tsv, line 24, column 9: this is no code of ICF',
  ],
  [
    'a category without a title',
    'icf',
    () => filesOf({ 'icf.tsv': icfTable('b1521', ' ') }),
    'line 24, column 11: there is no title',
  ],
  ['a code twice, unlike', 'icf', () => filesOf({ 'icf.tsv': icfTable('b152', 'Annat') }), 'b152 stands there twice'],
  [
    'a code that is none',
    'fmb',
    () => fmbFiles([jsonApiOf([documentOf('1', ['XX'])]), guidance()[1] ?? '']),
    'fmdx.json, forsakringsmedicinskdiagnosinformation 1, diagnoskod.0: this is no code of ICD-10-SE',
  ],
  [
    'a code in two documents',
    'fmb',
    () => fmbFiles([jsonApiOf([documentOf('1', ['F43']), documentOf('2', ['F43'])]), guidance()[1] ?? '']),
    'F43 is in forsakringsmedicinskdiagnosinformation/1 already',
  ],
  [
    'a length without a unit',
    'fmb',
    () => fmbFiles([guidance()[0] ?? '', jsonApiOf([caseOf('7', ['F43'], '6', null)])]),
    'the length has no unit',
  ],
  [
    'a length in years',
    'fmb',
    () => fmbFiles([guidance()[0] ?? '', jsonApiOf([caseOf('7', ['F43'], '1', 'yr')])]),
    'typfall 7, rekommenderadsjukskrivning.maximalsjukskrivningsenhet',
  ],
  [
    'documents alone',
    'fmb',
    () => fmbFiles([guidance()[0] ?? '', jsonApiOf([documentOf('3', ['A00'])])]),
    'There are no typical cases',
  ],
  [
    'a page of several',
    'fmb',
    () => fmbFiles([guidance()[0] ?? '', jsonApiOf([caseOf('7', ['F43'], '6', 'wk')], 'https://elsewhere.test/2')]),
    'typfall.json is one page of several',
  ],
];

describe('An import that fails at its very end', () => {
  it.each(REGISTERS)(
    '(%s) leaves nothing of what it had stored, and is done whole the next time',
    async (register, files, said) => {
      const asAdmin = (sql: string) => connected(database.url(ADMIN), (client) => client.query(sql));
      await asAdmin(
        `create function public.refuse() returns trigger as $$ begin raise exception 'full'; end $$ language plpgsql`,
      );
      // the edition's row is the last one
      await asAdmin(
        `create trigger refuse before insert on decision_support.register_edition for each row execute function public.refuse()`,
      );
      const all = async () => [
        ...(await everything()),
        await rows('select * from decision_support.diagnosis_term'),
        await rows('select * from decision_support.diagnosis_word'),
      ];
      expect((await bring(register, await files())).code).toBe(1);
      expect((await all()).flat()).toEqual([]);
      await asAdmin('drop trigger refuse on decision_support.register_edition');
      expect((await bring(register, await files())).said).toContain(said);
    },
  );
});

describe('A file with a fault', () => {
  it.each(WRONG)('(%s, %s) changes nothing, and is told by its place', async (_what, register, files, told) => {
    const before = await everything();
    const end = await bring(register, await files());
    expect([end.code, end.told]).toEqual([1, expect.stringContaining(told)]);
    expect(await everything()).toEqual(before);
  });
});

describe('A new edition of the guidance', () => {
  it('says what it changed, keeps what was said before, and leaves out what is not valid', async () => {
    await bring('fmb', await fmbFiles());
    const [, cases = ''] = guidance();
    const later = jsonApiOf([
      documentOf('1', ['F43', 'F438'], { title: 'Nytt' }),
      documentOf('2', ['M54']),
      documentOf('3', ['A00'], { status: 'arkiverad' }),
    ]);
    const { said } = await bring('fmb', await fmbFiles([later, cases]));
    expect(said).toContain('0 new, 1 changed, 4 as before, 0 removed');
    expect(said).toContain('fmdx.json, forsakringsmedicinskdiagnosinformation 3: its status is not giltig');
    const changes =
      await rows(`select code, revision, change, content ->> 'title' as title from decision_support.register_change
      where code like '%/1' order by revision`);
    expect(changes).toMatchObject([
      { revision: 1, change: 'ADDED', title: 'Diagnoser 1' },
      { revision: 2, change: 'CHANGED', title: 'Nytt' },
    ]);
  });

  it('that lost most of its documents is refused unless that is accepted', async () => {
    await bring('fmb', await fmbFiles());
    const [, cases = ''] = guidance();
    const less = () => fmbFiles([jsonApiOf([documentOf('1', ['F43', 'F438'])]), cases]);
    const before = await everything();
    expect(await bring('fmb', await less())).toMatchObject({
      code: 1,
      told: expect.stringContaining('lacks 1 of the 5'),
    });
    expect(await everything()).toEqual(before);
    expect((await bring('fmb', await less(), '--accept-removals')).said).toContain('4 as before, 1 removed');
  });

  it('holds no markup, whatever its texts had', async () => {
    const evil =
      '<p onclick="x()">En <b>text</b> &lt;3</p><script>alert(1)</script><ul><li>ett<li>två</ul><img src=x onerror=y>';
    const [, cases = ''] = guidance();
    await bring(
      'fmb',
      await fmbFiles([jsonApiOf([documentOf('1', ['F43', 'F438'], { text: evil }), documentOf('2', ['M54'])]), cases]),
    );
    const [found] = await rows(
      `select content -> 'texts' -> 'INSURANCE_MEDICINE' as blocks from decision_support.register_entry where code like '%/1'`,
    );
    expect(found?.['blocks']).toEqual([
      { kind: 'PARAGRAPH', text: 'En text <3' },
      { kind: 'LIST_ITEM', text: 'ett' },
      { kind: 'LIST_ITEM', text: 'två' },
    ]);
  });
});

/** A publisher's server: what it answers by path. */
async function publisher(answers: Readonly<Record<string, string | { location: string }>>): Promise<string> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'string') response.end(answer);
    else response.writeHead(302, answer).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('Guidance from an address', () => {
  it('comes in from one that is allowed', async () => {
    const [documents = '', cases = ''] = guidance();
    const url = await publisher({ '/fmb/documents': documents, '/fmb/typfall?inlinehtmlmarkup=true': cases });
    allowed = [`${url}/fmb`];
    const end = await bring('fmb', [`${url}/fmb/documents`, `${url}/fmb/typfall?inlinehtmlmarkup=true`]);
    expect([end.code, end.said]).toEqual([0, expect.stringContaining('documents 2')]);
  });

  it('is asked nowhere else, follows no redirect, and changes nothing then', async () => {
    const [documents = '', cases = ''] = guidance();
    const url = await publisher({
      '/fmb/a': documents,
      '/fmb/b': cases,
      '/fmb/away': { location: '/secret' },
      '/secret': cases,
    });
    allowed = [`${url}/fmb`];
    const before = await everything();
    const tries = [
      `${url}/secret`,
      `${url}/fmb/../secret`,
      `${url}/fmbs`,
      `${url}/fmb/%2e%2e/secret`,
      'http://169.254.169.254/latest',
      `${url.replace('http://', 'http://user@')}/fmb/b`,
    ];
    for (const address of tries)
      expect(await bring('fmb', [`${url}/fmb/a`, address]), address).toMatchObject({
        code: 1,
        told: expect.stringContaining('IMPORT_SOURCES'),
      });
    for (const [address, told] of [
      ['away', 'points elsewhere'],
      ['none', 'answers with 404'],
    ])
      expect(await bring('fmb', [`${url}/fmb/a`, `${url}/fmb/${address}`])).toMatchObject({
        code: 1,
        told: expect.stringContaining(told ?? ''),
      });
    expect(await everything()).toEqual(before);
  });
});

const real = (file: string) => peerFile(`reference-data/${file}`, `the real ${file} is not imported`);
const PUBLISHED: [register: string, files: (string | undefined)[], said: string[]][] = [
  [
    'ksh97p',
    [real('ksh97p/KSH97P_KOD.ANS'), real('ksh97p/KSH97P_SFAMALT.ANS')],
    ['977 entries (codes 977, synonyms 2,544)'],
  ],
  [
    'ksh97p',
    [real('ksh97p/KSH97P_SFAMALT.utf8.tsv'), real('ksh97p/KSH97P_KOD.utf8.tsv')],
    ['977 entries (codes 977, synonyms 2,544)'],
  ],
  [
    'diagnosis-groups',
    ['diagnoskapitel', 'block', 'diagnosgrupper'].map((name) => real(`diagnosis-groups/${name}.txt`)),
    ['chapters 22, blocks 264, groups 7'],
  ],
  [
    'icf',
    [real('icf/icf-klassifikationer-koder-for-funktionstillstand-alternativa-termer-2019.xls')],
    ['rowsWithCode 1,595', 'e2600 stands there twice, alike'],
  ],
  // before 2019, when blocks had codes
  ['icf', [real('icf/klassifikationer-koder-for-funktionstillstand-icf-2018.2.xls')], ['blocks 36']],
  ['icf', [real('icf/icf-2019-codes.tsv')], ['rowsWithCode 1,595', 'e2600 stands there twice, alike']],
  [
    'fmb',
    [real('fmb/FmdxInfoStubResponse.json'), real('fmb/TypfallStubResponse.json')],
    [
      'documents 116, diagnosisCodes 306, typicalCases 439, casesWithoutLength 81, casesOfNoSickLeave 62, codesWithoutCase 3',
      'documentsWithIcf 111',
    ],
  ],
];

describe('The real register', () => {
  const present = PUBLISHED.filter(([, files]) => files.every(Boolean));
  it.runIf(present.length > 0).each(present)(
    '%s of %j comes in whole',
    { timeout: 120_000 },
    async (register, files, said) => {
      const end = await bring(register, files as string[]);
      console.info(end.said);
      for (const part of said) expect(end.said).toContain(part);
      expect([end.code, end.told]).toEqual([0, expect.anything()]);
    },
  );
});
