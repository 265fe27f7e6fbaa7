// made once: to make one takes longer than all else that a count does here
const swedish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

/** `YYYY-MM-DD` in Europe/Stockholm, the day that every date rule is about. */
export function dayInSweden(instant: Date): string {
  return swedish.format(instant);
}
