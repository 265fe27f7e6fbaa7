/** `YYYY-MM-DD` in Europe/Stockholm, the day that every date rule is about. */
export function dayInSweden(instant: Date): string {
  return instant.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
}
