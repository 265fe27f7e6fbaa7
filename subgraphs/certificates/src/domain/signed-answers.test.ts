import { describe, expect, it } from 'vitest';
import { CERTIFICATE_TYPES } from '../types/index.ts';
import fk7804 from '../types/fk7804-1.3.ts';
import type { Answers } from './answers.ts';
import { questionsOf } from './certificate-type.ts';
import { signedAnswers } from './signed-answers.ts';
import { transportAnswers } from './transport.ts';
import { isShown, violations } from './validate.ts';

const days = { today: '2026-11-22' };
const draft: Answers = {
  '1.1': { datedCodes: [{ code: 'TELEFONKONTAKT', date: '2026-11-20' }] },
  '1.motivation': { text: 'Patienten har influensa.' },
  '32.1': { codedPeriods: [{ code: 'HELT_NEDSATT', from: '2026-11-01', to: '2026-12-01' }] },
  '32.motivation': { text: 'Sjuk utomlands.' },
  '25.1': { text: 'Mer.' },
};
const textOf = (answers: Answers) => signedAnswers(fk7804, answers, days)['25.1'];

describe('What no message has a question for', () => {
  it('joins the other information at signing, each on a line of its own, and is there no more by itself', () => {
    const signed = signedAnswers(fk7804, draft, days);
    expect(signed['25.1']).toEqual({ text: 'Mer.\nPatienten har influensa.\nSjuk utomlands.' });
    expect(Object.keys(signed).sort()).toEqual(['1.1', '25.1', '32.1']);
  });

  it('is the other information where there is none', () => {
    const { '25.1': _, ...without } = draft;
    expect(textOf(without)).toEqual({ text: 'Patienten har influensa.\nSjuk utomlands.' });
  });

  it('is left out where the form does not ask for it', () => {
    const examined = { ...draft, '1.1': { datedCodes: [{ code: 'UNDERSOKNING', date: '2026-11-20' }] } };
    expect(textOf(examined)).toEqual({ text: 'Mer.\nSjuk utomlands.' });
    const lately = {
      ...examined,
      '32.1': { codedPeriods: [{ code: 'HELT_NEDSATT', from: '2026-11-15', to: '2026-12-01' }] },
    };
    expect(textOf(lately)).toEqual({ text: 'Mer.' });
  });

  it('is in no message, and of 150 characters at most', () => {
    const sent = transportAnswers(fk7804, draft).flatMap(({ subAnswers }) => subAnswers.map(({ id }) => id));
    expect(sent).toEqual(['1.1', '1.2', '32.1', '32.2', '25.1']);
    const long = { ...draft, '32.motivation': { text: 'x'.repeat(151) } };
    const told = violations(fk7804, long, days).filter(({ field }) => field === '32.motivation');
    expect(told.map(({ rule }) => rule)).toEqual(['TOO_LONG']);
  });

  it('fits the other information together with it, or is told', () => {
    const rulesWith = (length: number) =>
      violations(fk7804, { ...draft, '25.1': { text: 'x'.repeat(length) } }, days)
        .filter(({ field }) => field === '25.1')
        .map(({ rule }) => rule);
    const room = 2700 - '\nPatienten har influensa.\nSjuk utomlands.'.length;
    expect([rulesWith(room), rulesWith(room + 1)]).toEqual([[], ['TOO_LONG_TOGETHER']]);
  });

  it('is asked in every type that the older engine asks it in', () => {
    const types = CERTIFICATE_TYPES.filter((type) => questionsOf(type).some(({ appendedTo }) => appendedTo));
    expect(types.map(({ id, version }) => `${id} ${version}`).sort()).toEqual([
      'ag7804 1.2',
      'fk7800 1.3',
      'fk7801 1.2',
      'fk7802 1.1',
      'fk7804 1.3',
    ]);
    for (const type of types)
      for (const question of questionsOf(type).filter(({ appendedTo }) => appendedTo))
        expect(isShown(question, draft, days)).toBe(true);
  });
});
