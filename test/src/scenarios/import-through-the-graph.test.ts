import { commands, ICD_10_SE } from '@intygsgraf/decision-support';
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { intyg } from '../support/commands.ts';
import { eventually } from '../support/eventually.ts';
import { ask, codesOf } from '../support/graph-client.ts';
import { caseOf, documentOf, groupFiles, icfTable, jsonApiOf, kshFiles } from '../support/guidance-file.ts';
import { ajla, alva } from '../support/people.ts';
import { peerFile } from '../support/peer.ts';
import { edition, filesOf, merged, type Row } from '../support/register-file.ts';
import { digest, rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

let stack: SeededStack;
const imports = { administrators: new Set([ajla.sub]), folder: '', sources: [] };
beforeAll(async () => {
  stack = await startSeededStack(undefined, { imports });
});
afterAll(() => stack.stop());

const RUN = 'id register state startedAt size stored isNew leftOut refusals counts { name count } edition { entries }';
const IMPORT = `mutation ($input: ImportRegisterInput!) { importRegister(input: $input) { isNew leftOut
  counts { name count } edition { entries source { register revision origin } }
  import { ${RUN} } errors { code message { sv en } details } } }`;
const importing = async (who: typeof ajla, register: string, sources: string[]) =>
  ask(stack.gatewayUrl, await stack.token(who), IMPORT, { input: { register, sources } });

describe('A register through the graph', () => {
  it('comes in for who is configured to, from the configured folder', async () => {
    const [file = ''] = await filesOf({ 'icf.tsv': icfTable(), ...kshFiles(), ...groupFiles() });
    imports.folder = path.dirname(file);
    const { data, errors } = await importing(ajla, 'KSH_97_P', ['codes.ans', 'synonyms.ans']);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      importRegister: {
        isNew: true,
        counts: [
          { name: 'codes', count: 3 },
          { name: 'synonyms', count: 5 },
        ],
        edition: { entries: 3, source: { register: 'KSH_97_P', revision: 2, origin: 'IMPORTED' } },
        errors: [],
      },
    });
    const found = await ask(
      stack.gatewayUrl,
      await stack.token(alva),
      `{ diagnoses(search: "livskris", codeSystem: KSH_97_P) {
      suggestions { foundBy isSynonym isTooWide diagnosis { code title synonyms } } } }`,
    );
    expect(found.data).toEqual({
      diagnoses: {
        suggestions: [
          {
            foundBy: 'Livskris',
            isSynonym: true,
            isTooWide: false,
            diagnosis: {
              code: 'F43-P',
              title: 'Anpassningsstörning',
              synonyms: ['Krisreaktion, svår ångest', 'Livskris'],
            },
          },
        ],
      },
    });
  });

  it('W83 gives suggestions from both registers, the one with the other’s names', async () => {
    const found = async (search: string, codeSystem: string) => {
      const { data } = await ask(
        stack.gatewayUrl,
        await stack.token(alva),
        `query ($search: String!, $codeSystem: DiagnosisCodeSystem) {
        diagnoses(search: $search, codeSystem: $codeSystem) { diagnoses { code } } }`,
        { search, codeSystem },
      );
      return (data as unknown as { diagnoses: { diagnoses: { code: string }[] } }).diagnoses.diagnoses.map(
        ({ code }) => code,
      );
    };
    expect(await found('kolera', 'KSH_97_P')).toEqual(['A00-']);
    expect(await found('A04', 'KSH_97_P')).toEqual(['A045']);
    expect(await found('f43p', 'KSH_97_P')).toEqual(['F43-P']);
    expect(await found('livskris', 'ICD_10_SE')).toEqual(['F43']);
    expect(await found('livskirs', 'ICD_10_SE')).toEqual(['F43']);
  });

  it('is refused to everybody else, whatever their role', async () => {
    const before = await digest(stack.database);
    const answer = await importing(alva, 'ICF', ['icf.tsv']);
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
    expect(await digest(stack.database)).toEqual(before);
  });

  it.each([['../icf.tsv'], ['sub/icf.tsv'], ['/etc/passwd'], ['none.tsv'], ['..'], ['.'], ['']])(
    'is refused from %j, and nothing is read there',
    async (source) => {
      const [file = ''] = await filesOf({ 'icf.tsv': icfTable() });
      imports.folder = path.join(path.dirname(file), 'folder');
      for (const folder of ['folder', 'folder/sub']) await cp(file, path.join(path.dirname(file), folder, 'icf.tsv'));
      const { data } = await importing(ajla, 'ICF', [source]);
      const details = ['There is no such file in the folder for imports. Nothing changed.'];
      expect(data).toMatchObject({ importRegister: { edition: null, errors: [{ code: 'IMPORT_REFUSED', details }] } });
    },
  );

  it('is refused from an address that nobody allowed', async () => {
    const { data } = await importing(ajla, 'FMB', ['https://elsewhere.test/fmb', 'https://elsewhere.test/typfall']);
    const details = ['The address is not among those that IMPORT_SOURCES allows. Nothing changed.'];
    expect(data).toMatchObject({ importRegister: { errors: [{ code: 'IMPORT_REFUSED', details }] } });
  });

  it('tells what is wrong, by file and line', async () => {
    const [file = ''] = await filesOf(groupFiles());
    imports.folder = path.dirname(file);
    const { data } = await importing(ajla, 'DIAGNOSIS_GROUPS', ['chapters.txt', 'blocks.txt']);
    expect(data).toMatchObject({
      importRegister: { errors: [{ details: [expect.stringContaining('all three files')] }] },
    });
  });
});

/** Holds every import up until it is let go: they wait for one another. */
async function holdImports(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: stack.database.url('decision_support_app') });
  await client.connect();
  await client.query(`select pg_advisory_lock(hashtext('decision_support.register_edition'))`);
  return () => client.end();
}

describe('An import that takes longer than an answer may', () => {
  interface Run {
    readonly id: string;
    readonly state: string;
    readonly size: number | null;
    readonly stored: number;
  }
  const RUNS = `{ registerImports(first: 3) { ${RUN} } registerEditions(register: ICF) { source { origin } } }`;
  const runs = async () => {
    const { data } = await ask(stack.gatewayUrl, await stack.token(ajla), RUNS);
    return data as unknown as { registerImports: Run[]; registerEditions: object[] };
  };

  it('goes on after it, tells how far it is, and is seen by nobody before its end', async () => {
    const [file = ''] = await filesOf({ 'icf.tsv': icfTable() });
    imports.folder = path.dirname(file);
    const letGo = await holdImports();
    const { data } = await importing(ajla, 'ICF', ['icf.tsv']);
    const begun = (data as unknown as { importRegister: { import: Run } }).importRegister;
    expect(begun).toMatchObject({
      edition: null,
      isNew: false,
      errors: [],
      import: { register: 'ICF', state: 'RUNNING', size: 8, stored: 0 },
    });
    const before = await runs();
    expect(before.registerImports[0]).toEqual(begun.import);
    await letGo();
    await eventually(async () =>
      expect((await runs()).registerImports[0]).toMatchObject({
        id: begun.import.id,
        state: 'DONE',
        isNew: true,
        stored: 8,
        edition: { entries: 8 },
        counts: expect.arrayContaining([{ name: 'rowsWithCode', count: 9 }]),
        leftOut: [expect.stringContaining('twice, alike')],
      }),
    );
    expect((await runs()).registerEditions).toHaveLength(before.registerEditions.length + 1);
  });

  it('is told with what was wrong when it was refused, to who may import and to nobody else', async () => {
    await importing(ajla, 'ICF', ['none.tsv']);
    expect((await runs()).registerImports[0]).toMatchObject({
      register: 'ICF',
      state: 'REFUSED',
      isNew: false,
      refusals: ['There is no such file in the folder for imports. Nothing changed.'],
    });
    const answer = await ask(stack.gatewayUrl, await stack.token(alva), RUNS);
    expect([answer.data?.['registerImports'] ?? null, codesOf(answer)]).toEqual([null, ['FORBIDDEN']]);
  });

  it('has failed, and left nothing, when the database breaks it off', async () => {
    const asAdmin = (sql: string) => rowsOf(stack.database, sql);
    await asAdmin(`create function public.refuse() returns trigger as $$ begin raise exception 'full'; end $$
      language plpgsql`);
    await asAdmin(`create trigger refuse before insert on decision_support.register_edition for each row
      execute function public.refuse()`);
    const [file = ''] = await filesOf(groupFiles());
    imports.folder = path.dirname(file);
    const entries = () => asAdmin('select * from decision_support.register_entry order by 1, 2');
    const before = await entries();
    const { data } = await importing(ajla, 'DIAGNOSIS_GROUPS', Object.keys(groupFiles()));
    expect(data).toMatchObject({
      importRegister: { import: { state: 'FAILED', refusals: [] }, errors: [{ code: 'IMPORT_REFUSED', details: [] }] },
    });
    expect(await entries()).toEqual(before);
    await asAdmin('drop trigger refuse on decision_support.register_edition');
    expect((await importing(ajla, 'DIAGNOSIS_GROUPS', Object.keys(groupFiles()))).data).toMatchObject({
      importRegister: { import: { state: 'DONE', isNew: true } },
    });
  });
});

const SRS = peerFile('reference-data/srs', 'the published support is not brought in through the graph');

describe.runIf(SRS)('Every register', () => {
  it('comes in through the graph, those of many files as a folder, and tells its changes since the one before', async () => {
    const carried = ICD_10_SE.map(({ code, title }): Row => [code, '', title]);
    const known = new Set(carried.map(([code]) => code));
    const rows = [...carried, ...edition.filter(([code]) => !known.has(code))];
    const [file = ''] = await filesOf({
      'icd.tsv': merged(rows),
      'documents.json': jsonApiOf([documentOf('91', ['F43'])]),
      'cases.json': jsonApiOf([caseOf('92', ['F43'], '6', 'wk')]),
    });
    imports.folder = path.dirname(file);
    const accepting = async (register: string, sources: string[]) => {
      const input = { register, sources, acceptRemovals: true };
      return (await ask(stack.gatewayUrl, await stack.token(ajla), IMPORT, { input })).data;
    };
    const done = { importRegister: { isNew: true, errors: [], import: { state: 'DONE' } } };
    expect(await accepting('ICD_10_SE', ['icd.tsv'])).toMatchObject(done);
    expect(await accepting('FMB', ['documents.json', 'cases.json'])).toMatchObject(done);
    imports.folder = path.dirname(SRS ?? '');
    await accepting('SRS', ['srs']);
    // on a slow machine it takes longer than the answer waits
    await eventually(
      async () => {
        const { data } = await ask(stack.gatewayUrl, await stack.token(ajla), `{ registerImports { ${RUN} } }`);
        const counts = expect.arrayContaining([{ name: 'models', count: 99 }]);
        expect(data).toMatchObject({ registerImports: expect.arrayContaining([expect.objectContaining({ counts })]) });
      },
      { timeout: 25_000, interval: 100 },
    );
    for (const register of ['ICD_10_SE', 'KSH_97_P', 'DIAGNOSIS_GROUPS', 'ICF', 'FMB', 'SRS']) {
      const changes = `{ registerChanges(register: ${register}, since: 1) { changes { code change revision } } }`;
      const { data } = await ask(stack.gatewayUrl, await stack.token(alva), changes);
      const told = (data as unknown as { registerChanges: { changes: { revision: number }[] } }).registerChanges;
      expect([register, told.changes.length > 0, told.changes.every(({ revision }) => revision > 1)]).toEqual([
        register,
        true,
        true,
      ]);
    }
  });
});

describe('Guidance for three diagnoses', () => {
  const DOCUMENT = `{ guidance(diagnoses: [{ code: "F432" }, { code: "M545" }, { code: "M51" }]) {
    diagnoses { guidance { title typicalCases { sentence } } } } }`;

  /** As a certificate's diagnoses reach theirs: each an entity of its own. */
  const OF_EACH = `{ one: diagnosis(code: "F432") { guidance { title } } two: diagnosis(code: "M545") { guidance { title } }
    three: diagnosis(code: "M51") { guidance { title } } }`;

  it('is one request through the gateway, and takes four statements at most, one when nothing changed', async () => {
    const [documents, cases] = [
      jsonApiOf([documentOf('1', ['F43']), documentOf('2', ['M54', 'M51'])]),
      jsonApiOf([caseOf('7', ['F43'], '6', 'wk')]),
    ];
    const files = await filesOf({ 'documents.json': documents, 'cases.json': cases });
    const databaseUrl = () => stack.database.url('decision_support_app');
    expect(await intyg(commands, { databaseUrl }, 'import', 'fmb', ...files, '--accept-removals')).toMatchObject({
      code: 0,
    });
    // MikroORM's own copy of the driver
    const driver = createRequire(import.meta.resolve('@mikro-orm/postgresql'))('pg') as typeof pg;
    const said = vi.spyOn(driver.Client.prototype, 'query');
    const statements = async (document = DOCUMENT): Promise<number> => {
      said.mockClear();
      const { data, errors } = await ask(stack.gatewayUrl, await stack.token(ajla), document);
      expect([errors, JSON.stringify(data).split('"title"').length]).toEqual([undefined, 4]);
      const places = said.mock.calls.flatMap((call, place) =>
        JSON.stringify(call.slice(0, 1)).includes('decision_support') ? [place] : [],
      );
      // what is published is read on connections that reach no unit
      for (const place of places)
        expect(said.mock.contexts[place]).toMatchObject({
          connectionParameters: { options: '-c app.scope=user -c app.units= -c app.protections=' },
        });
      return places.length;
    };
    const first = await statements();
    expect([first > 1, first <= 4]).toEqual([true, true]);
    expect(await statements()).toBe(1);
    // the diagnoses themselves, and whether the edition is still the current one
    expect(await statements(OF_EACH)).toBe(2);
    said.mockRestore();
  });
});
