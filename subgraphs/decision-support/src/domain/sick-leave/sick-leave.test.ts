import { addDays, addMonths, daysBetween } from '@intygsgraf/kernel/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CertifiedLeave, chainsOf, unionDays } from './chain.ts';
import { lengthOf, type LengthUnit } from '../fmb/guidance.ts';
import { assessSickLeave, type LengthRecommendation } from './exceeds.ts';

const recommended = (value: number, unit: LengthUnit, code = 'F43'): LengthRecommendation => ({
  code,
  resolvedCode: code.slice(0, 3),
  guidanceId: '1',
  caseId: `${code} ${value} ${unit}`,
  revision: 1,
  maximum: lengthOf(value, unit),
  sentence: '',
});
const leave = (certificateId: string | null, ...periods: [string, string][]): CertifiedLeave => ({
  certificateId,
  periods: periods.map(([from, to]) => ({ from, to })),
});
const asked = (proposed: [string, string][], earlier: CertifiedLeave[] = [], today = '2024-01-05') =>
  assessSickLeave({
    today,
    recommendations: [recommended(14, 'DAY')],
    proposed: proposed.map(([from, to]) => ({ from, to })),
    earlier,
  });
const verdict = (answer: ReturnType<typeof asked>) => [answer.nationwide?.totalDays, answer.nationwide?.exceeds];

// Source of the rows: domain.md §7.3, test vectors; 14 days are recommended
describe('A sick leave longer than recommended', () => {
  it('is one of fifteen days where fourteen are, and not one of fourteen', () => {
    expect(verdict(asked([['2024-01-01', '2024-01-14']]))).toEqual([14, false]);
    expect(verdict(asked([['2024-01-01', '2024-01-15']]))).toEqual([15, true]);
  });

  it('is counted together with the coherent certificate before it', () => {
    const answer = asked([['2024-01-01', '2024-01-05']], [leave('a', ['2023-12-20', '2023-12-31'])]);
    expect(verdict(answer)).toEqual([17, true]);
    expect(answer.proposedDays).toBe(5);
    expect(answer.nationwide?.chain?.certificates.map(({ certificateId }) => certificateId)).toEqual(['a', null]);
  });

  it.each([
    ['2023-12-26', ['a', null], [{ from: '2023-12-21', to: '2023-12-25', days: 5 }], 22],
    ['2023-12-27', [null], [], 10],
  ])('goes on over a gap of five days and not of six, from %s', (from, certificates, gaps, days) => {
    const answer = asked([[from, '2024-01-05']], [leave('a', ['2023-12-10', '2023-12-20'])]);
    expect(answer.chain?.certificates.map(({ certificateId }) => certificateId)).toEqual(certificates);
    expect(answer.chain?.gaps).toEqual(gaps);
    expect(verdict(answer)).toEqual([days, days > 14]);
  });

  it('counts a day once that lies in two certificates, and never a gap', () => {
    const answer = asked([['2024-01-08', '2024-01-12']], [leave('a', ['2024-01-01', '2024-01-09'])], '2024-01-08');
    expect(verdict(answer)).toEqual([12, false]);
  });

  it('is the one under way today, or of the last day of all once they have ended', () => {
    const later = leave('b', ['2024-03-01', '2024-03-31']);
    const judged = (today: string) => verdict(asked([['2024-01-01', '2024-01-10']], [later], today));
    expect(judged('2024-01-05')).toEqual([10, false]);
    expect(judged('2024-03-05')).toEqual([31, true]);
    expect(judged('2024-06-01')).toEqual([31, true]);
  });

  it('is judged by the longest recommendation of all diagnoses, and each diagnosis by its own', () => {
    const answer = assessSickLeave({
      today: '2024-01-01',
      recommendations: [recommended(7, 'DAY', 'F430'), recommended(2, 'WEEK', 'F430'), recommended(4, 'WEEK', 'M545')],
      proposed: [{ from: '2024-01-01', to: '2024-01-20' }],
      earlier: [],
    });
    expect(answer.nationwide).toMatchObject({ recommendation: { code: 'M545' }, recommendedDays: 28, exceeds: false });
    expect(answer.byDiagnosis.map(({ code, recommendedDays, exceeds }) => [code, recommendedDays, exceeds])).toEqual([
      ['F430', 14, true],
      ['M545', 28, false],
    ]);
  });

  it.each([
    ['2024-01-01', 1, 'MONTH', 31, 31],
    ['2024-02-01', 1, 'MONTH', 31, 29],
    ['2023-02-01', 1, 'MONTH', 31, 28],
    ['2024-01-01', 24, 'MONTH', 744, 731],
    ['2024-02-01', 2, 'WEEK', 14, 14],
  ] as const)(
    'from %s for %d %s has %d days in today’s rule and %d in the calendar',
    (from, amount, unit, all, calendar) => {
      const answer = assessSickLeave({
        today: from,
        recommendations: [recommended(amount, unit, 'F31')],
        proposed: [{ from, to: addDays(from, calendar) }],
        earlier: [],
      });
      expect(answer.nationwide?.recommendedDays).toBe(all);
      expect(answer.byDiagnosis.map(({ recommendedDays, exceeds }) => [recommendedDays, exceeds])).toEqual([
        [calendar, true],
      ]);
    },
  );

  it('is any sick leave where none at all is recommended', () => {
    const none = [recommended(0, 'DAY', 'H10')];
    const proposed = [{ from: '2024-01-01', to: '2024-01-01' }];
    expect(
      assessSickLeave({ today: '2024-01-01', recommendations: none, proposed, earlier: [] }).nationwide?.exceeds,
    ).toBe(true);
  });

  it('is not judged without a recommendation or without a period', () => {
    const proposed = [{ from: '2024-01-01', to: '2024-12-31' }];
    expect(assessSickLeave({ today: '2024-01-01', recommendations: [], proposed, earlier: [] })).toMatchObject({
      nationwide: null,
      byDiagnosis: [],
      proposedDays: 366,
    });
    expect(asked([['2024-01-05', '2024-01-01']])).toMatchObject({ nationwide: null, proposedDays: 0, chain: null });
  });

  it('is in today’s rule the one that is under way, and by diagnosis the one that the proposal belongs to', () => {
    const answer = asked([['2024-03-01', '2024-03-10']], [leave('a', ['2024-01-01', '2024-02-20'])], '2024-01-05');
    // the certificate before ended ten days before: today's systems no longer know of it
    expect(verdict(answer)).toEqual([10, false]);
    const later = asked([['2024-01-20', '2024-01-29']], [leave('a', ['2024-02-10', '2024-03-31'])], '2024-02-15');
    expect(verdict(later)).toEqual([51, true]);
    expect(later.byDiagnosis.map(({ totalDays, exceeds }) => [totalDays, exceeds])).toEqual([[10, false]]);
  });
});

describe('A chain of certificates', () => {
  const day = fc.integer({ min: 0, max: 120 });
  const certificates = fc.array(fc.tuple(day, fc.integer({ min: 0, max: 30 })), { maxLength: 12 });
  const ofDays = (spans: readonly (readonly [number, number])[]) =>
    spans.map(([from, length], place) =>
      leave(`${place}`, [addDays('2024-01-01', from), addDays('2024-01-01', from + length)]),
    );

  it('holds each certificate once, in whatever order they are told', () => {
    fc.assert(
      fc.property(certificates, (spans) => {
        const leaves = ofDays(spans);
        const ids = (of: typeof leaves) =>
          chainsOf(of).map((one) => new Set(one.certificates.map(({ certificateId }) => certificateId)));
        expect(ids(leaves).flatMap((of) => [...of])).toHaveLength(leaves.length);
        expect(new Set(ids(leaves).flatMap((of) => [...of]))).toEqual(new Set(leaves.map((one) => one.certificateId)));
        expect(ids(leaves.toReversed())).toEqual(ids(leaves));
      }),
    );
  });

  it('is parted from the next by six days or more without any, and by nothing less', () => {
    fc.assert(
      fc.property(certificates, (spans) => {
        const chains = chainsOf(ofDays(spans));
        for (const [place, { to }] of chains.entries()) {
          const next = chains[place + 1];
          if (next) expect(daysBetween(to, next.from) - 1).toBeGreaterThanOrEqual(6);
        }
        for (const { gaps } of chains) expect(gaps.every(({ days }) => days >= 1 && days <= 5)).toBe(true);
      }),
    );
  });

  it('has the days that lie in any certificate', () => {
    fc.assert(
      fc.property(certificates, (spans) => {
        const days = new Set(spans.flatMap(([from, length]) => Array.from({ length: length + 1 }, (_, n) => from + n)));
        expect(unionDays(ofDays(spans).flatMap(({ periods }) => periods))).toBe(days.size);
      }),
    );
  });

  it('has as many days as its span when no day is missing', () => {
    expect(unionDays([{ from: '2024-01-01', to: addMonths('2024-01-01', 3) }])).toBe(92);
  });
});
