import { type Asked, kind } from '../kind.ts';
import { alone, GIVE_A_PERIOD, isPeriod, type Period, periodFaults, single, WRONG_KIND } from './parts.ts';

export type PeriodQuestion = Asked<'period'>;

const DAY = 24 * 60 * 60 * 1000;

/** How many days a period has; both its days count. */
const daysOf = ({ from, to }: Period): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;

export const periodKind = kind<Period, PeriodQuestion>()({
  description: 'A period (period); both days are within it.',
  shape: { from: 'string', to: 'string' },
  missing: GIVE_A_PERIOD,
  rules: {},
  faults: (_, period) => periodFaults(period, undefined, 'to'),
  facts: (period) =>
    isPeriod(period) ? { number: daysOf(period), days: [{ first: period.from, last: period.to }] } : {},
  fields: ({ field }) => [field],
  toTransport: ({ field }, { from, to }) => alone(field, { start: from, end: to }),
  fromTransport: ({ field }, groups) =>
    single<Period>(groups, [field], (group) => {
      const value = group.get(field);
      if (!value || !('start' in value)) return WRONG_KIND;
      return { value: { from: value.start.trimEnd(), to: value.end.trimEnd() } };
    }),
  show: (_, value) => value,
  text: (_, { from, to }) => [`${from} – ${to}`],
  form: () => ({}),
});
