import { type Asked, kind } from '../kind.ts';
import { alone, single, writingFaults } from './parts.ts';
import { isYear, YEAR_RULES, yearFaults, yearFrom, yearToTransport } from './years.ts';

/** A year (år), of the patient's life and not in the future. */
type YearQuestion = Asked<'year'>;

export const yearKind = kind<string, YearQuestion>()({
  description: 'A year (år), YYYY.',
  shape: 'string',
  missing: { sv: 'Ange ett år.', en: 'Give a year.' },
  rules: YEAR_RULES,
  faults: (_, year, judging) => [...writingFaults(year), ...yearFaults(year, judging)],
  facts: (year) => (isYear(year) ? { number: Number(year) } : {}),
  fields: ({ field }) => [field],
  toTransport: ({ field }, year) => alone(field, yearToTransport(year)),
  fromTransport: ({ field }, groups) => single(groups, [field], (group) => yearFrom(group.get(field))),
  show: (_, value) => value,
  text: (_, value) => [value],
  printed: () => 'BESIDE',
  form: () => ({}),
});
