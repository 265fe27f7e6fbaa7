import { describe, expect, it } from 'vitest';
import { dayInSweden } from './calendar.ts';

describe('The day in Sweden', () => {
  it.each([
    ['in winter begins an hour before that of Greenwich', '2026-01-14T22:59:59.999Z', '2026-01-14'],
    ['in winter begins an hour before that of Greenwich', '2026-01-14T23:00:00.000Z', '2026-01-15'],
    ['in summer begins two hours before it', '2026-07-14T21:59:59.999Z', '2026-07-14'],
    ['in summer begins two hours before it', '2026-07-14T22:00:00.000Z', '2026-07-15'],
    ['before the clocks go forward begins at 23', '2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['before the clocks go forward begins at 23', '2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['when the clocks go forward is still the same', '2026-03-29T01:00:00.000Z', '2026-03-29'],
    ['after the clocks went forward is 23 hours later over', '2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['after the clocks went forward is 23 hours later over', '2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['before the clocks go back begins at 22', '2026-10-24T22:00:00.000Z', '2026-10-25'],
    ['after the clocks went back is 25 hours later over', '2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['after the clocks went back is 25 hours later over', '2026-10-25T23:00:00.000Z', '2026-10-26'],
    ['turns the year before Greenwich does', '2026-12-31T23:00:00.000Z', '2027-01-01'],
    ['has a leap day', '2028-02-28T23:30:00.000Z', '2028-02-29'],
  ])('%s: %s', (_, instant, day) => {
    expect(dayInSweden(new Date(instant))).toBe(day);
  });

  it('is written so that later days sort after earlier ones', () => {
    const days = Array.from({ length: 800 }, (_, day) => dayInSweden(new Date(Date.UTC(2026, 0, day, 12))));
    expect(days).toEqual(days.toSorted());
    expect(new Set(days).size).toBe(800);
    expect(days.filter((day) => !/^\d{4}-\d\d-\d\d$/.test(day))).toEqual([]);
  });
});
