import { type Answers, commandsWith } from '@intygsgraf/certificates';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intyg } from '../support/commands.ts';
import { message } from './message.ts';

const run = (...args: readonly string[]) => intyg(commandsWith({}), {}, ...args);
const V3 = 'rivta-RegisterCertificate-v3-xml';
const row = (more: object) => ({ type: 'lisjp', certificateTypeCode: 'LISJP', version: '1', format: V3, ...more });
const good = message();
const late = message({ from: '2026-11-20', to: '2026-11-10' });

let folder = '';
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'intyg-conformance-'));
  await writeFile(path.join(folder, 'outside.xml'), good);
});
afterAll(() => rm(folder, { recursive: true }));

/** A folder with these rows, whose files are `good.xml`, `late.xml` and what is given. */
async function folderOf(index: unknown, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const own = path.join(folder, `folder-${(made += 1)}`);
  await mkdir(own);
  const all = { 'good.xml': good, 'late.xml': late, 'index.json': JSON.stringify(index), ...files };
  for (const [name, text] of Object.entries(all)) await writeFile(path.join(own, name), text);
  return own;
}

const conformance = async (index: unknown, ...args: readonly string[]) => {
  const { code, said } = await run('conformance', await folderOf(index), '--json', ...args);
  return { code, ...(JSON.parse(said) as { agree: number; of: number; disagreements: object[]; notRead: object[] }) };
};

describe('intyg conformance', () => {
  it('ends with 0 when every verdict agrees, and leaves conflicts out', async () => {
    const rows = [
      row({ file: 'good.xml', expect: 'pass' }),
      row({ file: 'late.xml', expect: 'fail' }),
      row({ file: 'late.xml', expect: 'pass', conflict: true }),
    ];
    expect(await conformance(rows)).toMatchObject({ code: 0, ok: true, agree: 2, of: 2, conflicts: 1 });
  });

  it('tells each verdict that differs, and ends with 1', async () => {
    const own = await folderOf([row({ file: 'good.xml', expect: 'pass' }), row({ file: 'late.xml', expect: 'pass' })]);
    const { code, said } = await run('conformance', own);
    expect([code, said.split('\n')]).toEqual([
      1,
      [
        `lisjp ${V3}: 1 of 2`,
        'all: 1 of 2 verdicts agree; 0 conflicts left out',
        'DISAGREES late.xml: expected pass, found fail',
        expect.stringMatching(/^ {2}line \d+: question 32, 32.1 .*PERIOD_ORDER/),
      ],
    ]);
  });

  it.each([
    ['a format that nobody reads', { file: 'good.xml', format: 'papyrus' }],
    ['a format named as every object’s own', { file: 'good.xml', format: 'constructor' }],
    ['a file that is not there', { file: 'nothing.xml' }],
    ['a file outside of the folder', { file: '../outside.xml' }],
    ['a file anywhere', { file: '/etc/passwd' }],
    ['a folder', { file: '.' }],
  ])('counts %s as a verdict that it has not', async (_, what) => {
    expect(await conformance([row({ expect: 'pass', ...what })])).toMatchObject({
      code: 1,
      disagreements: [{ found: 'not read' }],
    });
  });

  it('follows no link out of the folder', async () => {
    const own = await folderOf([row({ file: 'link.xml', expect: 'pass' })]);
    await symlink(path.join(folder, 'outside.xml'), path.join(own, 'link.xml'));
    expect((await run('conformance', own)).said).toContain('found not read');
  });

  it('tells the rows of types that are not here apart, and agrees on the others', async () => {
    const rows = [
      row({ file: 'good.xml', expect: 'pass' }),
      row({ file: 'x.xml', type: 'x', certificateTypeCode: 'FK9999', expect: 'fail' }),
    ];
    expect(await conformance(rows)).toMatchObject({ code: 0, agree: 1, of: 1, notRead: [{ type: 'x' }] });
  });

  it('takes a type by its code, by our name or by the folder’s, with any version or none', async () => {
    const rows = [
      { type: 'lisjp', version: 1 },
      { type: 'lisjp', certificateTypeCode: null, version: null, clock: null, conflict: null, more: {} },
      { certificateTypeCode: 'LISJP (FK 7804)', version: '1.3' },
      { type: 'lisjp-v1' },
      { type: 'fk7804' },
      { type: 'lisjp', version: '1', clock: '2026-11-20T23:59:59' },
    ].map((own) => ({ ...own, file: 'good.xml', expect: 'pass', format: V3 }));
    expect(await conformance(rows)).toMatchObject({ code: 0, agree: 6, of: 6 });
  });

  it('judges on the row’s own clock, else on the one that is given, else on 2026-07-20', async () => {
    const answers: Answers = {
      '1.1': { text: 'Körkort' },
      '2.1': { boolean: true },
      '2.2': { partialDate: '2026-07-20' },
      '3.1': { municipality: 'Östersund' },
      '3.2': { code: 'SJUKHUS' },
      '4.1': { boolean: false },
      '5.1': { boolean: false },
      '6.1': { boolean: true },
      '7.1': { boolean: false },
    };
    const own = message({ typeId: 'db', version: '1.0', answers });
    const rows = (expected: string, more: object = {}) => [
      row({ type: 'db', certificateTypeCode: 'DB', file: 'own.xml', expect: expected, ...more }),
    ];
    const code = async (index: unknown, ...args: readonly string[]) =>
      (await run('conformance', await folderOf(index, { 'own.xml': own }), ...args)).code;
    expect(await code(rows('pass'))).toBe(0);
    expect(await code(rows('fail'), '--clock', '2026-07-19')).toBe(0);
    expect(await code(rows('fail', { clock: '2026-07-19' }), '--clock', '2026-07-20')).toBe(0);
  });

  it('reads files in the encoding that they say', async () => {
    const files = [
      Buffer.from(`\ufeff${good}`, 'utf16le'),
      Buffer.from(good.replace(/^<\?.*?\?>/, '').replace(/^/, '<?xml version="1.0" encoding="ISO-8859-1"?>'), 'latin1'),
    ];
    const own = await folderOf(files.map((_, place) => row({ file: `${place}.xml`, expect: 'pass' })));
    for (const [place, bytes] of files.entries()) await writeFile(path.join(own, `${place}.xml`), bytes);
    expect((await run('conformance', own)).said).toContain('all: 2 of 2 verdicts agree');
  });

  it('does not agree when there was nothing to judge, or a row is none', async () => {
    expect(await conformance([])).toMatchObject({ code: 1, of: 0 });
    const rows = [row({ file: 'good.xml', expect: 'pass' }), { file: 7 }, null, row({ clock: '2026-02-30' })];
    expect(await conformance(rows)).toMatchObject({ code: 1, agree: 1, bad: [{ row: 2 }, { row: 3 }, { row: 4 }] });
  });

  it.each([
    ['is not there', undefined],
    ['is no JSON', '[{'],
    ['is no list', '{}'],
  ])('does not understand a folder whose index %s', async (_, index) => {
    const own = index === undefined ? folder : await folderOf([], { 'index.json': index });
    expect((await run('conformance', own)).code).toBe(2);
  });

  it('takes one folder, and says what is amiss with another', async () => {
    const own = await folderOf([row({ file: 'good.xml', expect: 'pass' })]);
    expect(await run('conformance', own, own)).toMatchObject({ code: 2, told: 'conformance takes one folder.' });
    const told = expect.stringContaining('nowhere holds no index.json');
    expect(await run('conformance', path.join(own, 'nowhere'))).toMatchObject({ code: 2, told });
  });

  it('refuses a clock that is no day', async () => {
    const own = await folderOf([row({ file: 'good.xml', expect: 'pass' })]);
    expect(await run('conformance', own, '--clock', '2026-02-30')).toMatchObject({
      code: 2,
      told: '--clock takes a day of the calendar as YYYY-MM-DD.',
    });
  });
});

describe('intyg validate', () => {
  const files = async (...texts: readonly string[]): Promise<string[]> => {
    const own = await folderOf([], Object.fromEntries(texts.map((text, place) => [`${place}.xml`, text])));
    return texts.map((_, place) => path.join(own, `${place}.xml`));
  };

  it('tells verdict and violations for people', async () => {
    const { code, said } = await run('validate', ...(await files(good, late)));
    expect(code).toBe(1);
    expect(said).toMatch(/^PASS \S+0.xml \(fk7804 1.3\)\nFAIL \S+1.xml \(fk7804 1.3\)\n {2}line \d+: question 32, /);
    expect(said).toMatch(/\n1 of 2 pass$/);
  });

  it('tells them as JSON', async () => {
    const [file = ''] = await files(late);
    const { said } = await run('validate', file, '--json');
    expect(JSON.parse(said)).toMatchObject({
      ok: false,
      passed: 0,
      files: [
        { verdict: 'fail', violations: [{ questionId: '32', rule: 'PERIOD_ORDER', kind: 'INCORRECT_COMBINATION' }] },
      ],
    });
  });

  it('tells what cannot be read, and goes on', async () => {
    const empty = await mkdtemp(path.join(folder, 'empty-'));
    const given = await files('<!DOCTYPE x>', message({ code: 'FK9999' }), good);
    const { code, said } = await run('validate', '/nothing', empty, ...given);
    expect([code, said.match(/^[A-Z]+ /gm)]).toEqual([
      1,
      ['UNREADABLE ', 'UNREADABLE ', 'UNREADABLE ', 'UNREADABLE ', 'PASS '],
    ]);
    expect(said).toContain('line 1: The message has a document type');
    expect(said).toContain('There is no type FK9999 in version 1.3 here');
  });

  it('goes through folders', async () => {
    const own = await folderOf([], { 'more.XML': good });
    const { code, said } = await run('validate', own);
    expect([code, said.match(/^[A-Z]+ .*(?= \()/gm)]).toEqual([
      1,
      [`PASS ${own}/good.xml`, `FAIL ${own}/late.xml`, `PASS ${own}/more.XML`],
    ]);
    await Promise.all(['good.xml', 'late.xml', 'more.XML'].map((name) => rm(path.join(own, name))));
    expect((await run('validate', own)).said).toContain('The folder holds no XML files');
  });

  it('says how far it is with many files', async () => {
    const [file = ''] = await files(good);
    const { code, told, said } = await run('validate', ...Array.from({ length: 250 }, () => file));
    expect([code, told, said.split('\n').at(-1)]).toEqual([
      0,
      'judged 100 of 250\njudged 200 of 250',
      '250 of 250 pass',
    ]);
  });
});
