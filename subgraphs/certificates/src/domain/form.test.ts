import { addDays } from '@intygsgraf/kernel/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fk7804 from '../types/fk7804-1.3.ts';
import { type Answers, chosenCodes } from './answers.ts';
import { questionsOf } from './certificate-type.ts';
import { alternatives, type Condition } from './condition.ts';
import { type FormAlternative, formOf, type FormTest } from './form.ts';
import { holds } from './holds.ts';
import { isShown } from './validate.ts';

/** What a client that is not ours has to do with a served condition. */
type Simple = {
  readonly tests: readonly (Pick<FormTest, 'subAnswerId' | 'is' | 'has' | 'negated'> &
    Partial<Pick<FormTest, 'answered' | 'before'>>)[];
};
const TODAY = '2026-11-22';
const isSo = ({ subAnswerId, is, has, answered, before }: Simple['tests'][number], answers: Answers): boolean => {
  const answer = answers[subAnswerId];
  if (has) return chosenCodes(answers, subAnswerId).some((code) => has.includes(code));
  if (answered) return Object.values(answer ?? {}).some((value) => !Array.isArray(value) || value.length > 0);
  if (before) return daysOf(answer).some((day) => day < addDays(TODAY, before.days));
  return answer !== undefined && 'boolean' in answer && answer.boolean === is;
};
const daysOf = (answer: Answers[string] | undefined): readonly string[] =>
  answer && 'codedPeriods' in answer ? answer.codedPeriods.map(({ from }) => from) : [];
const met = (condition: readonly Simple[], answers: Answers): boolean =>
  condition.some(({ tests }) => tests.every((test) => isSo(test, answers) !== test.negated));

const answers = fc.record(
  {
    '27.1': fc.boolean().map((boolean) => ({ boolean })),
    '33.1': fc.boolean().map((boolean) => ({ boolean })),
    '26.1': fc.boolean().map((boolean) => ({ boolean })),
    '39.1': fc.constantFrom('ATER_X_ANTAL_DGR', 'PROGNOS_OKLAR').map((code) => ({ code })),
    '28.1': fc.subarray(['NUVARANDE_ARBETE', 'STUDIER']).map((codes) => ({ codes })),
    '40.1': fc.subarray(['EJ_AKTUELLT', 'ERGONOMISK']).map((codes) => ({ codes })),
    '1.1': fc.subarray(['UNDERSOKNING', 'ANNAT']).map((codes) => ({
      datedCodes: codes.map((code) => ({ code, date: '2026-11-01' })),
    })),
    '32.1': fc.subarray(['HELT_NEDSATT', 'HALFTEN']).map((codes) => ({
      codedPeriods: codes.map((code) => ({ code, from: '2026-11-01', to: '2026-11-14' })),
    })),
  },
  { requiredKeys: [] },
);

describe('The form that the graph serves', () => {
  const form = formOf(fk7804).flatMap(({ questions }) => questions);

  it('shows, requires and refuses what the type does, whatever has been answered', () => {
    fc.assert(
      fc.property(answers, (given) => {
        for (const [place, question] of questionsOf(fk7804).entries()) {
          const { required, refusedWhen, askedWhen } = question;
          const served = form[place];
          const days = { today: TODAY };
          const isMet = (condition: readonly FormAlternative[] | null | undefined) =>
            condition ? met(condition, given as Answers) : undefined;
          const isTrue = (condition: Condition | true | undefined) =>
            typeof condition === 'object' ? holds(condition, given as Answers, days) : undefined;
          expect(isMet(served?.showWhen) ?? true).toBe(isShown(question, given as Answers, days));
          expect(isMet(served?.requiredWhen)).toBe(isTrue(required));
          if (question.only?.['NOT_APPLICABLE'] === 'MESSAGE') expect(served?.refusedWhen).toBeNull();
          else
            expect(isMet(served?.refusedWhen)).toBe(
              refusedWhen && isTrue({ all: [askedWhen ?? { all: [] }, refusedWhen] }),
            );
          expect(served?.required).toBe(required === true);
        }
      }),
    );
  });

  it('has the words of each question in both languages, with the options and limits that its kind needs', () => {
    expect(form.find(({ subAnswerId }) => subAnswerId === '25.1')).toMatchObject({
      kind: 'text',
      label: { sv: 'Övriga upplysningar', en: 'Other information' },
      maxLength: 2700,
      options: null,
    });
    expect(form.find(({ subAnswerId }) => subAnswerId === '40.1')?.options?.[0]).toEqual({
      code: 'EJ_AKTUELLT',
      label: { sv: 'Inte aktuellt', en: 'Not relevant' },
      alone: true,
    });
    expect(form.find(({ subAnswerId }) => subAnswerId === '6.1')).toMatchObject({
      codeSystems: ['ICD_10_SE', 'KSH_97_P'],
      maxRows: 3,
      maxLength: 81,
    });
    expect(form.filter(({ pastOnly }) => pastOnly).map(({ subAnswerId }) => subAnswerId)).toEqual(['1.1']);
  });
});

describe('A condition without nesting', () => {
  const leaf = fc.oneof(
    fc.record({ field: fc.constantFrom('27.1', '33.1'), is: fc.boolean() }),
    fc.record({ field: fc.constantFrom('28.1', '40.1'), has: fc.subarray(['STUDIER', 'ERGONOMISK']) }),
  );
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      tie('condition').map((not) => ({ not })),
      fc.array(tie('condition'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('condition'), { maxLength: 3 }).map((any) => ({ any })),
    ),
  }));

  it('holds when the nested one does', () => {
    fc.assert(
      fc.property(condition, answers, (nested, given) => {
        const flat = alternatives(nested).map((tests) => ({
          tests: tests.map((test) => ({
            subAnswerId: test.field,
            is: 'is' in test ? test.is : null,
            has: 'has' in test ? test.has : null,
            negated: test.negated,
          })),
        }));
        expect(met(flat, given as Answers)).toBe(holds(nested, given as Answers, { today: '2026-11-22' }));
      }),
    );
  });
});
