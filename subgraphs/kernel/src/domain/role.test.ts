import { describe, expect, it } from 'vitest';
import { CASE_TYPES, isInScope, PRIVILEGES, Role, type Viewer } from './role.ts';

const care = ['fk7800', 'fk7801', 'fk7802', 'fk7804', 'fk7263'];

/** All but FK7263, which is for reading only. */
const written = care.slice(0, -1);

/** Source: domain.md §2.2, Table 2, and §2.3, Table 3: cases, writing about them, protected patients, signing. */
const table: [Role, casesOf: string[], writesAbout: string[], protectedPatients: boolean, signs: boolean][] = [
  ['DOCTOR', care, written, true, true],
  ['PRIVATE_DOCTOR', care, written, true, true],
  ['PRIVATE_DOCTOR_UNAUTHORISED', [], [], false, false],
  ['DENTIST', ['fk7804', 'fk7263'], ['fk7804'], true, true],
  ['MIDWIFE', care, written, false, false],
  ['NURSE', care, written, false, false],
  ['CARE_ADMINISTRATOR', care, written, false, false],
];

describe('The privileges', () => {
  it.each(table)('of a %s are those of Table 2 and Table 3', (role, casesOf, writesAbout, protectedPatients, signs) => {
    expect(PRIVILEGES[role]).toEqual({ casesOf, writesAbout, protectedPatients, signs });
  });

  it('are told for every role, and each role is named as it is', () => {
    expect(table.map(([role]) => role)).toEqual(Object.keys(Role));
    expect(Object.keys(PRIVILEGES).toSorted()).toEqual(Object.keys(Role).toSorted());
    expect(Object.values(Role)).toEqual(Object.keys(Role));
  });

  it('name no type that cases are not about', () => {
    const named = Object.values(PRIVILEGES).flatMap(({ casesOf }) => casesOf);
    expect(new Set(named)).toEqual(new Set(CASE_TYPES));
  });
});

describe('A unit', () => {
  const viewer: Viewer = {
    hsaId: 'SE1-D',
    role: 'DOCTOR',
    selectedUnit: 'SE1-A',
    unitsInScope: ['SE1-A', 'SE1-A1'],
    countableUnits: ['SE1-A', 'SE1-A1', 'SE1-B'],
  };

  it.each([
    ['that is selected is in scope', 'SE1-A', true],
    ['below the selected one is in scope', 'SE1-A1', true],
    ['that may only be counted is not in scope', 'SE1-B', false],
    ['that begins alike is not in scope', 'SE1-A11', false],
  ])('%s', (_, unit, expected) => {
    expect(isInScope(viewer, unit)).toBe(expected);
  });
});
