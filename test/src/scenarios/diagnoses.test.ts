import { commands, ICD_10_SE } from '@intygsgraf/decision-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intyg } from '../support/commands.ts';
import { type Answer, ask, codesOf } from '../support/graph-client.ts';
import { ajla, alva, units } from '../support/people.ts';
import { edition, filesOf, merged, type Row } from '../support/register-file.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

const asks = async (document: string, variables: Record<string, unknown> = {}): Promise<Answer> =>
  ask(stack.gatewayUrl, await stack.token(ajla), document, variables);

const SEARCH = `query ($search: String!, $first: Int, $codeSystem: DiagnosisCodeSystem) {
  diagnoses(search: $search, first: $first, codeSystem: $codeSystem) { diagnoses { code title } hasMore } }`;
interface Found {
  readonly diagnoses: readonly { readonly code: string; readonly title: string }[];
  readonly hasMore: boolean;
}
async function search(typed: string, more: Record<string, unknown> = {}): Promise<Found> {
  const { data, errors } = await asks(SEARCH, { search: typed, ...more });
  expect(errors).toBeUndefined();
  return (data as unknown as { diagnoses: Found }).diagnoses;
}
const codes = async (typed: string, more = {}) => (await search(typed, more)).diagnoses.map(({ code }) => code);

describe('A diagnosis is found', () => {
  it.each(['F43', 'f43', ' f 43 '])('by its code written %j, and so are those below it', async (typed) => {
    const found = await codes(typed);
    expect(found[0]).toBe('F43');
    expect(found.toSorted()).toEqual(['F43', 'F430', 'F431', 'F432', 'F438', 'F438A']);
  });

  it('W81 by its code with a dot, from the third character on, and by words from the first', async () => {
    expect(await codes('F43.8a')).toEqual(['F438A']);
    expect(await codes('F4')).toEqual([]);
    expect((await codes('d')).length).toBeGreaterThan(5);
  });

  it('by words of its title from the first letter, in any order, without diacritics and in any case', async () => {
    for (const typed of ['ångestsyndrom', 'ANGESTSYNDROM', 'syndrom ångest'])
      expect(await codes(typed)).toContain('F41');
    const one = await search('m', { first: 50 });
    expect(one.diagnoses.length).toBeGreaterThan(5);
    for (const { title } of one.diagnoses) expect(title).toMatch(/(^|\P{L})m/iu);
  });

  it('within a word, from three letters', async () => {
    expect(await codes('artros')).toContain('M17');
    expect(await codes('rtr')).toContain('M17');
    expect(await codes('rt', { first: 50 })).not.toContain('M17');
  });

  it('the best first: the title itself, then titles that begin so, then the others', async () => {
    const { diagnoses } = await search('astma');
    expect(diagnoses.slice(0, 2).map(({ title }) => title)).toEqual(['Astma', 'Astma, ospecificerad']);
    expect(await codes('depressiv episod')).toEqual(expect.arrayContaining(['F32', 'F329', 'F320']));
    expect((await codes('depressiv episod'))[0]).toBe('F32');
  });

  it('with as many as were asked for, and whether there are more', async () => {
    expect(await search('akut', { first: 2 })).toMatchObject({ diagnoses: { length: 2 }, hasMore: true });
    expect(await search('F438A', { first: 1 })).toMatchObject({ diagnoses: { length: 1 }, hasMore: false });
  });

  it.each(['', '   ', '%', '_', "'", 'qqq'])('not by %j, which no title has', async (typed) => {
    expect(await search(typed)).toEqual({ diagnoses: [], hasMore: false });
  });

  it('W82 in the register that was asked for alone', async () => {
    expect(await codes('J45', { codeSystem: 'KSH_97_P' })).toEqual(['J45-P']);
    expect(await codes('astma', { codeSystem: 'KSH_97_P' })).toEqual(['J45-P']);
    expect(await codes('J45')).not.toContain('J45-P');
  });

  it.each([
    ['no diagnosis at all', { search: 'akut', first: 0 }],
    ['more than fifty', { search: 'akut', first: 51 }],
    ['a text that is longer than any title', { search: 'a'.repeat(401) }],
  ])('not when somebody asks for %s', async (_what, variables) => {
    const answer = await asks(SEARCH, variables);
    expect([answer.data?.['diagnoses'] ?? null, codesOf(answer)]).toEqual([null, ['BAD_USER_INPUT']]);
  });
});

const WIDER = 'parent { code title parent { code title parent { code } } }';
const CERTIFICATES = `query ($unit: ID!) { certificates(unit: $unit, first: 100) { edges { node { answers {
  ... on DiagnosesAnswer { diagnoses { code description diagnosis { code codeSystem title ${WIDER} } } } } } } } }`;
interface Given {
  readonly code: string;
  readonly description: string;
  readonly diagnosis: { readonly title: string; readonly parent: { readonly code: string } | null } | null;
}
const diagnosesOf = ({ data }: Answer): Given[] =>
  (
    data as unknown as { certificates: { edges: { node: { answers: { diagnoses?: Given[] }[] } }[] } }
  ).certificates.edges
    .flatMap(({ node }) => node.answers)
    .flatMap(({ diagnoses = [] }) => diagnoses);

describe('The diagnoses of a certificate', () => {
  it('are those of the register, with their titles and the wider ones', async () => {
    const answer = await asks(CERTIFICATES, { unit: units.alfaMedicincentrum });
    expect(answer.errors).toBeUndefined();
    const given = diagnosesOf(answer);
    expect(given.length).toBeGreaterThan(5);
    for (const { description, diagnosis } of given) expect(diagnosis?.title).toBe(description);
    expect(given.find(({ code }) => code === 'M545')).toMatchObject({
      diagnosis: { title: 'Lumbago', parent: { code: 'M54', title: 'Ryggvärk', parent: null } },
    });
  });

  it('are known when an edition of the register lacks them, with the day it came, and are found no more', async () => {
    const carried = ICD_10_SE.map(({ code, title }): Row => [code, '', title]);
    const known = new Set(carried.map(([code]) => code));
    const rows = [...carried, ...edition.filter(([code]) => !known.has(code))].filter(([code]) => code !== 'M545');
    const files = await filesOf({ 'register.tsv': merged(rows) });
    const databaseUrl = () => stack.database.url('decision_support_app');
    expect(await intyg(commands, { databaseUrl }, 'import', 'icd-10-se', ...files)).toMatchObject({ code: 0 });

    expect(await codes('Lumbago')).toEqual(['M544']);
    expect(await codes('M54')).toEqual(expect.arrayContaining(['M54', 'M542', 'M546']));
    const { data } = await asks(
      '{ gone: diagnosis(code: "M54.5") { title retiredOn } diagnosis(code: "M54") { retiredOn } }',
    );
    expect(data).toEqual({
      gone: { title: 'Lumbago', retiredOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
      diagnosis: { retiredOn: null },
    });
    const given = diagnosesOf(await asks(CERTIFICATES, { unit: units.alfaMedicincentrum }));
    expect(given.find(({ code }) => code === 'M545')).toMatchObject({ diagnosis: { title: 'Lumbago' } });
  });

  it('stand there as they were written while the register does not answer, and the rest of the answer with them', async () => {
    await stack.stopOne('decision-support');
    const answer = await asks(CERTIFICATES, { unit: units.alfaMedicincentrum });
    const given = diagnosesOf(answer);
    expect(given.length).toBeGreaterThan(5);
    for (const { code, description, diagnosis } of given) {
      expect([code, description].every((text) => text.length > 2)).toBe(true);
      expect(diagnosis).toBeNull();
    }
    expect(new Set(codesOf(answer))).toEqual(new Set(['UNAVAILABLE']));
    const other = await ask(stack.gatewayUrl, await stack.token(alva), '{ viewer { role } }');
    expect(other.data).toEqual({ viewer: { role: 'CARE_ADMINISTRATOR' } });
  });
});
