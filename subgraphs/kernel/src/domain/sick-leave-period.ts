import { addDays, daysBetween, isDate } from './day.ts';

/** A period of sick leave; both days are within it, `YYYY-MM-DD`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** How much of the working time a period is about (sjukskrivningsgrad), percent. */
export const SICK_LEAVE_DEGREES = { EN_FJARDEDEL: 25, HALFTEN: 50, TRE_FJARDEDEL: 75, HELT_NEDSATT: 100 } as const;

/** Days of one `d`, week (`v`) and month (`m`). Source: domain.md §7.4. */
const DAYS_OF: Readonly<Record<string, number>> = { d: 1, v: 7, m: 31 };

/** A length beside its unit, either first: `d90`, `90d`, `v2`, `3m`. Source: domain.md §1.3 W91, up to three digits. */
const LENGTH = /^(?:([dvm])(\d{1,3})|(\d{1,3})([dvm]))$/i;

/**
 * The last day of a period as it was typed into its field: a length from the first day (`d90` makes 90 days with it), or
 * a date with or without dashes. Undefined for what is neither, for no length at all, and for a day out of reach.
 * Source: domain.md §7.4.
 */
export function typedEnd(from: string, typed: string): string | undefined {
  const text = typed.trim();
  const [, unitBefore, after, before, unitAfter] = LENGTH.exec(text) ?? [];
  const days = Number(after ?? before ?? 0) * (DAYS_OF[(unitBefore ?? unitAfter ?? '').toLowerCase()] ?? 0);
  const dashed = text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const to = days > 0 && isDate(from) ? addDays(from, days - 1) : dashed;
  return isDate(to) ? to : undefined;
}

/** Days of a period, both ends with it; 0 for one whose days are missing, wrong or in the wrong order. */
export const daysOf = ({ from, to }: Period): number =>
  isDate(from) && isDate(to) && from <= to ? daysBetween(from, to) + 1 : 0;

/** Days of all periods together; those that share a day count it each. Source: domain.md §7.3, 4. */
export const totalDays = (periods: readonly Period[]): number =>
  periods.reduce((total, period) => total + daysOf(period), 0);

/** Most hours of a week. */
const WEEK = 168;

/**
 * Hours a week that remain to be worked, from the usual hours and the degree of sick leave in percent; undefined when the
 * usual hours are no whole number of 0 to 168. Nothing of it is stored. Source: domain.md §7.4, §1.3 W92.
 */
export const remainingHours = (usualHours: number, degree: number): number | undefined =>
  Number.isInteger(usualHours) && usualHours >= 0 && usualHours <= WEEK
    ? (usualHours * (100 - degree)) / 100
    : undefined;
