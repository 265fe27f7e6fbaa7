import { addDays } from '@intygsgraf/kernel/domain';
import { type Asked, kind } from '../kind.ts';
import type { Profile } from '../rules.ts';
import { OVERLAP_RULES, overlapFaults, PERIOD_HEADS } from './overlap.ts';
import { GIVE_A_PERIOD, isPeriod, type Period, periodFaults, rows, WRONG_KIND } from './parts.ts';

/** How much, in per cent, and when; both days are within the period. */
export interface PercentPeriod extends Period {
  readonly percent: number;
}

/** Percentages with a period each; no two periods share a day. */
export interface PercentPeriodsQuestion extends Asked<'percentPeriods'> {
  /** Sub-answer id of the period; that of the percentage is the field. */
  readonly periodField: string;
  readonly maxRows: number;
  /** Days before the day of writing: a period that begins earlier is warned about. */
  readonly usualDaysBack: number;
}

/** A form takes whole ones. */
const isPercent = (number: number, profile: Profile): boolean =>
  (profile === 'MESSAGE' || Number.isInteger(number)) && number >= 1 && number <= 100;

export const percentPeriodsKind = kind<readonly PercentPeriod[], PercentPeriodsQuestion>()({
  description: 'Percentages with a period each; both days are within it.',
  shape: [{ percent: 'number', from: 'string', to: 'string' }],
  missing: GIVE_A_PERIOD,
  rules: {
    PERCENT: {
      kind: 'INVALID_FORMAT',
      text: { sv: 'Ange ett heltal mellan 1 och 100.', en: 'Give a whole number between 1 and 100.' },
    },
    ...OVERLAP_RULES,
    EARLY_PERIOD: {
      kind: 'WARN',
      text: {
        sv: 'Perioden börjar mer än en vecka tillbaka. Kontrollera datumen.',
        en: 'The period begins more than a week ago. Check the dates.',
      },
    },
  },
  several: () => true,
  faults: ({ maxRows, usualDaysBack }, value, { today, profile = 'DRAFT' }) => [
    value.length === 0 && { rule: 'BLANK' },
    value.length > maxRows && { rule: 'TOO_MANY' },
    ...value.flatMap((row, index) => [
      !isPercent(row.percent, profile) && ({ rule: 'PERCENT', at: `${index + 1}.percent` } as const),
      ...periodFaults(row, String(index + 1)),
      isPeriod(row) &&
        row.from < addDays(today, -usualDaysBack) &&
        ({ rule: 'EARLY_PERIOD', at: `${index + 1}.from` } as const),
    ]),
    ...overlapFaults(value.map(({ from, to }, index) => ({ code: String(index + 1), from, to }))),
  ],
  facts: (value) => ({ days: value.filter(isPeriod).map(({ from, to }) => ({ first: from, last: to })) }),
  fields: ({ field, periodField }) => [field, periodField],
  toTransport: ({ field, periodField }, value) =>
    value.map(({ percent, from, to }, index) => ({
      option: String(index + 1),
      subAnswers: [
        { id: field, value: { quantity: Number.isInteger(percent) ? percent.toFixed(1) : String(percent), unit: '%' } },
        { id: periodField, value: { start: from, end: to } },
      ],
    })),
  fromTransport: ({ field, periodField }, groups) =>
    rows(groups, [field, periodField], (group) => {
      const [percent, period] = [group.get(field), group.get(periodField)];
      if (!percent || !('quantity' in percent) || percent.unit.trim() !== '%') return WRONG_KIND;
      if (!period || !('start' in period)) return WRONG_KIND;
      const number = Number(percent.quantity);
      if (Number.isNaN(number)) return WRONG_KIND;
      return { value: { percent: number, from: period.start.trimEnd(), to: period.end.trimEnd() } };
    }),
  show: (_, value) => value,
  text: (_, value) => value.map(({ percent, from, to }) => `${percent} procent: ${from} – ${to}`),
  table: (_, value) => ({
    heads: PERIOD_HEADS,
    rows: value.map(({ percent, from, to }) => [`${percent} procent`, from, to]),
    wide: 2,
  }),
  form: ({ maxRows }) => ({ maxRows, minimum: 1, maximum: 100, unit: '%' }),
});
