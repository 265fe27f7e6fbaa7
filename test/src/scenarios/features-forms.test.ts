import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begun, COMPLETE, writer, type Writer } from '../support/drafts.ts';
import { ajla } from '../support/people.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const SIMON = '199001182394';

let stack: SeededStack;
let doctor: Writer;
beforeAll(async () => {
  stack = await startSeededStack();
  doctor = writer(stack, ajla);
});
afterAll(() => stack.stop());

interface Words {
  readonly sv: string;
  readonly en: string;
}
interface Form {
  readonly id: string;
  readonly introduction: Words | null;
  readonly categories: readonly {
    readonly title: Words;
    readonly questions: readonly {
      readonly subAnswerId: string;
      readonly kind: string;
      readonly label: Words;
      readonly help: Words | null;
      readonly codeSystems: readonly string[] | null;
    }[];
  }[];
}

const WORDS = '{ sv en }';
const FORMS = `{ certificateTypes { id introduction ${WORDS} categories { title ${WORDS} questions {
  subAnswerId kind label ${WORDS} help ${WORDS} codeSystems } } } }`;

async function forms(): Promise<readonly Form[]> {
  const { data, errors } = await doctor.asks(FORMS, {});
  expect(errors).toBeUndefined();
  return (data as unknown as { certificateTypes: readonly Form[] }).certificateTypes;
}
const formOf = async (id: string): Promise<Form> => {
  const form = (await forms()).find((one) => one.id === id);
  if (!form) throw new Error(`no form ${id}`);
  return form;
};

const isSaid = (words: Words | null): boolean => words !== null && [words.sv, words.en].every((text) => text !== '');

describe('A form', () => {
  it('W80 has help apart from the heading that it belongs to, in both languages', async () => {
    const ownersExplain = ['CertificateType_fk7804-1.3', 'CertificateType_fk7804-2.0', 'CertificateType_fk7800-1.3'];
    const written = await forms();
    expect(written.map(({ id }) => id)).toEqual(expect.arrayContaining(ownersExplain));
    for (const { id, categories } of written) {
      const questions = categories.flatMap((category) => category.questions);
      const helped = questions.filter(({ help }) => help !== null);
      expect(helped.length, id).toBeGreaterThan(ownersExplain.includes(id) ? questions.length / 3 : 1);
      expect(
        helped.filter(({ help, label }) => !isSaid(help) || !isSaid(label) || help?.sv === label.sv),
        id,
      ).toEqual([]);
    }
  });

  it('W82 lets one choose among the registers of a diagnosis, whatever the heading says', async () => {
    const registersOf = async (id: string) =>
      (await formOf(id)).categories
        .flatMap(({ questions }) => questions)
        .filter(({ kind }) => kind === 'diagnoses')
        .map(({ codeSystems }) => codeSystems);
    expect(await registersOf('CertificateType_fk7804-1.3')).toEqual([['ICD_10_SE', 'KSH_97_P']]);
    expect(await registersOf('CertificateType_fk7804-2.0')).toEqual([['ICD_10_SE']]);
  });

  it('P6 has an introduction beside its questions, which is in no answer', async () => {
    const { introduction, categories } = await formOf('CertificateType_fk7804-2.0');
    expect(isSaid(introduction)).toBe(true);
    const questions = categories.flatMap((category) => category.questions);
    const shown = questions.flatMap(({ label, help }) => [label.sv, help?.sv]);
    expect(shown).not.toContain(introduction?.sv);
    const { draft, errors } = await doctor.save((await begun(doctor, SIMON)).id, ...COMPLETE);
    expect(errors).toEqual([]);
    expect(JSON.stringify(draft)).not.toContain(introduction?.sv);
  });

  it('P8 is told what is missing, each at its question and in words, and so is whoever saves', async () => {
    const { id } = await begun(doctor, SIMON);
    const { draft } = await doctor.save(id, { subAnswerId: '27.1', answer: { boolean: true }, expectedRevision: 0 });
    const told = draft?.violations.map(({ subAnswerId, rule, text }) => [subAnswerId, rule, text.sv]);
    expect(told).toEqual([
      ['6.1', 'MANDATORY', 'Ange minst en diagnos.'],
      ['32.1', 'MANDATORY', 'Ange period.'],
    ]);
    expect((await doctor.read(id))?.violations).toEqual(draft?.violations);
  });
});
