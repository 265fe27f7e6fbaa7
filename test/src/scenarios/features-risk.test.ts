import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../demo/admin.ts';
import { begun, type ShownDraft, writer } from '../support/drafts.ts';
import { eventually } from '../support/eventually.ts';
import { ask } from '../support/graph-client.ts';
import { ajla, alf, beata, type SignedIn } from '../support/people.ts';
import { printer } from '../support/prints.ts';
import { rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { agencyHas, signer } from '../support/signing.ts';

const SUPPORT = `query ($code: String!, $isExtension: Boolean) { riskSupport(code: $code, isExtension: $isExtension) {
  status code resolvedCode title prevalence modelVersion isDemo
  questions { factor text choices { value isDefault } } advice { kind title text }
  statistics { year lengths { from to cases share accumulated } } source { register revision origin } } }`;
const PREDICTION = `id situation diagnosis source modelCode modelVersion revision isDemo risk level isIndicative
  contributions { factor value comparedWith difference } curve { day probability } opinion madeBy { hsaId } opinionBy { hsaId }`;
const PREDICT = `mutation ($input: PredictRiskInput!) { predictRisk(input: $input) {
  prediction { ${PREDICTION} } errors { code message { sv } } } }`;
const OPINION = `mutation ($input: GiveRiskOpinionInput!) { giveRiskOpinion(input: $input) {
  prediction { opinion opinionBy { hsaId } } errors { code } } }`;

interface Prediction {
  readonly id: string;
  readonly risk: number;
  readonly level: string;
  readonly isIndicative: boolean;
  readonly isDemo: boolean;
  readonly modelCode: string;
  readonly modelVersion: string;
  readonly revision: number;
  readonly contributions: readonly { readonly factor: string; readonly difference: number }[];
  readonly curve: readonly { readonly day: number; readonly probability: number }[];
  readonly opinion: string | null;
}
interface Predicted {
  readonly prediction: Prediction | null;
  readonly errors: readonly { readonly code: string }[];
}
interface Support {
  readonly status: string;
  readonly resolvedCode: string | null;
  readonly prevalence: number | null;
  readonly isDemo: boolean;
  readonly questions: readonly {
    readonly factor: string;
    readonly choices: readonly { value: string; isDefault: boolean }[];
  }[];
  readonly advice: readonly { readonly kind: string }[];
  readonly statistics: { readonly year: number; readonly lengths: readonly { readonly accumulated: number }[] } | null;
}

/** Words that only a prediction has. */
const OF_RISK = /SRS|prediktion|\brisk\b|90 dagar/i;

/** Woman, 44. */
const SOFIA = '198206169289';
/** Man, 68. */
const STURE = '195801263053';

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

async function asked<T>(who: SignedIn, document: string, variables: object, field: string): Promise<T> {
  const answer = await ask(stack.gatewayUrl, await stack.token(who), document, { ...variables });
  if (answer.errors) throw new Error(answer.text);
  return (answer.data as unknown as Record<string, T>)[field] as T;
}
const support = (who: SignedIn, code: string, isExtension = false) =>
  asked<Support | null>(who, SUPPORT, { code, isExtension }, 'riskSupport');

/** A draft with a main diagnosis. */
async function about(personId: string, code: string, who: SignedIn = alf): Promise<ShownDraft> {
  const draft = await begun(writer(stack, who), personId);
  const diagnoses = [{ code, codeSystem: 'ICD_10_SE', description: code }];
  await writer(stack, who).save(draft.id, { subAnswerId: '6.1', answer: { diagnoses }, expectedRevision: 0 });
  return draft;
}
const USUAL = [
  { factor: 'SA_1_gross', value: '0' },
  { factor: 'SA_ExtentFirst', value: '1' },
  { factor: 'SA_SyssStart_fct', value: 'not_unemp' },
];
const predict = (draftId: string, more: object = {}, who: SignedIn = alf) =>
  asked<Predicted>(who, PREDICT, { input: { draftId, situation: 'NEW', answers: USUAL, ...more } }, 'predictRisk');

describe('Risk and advice', () => {
  it('R1 is there on units in the pilot and on no others', async () => {
    expect(await support(alf, 'F432')).not.toBeNull();
    expect(await support(beata, 'F432')).toBeNull();
    const draft = await about('196104153488', 'F432', beata);
    const { prediction, errors } = await predict(draft.id, {}, beata);
    expect([prediction, errors.map(({ code }) => code)]).toEqual([null, ['RISK_NOT_ON_UNIT']]);
  });

  it('R2 has three parts: the risk, advice and statistics', async () => {
    const found = await support(alf, 'F43.2');
    expect(found).toMatchObject({
      status: 'FOUND_FOR_WIDER_CODE',
      resolvedCode: 'F43',
      prevalence: 0.37,
      isDemo: true,
    });
    expect(found?.questions.map(({ choices }) => choices.filter(({ isDefault }) => isDefault).length)).toEqual([
      1, 1, 1,
    ]);
    expect(found?.advice.length).toBeGreaterThan(0);
    expect(found?.statistics?.lengths).toHaveLength(5);
    expect(await support(alf, 'Z223')).toMatchObject({ status: 'NONE', questions: [], advice: [], statistics: null });
  });

  it('R3 tells the usual risk of the diagnosis, and this patient’s from the certificate and a few answers', async () => {
    const draft = await about(SOFIA, 'F432');
    const { prediction, errors } = await predict(draft.id);
    expect(errors).toEqual([]);
    const source = 'Påhittad modell för att prova med';
    const model = { modelCode: 'F43', modelVersion: '0.1', isDemo: true, source };
    expect(prediction).toMatchObject({ ...model, isIndicative: false });
    expect((await support(alf, 'F432'))?.prevalence).toBe(0.37);
    const { prediction: worse } = await predict(draft.id, {
      answers: [...USUAL.slice(1), { factor: 'SA_1_gross', value: '(180,366]' }],
    });
    expect(worse?.risk).toBeGreaterThan(prediction?.risk ?? 1);
    expect(worse?.contributions[0]).toMatchObject({ factor: 'SA_1_gross', comparedWith: '0' });
    expect(worse?.curve.map(({ day }) => day)).toContain(90);
    expect(worse?.curve.find(({ day }) => day === 90)?.probability).toBe(worse?.risk);
    const newest = await asked<{ risk: Prediction } | null>(
      alf,
      `query ($id: ID!) { draft(id: $id) { risk { ${PREDICTION} } } }`,
      { id: draft.id },
      'draft',
    );
    expect(newest?.risk.id).toBe(worse?.id);
  });

  it('R3 is refused without an answer, outside of the ages that the models know, and without a model', async () => {
    const draft = await about(SOFIA, 'F432');
    expect((await predict(draft.id, { answers: [] })).errors).toMatchObject([{ code: 'RISK_ANSWERS' }]);
    const odd = [...USUAL.slice(1), { factor: 'SA_1_gross', value: 'sometimes' }];
    expect((await predict(draft.id, { answers: odd })).errors).toMatchObject([{ code: 'RISK_ANSWERS' }]);
    expect((await predict((await about(STURE, 'F432')).id)).errors).toMatchObject([{ code: 'RISK_AGE' }]);
    expect((await predict((await about(SOFIA, 'Z223')).id)).errors).toMatchObject([{ code: 'RISK_NO_MODEL' }]);
    expect((await predict((await about('22850321TP84', 'F432')).id)).errors).toMatchObject([
      { code: 'RISK_PERSON_NUMBER' },
    ]);
    expect((await predict('Draft_00000000-0000-4000-8000-000000000000')).errors).toMatchObject([
      { code: 'DRAFT_NOT_FOUND' },
    ]);
  });

  it('R4 is for a first sick leave; for an extension it is marked as indicative, and after 60 days refused', async () => {
    const draft = await about(SOFIA, 'F432');
    const { prediction: first } = await predict(draft.id);
    const { prediction: later } = await predict(draft.id, { situation: 'EXTENSION' });
    expect([first?.isIndicative, later?.isIndicative]).toEqual([false, true]);
    expect(later?.risk).toBeGreaterThan(first?.risk ?? 1);
    expect((await predict(draft.id, { situation: 'LATE_EXTENSION' })).errors).toMatchObject([
      { code: 'RISK_LATE_EXTENSION' },
    ]);
    const [advice] = (await support(alf, 'F432', true))?.advice ?? [];
    expect(advice?.kind).toBe('FRL');
  });

  it('R5 the doctor’s own view is kept with the certificate, seen there, and in no message and no print', async () => {
    const signing = signer(stack, ajla);
    const ready = await signing.ready(SOFIA);
    const { draft: changed } = await writer(stack, ajla).save(ready.id, {
      subAnswerId: '6.1',
      answer: { diagnoses: [{ code: 'F432', codeSystem: 'ICD_10_SE', description: 'Anpassningsstörning' }] },
      expectedRevision: 1,
    });
    const { prediction: made } = await predict(ready.id, {}, ajla);
    const given = (who: SignedIn, opinion: string) =>
      asked<{ prediction: Prediction | null; errors: { code: string }[] }>(
        who,
        OPINION,
        { input: { predictionId: made?.id, opinion } },
        'giveRiskOpinion',
      );
    expect((await given(ajla, 'HIGHER')).prediction?.opinion).toBe('HIGHER');
    expect((await given(ajla, 'CORRECT')).prediction?.opinion).toBe('CORRECT');
    expect((await given(beata, 'LOWER')).errors).toMatchObject([{ code: 'RISK_NOT_FOUND' }]);

    const { certificate } = await signing.sign({ ...ready, revision: changed?.revision ?? 0 });
    const shown = await asked<{ risk: Prediction; signedDocument: string } | null>(
      ajla,
      `query ($id: ID!) { certificate(id: $id) { signedDocument risk { ${PREDICTION} } } }`,
      { id: certificate?.id },
      'certificate',
    );
    expect(shown?.risk).toMatchObject({ id: made?.id, opinion: 'CORRECT', risk: made?.risk });
    expect(shown?.signedDocument).not.toMatch(OF_RISK);
    const print = await printer(stack, ajla).certificate(certificate?.id ?? '');
    const printed = [print.text, ...(print.around ?? [])].join('\n');
    expect(printed).toContain('Anpassningsstörning');
    expect(printed).not.toMatch(OF_RISK);
    expect((await agencyHas(stack.agencyUrl)).refused).toEqual([]);
    const log = await rowsOf(
      stack.database,
      `select activity, actor from decision_support.access_log where resource_id = $1 order by at, activity`,
      [made?.id.replace('RiskPrediction_', '')],
    );
    expect(new Set(log.map(({ activity }) => activity))).toEqual(new Set(['WRITE', 'READ']));
  });

  it('R7 gives advice for the talk with the patient, with what is for this certificate first', async () => {
    const kinds = (await support(alf, 'M54'))?.advice.map(({ kind }) => kind);
    expect(kinds).toEqual(['OBS', 'REK', 'REK', 'FRL', 'REH']);
  });

  it('R8 tells how long others with the diagnosis were on sick leave, ready for a chart', async () => {
    const statistics = (await support(alf, 'F43'))?.statistics;
    expect(statistics?.year).toBe(2017);
    expect(statistics?.lengths.map(({ accumulated }) => Math.round(accumulated * 100))).toEqual([19, 53, 71, 88, 100]);
  });

  it('goes with the draft that it was computed for, from the database too, and stays with all others', async () => {
    const [deleted, kept] = [await about(SOFIA, 'F432'), await about(SOFIA, 'F432')];
    for (const { id } of [deleted, deleted, kept]) expect((await predict(id)).errors).toEqual([]);
    const risks = async ({ certificateId }: ShownDraft) =>
      (
        await rowsOf(stack.database, 'select id from decision_support.risk_prediction where certificate_id = $1', [
          certificateId,
        ])
      ).length;
    expect([await risks(deleted), await risks(kept)]).toEqual([2, 1]);
    expect((await writer(stack, alf).remove(deleted.id, 1)).errors).toEqual([]);
    await eventually(async () => expect(await risks(deleted)).toBe(0));
    expect(await risks(kept)).toBe(1);
    const log = await rowsOf(
      stack.database,
      `select actor, person_id from decision_support.access_log where activity = 'DELETE'`,
    );
    expect(log).toEqual([
      { actor: 'certificates', person_id: SOFIA },
      { actor: 'certificates', person_id: SOFIA },
    ]);
  });

  /** How many rows a statement reaches in a session of the database; nothing is changed. */
  const reached = (sql: string, { scope = 'user', units = alf.unit, protections = 'OPEN' } = {}) =>
    connected(stack.database.url('decision_support_app'), async (client) => {
      await client.query('begin');
      await client.query(
        `select set_config('app.scope', $1, true), set_config('app.units', $2, true), set_config('app.protections', $3, true)`,
        [scope, units, protections],
      );
      const { rowCount } = await client.query(sql);
      await client.query('rollback');
      return rowCount;
    });

  it('is shown by the database to sessions of its unit that may see its patient, and to no others', async () => {
    await predict((await about(SOFIA, 'F432')).id);
    const read = 'select from decision_support.risk_prediction';
    expect(await reached(read)).toBeGreaterThan(0);
    expect(await reached(read, { units: beata.unit })).toBe(0);
    expect(await reached(read, { protections: 'PROTECTED' })).toBe(0);
    expect(await reached(read, { scope: '', units: '', protections: '' })).toBe(0);
  });

  it('is not found by a doctor of another unit, were the database to show it', async () => {
    const { prediction } = await predict((await about(SOFIA, 'F432')).id);
    const asOwner = (security: 'disable' | 'enable') =>
      connected(stack.database.url('decision_support_owner'), (client) =>
        client.query(`alter table decision_support.risk_prediction ${security} row level security`),
      );
    await asOwner('disable');
    const given = await asked<{ errors: { code: string }[] }>(
      beata,
      OPINION,
      { input: { predictionId: prediction?.id, opinion: 'LOWER' } },
      'giveRiskOpinion',
    );
    await asOwner('enable');
    expect(given.errors).toMatchObject([{ code: 'RISK_NOT_FOUND' }]);
  });

  it('goes by no user’s hand: the database lets the system alone delete a risk', async () => {
    await predict((await about(SOFIA, 'F432')).id);
    const gone = 'delete from decision_support.risk_prediction';
    expect(await reached(gone)).toBe(0);
    expect(await reached(gone, { scope: 'system' })).toBeGreaterThan(0);
  });
});
