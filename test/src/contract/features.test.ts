import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { featureFaults } from './features.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const markdown = await readFile(path.join(root, 'FEATURES.md'), 'utf8');

/** Tests that are there, and FEATURES.md without any proof: what is planted is all that is wrong. */
const FILE = 'test/src/planted.test.ts';
const TESTS: Readonly<Record<string, string>> = {
  [FILE]: `describe('A badge', () => {
  it('W1 counts', () => {});
  // it('W1 is a comment', () => {});
  it.skip('W1 is skipped', () => {});
  it.todo('W1 is to be done');
  it('says W1', () => {});
  it.each([1, 2])('W1 counts %s', () => {});
  it.each([
    ['one'],
  ] as const)('W1 counts a table of %s', () => {});
  it(
    'W1 counts for long',
    { timeout: 1 },
    () => {},
  );
});
describe('W1 a list', () => {
  it('is long', () => {});
});
`,
  'test/src/skipped.test.ts': `describe.skip('A badge', () => {\n  it('W1 counts', () => {});\n});\n`,
};
const unproved = markdown
  .split('\n')
  .map((line) => line.replace(/\| supported \| .* \|$/, '| not yet | — |'))
  .join('\n');
const rowOf = (id: string): string => unproved.split('\n').find((line) => line.startsWith(`| ${id} |`)) ?? 'none';
const lineOf = (text: string): number => unproved.split('\n').indexOf(text) + 1;
const W1 = rowOf('W1');
const supported = (proof: string): string => W1.replace('| not yet | — |', `| supported | ${proof} |`);
/** What is said when the line of W1 is another one. */
const faultsWith = (line: string): string[] =>
  featureFaults(
    unproved.replace(W1, () => line),
    (file) => TESTS[file],
  );
const said = (fault: string): string => `line ${lineOf(W1)}: ${fault}`;

describe('FEATURES.md', () => {
  it('tells of each feature once, and proves what it calls supported', () => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'check-features.ts')], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

describe('The check of features', () => {
  it('passes without a planted fault', () => {
    expect(faultsWith(W1)).toEqual([]);
  });

  it.each([
    ['a test', `${FILE} › W1 counts`],
    ['a test whose name has a line of its own', `${FILE} › W1 counts for long`],
    ['a table of tests on one line', `${FILE} › W1 counts %s`],
    ['a table of tests on several', `${FILE} › W1 counts a table of %s`],
    ['a test in a group whose name begins with the id', `${FILE} › W1 a list › is long`],
  ])('takes %s for a proof', (_, proof) => {
    expect(faultsWith(supported(proof))).toEqual([]);
  });

  const nowhere = (name: string, file = FILE) => said(`W1 is supported, but ${file} has no test “${name}”`);
  const otherwise = said('W1 is supported, but the name of its test does not begin with W1');
  const formless = said('W1 is supported, but its proof is not “file › test”');

  it.each([
    [
      'a file that does not exist',
      'test/src/nowhere.test.ts › W1 counts',
      said('W1 is supported, but there is no file test/src/nowhere.test.ts'),
    ],
    ['a test that does not exist', `${FILE} › W1 counts backwards`, nowhere('W1 counts backwards')],
    ['the beginning of a test’s name', `${FILE} › W1 count`, nowhere('W1 count')],
    ['a group without a test', `${FILE} › W1 a list`, nowhere('W1 a list')],
    ['a test of another group', `${FILE} › W1 a list › W1 counts`, nowhere('W1 a list › W1 counts')],
    ['a test that is commented out', `${FILE} › W1 is a comment`, nowhere('W1 is a comment')],
    ['a test that is skipped', `${FILE} › W1 is skipped`, nowhere('W1 is skipped')],
    [
      'a test in a group that is skipped',
      'test/src/skipped.test.ts › W1 counts',
      nowhere('W1 counts', 'test/src/skipped.test.ts'),
    ],
    ['a test that is to be done', `${FILE} › W1 is to be done`, nowhere('W1 is to be done')],
    ['a test whose name begins otherwise', `${FILE} › says W1`, otherwise],
    ['a test of a feature whose id begins alike', `${FILE} › W11 counts`, otherwise],
    ['a test without its file', 'W1 counts', formless],
    ['a file without its test', FILE, formless],
    ['no proof', '—', formless],
  ])('does not take %s', (_, proof, fault) => {
    expect(faultsWith(supported(proof))).toEqual([fault]);
  });

  it.each([
    ['a cell too many', `${W1} and more |`, 'has not 5 cells'],
    ['a cell too few', W1.replace(' — |', ''), 'has not 5 cells'],
    ['a bar within a cell', W1.replace('| not yet', '| or | not yet'), 'has not 5 cells'],
    ['an id that no feature has', W1.replace('W1', 'W999'), '“W999” is no feature’s id'],
    ['an id that every object has', W1.replace('W1', 'toString'), '“toString” is no feature’s id'],
  ])('catches a line with %s, and misses its feature', (_, line, fault) => {
    expect(faultsWith(line)).toEqual([said(fault), 'W1 is missing']);
  });

  it.each([
    ['nothing in a cell', W1.replace(/^\| W1 \|[^|]*\|/, '| W1 | |'), 'W1 says not what it is, or where it is from'],
    ['another word for its status', W1.replace('not yet', 'partly'), 'W1 is neither “supported” nor “not yet”'],
    [
      'a proof of what is not supported',
      W1.replace('—', `${FILE} › W1 counts`),
      'W1 is not yet supported, but has a proof',
    ],
  ])('catches a line with %s', (_, line, fault) => {
    expect(faultsWith(line)).toEqual([said(fault)]);
  });

  it('catches an id that is there twice', () => {
    expect(faultsWith(`${W1}\n${W1}`)).toEqual([`line ${lineOf(W1) + 1}: W1 is there twice`]);
  });

  it('catches a feature that is left out, and a table that is left', () => {
    expect(faultsWith('')).toContain('W1 is missing');
    const W2 = rowOf('W2');
    const [first] = featureFaults(
      unproved.replace(W2, () => `\n${W2}`),
      () => undefined,
    );
    expect(first).toBe(`line ${lineOf(W2) + 1}: is in no table of features`);
  });

  it('is not misled by a bar that is escaped', () => {
    expect(faultsWith(W1.replace('| not yet', '\\| or other \\| | not yet'))).toEqual([]);
  });

  it('tells every fault on a line of its own, and fails', async () => {
    const planted = await mkdtemp(path.join(tmpdir(), 'intygsgraf-features-'));
    onTestFinished(() => rm(planted, { recursive: true }));
    await mkdir(path.join(planted, 'test/src'), { recursive: true });
    await writeFile(path.join(planted, FILE), TESTS[FILE] ?? '');
    const broken = unproved.replace(W1, () => supported(`${FILE} › W1 shines`)).replace(rowOf('E14'), '');
    await writeFile(path.join(planted, 'FEATURES.md'), broken);
    const script = path.join(import.meta.dirname, 'check-features.ts');
    const { status, stderr } = spawnSync(process.execPath, [script, planted], { encoding: 'utf8' });
    expect(stderr.trim().split('\n')).toEqual([
      `FEATURES.md line ${lineOf(W1)}: W1 is supported, but ${FILE} has no test “W1 shines”`,
      'FEATURES.md E14 is missing',
    ]);
    expect(status).toBe(1);
  });
});
