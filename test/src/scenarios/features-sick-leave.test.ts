import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ask } from '../support/graph-client.ts';
import { begun, writer } from '../support/drafts.ts';
import { recommend } from '../support/guidance.ts';
import { ajla, alf } from '../support/people.ts';
import { rowsOf } from '../support/rows.ts';
import { signer } from '../support/signing.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const CHAIN = 'from to days certificates gaps { from to days }';
const LENGTH = 'code resolvedCode guidanceId caseId source revision sentence recommendedDays totalDays exceeds';
const SICK_LEAVE = `query ($id: ID!, $hours: Int) { draft(id: $id) { sickLeave(usualHours: $hours) {
  periods { code from to days remainingHours } totalDays message { sv en }
  nationwide { ${LENGTH} } nationwideChain { ${CHAIN} } byDiagnosis { ${LENGTH} } chain { ${CHAIN} } } } }`;

interface Chain {
  readonly days: number;
  readonly certificates: readonly string[];
  readonly gaps: readonly object[];
}
interface SickLeave {
  readonly periods: readonly { readonly code: string; readonly days: number; readonly remainingHours: number | null }[];
  readonly totalDays: number;
  readonly message: { readonly sv: string; readonly en: string } | null;
  readonly nationwide: { readonly code: string; readonly totalDays: number; readonly exceeds: boolean } | null;
  readonly byDiagnosis: readonly {
    readonly code: string;
    readonly recommendedDays: number;
    readonly exceeds: boolean;
  }[];
  readonly chain: Chain | null;
}

/** Had a sick leave on Alfa Vårdcentral from 27 September to 17 October, for F432. */
const LENNART = '196404153832';
const HIS = 'Certificate_78040000-0000-4000-8000-000000000007';
/** Has no certificate on Alfa Vårdcentral. */
const SOFIA = '198206169289';

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
  await recommend(stack.database, [
    { code: 'F43', value: 2, unit: 'WEEK' },
    { code: 'F43', value: 4, unit: 'WEEK' },
    { code: 'M54', value: 1, unit: 'MONTH' },
  ]);
});
afterAll(() => stack.stop());

const doctor = () => writer(stack, alf);
async function sickLeaveOf(draftId: string, hours: number | null = null): Promise<SickLeave> {
  const answer = await doctor().asks(SICK_LEAVE, { id: draftId, hours });
  if (answer.errors) throw new Error(answer.text);
  return (answer.data as unknown as { draft: { sickLeave: SickLeave } }).draft.sickLeave;
}

/** A draft for a patient with diagnoses and periods. */
async function proposing(personId: string, codes: readonly string[], ...periods: readonly [string, string, string][]) {
  const draft = await begun(doctor(), personId);
  const diagnoses = codes.map((code) => ({ code, codeSystem: 'ICD_10_SE', description: code }));
  const codedPeriods = periods.map(([code, from, to]) => ({ code, from, to }));
  const { errors } = await doctor().save(
    draft.id,
    { subAnswerId: '6.1', answer: { diagnoses }, expectedRevision: 0 },
    { subAnswerId: '32.1', answer: { codedPeriods }, expectedRevision: 0 },
  );
  expect(errors).toEqual([]);
  return draft;
}

describe('While the sick leave is written', () => {
  const typed = async (input: object): Promise<Answer> =>
    ask(
      stack.gatewayUrl,
      await stack.token(alf),
      'query ($input: SickLeavePeriodQuestion!) { sickLeavePeriod(input: $input) { to days remainingHours } }',
      { input },
    );

  it.each([
    ['d90', '2026-12-29', 90],
    ['90d', '2026-12-29', 90],
    ['v2', '2026-10-14', 14],
    ['2m', '2026-12-01', 62],
    ['100m', '2035-03-27', 3_100],
    ['20261031', '2026-10-31', 31],
    ['d0', null, 0],
    ['snart', null, 0],
  ])('W91 the end of a period that begins on 2026-10-01 takes %s for %s', async (end, to, days) => {
    const { data, errors } = await typed({ from: '2026-10-01', end });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ sickLeavePeriod: { to, days, remainingHours: null } });
  });

  it('W92 each period shows the hours a week that remain of the usual ones', async () => {
    const draft = await proposing(
      SOFIA,
      ['Z223'],
      ['HELT_NEDSATT', '2026-11-20', '2026-11-26'],
      ['HALFTEN', '2026-11-27', '2026-12-03'],
      ['EN_FJARDEDEL', '2026-12-04', '2026-12-10'],
    );
    const { periods, totalDays } = await sickLeaveOf(draft.id, 37);
    expect(periods.map(({ code, days, remainingHours }) => [code, days, remainingHours])).toEqual([
      ['HELT_NEDSATT', 7, 0],
      ['HALFTEN', 7, 18.5],
      ['EN_FJARDEDEL', 7, 27.75],
    ]);
    expect(totalDays).toBe(21);
    const { data } = await typed({ from: '2026-10-01', end: 'd1', degree: 'HALFTEN', usualHours: 40 });
    expect(data).toEqual({ sickLeavePeriod: { to: '2026-10-01', days: 1, remainingHours: 20 } });
    expect((await doctor().asks(SICK_LEAVE, { id: draft.id, hours: 169 })).text).toContain('BAD_USER_INPUT');
  });

  it('W93 a period longer than FMB recommends is pointed out, with a wish for the reason, and may be signed', async () => {
    const within = await proposing(SOFIA, ['F432'], ['HELT_NEDSATT', '2026-11-01', '2026-11-28']);
    expect(await sickLeaveOf(within.id)).toMatchObject({
      message: null,
      nationwide: { totalDays: 28, exceeds: false },
    });
    const beyond = await proposing(SOFIA, ['F432'], ['HELT_NEDSATT', '2026-11-01', '2026-11-29']);
    const told = await sickLeaveOf(beyond.id);
    expect(told.nationwide).toMatchObject({
      code: 'F432',
      resolvedCode: 'F43',
      source: 'Försäkringsmedicinskt beslutsstöd, Socialstyrelsen',
      revision: expect.any(Number) as number,
      totalDays: 29,
      exceeds: true,
    });
    expect(told.message?.sv).toBe(
      'Den föreslagna perioden är längre än FMB:s rekommendation på 28 dagar (4 veckor) för diagnosen F432. Motivera gärna under Försäkringsmedicinskt beslutsstöd.',
    );
  });

  it('W93 each diagnosis is told by itself, in months of the calendar', async () => {
    const draft = await proposing(SOFIA, ['F432', 'M545', 'Z223'], ['HELT_NEDSATT', '2026-11-01', '2026-12-01']);
    const { nationwide, byDiagnosis, message } = await sickLeaveOf(draft.id);
    expect([nationwide?.code, nationwide?.exceeds, message]).toEqual(['M545', false, null]);
    expect(byDiagnosis.map(({ code, recommendedDays, exceeds }) => [code, recommendedDays, exceeds])).toEqual([
      ['F432', 28, true],
      ['M545', 30, true],
    ]);
  });

  it('W94 coherent certificates of this care unit are added up, and no others', async () => {
    const draft = await proposing(LENNART, ['F432'], ['HALFTEN', '2026-10-20', '2026-10-31']);
    const told = await sickLeaveOf(draft.id);
    expect(told.chain).toMatchObject({
      days: 33,
      certificates: [HIS],
      gaps: [{ from: '2026-10-18', to: '2026-10-19', days: 2 }],
    });
    expect(told.nationwide).toMatchObject({ totalDays: 33, exceeds: true });
    expect(told.message?.sv).toContain('Den totala perioden är 33 dagar');
    const log = await rowsOf(
      stack.database,
      `select distinct resource_id from certificates.access_log where resource = 'Certificate' and activity = 'READ'`,
    );
    expect(log.map((row) => `Certificate_${row['resource_id']}`)).toContain(HIS);

    const afterSix = await proposing(LENNART, ['F432'], ['HALFTEN', '2026-10-24', '2026-10-31']);
    expect((await sickLeaveOf(afterSix.id)).chain).toMatchObject({ days: 8, certificates: [] });
    const unknown = await proposing(LENNART, ['Z223'], ['HALFTEN', '2026-10-20', '2026-10-31']);
    expect(await sickLeaveOf(unknown.id)).toMatchObject({ nationwide: null, byDiagnosis: [], message: null });

    const elsewhere = writer(stack, ajla);
    const other = await begun(elsewhere, LENNART);
    await elsewhere.save(
      other.id,
      {
        subAnswerId: '6.1',
        answer: { diagnoses: [{ code: 'F432', codeSystem: 'ICD_10_SE', description: 'F432' }] },
        expectedRevision: 0,
      },
      {
        subAnswerId: '32.1',
        answer: { codedPeriods: [{ code: 'HALFTEN', from: '2026-10-20', to: '2026-10-31' }] },
        expectedRevision: 0,
      },
    );
    const answer = await elsewhere.asks(SICK_LEAVE, { id: other.id });
    const { sickLeave } = (answer.data as unknown as { draft: { sickLeave: SickLeave } }).draft;
    expect([sickLeave.chain?.certificates, sickLeave.nationwide?.totalDays]).toEqual([[], 12]);
  });

  it('W93 the recommendation that stood beside it is kept with the signed certificate, and is no part of it', async () => {
    const signing = signer(stack, alf);
    const draft = await begun(doctor(), SOFIA);
    const { draft: saved } = await doctor().save(
      draft.id,
      { subAnswerId: '27.1', answer: { boolean: true }, expectedRevision: 0 },
      {
        subAnswerId: '6.1',
        answer: { diagnoses: [{ code: 'F432', codeSystem: 'ICD_10_SE', description: 'Anpassningsstörning' }] },
        expectedRevision: 0,
      },
      {
        subAnswerId: '32.1',
        answer: { codedPeriods: [{ code: 'HELT_NEDSATT', from: '2026-11-20', to: '2026-12-31' }] },
        expectedRevision: 0,
      },
    );
    const { certificate, errors } = await signing.sign({ ...draft, revision: saved?.revision ?? 0 });
    expect(errors).toEqual([]);
    const answer = await doctor().asks(
      `query ($id: ID!) { certificate(id: $id) { recommendedLengths { ${LENGTH} } signedDocument } }`,
      { id: certificate?.id },
    );
    const { certificate: shown } = answer.data as unknown as {
      certificate: { recommendedLengths: object[]; signedDocument: string };
    };
    expect(shown.recommendedLengths).toMatchObject([
      {
        code: 'F432',
        resolvedCode: 'F43',
        caseId: '1',
        source: 'Försäkringsmedicinskt beslutsstöd, Socialstyrelsen',
        revision: expect.any(Number) as number,
        recommendedDays: 28,
        totalDays: 42,
        exceeds: true,
      },
    ]);
    expect(shown.signedDocument).not.toMatch(/FMB|rekommend|typfall/i);
  });

  it('W93 a draft is written and signed as before when nobody can tell what is recommended', async () => {
    const draft = await proposing('199801242398', ['F432'], ['HELT_NEDSATT', '2026-11-20', '2026-12-31']);
    await stack.stopOne('decision-support');
    const { message, nationwide, totalDays } = await sickLeaveOf(draft.id);
    expect([message?.en, nationwide, totalDays]).toEqual([
      'The period could not be compared with what FMB recommends right now. This keeps nobody from signing.',
      null,
      42,
    ]);
  });
});
