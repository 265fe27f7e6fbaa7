import { describe, expect, it } from 'vitest';
import { afterTry, type DeliveryFault, type DeliveryState } from './delivery.ts';

const first = new Date('2026-11-21T08:00:00Z');
const after = (seconds: number): Date => new Date(first.getTime() + seconds * 1_000);
const minutes = (date: Date): number => (date.getTime() - first.getTime()) / 60_000;

/** Tries of a message that fails each time, as minutes from the first; and how it ends. */
function tries(random: number, fault: DeliveryFault = 'TIMEOUT'): { at: number[]; end: DeliveryState } {
  const at: number[] = [];
  let now = first;
  for (let attempts = 1; ; attempts += 1) {
    at.push(minutes(now));
    const { state, nextTryAt } = afterTry(fault, { attempts, firstTriedAt: first }, now, random);
    if (!nextTryAt) return { at, end: state };
    now = nextTryAt;
  }
}

describe('A message that its recipient has', () => {
  it('is delivered, however often it was tried', () => {
    const tried = { attempts: 9, firstTriedAt: first };
    expect(afterTry(undefined, tried, after(9_999), 0)).toEqual({ state: 'DELIVERED', nextTryAt: null });
  });
});

describe('A message that its recipient could not take in', () => {
  it.each([
    'TIMEOUT',
    'UNREACHABLE',
    'SOAP_FAULT',
    'TECHNICAL_ERROR',
    'REDIRECTED',
    'ANSWER_TOO_LONG',
    'NOT_THE_CONTRACT',
    'RECIPIENT_UNKNOWN',
  ] as const)('is tried again after %s, for an hour from the first try, and then an error', (fault) => {
    for (const random of [0, 0.5, 0.999]) {
      const { at, end } = tries(random, fault);
      expect(end).toBe('ERROR');
      expect(at.at(-1)).toBe(60);
      expect(at.length).toBeGreaterThan(8);
    }
  });

  it('waits longer each time until ten minutes', () => {
    const { at } = tries(0.5);
    const gaps = at.slice(1, -1).map((time, place) => time - (at[place] ?? 0));
    expect(gaps.slice(0, 7).map((gap) => Math.round(gap * 60))).toEqual([10, 20, 30, 60, 120, 300, 600]);
    expect(Math.max(...gaps)).toBeCloseTo(10);
  });

  it('does not come back together with others that failed with it', () => {
    const next = (random: number) =>
      afterTry('TIMEOUT', { attempts: 1, firstTriedAt: first }, first, random).nextTryAt?.getTime() ?? 0;
    expect(next(0)).toBe(first.getTime() + 8_000);
    expect(next(0.999)).toBeGreaterThan(first.getTime() + 11_900);
  });

  it('is not tried a second time when the first came to its end after the hour', () => {
    expect(afterTry('TIMEOUT', { attempts: 1, firstTriedAt: first }, after(3_600), 0.5).state).toBe('ERROR');
    expect(afterTry('TIMEOUT', { attempts: 1, firstTriedAt: first }, after(3_599), 0.5).state).toBe('PENDING');
  });
});

describe('A message that its recipient refuses', () => {
  it.each(['VALIDATION_ERROR', 'APPLICATION_ERROR', 'REVOKED', 'EARLIER_NOT_DELIVERED'] as const)(
    'is an error at once when it is %s: the same bytes will be refused again',
    (fault) => {
      expect(tries(0.5, fault)).toEqual({ at: [0], end: 'ERROR' });
    },
  );
});
