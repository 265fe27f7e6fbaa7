// made once: to make one takes longer than all else that a count does here
const swedish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

/** Swedish days begin with a quarter of an hour, as all time zones' do. */
const QUARTER = 900_000;
/** The last one that was asked for: every request asks what day it is. */
let known: readonly [quarter: number, day: string] = [Number.NaN, ''];

/** `YYYY-MM-DD` in Europe/Stockholm, the day that every date rule is about. */
export function dayInSweden(instant: Date): string {
  const quarter = Math.floor(instant.getTime() / QUARTER);
  if (known[0] !== quarter) known = [quarter, swedish.format(instant)];
  return known[1];
}
