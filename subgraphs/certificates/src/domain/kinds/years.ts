import type { Fault, Judging, Received, TransportValue } from '../kind.ts';
import type { RuleDefinition } from '../rules.ts';
import { WRONG_KIND } from './parts.ts';

/** What the kinds that hold a year share. */

export const isYear = (text: string): boolean => /^\d{4}$/.test(text);

export const YEAR_RULES = {
  YEAR: { kind: 'INVALID_FORMAT', text: { sv: 'Ange året med fyra siffror.', en: 'Give the year in four digits.' } },
  YEAR_IN_FUTURE: { kind: 'OTHER', text: { sv: 'Ange årets årtal eller tidigare.', en: 'Give this year or earlier.' } },
  YEAR_BEFORE_BIRTH: {
    kind: 'OTHER',
    text: { sv: 'Året är före patientens födelse.', en: 'The year is before the patient was born.' },
  },
} as const satisfies Record<string, RuleDefinition>;
type YearRule = keyof typeof YEAR_RULES;

/** A year that is no year, is to come, or was before the patient. Source: domain.md §3.10, R2. */
export function yearFaults(year: string, { today, birthDate }: Judging, at?: string): Fault<YearRule>[] {
  const place = at === undefined ? {} : { at };
  if (!isYear(year)) return [{ rule: 'YEAR', ...place }];
  if (year > today.slice(0, 4)) return [{ rule: 'YEAR_IN_FUTURE', ...place }];
  return birthDate !== undefined && year < birthDate.slice(0, 4) ? [{ rule: 'YEAR_BEFORE_BIRTH', ...place }] : [];
}

export const yearToTransport = (year: string): TransportValue => ({ format: 'YYYY', partialDate: year });

/** A year as messages write it. */
export function yearFrom(value: TransportValue | undefined): Received<string> {
  if (value === undefined) return { value: '' };
  return 'partialDate' in value ? { value: value.partialDate } : WRONG_KIND;
}
