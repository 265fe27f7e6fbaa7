import { describe, expect, it } from 'vitest';
import fk7804 from '../types/fk7804-1.3.ts';
import { shownAnswers } from './shown-answer.ts';

describe('The answers of a certificate', () => {
  const shown = shownAnswers(fk7804, {
    '39.1': { code: 'PROGNOS_OKLAR' },
    '32.1': { codedPeriods: [{ code: 'HALFTEN', from: '2026-11-01', to: '2026-11-14' }] },
    '27.1': { boolean: false },
    '6.1': { diagnoses: [{ code: 'F438A', codeSystem: 'ICD_10_SE', description: 'Utmattningssyndrom' }] },
  });

  it('come in the order of the form, whatever the order they were stored in', () => {
    expect(shown.map(({ subAnswerId }) => subAnswerId)).toEqual(['27.1', '6.1', '32.1', '39.1']);
  });

  it('carry the words of the form for their codes', () => {
    expect(shown.at(-1)).toEqual({
      kind: 'code',
      questionId: '39',
      subAnswerId: '39.1',
      label: 'Prognos för arbetsförmåga utifrån aktuellt undersökningstillfälle',
      code: {
        code: 'PROGNOS_OKLAR',
        codeSystem: 'KV_FKMU_0006',
        label: 'Återgång i nuvarande sysselsättning är oklar.',
      },
    });
  });

  it('keep the parts of a row beside its code', () => {
    expect(shown.at(-2)).toMatchObject({
      codedPeriods: [{ code: 'HALFTEN', label: '50 procent', from: '2026-11-01', to: '2026-11-14' }],
    });
  });
});
