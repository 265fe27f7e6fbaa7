import { describe, expect, it } from 'vitest';
import { renewalOf } from './token.ts';

describe('A token', () => {
  it('is renewed when 80 % of its life is gone', () => {
    expect(renewalOf(1_900_000, 1_000_000)).toBe(1_720_000);
  });

  it.each([
    ['has expired by our clock', 0],
    ['counts in seconds', 1_000],
    ['says nothing of its end', Number.NaN],
    ['lives for a second', 1_001_000],
  ])('that %s is renewed in ten seconds, not at once and not never', (_, expiresAt) => {
    expect(renewalOf(expiresAt, 1_000_000)).toBe(1_010_000);
  });
});
