import { describe, expect, it } from 'vitest';
import fk7801 from '../types/fk7801-1.2.ts';
import fk7804 from '../types/fk7804-1.3.ts';
import { ageNotice } from './age-notice.ts';

describe('Who writes FK7801 for somebody born on 18 January 1990', () => {
  const PATIENT = '199001182394';

  it.each([
    ['is told nothing up to the day two months after they are 30', '2020-03-18', undefined],
    ['is told from the next day on that they are too old for it', '2020-03-19', fk7801.usualAge?.text],
  ])('%s', (_, today, told) => {
    expect(ageNotice(fk7801, PATIENT, today)).toEqual(told);
  });

  it('is told nothing of another type, or of somebody whose birth date nobody knows', () => {
    expect(ageNotice(fk7804, PATIENT, '2026-11-22')).toBeUndefined();
    expect(ageNotice(fk7801, '00850321TP84', '2026-11-22')).toBeUndefined();
  });
});
