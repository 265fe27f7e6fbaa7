import { commands } from '@intygsgraf/decision-support';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { intyg } from '../support/commands.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { peerFile } from '../support/peer.ts';
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
