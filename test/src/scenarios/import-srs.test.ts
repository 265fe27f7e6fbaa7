import { commands } from '@intygsgraf/decision-support';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { intyg } from '../support/commands.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { peerFile } from '../support/peer.ts';
import { filesOf } from '../support/register-file.ts';
import { rowsOf } from '../support/rows.ts';

const there = peerFile('reference-data/srs', 'the published risk models are not imported');

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
const run = (...args: readonly string[]) =>
  intyg(commands, { databaseUrl: () => database.url('decision_support_app'), importSources: () => [] }, ...args);
const entries = () =>
  rowsOf(database, `select md5(string_agg(e::text, '' order by code)) from decision_support.register_entry e`);

describe.skipIf(!there)('The published edition of the risk support', () => {
  it('R6 comes in whole as a dated revision, with 99 models of which 4 are tests, and once', async () => {
    const { code, said } = await run('import', 'srs', there ?? '', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(said)).toMatchObject({
      isNew: true,
      counts: { models: 99, testModels: 4, questions: 10, diagnoses: 34, advice: 663 },
    });
    const again = await run('import', 'srs', there ?? '', '--json');
    expect(JSON.parse(again.said)).toMatchObject({ isNew: false });
  });

  it('predicts every published sample to the second decimal', async () => {
    const { code, said } = await run('conformance', path.join(there ?? '', 'prediction-samples.json'), '--json');
    expect([code, JSON.parse(said)]).toMatchObject([0, { samples: 122, agree: 122 }]);
  });

  it('predicts them where no system runs, from the models beside the file, whatever order and types the rows have', async () => {
    const file = path.join(there ?? '', 'prediction-samples.json');
    const nowhere = () => {
      throw new Error('npm start is not running');
    };
    const away = (...args: readonly string[]) => intyg(commands, { databaseUrl: nowhere }, 'conformance', ...args);
    expect(await away(file)).toMatchObject({ code: 0, said: expect.stringContaining('122 agree') });
    const { samples } = JSON.parse(await readFile(file, 'utf8')) as Samples;
    const typed = samples.toReversed().map(({ answers: { SA_ExtentFirst, DP_atStart, ...answers } = {}, ...rest }) => ({
      ...rest,
      answers: {
        ...answers,
        ...(SA_ExtentFirst && { SA_ExtentFirst: Number(SA_ExtentFirst) }),
        ...(DP_atStart && { DP_atStart: DP_atStart === 'true' }),
      },
    }));
    const [elsewhere = ''] = await filesOf({ 'samples.json': JSON.stringify({ samples: typed }) });
    expect(await run('conformance', elsewhere)).toMatchObject({ code: 0, said: expect.stringContaining('122 agree') });
  });

  interface Samples {
    readonly samples: {
      model?: string;
      answers?: Record<string, string>;
      survival?: Record<string, number>;
      p90Rounded?: number;
    }[];
  }
  type Sample = Samples['samples'][number];
  const changes: [what: string, told: RegExp, change: (sample: Sample) => void][] = [
    ['another risk', /^sample 2 \(.+\): day 90: /m, (one) => (one.p90Rounded = (one.p90Rounded ?? 0) + 0.01)],
    ['another day’s share', /^sample 2 \(.+\): day 30: /m, ({ survival = {} }) => (survival['30'] = 0.01)],
    ['an answer less', /^sample 2 .+: Sex has no answer/m, ({ answers = {} }) => delete answers['Sex']],
    ['an answer that is none', /^sample 2 .+: Sex has no answer/m, ({ answers = {} }) => (answers['Sex'] = 'X')],
    [
      'an unknown model',
      /^sample 2 .+: there is no such model/m,
      (one) => (one.model = 'models_3_0/Model_Q99_v3.0.json'),
    ],
    ['no model', /sample 2, model is missing/, (one) => delete one.model],
    ['no answers', /sample 2, answers is missing/, (one) => delete one.answers],
    [
      'nothing that is expected',
      /sample 2, p90Rounded is missing/,
      (one) => {
        delete one.survival;
        delete one.p90Rounded;
      },
    ],
  ];
  it.each(changes)('tells a sample with %s by its row, and ends with 1', async (_what, told, change) => {
    const text = await readFile(path.join(there ?? '', 'prediction-samples.json'), 'utf8');
    const file: Samples = { samples: (JSON.parse(text) as Samples).samples.slice(0, 3) };
    const [, second] = file.samples;
    if (second) change(second);
    const [changed = ''] = await filesOf({ 'samples.json': JSON.stringify(file) });
    const end = await run('conformance', changed);
    expect([end.code, `${end.said}\n${end.told}`]).toEqual([1, expect.stringMatching(told)]);
  });

  it('changes nothing when a model’s file is cut', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'intygsgraf-srs-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await cp(path.join(there ?? '', 'models-json/models_3_0'), path.join(folder, 'models_3_0'), { recursive: true });
    await cp(path.join(there ?? '', 'csv'), path.join(folder, 'csv'), { recursive: true });
    const file = path.join(folder, 'models_3_0/Model_F43_v3.0.json');
    const text = await readFile(file, 'utf8');
    await rm(file);
    await writeFile(file, text.slice(0, text.length / 2));
    const before = await entries();
    const { code, told } = await run('import', 'srs', folder);
    expect([code, told]).toEqual([1, expect.stringContaining('Model_F43_v3.0.json: this is no whole JSON')]);
    expect(await entries()).toEqual(before);
  });
});
