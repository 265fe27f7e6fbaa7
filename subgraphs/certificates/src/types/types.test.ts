import { CASE_TYPES, LOGICAL_ADDRESS, PRIVILEGES } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import { type CertificateType, type Question, questionsOf } from '../domain/certificate-type.ts';
import { type Condition, fieldsOf, looksOf } from '../domain/condition.ts';
import { creationRefusals } from '../domain/draft.ts';
import { CERTIFICATE_TYPES } from './index.ts';

const conditionsOf = ({ required, showWhen, refusedWhen }: Question): Condition[] =>
  [required, showWhen, refusedWhen].filter((condition) => typeof condition === 'object');

const optionsOf = (question: Question): readonly { code: string }[] => ('options' in question ? question.options : []);

const unique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

describe('The certificate types', () => {
  it('are there once in each version', () => {
    expect(unique(CERTIFICATE_TYPES.map(({ id, version }) => `${id} ${version}`))).toBe(true);
  });
});

/** Types of which new ones are written: of somebody with protected data, of somebody who has died. Source: domain.md §11.3 C10, C13. */
const FOR_WHOM: Readonly<Record<string, readonly [ofProtected: boolean, ofDeceased: boolean]>> = {
  fk7804: [true, false],
  fk7800: [true, false],
  fk7801: [true, false],
  fk7802: [true, false],
  ag7804: [true, false],
  ag114: [true, false],
  db: [false, true],
  doi: [false, true],
  af00213: [false, false],
  af00251: [false, false],
  tstrk1007: [false, false],
  tstrk1009: [false, false],
  tstrk1031: [false, false],
  tstrk1062: [false, false],
};

describe.each(CERTIFICATE_TYPES.filter(({ signedBy }) => signedBy.length > 0).map((type) => [type.id, type] as const))(
  'A draft of %s',
  (id, type) => {
    const refusals = (protection: 'OPEN' | 'PROTECTED', deceased: boolean): string[] =>
      creationRefusals({ type, role: 'DOCTOR', person: { protection, deceased } });

    it('is for whom the type says, and for nobody else', () => {
      const [ofProtected, ofDeceased] = FOR_WHOM[id] ?? [];
      expect(refusals('OPEN', false)).toEqual([]);
      expect(refusals('PROTECTED', false)).toEqual(ofProtected ? [] : ['PATIENT_PROTECTED']);
      expect(refusals('OPEN', true)).toEqual(ofDeceased ? [] : ['PATIENT_DECEASED']);
    });
  },
);

describe.each(CERTIFICATE_TYPES.map((type) => [`${type.id} ${type.version}`, type] as const))('%s', (_, type) => {
  const questions = questionsOf(type);
  const fields = questions.map(({ field }) => field);

  it('is for nobody, or for a recipient whose logical address is known', () => {
    expect([null, ...Object.keys(LOGICAL_ADDRESS)]).toContain(type.recipient);
  });

  it('has each national sub-answer id once', () => {
    expect(unique(fields)).toBe(true);
  });

  it('has fields that belong to their question', () => {
    expect(questions.filter(({ id, field }) => !field.startsWith(`${id}.`))).toEqual([]);
  });

  it('has conditions that only look back, so that no question waits for a later one', () => {
    const forward = questions.filter((question, place) =>
      conditionsOf(question)
        .flatMap(fieldsOf)
        .some((field) => !fields.slice(0, place).includes(field)),
    );
    expect(forward).toEqual([]);
  });

  it('has conditions on codes that can be chosen', () => {
    const codes = new Map(questions.map((question) => [question.field, optionsOf(question).map(({ code }) => code)]));
    const wanted = questions
      .flatMap(conditionsOf)
      .flatMap(looksOf)
      .flatMap((look) => ('has' in look ? look.has.map((code) => [look.field, code] as const) : []));
    expect(wanted.filter(([field, code]) => !codes.get(field)?.includes(code))).toEqual([]);
  });

  it('has each option of a question once', () => {
    expect(questions.filter((question) => !unique(optionsOf(question).map(({ code }) => code)))).toEqual([]);
  });

  it('carries over fields that it has', () => {
    const copied = Object.values(type.copies).flatMap((carried) => (carried === 'ALL' ? [] : [...carried]));
    expect(copied.filter((field) => !fields.includes(field))).toEqual([]);
  });

  if (type.signedBy.length > 0)
    it('P6 says above its form, on the screen alone, what it is for', () => {
      expect(type.introduction?.length).toBeGreaterThan(80);
      expect(JSON.stringify(type.categories)).not.toContain(type.introduction);
    });

  it('has English for each Swedish word of its form, and for nothing else', () => {
    const swedish = type.categories.flatMap(({ id, questions: of }) => [
      id,
      ...of.flatMap((question) => [
        question.field,
        ...(question.help ? [`${question.field} help`] : []),
        ...optionsOf(question).map(({ code }) => `${question.field} ${code}`),
      ]),
    ]);
    const introduction = type.introduction === undefined ? [] : ['introduction'];
    expect(Object.keys(type.english).sort()).toEqual([...swedish, ...introduction].sort());
    expect(Object.values(type.english).filter((text) => text.trim() === '')).toEqual([]);
  });

  it('is signed by roles that sign, and drafted by others', () => {
    const { signedBy, draftedBy }: CertificateType = type;
    expect(signedBy.every((role) => PRIVILEGES[role].signs)).toBe(true);
    expect(draftedBy.some((role) => PRIVILEGES[role].signs)).toBe(false);
  });

  it('has cases when the kernel says that cases are about it', () => {
    expect(type.cases).toBe((CASE_TYPES as readonly string[]).includes(type.id));
  });
});
