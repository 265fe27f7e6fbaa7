import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../demo/commands.ts';
import { intyg } from '../support/commands.ts';
import { freshDatabase } from '../support/database.ts';
import { filesOf, merged } from '../support/register-file.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Runs a program of the build with this environment and no other. */
function run(program: string, args: readonly string[], env: Record<string, string> = {}) {
  const PATH = process.env['PATH'] ?? '';
  const options = { cwd: root, encoding: 'utf8', env: { PATH, ...env } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, program), ...args], options);
  return { code: status, said: stdout, told: stderr };
}
const program = (...args: readonly string[]) => run('test/dist/demo/intyg.main.js', args);
/** The same in this process. */
const typed = (...args: readonly string[]) => intyg(Object.values(COMMANDS).flat(), {}, ...args);

describe('npm run intyg', { timeout: 60_000 }, () => {
  it.each([
    [['--help'], ['import hsa', 'import persons', 'import icd-10-se']],
    [
      ['import', '--help'],
      ['hsa', 'persons', 'icd-10-se'],
    ],
    [
      ['import', 'hsa', '--help'],
      ['--strict', '--json', 'careUnits'],
    ],
    [
      ['import', 'persons', '--help'],
      ['--strict', '--json', 'personNr'],
    ],
    [
      ['import', 'icd-10-se', '--help'],
      ['--accept-removals', '--json', 'digit3.txt'],
    ],
  ])('%j tells what there is, and what the exit codes mean', async (args, words) => {
    const { code, said } = await typed(...args);
    expect(code).toBe(0);
    for (const word of [...words, 'Exit codes: 0 done, 1 refused']) expect(said).toContain(word);
  });

  it.each([[[]], [['dance']], [['import', 'dance']], [['import', 'hsa']], [['import', 'hsa', 'x', '--fast']]])(
    '%j is not understood',
    async (args) => {
      expect(await typed(...args)).toMatchObject({ code: 2, said: '', told: expect.stringMatching(/\S/) });
    },
  );

  it('has the exit code of its report', () => {
    expect(program('dance')).toMatchObject({ code: 2, said: '', told: expect.stringMatching(/\S/) });
  });

  it('says so when npm start is not running', async () => {
    const [file = ''] = await filesOf({ 'register.tsv': merged() });
    const folder = path.dirname(file);
    expect(program('import', 'icd-10-se', file, '--data', folder)).toEqual({
      code: 1,
      said: '',
      told: `npm start is not running from ${folder}: start it, or name what to work on in DATABASE_URL.\n`,
    });
    expect(program('import', 'persons', file, '--data', folder).told).toContain('in PERSON_SERVICE_URL');
  });

  it('works on the database that it is told, reports on standard output and tells how far it is on the other', async () => {
    const database = await freshDatabase();
    const files = await filesOf({ 'register.tsv': merged() });
    const env = { DATABASE_URL: database.url('decision_support_app') };
    const { code, said, told } = run('test/dist/demo/intyg.main.js', ['import', 'icd-10-se', ...files, '--json'], env);
    expect([code, JSON.parse(said)]).toEqual([0, expect.objectContaining({ ok: true, codes: 104 })]);
    expect(told).toBe('read 104 codes\nstored 104 of 104\n');
    expect(run('subgraphs/decision-support/dist/cli.js', ['import', 'icd-10-se', ...files], env)).toMatchObject({
      code: 0,
      said: expect.stringContaining('nothing changed'),
    });
    await database.drop();
  });

  it('of one subgraph asks for what its environment lacks', async () => {
    const files = await filesOf({ 'one.json': '{}' });
    expect(run('subgraphs/users/dist/cli.js', ['import', 'hsa', ...files])).toMatchObject({
      code: 1,
      told: expect.stringContaining('DATABASE_URL is not set'),
    });
  });
});
