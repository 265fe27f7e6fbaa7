import { describe, expect, it } from 'vitest';
import { numbers } from '../testing/fake-graph.ts';
import { type UnitCount, newer, sum } from './unhandled.ts';

const count = (total: number, version: number, epoch = 'e1'): UnitCount => ({
  hsaId: 'SE1',
  state: 'CURRENT',
  ...numbers({ total, answer: total }),
  withoutSubUnits: numbers({ total: 1 }),
  epoch,
  version,
});
const problem: UnitCount = { hsaId: 'SE2', state: 'PU_PROBLEM', epoch: 'e1', version: 7 };

describe('Of two reports on a unit', () => {
  it('the higher version of an epoch is kept, in whatever order they come', () => {
    expect(newer(count(3, 4), count(2, 5))).toMatchObject({ version: 5 });
    expect(newer(count(2, 5), count(3, 4))).toMatchObject({ version: 5 });
  });

  it('the later one is kept when the versions are equal, for its state may differ', () => {
    expect(newer(count(3, 7), problem)).toBe(problem);
  });

  it('the one of a new epoch is kept, however low its version', () => {
    expect(newer(count(3, 900), count(2, 1, 'e2'))).toMatchObject({ epoch: 'e2' });
  });
});

describe('The sum over units', () => {
  it('adds each number by itself', () => {
    expect(sum([count(3, 1), count(4, 1)], false)).toEqual(numbers({ total: 7, answer: 7 }));
  });

  it('leaves the sub-units out when asked to', () => {
    expect(sum([count(3, 1), count(4, 1)], true)).toEqual(numbers({ total: 2 }));
  });

  it('does not exist when one of them has no numbers, or there is none', () => {
    expect(sum([count(3, 1), problem], false)).toBeNull();
    expect(sum([], false)).toBeNull();
  });
});
