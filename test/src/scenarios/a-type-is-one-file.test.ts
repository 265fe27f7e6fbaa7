// the first import of all: the list of types is filled before anything reads it
import { fishing, NEWER_FROM } from '../support/a-type-more.ts';
import { judgeMessage, readCertificateMessage, registerCertificate } from '@intygsgraf/certificates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeper, type Keeper } from '../support/life.ts';
import { ajla, alva, anna } from '../support/people.ts';
import { printer } from '../support/prints.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const SIMON = '199001182394';
const [V1, V2] = ['1.0', '1.1'].map((version) => `CertificateType_xx0001-${version}`) as [string, string];

let stack: SeededStack;
let doctor: Keeper;
let now = new Date('2026-11-22T10:00:00Z');
beforeAll(async () => {
  stack = await startSeededStack(() => now);
  doctor = keeper(stack, ajla);
});
afterAll(() => stack.stop());

const ANSWERS = [
  { subAnswerId: '1.1', answer: { codes: ['IS'] }, expectedRevision: 0 },
  { subAnswerId: '2.1', answer: { integer: 12 }, expectedRevision: 0 },
  { subAnswerId: '3.1', answer: { text: 'Abborre och gädda' }, expectedRevision: 0 },
];

async function asked<T>(document: string, variables: Record<string, unknown> = {}): Promise<T> {
  const answer = await doctor.asks(document, variables);
  if (answer.errors) throw new Error(answer.text);
  return answer.data as unknown as T;
}

describe('A type that was added as one file', () => {
  it('is among the types of those who write it, with its form in both languages', async () => {
    const { certificateTypes } = await asked<{ certificateTypes: { id: string }[] }>('{ certificateTypes { id } }');
    expect(certificateTypes.map(({ id }) => id)).toContain(V1);
    const { certificateType } = await asked<{
      certificateType: { introduction: object; rules: object; categories: { questions: object[] }[] };
    }>(
      `query ($id: ID!) { certificateType(id: $id) { introduction { en } owner automaticSending patientSees
        rules { id subAnswerId kind text { en } } categories { title { sv en } questions {
        subAnswerId kind label { sv en } required options { code label { en } } minimum maximum unit
        showWhen { tests { subAnswerId has } } } } } }`,
      { id: V1 },
    );
    expect(certificateType).toMatchObject({ owner: 'FISK', automaticSending: false, patientSees: true });
    expect(certificateType.rules).toEqual([
      { id: 'THIN_ICE', subAnswerId: '1.1', kind: 'WARN', text: { en: 'The ice is thin.' } },
    ]);
    expect(certificateType.introduction).toEqual({ en: 'Needed by those who want to fish.' });
    expect(certificateType.categories[0]).toMatchObject({ title: { sv: 'Fiske', en: 'Fishing' } });
    expect(certificateType.categories[0]?.questions[1]).toMatchObject({
      label: { en: 'How thick is the ice?' },
      maximum: 200,
      showWhen: [{ tests: [{ subAnswerId: '1.1', has: ['IS'] }] }],
    });
  });

  it('is drafted by its roles, judged, signed as XML, read in words, replaced and printed', async () => {
    expect((await keeper(stack, alva).create(SIMON, { typeId: V1 })).errors).toMatchObject([
      { code: 'ROLE_MAY_NOT_DRAFT' },
    ]);
    const begun = await keeper(stack, anna).create(SIMON, { typeId: V1 });
    const id = begun.draft?.id ?? '';
    const half = await doctor.save(id, ...ANSWERS.slice(0, 1));
    expect(half.draft?.violations).toMatchObject([{ subAnswerId: '2.1', rule: 'MANDATORY' }]);
    const thin = await doctor.save(id, { subAnswerId: '2.1', answer: { integer: 9 }, expectedRevision: 0 });
    expect(thin.draft?.violations).toMatchObject([{ subAnswerId: '1.1', rule: 'THIN_ICE', kind: 'WARN' }]);
    const { draft } = await doctor.save(
      id,
      { subAnswerId: '2.1', answer: { integer: 12 }, expectedRevision: 1 },
      ...ANSWERS.slice(2),
    );
    expect([draft?.status, draft?.violations]).toEqual(['DRAFT_COMPLETE', []]);
    const { certificate, errors } = await doctor.sign({ id, revision: draft?.revision ?? 0 });
    expect(errors).toEqual([]);
    expect(certificate?.signedDocument).toMatch(
      /svar id="1".*code>IS<.*svar id="2".*value>12\.0<.*svar id="3".*gädda/s,
    );
    const signed = new TextEncoder().encode(certificate?.signedDocument ?? '');
    const message = readCertificateMessage(registerCertificate(signed, 'FKASSA'));
    expect(judgeMessage(fishing, message, '2026-11-22')).toMatchObject({
      violations: [],
      answers: { '1.1': { codes: ['IS'] }, '2.1': { integer: 12 }, '3.1': { text: 'Abborre och gädda' } },
    });
    const certificateId = certificate?.id ?? '';
    expect(await doctor.living(certificateId)).toMatchObject({ status: 'SIGNED', answers: [{}, {}, {}] });
    const print = await printer(stack, ajla).certificate(certificateId);
    for (const words of ['Intyg om fiske', 'Var fiskar patienten?', 'På is', '12 cm', 'Abborre och gädda'])
      expect(print.text).toContain(words);
    const minimal = await printer(stack, ajla).certificate(certificateId, { profile: 'MINIMAL' });
    expect(minimal.text).toContain('På is');
    expect(minimal.text).not.toContain('gädda');
    expect((await doctor.replace(certificateId)).draft?.status).toBe('DRAFT_COMPLETE');
  });
});

describe('A draft of an older version', () => {
  const RAISED = `query ($id: ID!) { draft(id: $id) { status revision type { id } answers { subAnswerId revision answer { __typename } }
    violations { subAnswerId rule } raised { fromVersion left { questionId subAnswerId label lines } } } }`;

  it('is raised to the newest when it is opened, by question, and tells what could not be carried', async () => {
    const begun = await doctor.create(SIMON, { typeId: V1 });
    const empty = await doctor.create(SIMON, { typeId: V1 });
    const id = begun.draft?.id ?? '';
    await doctor.save(id, ...ANSWERS);
    const signed = await doctor.signed(SIMON);
    const before = now;
    now = new Date(`${NEWER_FROM}T10:00:00Z`);
    const { draft } = await asked<{ draft: object }>(RAISED, { id });
    const again = await asked<{ draft: { revision: number } }>(RAISED, { id });
    const untouched = await asked<{ draft: object }>(RAISED, { id: empty.draft?.id });
    const stale = await doctor.save(id, { subAnswerId: '3.1', answer: { text: 'Gös' }, expectedRevision: 1 });
    const kept = await doctor.living(signed.id);
    const last = await doctor.save(
      id,
      { subAnswerId: '3.1', answer: { text: 'Gös' }, expectedRevision: 2 },
      { subAnswerId: '4.1', answer: { boolean: true }, expectedRevision: 0 },
    );
    now = before;
    expect(draft).toMatchObject({
      status: 'DRAFT_INCOMPLETE',
      revision: 2,
      type: { id: V2 },
      answers: [
        { subAnswerId: '1.1', revision: 1, answer: { __typename: 'CodesAnswer' } },
        { subAnswerId: '3.1', revision: 2, answer: null },
        { subAnswerId: '4.1', revision: 0, answer: null },
      ],
      violations: [{ subAnswerId: '4.1', rule: 'MANDATORY' }],
      raised: {
        fromVersion: '1.0',
        left: [
          { questionId: '2', subAnswerId: '2.1', label: 'Hur tjock är isen?', lines: ['12 cm'] },
          { questionId: '3', subAnswerId: '3.1', lines: ['Abborre och gädda'] },
        ],
      },
    });
    expect(again.draft.revision).toBe(2);
    expect(untouched.draft).toMatchObject({ status: 'EMPTY_DRAFT', revision: 0, type: { id: V2 } });
    expect(stale.errors).toMatchObject([{ code: 'CONCURRENT_MODIFICATION', subAnswerId: '3.1' }]);
    expect(kept).toMatchObject({ status: 'SIGNED' });
    expect(last).toMatchObject({ errors: [], draft: { status: 'DRAFT_COMPLETE' } });
  });

  it('stays what it was once it is signed', async () => {
    const ready = await doctor.ready(SIMON, { typeId: V1, answers: ANSWERS });
    const { certificate } = await doctor.sign(ready);
    const before = now;
    now = new Date(`${NEWER_FROM}T10:00:00Z`);
    const { certificate: shown } = await asked<{ certificate: object }>(
      'query ($id: ID!) { certificate(id: $id) { type { id } answers { subAnswerId } } }',
      { id: certificate?.id },
    );
    const { draft: replacing } = await doctor.replace(certificate?.id ?? '');
    now = before;
    expect(shown).toMatchObject({ type: { id: V1 }, answers: [{}, { subAnswerId: '2.1' }, {}] });
    expect(replacing).toMatchObject({ type: { id: V2 } });
  });
});
