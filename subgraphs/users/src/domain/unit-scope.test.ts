import { describe, expect, it } from 'vitest';
import { CARE_PURPOSE, type Unit, unitScope } from './unit-scope.ts';

/** Care unit A with the sub-units A1 and A2, care unit B with B1. */
const units: Unit[] = [
  { hsaId: 'A', careUnit: null },
  { hsaId: 'A1', careUnit: 'A' },
  { hsaId: 'A2', careUnit: 'A' },
  { hsaId: 'B' },
  { hsaId: 'B1', careUnit: 'B' },
];

describe('A certificate issued on', () => {
  /** Source: domain.md §12.1. */
  it.each([
    ['sub-unit A1', 'A1', 'sub-unit A1', 'A1', true],
    ['sub-unit A1', 'A1', 'its care unit A', 'A', true],
    ['care unit A', 'A', 'care unit A', 'A', true],
    ['sub-unit A1', 'A1', 'the other sub-unit A2', 'A2', false],
    ['care unit A', 'A', 'the other care unit B', 'B', false],
    ['care unit A', 'A', 'sub-unit A1', 'A1', false],
    ['sub-unit A1', 'A1', 'a sub-unit of another care unit', 'B1', false],
  ])('%s is reached by somebody signed in on %s', (_issuer, issuer, _selected, selected, expected) => {
    expect(unitScope(selected, ['A', 'B'], units)?.unitsInScope.includes(issuer)).toBe(expected);
  });
});

describe('Somebody with assignments', () => {
  it('counts the units of all of them, with their sub-units, each once, wherever they are signed in', () => {
    const everywhere = ['A', 'A1', 'A2', 'B', 'B1'];
    for (const selected of everywhere)
      expect(unitScope(selected, ['A', 'B', 'A1', 'A'], units)?.countableUnits.toSorted()).toEqual(everywhere);
  });

  it('counts whatever they reach', () => {
    for (const { hsaId } of units) {
      const scope = unitScope(hsaId, ['A', 'B'], units);
      expect(scope?.unitsInScope.every((unit) => scope.countableUnits.includes(unit))).toBe(true);
    }
  });

  it('on a sub-unit alone reaches and counts that one', () => {
    expect(unitScope('A1', ['A1'], units)).toEqual({ unitsInScope: ['A1'], countableUnits: ['A1'] });
  });

  it.each([
    ['another care unit', 'B', ['A']],
    ['a sub-unit of another care unit', 'B1', ['A']],
    ['the care unit of their sub-unit', 'A', ['A1']],
    ['another sub-unit of its care unit', 'A2', ['A1']],
    ['a unit that there is not', 'C', ['A', 'B']],
    ['no unit', '', ['A']],
  ])('cannot sign in on %s', (_, selected, assigned) => {
    expect(unitScope(selected, assigned, units)).toBeUndefined();
  });

  it('of none cannot sign in anywhere', () => {
    for (const { hsaId } of units) expect(unitScope(hsaId, [], units)).toBeUndefined();
  });

  it('has them for care, as HSA words it', () => {
    expect(CARE_PURPOSE).toBe('Vård och behandling');
  });
});
