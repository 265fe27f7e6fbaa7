/** First and last day that a certificate may speak of. Source: domain.md §3.0, V-DATE. */
const FIRST = '1900-01-01';
const LAST = '2099-12-12';

/** Within what a certificate may speak of, whether it is a day or not. */
export const isWithinReason = (text: string): boolean => FIRST <= text && text <= LAST;

/** `YYYY-MM-DD`, a day of the calendar, within reason. */
export const isDate = (text: string): boolean => isWithinReason(text) && isDay(text);

/** `YYYY-MM-DD`, a day of the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  // 30 February becomes 2 March, and so is not what was written
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The day so many days later, `YYYY-MM-DD`. Counted in calendar days: no hour is lost or won in March or October. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The same day so many months later, the last of the month where it has no such day: 31 January, then 28 February. */
export function addMonths(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  const last = date.getUTCDate();
  date.setUTCDate(Math.min(last, Number(day.slice(8))));
  return date.toISOString().slice(0, 10);
}

const DAY = 86_400_000;

/** Days from one day to another, 0 for the same; both `YYYY-MM-DD`. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY;
