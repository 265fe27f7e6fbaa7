import { describe, expect, it } from 'vitest';
import { isDate } from './day.ts';

describe('A date of a certificate', () => {
  it.each(['1900-01-01', '2024-02-29', '2026-11-21', '2099-12-12'])('may be %s', (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each([
    '',
    '20261121',
    '2026-11-31',
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '1899-12-31',
    '2099-12-13',
    ' 2026-11-21',
  ])('may not be %j', (text) => {
    expect(isDate(text)).toBe(false);
  });
});
