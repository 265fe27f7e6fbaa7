import { describe, expect, it } from 'vitest';
import { matches } from './criterion.ts';
import { Protection, visibleProtections, visibleTo } from './protection.ts';
import { Role } from './role.ts';

const flags = Object.keys(Protection) as Protection[];
const roles = Object.keys(Role) as Role[];

/** Source: domain.md §2.3, Table 3, row "Handle secrecy-marked patient". */
const seesProtected: Record<Role, boolean> = {
  DOCTOR: true,
  PRIVATE_DOCTOR: true,
  PRIVATE_DOCTOR_UNAUTHORISED: false,
  DENTIST: true,
  MIDWIFE: false,
  NURSE: false,
  CARE_ADMINISTRATOR: false,
};

describe('A patient with protected personal data', () => {
  it.each(roles)('is seen by a %s when Table 3 says so', (role) => {
    expect(visibleProtections({ role }).includes('PROTECTED')).toBe(seesProtected[role]);
  });
});

describe('A patient of whom nothing is known', () => {
  it.each(roles)('is not seen by a %s', (role) => {
    expect(visibleProtections({ role })).not.toContain('UNKNOWN');
  });
});

describe('Any other patient', () => {
  it.each(roles)('is seen by a %s', (role) => {
    expect(visibleProtections({ role })).toContain('OPEN');
  });
});

describe('The condition on rows', () => {
  it.each(roles)('lets a %s see what the list of flags says, for every flag', (role) => {
    const seen = flags.filter((protection) => matches({ protection }, visibleTo({ role })));
    expect(seen).toEqual(visibleProtections({ role }));
  });

  it('was asked about every flag', () => {
    expect(flags).toEqual(['OPEN', 'PROTECTED', 'UNKNOWN']);
  });
});
