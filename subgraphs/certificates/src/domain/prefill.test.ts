import { describe, expect, it } from 'vitest';
import fk7804 from '../types/fk7804-1.3.ts';
import { prefill } from './prefill.ts';
import type { TransportAnswer, TransportValue } from './transport.ts';

const today = '2026-11-22';
const titleOf = (_: string, code: string): string | undefined => (code === 'J22' ? 'Akut infektion' : undefined);

const answer = (questionId: string, values: Readonly<Record<string, TransportValue>>): TransportAnswer => ({
  questionId,
  subAnswers: Object.entries(values).map(([id, value]) => ({ id, value })),
});
const code = (codeSystem: string, own: string): TransportValue => ({ code: own, codeSystem });
const ICD = '1.2.752.116.1.1.1.1.3';
const KSH = '1.2.752.116.1.3.1.4.1';

const filled = (...given: readonly TransportAnswer[]) => {
  const { answers, notes } = prefill(fk7804, given, { today, titleOf });
  return { answers, notes: notes.map(({ field, at, rule, outcome }) => [outcome, field, at, rule].filter(Boolean)) };
};

describe('A prefill (förifyllnad)', () => {
  it.each([
    ['an unknown question', answer('99', { '99.1': { text: 'x' } }), ['LEFT_OUT', 'UNKNOWN_FIELD']],
    ['an unknown sub-answer', answer('25', { '25.7': { text: 'x' } }), ['LEFT_OUT', '25.7', 'UNKNOWN_FIELD']],
    ['a text that is too long', answer('25', { '25.1': { text: 'x'.repeat(2701) } }), ['LEFT_OUT', '25.1', 'TOO_LONG']],
    ['a yes or no that is neither', answer('27', { '27.1': { text: 'kanske' } }), ['LEFT_OUT', '27.1', 'WRONG_KIND']],
    [
      'an unknown code',
      answer('28', { '28.1': code('KV_FKMU_0002', 'PENSION') }),
      ['LEFT_OUT', '28.1', 'UNKNOWN_CODE'],
    ],
    ['a code of another table', answer('28', { '28.1': code('X', 'STUDIER') }), ['LEFT_OUT', '28.1', 'UNKNOWN_CODE']],
    [
      'a diagnosis of another register than ICD-10-SE',
      answer('6', { '6.2': code(KSH, 'A00-'), '6.1': { text: 'Kolera' } }),
      ['LEFT_OUT', '6.1', '1.code', 'DIAGNOSIS_CODE_SYSTEM'],
    ],
    [
      'a diagnosis whose description is too long',
      answer('6', { '6.2': code(ICD, 'J22'), '6.1': { text: 'x'.repeat(82) } }),
      ['LEFT_OUT', '6.1', '1.description', 'TOO_LONG'],
    ],
    [
      'a period without a degree',
      answer('32', { '32.2': { start: '2026-11-20', end: '2026-11-22' } }),
      ['LEFT_OUT', '32.1', 'UNKNOWN_CODE'],
    ],
  ])('leaves out %s, and tells so', (_, given, note) => {
    const kept = answer('26', { '26.2': { text: 'Ring' } });
    expect(filled(given, kept)).toEqual({ answers: { '26.2': { text: 'Ring' } }, notes: [note] });
  });

  it('gives a basis without a valid date the date of today', () => {
    const given = answer('1', { '1.1': code('KV_FKMU_0001', 'UNDERSOKNING'), '1.2': { text: '20190101' } });
    expect(filled(given)).toEqual({
      answers: { '1.1': { datedCodes: [{ code: 'UNDERSOKNING', date: today }] } },
      notes: [['FILLED_IN', '1.1', 'UNDERSOKNING.date', 'DATE_MISSING']],
    });
  });

  it('lets a degree without a valid period begin today, and leaves its end open', () => {
    expect(filled(answer('32', { '32.1': code('KV_FKMU_0003', 'HALFTEN') }))).toEqual({
      answers: { '32.1': { codedPeriods: [{ code: 'HALFTEN', from: today, to: '' }] } },
      notes: [['FILLED_IN', '32.1', 'HALFTEN.from', 'DATE_MISSING']],
    });
  });

  it('describes a diagnosis as its register does where nobody has', () => {
    expect(filled(answer('6', { '6.2': code(ICD, 'J22') }))).toEqual({
      answers: { '6.1': { diagnoses: [{ code: 'J22', codeSystem: 'ICD_10_SE', description: 'Akut infektion' }] } },
      notes: [['FILLED_IN', '6.1', '1.description', 'DIAGNOSIS_DESCRIPTION']],
    });
  });

  it('takes what is there twice once', () => {
    const studies = answer('28', { '28.1': code('KV_FKMU_0002', 'STUDIER') });
    const yes = answer('27', { '27.1': { text: 'true' } });
    expect(filled(studies, yes, studies, answer('27', { '27.1': { text: 'false' } }))).toEqual({
      answers: { '28.1': { codes: ['STUDIER'] }, '27.1': { boolean: true } },
      notes: [
        ['REPEATED', '28.1', 'DUPLICATE_CODE'],
        ['REPEATED', '27.1', 'DUPLICATE_CODE'],
      ],
    });
  });

  it('says why in both languages', () => {
    const { notes } = prefill(fk7804, [answer('99', {})], { today });
    expect(notes[0]?.text).toEqual({ sv: 'Frågan finns inte i intyget.', en: 'The certificate has no such question.' });
  });
});
