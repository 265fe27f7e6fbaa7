import { describe, expect, it } from 'vitest';
import type { Answers } from './answers.ts';
import { type Condition, fieldsOf } from './condition.ts';
import { holds } from './holds.ts';

const answers: Answers = {
  '27.1': { boolean: false },
  '39.1': { code: 'STUDIER' },
  '28.1': { codes: ['STUDIER', 'NUVARANDE_ARBETE'] },
  '1.1': { datedCodes: [{ code: 'ANNAT', date: '2026-11-01' }] },
  '32.1': {
    codedPeriods: [
      { code: 'HALFTEN', from: '2026-11-01', to: '2026-11-14' },
      { code: 'HELT_NEDSATT', from: '2026-11-20', to: '2026-11-15' },
    ],
  },
};

describe('A condition on the answers', () => {
  it.each<[string, Condition, boolean]>([
    ['a no where a no is wanted', { field: '27.1', is: false }, true],
    ['a no where a yes is wanted', { field: '27.1', is: true }, false],
    ['no answer where a no is wanted', { field: '26.1', is: false }, false],
    ['an answer that is no yes or no', { field: '39.1', is: true }, false],
    ['the one code', { field: '39.1', has: ['STUDIER'] }, true],
    ['one of the codes', { field: '28.1', has: ['FORALDRALEDIG', 'NUVARANDE_ARBETE'] }, true],
    ['a code with a date', { field: '1.1', has: ['ANNAT'] }, true],
    ['a code with a period', { field: '32.1', has: ['HALFTEN'] }, true],
    ['a code whose period ends before it begins', { field: '32.1', has: ['HELT_NEDSATT'] }, false],
    ['a code of a field without an answer', { field: '40.1', has: ['EJ_AKTUELLT'] }, false],
    ['the opposite', { not: { field: '27.1', is: true } }, true],
    ['all of none', { all: [] }, true],
    [
      'all but one',
      {
        all: [
          { field: '27.1', is: false },
          { field: '26.1', is: true },
        ],
      },
      false,
    ],
  ])('tells of %s', (_, condition, expected) => {
    expect(holds(condition, answers, { today: '2026-11-22' })).toBe(expected);
  });

  it('names the fields it reads', () => {
    const parts: Condition[] = [{ not: { field: '27.1', is: true } }, { field: '1.1', has: ['ANNAT'] }];
    expect(fieldsOf({ all: parts })).toEqual(['27.1', '1.1']);
  });
});
