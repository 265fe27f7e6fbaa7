import { addDays, isDate } from '@intygsgraf/kernel/domain';
import { type Asked, kind } from '../kind.ts';
import { alone, GIVE_A_DATE, single, textOf, writingFaults, WRONG_KIND } from './parts.ts';

/** A date of which the day, the month or all may be unknown: `2017-03-00`, `2017-00-00`, `0000-00-00`. */
type PartialDateQuestion = Asked<'partialDate'>;

/** How much of the date is known; conditions see it as a code. */
type Precision = 'DAY' | 'MONTH' | 'YEAR' | 'UNKNOWN';

/** The days that it can be, first and last; undefined where it can be any, or is no date. */
interface Span {
  readonly precision: Precision;
  readonly first?: string;
  readonly last?: string;
}

function spanOf(text: string): Span | undefined {
  if (text === '0000-00-00') return { precision: 'UNKNOWN' };
  if (isDate(text)) return { precision: 'DAY', first: text, last: text };
  const [year, month, day] = text.split('-');
  const first = `${year}-${month === '00' ? '01' : month}-01`;
  if (text.length !== first.length || day !== '00' || !isDate(first)) return undefined;
  if (month === '00') return { precision: 'YEAR', first, last: `${year}-12-31` };
  const next = addDays(first, 31);
  return { precision: 'MONTH', first, last: addDays(`${next.slice(0, 7)}-01`, -1) };
}

/** Source: domain.md §3.11, 2.2: the year is chosen first, then the month, and each may be told as unknown. */
function partFault(text: string): { readonly rule: 'DATE_MISSING' | 'DATE'; readonly at?: string } | undefined {
  if (spanOf(text)) return undefined;
  const [year = '', month] = text.split('-');
  if (!/^\d{4}$/.test(year)) return { rule: 'DATE_MISSING', at: 'year' };
  return month !== undefined && /^\d{2}$/.test(month) ? { rule: 'DATE' } : { rule: 'DATE_MISSING', at: 'month' };
}

export const partialDateKind = kind<string, PartialDateQuestion>()({
  description: 'A date of which the day, the month or all may be unknown (00 for each).',
  shape: 'string',
  missing: GIVE_A_DATE,
  rules: {},
  faults: (_, text) => [...writingFaults(text), partFault(text)],
  facts: (text) => {
    const span = spanOf(text);
    if (!span) return {};
    const { precision, first, last } = span;
    return { codes: [precision], ...(first !== undefined && last !== undefined && { days: [{ first, last }] }) };
  },
  fields: ({ field }) => [field],
  toTransport: ({ field }, text) => alone(field, { text }),
  fromTransport: ({ field }, groups) =>
    single(groups, [field], (group) => {
      const value = textOf(group.get(field));
      return value === undefined ? WRONG_KIND : { value: value.trim() };
    }),
  show: (_, value) => value,
  text: (_, value) => [value === '0000-00-00' ? 'Okänt' : value.replaceAll('-00', '')],
  printed: () => 'BESIDE',
  form: () => ({}),
});
