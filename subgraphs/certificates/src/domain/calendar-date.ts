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
