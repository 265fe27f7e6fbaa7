import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween } from './day.ts';
import { daysOf, remainingHours, totalDays, typedEnd } from './sick-leave-period.ts';

describe('The last day of a period', () => {
  it.each([
    ['d90', '2026-03-31'],
    ['90d', '2026-03-31'],
    ['D1', '2026-01-01'],
    ['007d', '2026-01-07'],
    ['v2', '2026-01-14'],
    ['2V', '2026-01-14'],
    ['m3', '2026-04-03'],
    ['999d', '2028-09-25'],
    ['m100', '2034-06-27'],
    ['20260110', '2026-01-10'],
    ['2026-01-10', '2026-01-10'],
  ])('of one that begins on 2026-01-01, typed as %s, is %s', (typed, to) => {
    expect(typedEnd('2026-01-01', typed)).toBe(to);
  });

  it.each(['', 'd', 'd0', '000d', '1000d', 'd5d', '5', '5dd', 'd-5', '3å', '2026-02-30', '20261301', 'd90 v1', 'm999'])(
    'is none when %j was typed',
    (typed) => {
      expect(typedEnd('2026-01-01', typed)).toBeUndefined();
    },
  );

  it('is not counted from a first day that is none', () => {
    expect(typedEnd('2026-02-30', 'd5')).toBeUndefined();
  });

  it('makes as many days as were typed, whatever the day', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 999 }), (from, days) => {
        expect(daysOf({ from, to: typedEnd(from, `d${days}`) ?? '' })).toBe(days);
      }),
    );
  });
});

describe('Days', () => {
  it('of several periods are added up', () => {
    const first = { from: '2026-01-01', to: '2026-01-14' };
    expect(totalDays([first, { from: '2026-01-15', to: '2026-01-31' }])).toBe(31);
    expect(totalDays([first, { from: '2026-01-31', to: '2026-01-01' }, { from: '', to: '' }])).toBe(14);
  });

  it('are those of the calendar when clocks are changed', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  });
});

describe('A month later', () => {
  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2023-12-15', 2, '2024-02-15'],
    ['2023-12-15', 24, '2025-12-15'],
  ])('than %s by %d is %s', (day, months, later) => {
    expect(addMonths(day, months)).toBe(later);
  });
});

describe('Hours a week that remain', () => {
  it.each([
    [40, 25, 30],
    [40, 50, 20],
    [40, 75, 10],
    [40, 100, 0],
    [37, 25, 27.75],
    [0, 50, 0],
    [168, 50, 84],
  ])('of %d with %d %% off are %d', (usual, degree, remain) => {
    expect(remainingHours(usual, degree)).toBe(remain);
  });

  it.each([-1, 169, 37.5, Number.NaN])('are not told of %d', (usual) => {
    expect(remainingHours(usual, 50)).toBeUndefined();
  });
});
