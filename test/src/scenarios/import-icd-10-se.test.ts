import { carryRegisters, commands, database as schema, ICD_10_SE } from '@intygsgraf/decision-support';
import { inSession, openOrm } from '@intygsgraf/kernel/server';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { connected } from '../demo/admin.ts';
import { ADMIN } from '../demo/roles.ts';
import { type CommandEnd, intyg } from '../support/commands.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { peerFile } from '../support/peer.ts';
import { edition, filesOf, listed, merged, published, type Row } from '../support/register-file.ts';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});

const importFiles = (files: readonly string[], ...options: string[]): Promise<CommandEnd> =>
  intyg(
    commands,
    { databaseUrl: () => database.url('decision_support_app') },
    'import',
    'icd-10-se',
    ...files,
    ...options,
  );

const importText = async (text: string | Buffer, ...options: string[]): Promise<CommandEnd> =>
  importFiles(await filesOf({ 'register.tsv': text }), ...options);

const rows = (sql: string): Promise<Record<string, unknown>[]> =>
  connected(database.url(ADMIN), async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
const OF_ICD = `from decision_support.diagnosis where code_system = 'ICD_10_SE'`;
const register = () => rows(`select * ${OF_ICD} order by code`);
const editions = () => rows('select * from decision_support.register_edition order by imported_at');
const oneCode = async (code: string) => (await rows(`select * ${OF_ICD} and code = '${code}'`))[0];

const withTitle = (changed: string, title: string): Row[] =>
  edition.map(([code, marker, old]) => [code, marker, code === changed ? title : old]);

describe('A whole edition of ICD-10-SE', () => {
  it.each([
    ['merged table', () => filesOf({ 'register.tsv': merged() })],
    ['published table', () => filesOf({ 'register.tsv': published() })],
    ['lists by length', () => filesOf({ 'a.txt': listed(3), 'b.txt': listed(4), 'c.txt': listed(5) })],
  ])('comes in as the %s, with parents and markers', async (_form, files) => {
    const { code, said } = await importFiles(await files());
    expect(said).toContain('ICD-10-SE: 104 codes (positions: 26 of 3, 26 of 4, 52 of 5)');
    expect(said).toContain('1 marked †, 1 marked *, 26 whose wider code is two positions shorter, 0 without one');
    expect(code).toBe(0);
    expect(await register()).toHaveLength(104);
    expect(await oneCode('B001')).toMatchObject({ title: 'Sjukdom B, lindrig', parent: 'B00', marker: 'ETIOLOGY' });
    expect(await oneCode('C001')).toMatchObject({ marker: 'MANIFESTATION' });
    expect(await oneCode('D001A')).toMatchObject({ parent: 'D001', marker: null });
    expect(await oneCode('E0020')).toMatchObject({ parent: 'E00' });
  });

  it('says since when codes are valid, and what is no diagnosis, when the table tells', async () => {
    const { said } = await importText(published());
    expect(said).toContain('rows left out: 1 chapter, 1 block, 1 no validity');
    expect(await rows('select distinct valid_from::text from decision_support.diagnosis')).toEqual([
      { valid_from: '1997-01-01' },
    ]);
  });

  it('changes nothing the second time, in whatever form, and is kept as one dated edition', async () => {
    await importText(merged());
    const before = [await register(), await editions()];
    const { code, said } = await importFiles(
      await filesOf({ 'a.txt': listed(3), 'b.txt': listed(4), 'c.txt': listed(5) }),
    );
    expect([code, said]).toEqual([0, expect.stringContaining('the same content is in already: nothing changed')]);
    expect([await register(), await editions()]).toEqual(before);
    expect(await editions()).toMatchObject([{ entries: 104, added: 104, changed: 0, removed: 0 }]);
  });

  it('brings new titles, retires what is gone but keeps it, and takes it back', async () => {
    await importText(merged());
    const later = withTitle('A00', 'Sjukdom A med nytt namn').filter(([code]) => code !== 'Z0020');
    expect((await importText(merged(later), '--json')).said).toMatch(/"added":0,"changed":1,.*"retired":1/);
    expect(await oneCode('A00')).toMatchObject({ title: 'Sjukdom A med nytt namn', retired_on: null });
    expect(await oneCode('Z0020')).toMatchObject({ title: 'Sjukdom Z, i hemmet', retired_on: expect.any(Date) });
    await importText(merged());
    expect(await oneCode('Z0020')).toMatchObject({ retired_on: null });
    expect(await editions()).toHaveLength(3);
  });

  it('takes the place of the small part that the project carries, which never takes its place', async () => {
    const orm = await openOrm(schema, database.url('decision_support_app'));
    const carry = () => inSession(orm, { scope: 'system' }, (em) => carryRegisters(em, new Date(), '2026-11-22'));
    await carry();
    await carry();
    expect(await register()).toHaveLength(ICD_10_SE.length);
    const rest = ICD_10_SE.filter(({ code }) => !edition.some(([known]) => known === code));
    const whole = [...edition, ...rest.map(({ code }): Row => [code, '', `Ny titel för ${code}`])];
    await importText(merged(whole));
    const before = await register();
    await carry();
    expect(await register()).toEqual(before);
    expect(await oneCode('F43')).toMatchObject({ title: 'Ny titel för F43' });
    await orm.close();
  });

  it('reports to programs as JSON', async () => {
    const { said } = await importText(merged(), '--json');
    expect(JSON.parse(said)).toMatchObject({
      ok: true,
      codeSystem: 'ICD_10_SE',
      codes: 104,
      added: 104,
      isNew: true,
      quirks: { etiology: 1, manifestation: 1, parentTwoPositionsWider: 26, withoutParent: 0, leftOut: {} },
    });
  });
});

/** A file that is wrong in one place, and what is said of it. */
const wrong: [what: string, text: string | Buffer, code: number, told: string][] = [
  [
    'a code that is none',
    merged([...edition, ['1A0', '', 'Titel']]),
    1,
    'register.tsv, line 106, column 1 (kod): this is no code',
  ],
  [
    'a row without a title',
    merged(withTitle('C00', ' ')),
    1,
    'register.tsv, line 10, column 4 (titel): there is no title',
  ],
  [
    'a title in another encoding',
    Buffer.from(merged(withTitle('A00', 'Åäö')), 'latin1'),
    1,
    'line 2, column 4 (titel): the title is not readable as UTF-8',
  ],
  ['another marker', merged().replace('†', '‡'), 1, 'column 3 (markor): the marker is neither'],
  [
    'a code twice',
    merged([...edition, ['A00', '', 'Sjukdom A']]),
    1,
    'column 1 (kod): the code is on register.tsv, line 2 already',
  ],
  ['a cell too few', merged().replace('A00\t3\t', 'A00\t'), 1, 'line 2, column 3 (markor): the row has 3 cells, not 4'],
  [
    'a date that is none',
    published().replace('"1997-01-01"\t"B00"', '"1997-02-30"\t"B00"'),
    1,
    'column 2 (Giltig från): this is no date',
  ],
  ['a last line that is cut', merged().slice(0, -6), 1, 'register.tsv does not end with a line break'],
  ['a cell that is cut', published().slice(0, -9), 1, 'the row does not end as it began'],
  [
    'its last letter cut away',
    merged(edition.filter(([code]) => code < 'Z')),
    1,
    'no code that begins with Z: it is cut',
  ],
  ['only codes of three positions', listed(3), 1, 'lacks 78 of the 104 current codes'],
  ['another table', 'code,description\nA00,Cholera\n', 2, 'is in no form of ICD-10-SE that is known'],
  ['nothing in it', '', 2, 'is in no form of ICD-10-SE that is known'],
  ['no text at all', Buffer.from([0, 1, 2, 3, 255, 254]), 2, 'is in no form of ICD-10-SE that is known'],
];

describe('A file that is cut or wrong', () => {
  it.each(wrong)('with %s changes nothing, and is told by line and column', async (_what, text, expected, told) => {
    await importText(merged());
    const before = [await register(), await editions()];
    const end = await importText(text);
    expect(end.told).toContain(told);
    expect(end.code).toBe(expected);
    expect([await register(), await editions()]).toEqual(before);
  });

  it('cut anywhere changes nothing, the first time too', async () => {
    const text = Buffer.from(merged());
    for (let length = 0; length < text.length - 200; length += 97) {
      const { code } = await importText(text.subarray(0, length));
      expect(code, `cut at ${length}`).toBeGreaterThan(0);
    }
    expect([await register(), await editions()]).toEqual([[], []]);
  });

  it('has all its faults told, the first twenty one by one', async () => {
    const { told } = await importText(merged(edition.map(([code, marker]) => [code, marker, ''])));
    expect(told).toContain('The register has 104 faults, and nothing changed:');
    expect(told).toContain('and 84 more');
  });

  it('that loses many codes comes in when that is accepted', async () => {
    await importText(merged());
    const { code, said } = await importText(merged(edition.filter(([one]) => one.length < 5)), '--accept-removals');
    expect([code, said]).toEqual([0, expect.stringContaining('52 retired')]);
  });

  it('that is not there is a refusal, and a command without a file is not understood', async () => {
    expect(await importFiles(['/nowhere/register.tsv'])).toMatchObject({
      code: 1,
      told: 'There is no file /nowhere/register.tsv.',
    });
    expect(await importFiles([])).toMatchObject({ code: 2 });
    expect(await importText(merged(), '--colour')).toMatchObject({ code: 2 });
  });

  it('and a database that does not answer, or has no tables, is told in a sentence', async () => {
    const [file = ''] = await filesOf({ 'register.tsv': merged() });
    const at = (url: string) => intyg(commands, { databaseUrl: () => url }, 'import', 'icd-10-se', file, '--json');
    const nobody = await at('postgresql://users_app:x@127.0.0.1:1/intyg');
    expect([nobody.code, JSON.parse(nobody.said)]).toEqual([
      1,
      { ok: false, error: 'The database does not answer: start it, then try again.', details: [] },
    ]);
    const stranger = await at(database.url('users_app'));
    expect([stranger.code, stranger.said]).toEqual([1, expect.stringContaining('The database refuses this role')]);
  });
});

const REAL = peerFile('reference-data/icd-10-se/icd-10-se-2022.tsv', 'the real ICD-10-SE is not imported');

describe.runIf(REAL)('The real register', () => {
  it('comes in whole, with what is odd about it', { timeout: 120_000 }, async () => {
    const { code, said } = await importFiles([REAL ?? '']);
    console.info(said);
    expect(said).toContain('ICD-10-SE: 35,684 codes (positions: 2,056 of 3, 9,643 of 4, 23,985 of 5)');
    expect(said).toContain(
      '82 marked †, 433 marked *, 20,736 whose wider code is two positions shorter, 0 without one',
    );
    expect(code).toBe(0);
    const titles = new Map((await register()).map((row) => [row['code'], row]));
    for (const { code: own, title, marker = null } of ICD_10_SE)
      expect(titles.get(own)).toMatchObject({ title, marker });
  });

  it('changes nothing when it is cut in the middle', { timeout: 120_000 }, async () => {
    const text = readFileSync(REAL ?? '');
    expect((await importText(text.subarray(0, text.length / 2))).code).toBe(1);
    expect(await register()).toEqual([]);
  });
});
