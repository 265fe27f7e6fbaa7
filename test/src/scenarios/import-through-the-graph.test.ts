import { commands } from '@intygsgraf/decision-support';
import { createRequire } from 'node:module';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { intyg } from '../support/commands.ts';
import { ask, codesOf } from '../support/graph-client.ts';
import { caseOf, documentOf, groupFiles, icfTable, jsonApiOf, kshFiles } from '../support/guidance-file.ts';
import { ajla, alva } from '../support/people.ts';
import { filesOf } from '../support/register-file.ts';
import { digest } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

let stack: SeededStack;
const imports = { administrators: new Set([ajla.sub]), folder: '', sources: [] };
beforeAll(async () => {
  stack = await startSeededStack(undefined, { imports });
});
afterAll(() => stack.stop());

const IMPORT = `mutation ($input: ImportRegisterInput!) { importRegister(input: $input) { isNew leftOut
  counts { name count } edition { entries source { register revision origin } }
  errors { code message { sv en } details } } }`;
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
        edition: { entries: 3, source: { register: 'KSH_97_P', revision: 1, origin: 'IMPORTED' } },
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

  it.each([['../codes.ans'], ['/etc/passwd'], ['none.tsv'], ['sub/icf.tsv'], ['https://elsewhere.test/icf']])(
    'is refused from %s, and nothing is read there',
    async (source) => {
      const { data } = await importing(ajla, 'ICF', [source]);
      expect(data).toMatchObject({
        importRegister: { edition: null, errors: [{ code: 'IMPORT_REFUSED', details: [expect.any(String)] }] },
      });
    },
  );

  it('tells what is wrong, by file and line', async () => {
    const [file = ''] = await filesOf(groupFiles());
    imports.folder = path.dirname(file);
    const { data } = await importing(ajla, 'DIAGNOSIS_GROUPS', ['chapters.txt', 'blocks.txt']);
    expect(data).toMatchObject({
      importRegister: { errors: [{ details: [expect.stringContaining('all three files')] }] },
    });
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
    expect(await intyg(commands, { databaseUrl }, 'import', 'fmb', ...files)).toMatchObject({ code: 0 });
    // MikroORM's own copy of the driver
    const driver = createRequire(import.meta.resolve('@mikro-orm/postgresql'))('pg') as typeof pg;
    const said = vi.spyOn(driver.Client.prototype, 'query');
    const statements = async (document = DOCUMENT): Promise<number> => {
      said.mockClear();
      const { data, errors } = await ask(stack.gatewayUrl, await stack.token(ajla), document);
      expect([errors, JSON.stringify(data).split('"title"').length]).toEqual([undefined, 4]);
      return said.mock.calls.filter((call) => JSON.stringify(call.slice(0, 1)).includes('decision_support')).length;
    };
    const first = await statements();
    expect([first > 1, first <= 4]).toEqual([true, true]);
    expect(await statements()).toBe(1);
    // the diagnoses themselves, and whether the edition is still the current one
    expect(await statements(OF_EACH)).toBe(2);
    said.mockRestore();
  });
});
