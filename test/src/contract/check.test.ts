import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const LEFT_OUT = new Set(['node_modules', '.git', '.data', 'test-results']);
const PACKAGES = [
  'gateway',
  'web-components',
  'test',
  ...['kernel', 'users', 'decision-support', 'certificates', 'cases'].map((name) => `subgraphs/${name}`),
];

/** A check reads the whole tree; the rest of the run goes on beside it. */
const PATIENT = { timeout: 120_000 };

/** The tree as it is, with the installed packages and what is built, or a part of it: planted faults go there. */
async function copyOf(packages: readonly string[]): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'intygsgraf-check-'));
  const isLeftOut = (file: string): boolean => {
    const inTree = path.relative(root, file);
    const leadsTo = (name: string): boolean => name.startsWith(`${inTree}/`) || `${inTree}/`.startsWith(`${name}/`);
    return LEFT_OUT.has(path.basename(file)) || (statSync(file).isDirectory() && !packages.some(leadsTo));
  };
  for (const entry of await readdir(root))
    await cp(path.join(root, entry), path.join(copy, entry), {
      recursive: true,
      // what is built is as new as what it is built from: one project is built again, not eight
      preserveTimestamps: true,
      filter: (file) => !isLeftOut(file),
    });
  await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  // links only; those to our own packages lead into the copy
  for (const name of packages)
    await cp(path.join(root, name, 'node_modules'), path.join(copy, name, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !['.bin', '.vite', '.cache'].includes(path.basename(file)),
    });
  return copy;
}

let whole: string;
/** Types of the whole tree take half a minute to read; a fault of lint needs those of its own package and the kernel's. */
let part: string;
beforeAll(async () => {
  whole = await copyOf(PACKAGES);
  part = await copyOf(['subgraphs/kernel', 'subgraphs/users']);
});
afterAll(() => Promise.all([whole, part].map((copy) => rm(copy, { recursive: true }))));

/** Runs one check in a copy with faults in it, and takes them out again. */
async function check(
  name: string,
  faults: Record<string, string>,
  copy = whole,
): Promise<{ passed: boolean; said: string }> {
  const files = Object.entries(faults).map(([file, text]) => [path.join(copy, file), text] as const);
  const before = new Map<string, string>();
  for (const [file, text] of files) {
    await mkdir(path.dirname(file), { recursive: true });
    if (existsSync(file)) before.set(file, await readFile(file, 'utf8'));
    await writeFile(file, text);
  }
  const env = { ...process.env, INTYGSGRAF_READY: 'yes', PATH: `${root}/node_modules/.bin:${process.env['PATH']}` };
  const { status, stderr } = spawnSync(process.execPath, ['run.mjs', 'check', name], {
    cwd: copy,
    env,
    encoding: 'utf8',
  });
  for (const [file] of files) await (before.has(file) ? writeFile(file, before.get(file) ?? '') : rm(file));
  // oxlint speaks in colours in CI
  return { passed: status === 0, said: stripVTControlCharacters(stderr) };
}

const users = (file: string) => `subgraphs/users/src/${file}`;
const takes = (from: string) => `export * as taken from '${from}';\n`;

/** A fault for every rule: the file, and what it should not import. */
const imports: Record<string, [file: string, from: string]> = {
  'domain-is-pure': [users('domain/planted.ts'), 'node:crypto'],
  'domain-knows-nothing-above': [users('domain/planted-above.ts'), '../database/entities.ts'],
  'database-knows-nothing-above': [users('database/planted.ts'), '../application/viewer.ts'],
  'application-knows-nothing-above': [users('application/planted-above.ts'), '../graphql/context.ts'],
  'layers-know-no-door': [users('application/planted-door.ts'), '../server.ts'],
  'resolvers-go-through-use-cases': [users('graphql/planted.ts'), '../database/entities.ts'],
  'certificate-types-are-data': ['subgraphs/certificates/src/types/planted.ts', 'node:fs'],
  'subgraphs-meet-in-the-graph': [users('application/planted-meeting.ts'), '../../../cases/src/index.ts'],
  'kernel-knows-nobody': ['subgraphs/kernel/src/server/planted.ts', '../../../users/src/index.ts'],
  'gateway-knows-only-the-kernel': ['gateway/src/planted.ts', '../../subgraphs/users/src/index.ts'],
  'browser-takes-only-kernel-domain': ['web-components/src/planted.ts', '../../subgraphs/kernel/src/server/index.ts'],
  'no-node-in-the-browser': ['web-components/src/planted-node.ts', 'node:fs'],
  'packages-by-their-door': ['test/src/planted.ts', '../../subgraphs/users/src/domain/staff.ts'],
  'no-tests-in-production': [users('planted.ts'), './domain/staff.test.ts'],
  'no-tools-in-production': [users('planted-tool.ts'), 'vitest'],
  'no-circles': [users('planted-circle.ts'), './planted-circle.ts'],
  'nothing-unresolved': [users('planted-nowhere.ts'), './nowhere.ts'],
};

describe('The check of imports', PATIENT, () => {
  it('has a planted fault for every rule', async () => {
    const config = (await import(pathToFileURL(path.join(root, '.dependency-cruiser.mjs')).href)) as {
      default: { forbidden: { name: string }[] };
    };
    expect(Object.keys(imports)).toEqual(config.default.forbidden.map(({ name }) => name));
  });

  it('passes without one', async () => {
    expect(await check('imports', {})).toMatchObject({ passed: true });
  });

  it('catches each of them by its rule', async () => {
    const faults = Object.values(imports).map(([file, from]) => [file, takes(from)]);
    const { passed, said } = await check('imports', Object.fromEntries(faults));
    expect(passed).toBe(false);
    for (const [rule, [file]] of Object.entries(imports)) expect(said).toContain(`error ${rule}: ${file}`);
  });
});

const offForNoReason = '// oxlint-disable-next-line typescript/no-explicit-any\n';

/** A fault for every rule that is not oxlint's own recommendation. */
const lint: [what: string, file: string, text: string, rule: string][] = [
  ['any', users('planted.ts'), 'export const one = (value: any) => String(value);', 'typescript(no-explicit-any)'],
  ['a promise that nobody waits for', users('planted-2.ts'), 'Promise.resolve();', 'typescript(no-floating-promises)'],
  [
    'an assertion that it is not null',
    users('planted-3.ts'),
    'export const a = [1][0]!;',
    'typescript(no-non-null-assertion)',
  ],
  ['a clock in the domain', users('domain/planted.ts'), 'export const now = () => new Date();', 'intygsgraf(no-clock)'],
  ['chance in the domain', users('domain/planted-2.ts'), 'export const a = Math.random();', 'no-restricted-properties'],
  [
    'another clock in the domain',
    users('domain/planted-3.ts'),
    'export const a = Date.now();',
    'no-restricted-properties',
  ],
  [
    'the environment in the domain',
    users('domain/planted-4.ts'),
    'export const { env } = process;',
    'no-restricted-globals',
  ],
  [
    'a clock in a use case',
    users('application/planted.ts'),
    'export const now = () => new Date();',
    'intygsgraf(no-clock)',
  ],
  [
    'a rule that is off for no reason',
    users('planted-4.ts'),
    `${offForNoReason}export const one = (value: any) => String(value);`,
    'intygsgraf(disable-with-reason)',
  ],
];

describe('The check of lint', PATIENT, () => {
  let said: string;
  beforeAll(async () => {
    said = (await check('lint', Object.fromEntries(lint.map(([, file, text]) => [file, `${text}\n`])), part)).said;
  });

  it.each(lint)('catches %s', (_what, file, _text, rule) => {
    const told = said.split('\n\n').filter((fault) => fault.includes(`[${file}:`));
    expect(told.join('\n')).toContain(rule);
  });
});

const features = readFileSync(path.join(root, 'FEATURES.md'), 'utf8');

/** A fault for each of the other checks: the files, and what the check says. */
const others: [check: string, what: string, files: Record<string, string>, told: RegExp][] = [
  ['types', 'a type error', { 'web-components/src/planted.ts': 'export const one: string = 1;\n' }, /TS2322/],
  [
    'unused',
    'an export that nobody uses',
    {
      'test/src/planted.main.ts': `import { used } from './planted.ts';\nconsole.log(used);\n`,
      'test/src/planted.ts': 'export const used = 1;\nexport const unused = 2;\n',
    },
    /unused +test\/src\/planted\.ts/,
  ],
  ['format', 'another way to write', { [users('planted.ts')]: 'export const one = "1"' }, /users\/src\/planted\.ts/],
  [
    'features',
    'a proof that is no test',
    { 'FEATURES.md': features.replace('› W4 ', '› W4 not ') },
    /W4 is supported, but .* has no test “W4 not /,
  ],
];

describe('npm run check', PATIENT, () => {
  it.each(others)('%s catches %s', async (name, _what, files, told) => {
    const { passed, said } = await check(name, files);
    expect(passed).toBe(false);
    expect(said).toMatch(told);
    expect(said).toMatch(new RegExp(`^check ${name} +FAILED +\\d+\\.\\d s$`, 'm'));
  });

  it('says which checks there are when it is asked for another one', async () => {
    expect(await check('everything', {})).toMatchObject({
      passed: false,
      said: expect.stringContaining('types, lint'),
    });
  });
});
