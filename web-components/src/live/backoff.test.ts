import { describe, expect, it } from 'vitest';
import { backoff } from './backoff.ts';

describe('The wait before a new attempt', () => {
  it('is never shorter than half a second, nor longer than thirty', () => {
    for (let attempt = 0; attempt < 2000; attempt++) {
      expect(backoff(attempt)).toBeGreaterThanOrEqual(500);
      expect(backoff(attempt)).toBeLessThanOrEqual(30_000);
    }
  });

  it('may be twice as long each time', () => {
    expect([0, 1, 2, 5, 9].map((attempt) => backoff(attempt, 1))).toEqual([1000, 2000, 4000, 30_000, 30_000]);
  });

  it('is spread over the whole of it', () => {
    expect([0, 0.5, 1].map((random) => backoff(4, random))).toEqual([500, 8250, 16_000]);
  });
});
