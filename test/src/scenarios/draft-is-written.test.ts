import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerIn, begun, COMPLETE, writer, type Writer } from '../support/drafts.ts';
import { ajla, alva, anna } from '../support/people.ts';
import { rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const [SIMON, AMANDA, OSKAR, TEST_PERSON] = ['199001182394', '199101092386', '199301052396', '200512302381'] as const;

let stack: SeededStack;
let doctor: Writer;
let administrator: Writer;
let nurse: Writer;
beforeAll(async () => {
  stack = await startSeededStack();
  [doctor, administrator, nurse] = [writer(stack, ajla), writer(stack, alva), writer(stack, anna)];
});
afterAll(() => stack.stop());

const inSweden = (instant: string | number): string =>
  new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });

describe('A draft', () => {
  it('is begun empty on the unit that one is signed in on, under the national id of its certificate', async () => {
    const { draft, errors } = await doctor.create(SIMON);
    expect(errors).toEqual([]);
    expect(draft).toMatchObject({
      status: 'EMPTY_DRAFT',
      revision: 0,
      unit: { hsaId: ajla.unit },
      createdBy: { hsaId: ajla.sub },
      savedBy: null,
      patient: { personId: SIMON, surname: 'Generalrepet' },
    });
    expect(draft?.id).toBe(`Draft_${draft?.certificateId}`);
    expect(draft?.lockedFrom).toBe(inSweden(Date.parse(draft?.createdAt ?? '') + 15 * 86_400_000));
    expect(await doctor.read(draft?.id ?? '')).toEqual(draft);
  });

  it('for a test person is marked as one', async () => {
    expect(await begun(doctor, TEST_PERSON)).toMatchObject({ testCertificate: true });
  });

  it('is saved answer by answer, and tells what is left to mend in both languages', async () => {
    const { id } = await begun(doctor, SIMON);
    const { draft, errors } = await doctor.save(
      id,
      { subAnswerId: '25.1', answer: { text: '  ' }, expectedRevision: 0 },
      {
        subAnswerId: '1.1',
        answer: { datedCodes: [{ code: 'UNDERSOKNING', date: '2099-01-01' }, { code: 'ANNAT' }] },
        expectedRevision: 0,
      },
      {
        subAnswerId: '32.1',
        answer: {
          codedPeriods: [
            { code: 'HALFTEN', from: '2026-11-01', to: '2026-11-10' },
            { code: 'EN_FJARDEDEL', from: '2026-11-10', to: '2026-11-20' },
            { code: 'HELT_NEDSATT', from: '2026-12-02', to: '2026-12-01' },
          ],
        },
        expectedRevision: 0,
      },
      {
        subAnswerId: '6.1',
        answer: { diagnoses: [{ code: 'F43', codeSystem: 'ICD_10_SE', description: 'Stressreaktion' }] },
        expectedRevision: 0,
      },
    );
    expect(errors).toEqual([]);
    expect(draft).toMatchObject({ status: 'DRAFT_INCOMPLETE', revision: 1, savedBy: { hsaId: ajla.sub } });
    const told = draft?.violations.map(({ subAnswerId, rule, kind, at }) =>
      [subAnswerId, rule, kind, at].filter(Boolean).join(' '),
    );
    expect(told).toEqual([
      '1.1 DATE_IN_FUTURE OTHER UNDERSOKNING.date',
      '1.1 DATE_MISSING EMPTY ANNAT.date',
      '1.3 MANDATORY EMPTY',
      '28.1 MANDATORY EMPTY',
      '6.1 DIAGNOSIS_CODE INVALID_FORMAT 1.code',
      '35.1 MANDATORY EMPTY',
      '17.1 MANDATORY EMPTY',
      '32.1 PERIOD_ORDER INCORRECT_COMBINATION HELT_NEDSATT',
      '32.1 PERIODS_TOUCH PERIOD_OVERLAP HALFTEN.to',
      '32.1 PERIODS_TOUCH PERIOD_OVERLAP EN_FJARDEDEL.from',
      '32.1 EARLY_START WARN HALFTEN.from',
      '32.1 EARLY_START WARN EN_FJARDEDEL.from',
      '33.1 MANDATORY EMPTY',
      '39.1 MANDATORY EMPTY',
      '40.1 MANDATORY EMPTY',
      '25.1 BLANK EMPTY',
    ]);
    expect(draft?.violations.find(({ rule }) => rule === 'PERIODS_TOUCH')?.text).toEqual({
      sv: 'Perioderna går i varandra.',
      en: 'The periods overlap.',
    });
    expect(await doctor.read(id)).toEqual(draft);
  });

  it('may be signed once nothing is left to mend, by a role that signs: its viewer is told', async () => {
    const { id } = await begun(doctor, SIMON);
    const { draft } = await doctor.save(id, ...COMPLETE);
    expect(draft).toMatchObject({ status: 'DRAFT_COMPLETE' });
    expect(draft?.violations.filter(({ kind }) => kind !== 'WARN')).toEqual([]);
    const may = { refusals: [] };
    expect(draft?.actions).toEqual([
      { action: 'EDIT', ...may },
      { action: 'DELETE', ...may },
      { action: 'SIGN', ...may },
      { action: 'PRINT', ...may },
      ...['COPY', 'REVOKE'].map((action) => ({ action, refusals: ['DRAFT_NOT_LOCKED'] })),
    ]);
    expect((await administrator.read(id))?.actions[2]).toEqual({ action: 'SIGN', refusals: ['ROLE_MAY_NOT_SIGN'] });
  });

  it('takes an answer away, and keeps count of it', async () => {
    const { id } = await begun(doctor, SIMON);
    await doctor.save(id, { subAnswerId: '25.1', answer: { text: 'Hej' }, expectedRevision: 0 });
    const { draft } = await doctor.save(id, { subAnswerId: '25.1', answer: null, expectedRevision: 1 });
    expect(answerIn(draft, '25.1')).toMatchObject({ answer: null, revision: 2 });
  });

  it('refuses an answer that cannot stand, naming question and rule, and saves the rest', async () => {
    const { id } = await begun(doctor, SIMON);
    const { draft, errors } = await doctor.save(
      id,
      { subAnswerId: '25.1', answer: { text: 'x'.repeat(2701) }, expectedRevision: 0 },
      { subAnswerId: '12.1', answer: { text: 'Hej' }, expectedRevision: 0 },
      { subAnswerId: '39.1', answer: { text: 'Oklar' }, expectedRevision: 0 },
      { subAnswerId: '35.1', answer: { text: 'Haltar.' }, expectedRevision: 0 },
      {
        subAnswerId: '32.1',
        answer: { codedPeriods: [{ code: 'HALFTEN', from: '2027-02-29', to: '2027-03-01' }] },
        expectedRevision: 0,
      },
    );
    expect(errors.map(({ code, path, subAnswerId, rule, at }) => [code, path, subAnswerId, rule, at])).toEqual([
      ['ANSWER_NOT_ACCEPTED', 'answers.0', '25.1', 'TOO_LONG', null],
      ['ANSWER_NOT_ACCEPTED', 'answers.1', '12.1', 'UNKNOWN_FIELD', null],
      ['ANSWER_NOT_ACCEPTED', 'answers.2', '39.1', 'WRONG_KIND', null],
      ['ANSWER_NOT_ACCEPTED', 'answers.4', '32.1', 'DATE', 'HALFTEN.from'],
    ]);
    const saved = draft?.answers.filter(({ answer }) => answer).map(({ subAnswerId }) => subAnswerId);
    expect(saved).toEqual(['35.1']);
  });

  it('W38 once deleted is gone from the database, every word of it', async () => {
    const { id, certificateId } = await begun(doctor, SIMON);
    const words = `Ord som ingen annan skriver ${randomUUID()}`;
    await doctor.save(id, { subAnswerId: '25.1', answer: { text: words }, expectedRevision: 0 });
    expect(await doctor.remove(id, 1)).toEqual({ draft: null, errors: [] });
    expect(await doctor.read(id)).toBeNull();
    const again = await doctor.remove(id, 1);
    expect(again.errors.map(({ code }) => code)).toEqual(['DRAFT_NOT_FOUND']);
    const tables = await rowsOf(
      stack.database,
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('certificates', 'cases', 'users', 'decision_support')`,
    );
    for (const { name } of tables)
      expect(await rowsOf(stack.database, `select from ${name} t where t::text like $1`, [`%${words}%`])).toEqual([]);
    expect(await rowsOf(stack.database, 'select from certificates.draft where id = $1', [certificateId])).toEqual([]);
  });

  it('is not deleted by somebody who has not read what was saved since', async () => {
    const { id } = await begun(doctor, SIMON);
    await nurse.save(id, { subAnswerId: '25.1', answer: { text: 'Av sköterskan.' }, expectedRevision: 0 });
    const { draft, errors } = await doctor.remove(id, 0);
    expect(errors).toMatchObject([
      {
        code: 'CONCURRENT_MODIFICATION',
        path: 'expectedRevision',
        conflict: { revision: 1, savedBy: { hsaId: anna.sub } },
      },
    ]);
    expect(answerIn(draft, '25.1')).toMatchObject({ answer: { text: 'Av sköterskan.' } });
  });
});

describe('Two editors of one draft', () => {
  it('keep what both wrote in different answers, having read the same', async () => {
    const { id } = await begun(doctor, SIMON);
    await doctor.save(id, { subAnswerId: '25.1', answer: { text: 'Av läkaren.' }, expectedRevision: 0 });
    const { draft, errors } = await administrator.save(id, {
      subAnswerId: '35.1',
      answer: { text: 'Av administratören.' },
      expectedRevision: 0,
    });
    expect(errors).toEqual([]);
    expect(answerIn(draft, '25.1')).toMatchObject({ answer: { text: 'Av läkaren.' }, savedBy: { hsaId: ajla.sub } });
    expect(answerIn(draft, '35.1')).toMatchObject({
      answer: { text: 'Av administratören.' },
      savedBy: { hsaId: alva.sub },
    });
  });

  it('are told of each other when they wrote the same answer: who, and what it says now', async () => {
    const { id } = await begun(doctor, SIMON);
    await doctor.save(id, { subAnswerId: '25.1', answer: { text: 'Av läkaren.' }, expectedRevision: 0 });
    const { draft, errors } = await administrator.save(
      id,
      { subAnswerId: '25.1', answer: { text: 'Av administratören.' }, expectedRevision: 0 },
      { subAnswerId: '17.1', answer: { text: 'Går dåligt.' }, expectedRevision: 0 },
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      code: 'CONCURRENT_MODIFICATION',
      path: 'answers.0',
      subAnswerId: '25.1',
      conflict: { revision: 1, savedBy: { hsaId: ajla.sub }, answer: { text: 'Av läkaren.' } },
    });
    expect(JSON.stringify(errors[0]?.message)).not.toContain(ajla.sub);
    expect(answerIn(draft, '25.1')).toMatchObject({ answer: { text: 'Av läkaren.' }, revision: 1 });
    expect(answerIn(draft, '17.1')).toMatchObject({ answer: { text: 'Går dåligt.' } });
  });

  it('may send the same save twice, as when an answer was lost on the way', async () => {
    const { id } = await begun(doctor, SIMON);
    const change = { subAnswerId: '25.1', answer: { text: 'Hej' }, expectedRevision: 0 };
    const first = await doctor.save(id, change);
    expect(await doctor.save(id, change)).toEqual(first);
  });
});

describe('A wish for a draft', () => {
  it('that comes again leads to the same draft', async () => {
    const idempotencyKey = randomUUID();
    const first = await doctor.create(AMANDA, { idempotencyKey });
    expect(await doctor.create(AMANDA, { idempotencyKey })).toEqual(first);
  });

  it('that comes ten times at once leads to one draft', async () => {
    const idempotencyKey = randomUUID();
    const wishes = Array.from({ length: 10 }, () => doctor.create(OSKAR, { idempotencyKey }));
    const ids = (await Promise.all(wishes)).map(({ draft }) => draft?.id);
    expect(new Set(ids).size).toBe(1);
    const { patient } = await begun(doctor, OSKAR);
    expect((await doctor.list({ patient: patient?.id ?? '' })).edges).toHaveLength(2);
  });

  it('is its maker’s own: another one may use the same key', async () => {
    const idempotencyKey = randomUUID();
    const [one, other] = [
      await doctor.create(AMANDA, { idempotencyKey }),
      await nurse.create(AMANDA, { idempotencyKey }),
    ];
    expect(other.errors).toEqual([]);
    expect(other.draft?.id).not.toBe(one.draft?.id);
  });

  it('with the key of another wish is refused', async () => {
    const idempotencyKey = randomUUID();
    await doctor.create(AMANDA, { idempotencyKey });
    const { draft, errors } = await doctor.create(OSKAR, { idempotencyKey });
    expect(draft).toBeNull();
    expect(errors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_TAKEN', path: 'idempotencyKey' }]);
  });

  it.each(['', ' ', 'x'.repeat(101), 'a\u0000b', 'å'])('with %j for a key is refused', async (idempotencyKey) => {
    const { errors } = await doctor.create(AMANDA, { idempotencyKey });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', path: 'idempotencyKey' }]);
  });
});

describe('A list of drafts', () => {
  const EMELIE = '198802192388';

  it('is of a patient, newest first, page by page, narrowed by where they stand', async () => {
    const drafts = [];
    for (const _ of [1, 2, 3]) drafts.push(await begun(doctor, EMELIE));
    const ids = drafts.map(({ id }) => id).toReversed();
    const patient = drafts[0]?.patient?.id ?? '';
    await doctor.save(ids[0] ?? '', ...COMPLETE);
    const shown = async (where: object) => (await doctor.list({ patient, ...where })).edges.map(({ node }) => node.id);

    expect(await shown({})).toEqual(ids);
    expect(await shown({ statuses: ['DRAFT_COMPLETE'] })).toEqual(ids.slice(0, 1));
    expect(await shown({ statuses: ['EMPTY_DRAFT', 'DRAFT_INCOMPLETE'] })).toEqual(ids.slice(1));
    expect(await shown({ statuses: ['LOCKED'] })).toEqual([]);
    expect(await shown({ statuses: [] })).toEqual([]);

    const first = await doctor.list({ patient, first: 2 });
    expect(first.edges.map(({ node }) => node.id)).toEqual(ids.slice(0, 2));
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await doctor.list({ patient, first: 2, after: first.pageInfo.endCursor });
    expect(second.edges.map(({ node }) => node.id)).toEqual(ids.slice(2));
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it('is of a unit, or of all that one reaches; no person number stands in an id or a cursor', async () => {
    const { id, patient } = await begun(writer(stack, { ...ajla, unit: 'TSTNMT2321000156-ALAM' }), EMELIE);
    const on = async (unit?: string) =>
      (await doctor.list({ patient: patient?.id ?? '', ...(unit && { unit }) })).edges.map(({ node, cursor }) => {
        expect(`${node.id} ${node.patient?.id} ${cursor}`).not.toContain(EMELIE.slice(2));
        return node.id;
      });
    expect(await on()).toContain(id);
    expect(await on('TSTNMT2321000156-ALAM')).toEqual([id]);
    expect(await on(ajla.unit)).not.toContain(id);
  });

  it.each([
    [{ first: 0 }, 'BAD_USER_INPUT'],
    [{ first: 101 }, 'BAD_USER_INPUT'],
    [{ after: 'x' }, 'BAD_USER_INPUT'],
    [{ patient: 'Patient_199001182394' }, 'ID'],
    [{ unit: 'TSTNMT2321000156-BEVC' }, 'FORBIDDEN'],
  ])('is not given for %j', async (where, code) => {
    await expect(doctor.list(where)).rejects.toThrow(`"code":"${code}"`);
  });
});

describe('The form', () => {
  const FORM = `{ certificateTypes { id name categories { id title { sv en } questions {
    questionId subAnswerId kind label { sv en } help { sv en } required maxLength codeSystem maxRows codeSystems pastOnly
    requiredWhen { tests { subAnswerId is has negated } } showWhen { tests { subAnswerId is has negated } }
    refusedWhen { tests { subAnswerId is has negated } } options { code label { sv en } alone } } } } }`;

  it('is served by the graph: categories, questions, options, conditions, limits, in both languages', async () => {
    const { data, errors } = await doctor.asks(FORM, {});
    expect(errors).toBeUndefined();
    const [type] = (data as unknown as { certificateTypes: { id: string; categories: Category[] }[] }).certificateTypes;
    interface Category {
      readonly title: { readonly en: string };
      readonly questions: readonly Record<string, unknown>[];
    }
    expect(type?.id).toBe('CertificateType_fk7804-1.3');
    expect(type?.categories.map(({ title }) => title.en)).toEqual([
      'Disease carrier’s allowance',
      'Basis of the medical opinion',
      'Occupation',
      'Diagnosis',
      'Consequences of the illness',
      'Medical treatment',
      'Assessment',
      'Measures',
      'Other information',
      'Contact',
    ]);
    const questions = type?.categories.flatMap((category) => category.questions) ?? [];
    expect(questions.find(({ subAnswerId }) => subAnswerId === '29.1')).toMatchObject({
      kind: 'text',
      required: true,
      label: { sv: 'Ange yrke och arbetsuppgifter', en: 'Give profession and tasks' },
      maxLength: 3500,
      showWhen: [
        {
          tests: [
            { subAnswerId: '27.1', is: true, has: null, negated: true },
            { subAnswerId: '28.1', is: null, has: ['NUVARANDE_ARBETE'], negated: false },
          ],
        },
      ],
    });
    const { draft } = await doctor.create(SIMON);
    expect(draft?.answers.map(({ subAnswerId }) => subAnswerId)).toEqual(
      questions.map(({ subAnswerId }) => subAnswerId),
    );
  });
});

describe('The access log', () => {
  it('has a row for each reading, writing and deleting of a draft, and none for a save that was refused', async () => {
    const { id, certificateId } = await begun(doctor, SIMON);
    const rows = async () =>
      (
        await rowsOf(
          stack.database,
          `select activity, actor, person_id from certificates.access_log
           where resource = 'Draft' and resource_id = $1 order by activity`,
          [certificateId],
        )
      ).map(({ activity, actor, person_id: personId }) => `${activity} ${actor} ${personId}`);
    const by = `${ajla.sub} ${SIMON}`;
    expect(await rows()).toEqual([`WRITE ${by}`]);
    await doctor.save(id, { subAnswerId: '25.1', answer: { text: 'Hej' }, expectedRevision: 3 });
    expect(await rows()).toEqual([`READ ${by}`, `WRITE ${by}`]);
    await doctor.remove(id, 0);
    expect(await rows()).toEqual([`DELETE ${by}`, `READ ${by}`, `READ ${by}`, `WRITE ${by}`]);
  });
});
