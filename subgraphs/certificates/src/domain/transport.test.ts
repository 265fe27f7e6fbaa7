import { describe, expect, it } from 'vitest';
import fk7804 from '../types/fk7804-1.3.ts';
import type { Answers } from './answers.ts';
import { receivedAnswers, transportAnswers } from './transport.ts';

const answers: Answers = {
  '27.1': { boolean: false },
  '1.1': {
    datedCodes: [
      { code: 'UNDERSOKNING', date: '2026-11-01' },
      { code: 'ANNAT', date: '2026-11-02' },
    ],
  },
  '1.3': { text: 'Samtal' },
  '28.1': { codes: ['STUDIER', 'ARBETSSOKANDE'] },
  '6.1': {
    diagnoses: [
      { code: 'S47', codeSystem: 'ICD_10_SE', description: 'Klämskada' },
      { code: 'M545', codeSystem: 'ICD_10_SE', description: 'Lumbago' },
    ],
  },
  '32.1': { codedPeriods: [{ code: 'HALFTEN', from: '2026-11-01', to: '2026-11-14' }] },
  '39.1': { code: 'PROGNOS_OKLAR' },
};
const sent = transportAnswers(fk7804, answers, { today: '2026-11-22' });

describe('What a message carries', () => {
  it('is read as it was written', () => {
    expect(receivedAnswers(fk7804, sent)).toEqual({ answers, unread: [] });
  });

  it('names the questions and sub-answers that the type has not', () => {
    const unknown = { questionId: '29', subAnswers: [{ id: '29.7', value: { text: 'Smed' } }] };
    const { unread } = receivedAnswers(fk7804, [...sent, unknown, { questionId: '99', subAnswers: [] }]);
    expect(unread).toEqual([
      { questionId: '29', field: '29.7', rule: 'UNKNOWN_FIELD' },
      { questionId: '99', rule: 'UNKNOWN_FIELD' },
    ]);
  });

  it.each([
    ['a yes or no that is neither', '27', '27.1', { text: 'maybe' }, 'WRONG_KIND'],
    ['a text that is a code', '25', '25.1', { code: 'X', codeSystem: 'Y' }, 'WRONG_KIND'],
    ['a code of another table', '39', '39.1', { code: 'PROGNOS_OKLAR', codeSystem: 'Y' }, 'UNKNOWN_CODE'],
    ['a diagnosis of an unknown register', '6', '6.2', { code: 'S47', codeSystem: '1.2.3' }, 'UNKNOWN_CODE'],
  ])('tells of %s instead of dropping it', (_, questionId, id, value, rule) => {
    const { unread } = receivedAnswers(fk7804, [{ questionId, subAnswers: [{ id, value }] }]);
    expect(unread).toMatchObject([{ questionId, rule }]);
  });

  it('has each question once that can be answered once', () => {
    const twice = [1, 2].map(() => ({ questionId: '25', subAnswers: [{ id: '25.1', value: { text: 'Hej' } }] }));
    expect(receivedAnswers(fk7804, twice).unread).toEqual([{ questionId: '25', field: '25.1', rule: 'TOO_MANY' }]);
  });

  it('speaks of the other basis where that is chosen, and nowhere else', () => {
    const subAnswers = [
      { id: '1.1', value: { code: 'UNDERSOKNING', codeSystem: 'KV_FKMU_0001' } },
      { id: '1.2', value: { text: '2026-11-01' } },
      { id: '1.3', value: { text: 'Samtal' } },
    ];
    const { unread } = receivedAnswers(fk7804, [{ questionId: '1', subAnswers }]);
    expect(unread).toEqual([{ questionId: '1', field: '1.3', rule: 'NOT_APPLICABLE' }]);
  });
});
