import { describe, expect, it } from 'vitest';
import fk7804 from '../types/fk7804-1.3.ts';
import { violations, warnings } from './validate.ts';

const today = '2026-11-22';
const from = (day: string, to = '2026-12-01') => ({
  '32.1': { codedPeriods: [{ code: 'HELT_NEDSATT', from: day, to }] },
});

describe('A period of sick leave', () => {
  it.each([
    ['2026-11-22', []],
    ['2026-11-15', []],
    ['2026-11-14', ['32.1 EARLY_START HELT_NEDSATT.from']],
  ])('that begins on %s, seen from 2026-11-22, is warned about: %j', (day, expected) => {
    const told = warnings(fk7804, from(day), { today }).map(({ field, rule, at }) => `${field} ${rule} ${at}`);
    expect(told).toEqual(expected);
  });

  it('is not warned about while it is no period', () => {
    expect(warnings(fk7804, from('2026-01-01', '2025-12-01'), { today })).toEqual([]);
  });

  it('may be signed for all that it is unusual', () => {
    const rules = violations(fk7804, { '27.1': { boolean: true }, ...from('2026-11-01') }, { today });
    expect(rules.map(({ field }) => field)).toEqual(['6.1']);
  });
});
