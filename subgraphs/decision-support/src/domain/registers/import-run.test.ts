import { describe, expect, it } from 'vitest';
import { stateAt } from './import-run.ts';

describe('An import that runs', () => {
  const seenAt = new Date('2026-11-22T10:00:00Z');
  const after = (milliseconds: number) => new Date(seenAt.getTime() + milliseconds);

  it('has failed when it gave no sign of life for a minute', () => {
    expect(stateAt({ state: 'RUNNING', seenAt }, after(60_000))).toBe('RUNNING');
    expect(stateAt({ state: 'RUNNING', seenAt }, after(60_001))).toBe('FAILED');
  });

  it.each(['DONE', 'REFUSED', 'FAILED'] as const)('and is %s for good once it said so', (state) =>
    expect(stateAt({ state, seenAt }, after(1e9))).toBe(state),
  );
});
