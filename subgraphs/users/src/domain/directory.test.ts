import { describe, expect, it } from 'vitest';
import { type Directory, flatUnits, type UnitRecord } from './directory.ts';

const unit = (hsaId: string): UnitRecord => ({
  hsaId,
  name: `Unit ${hsaId}`,
  workplaceCode: '123456789',
  postalAddress: 'Storgatan 1',
  postalCode: '12345',
  city: 'Småmåla',
  phone: '0101234567890',
  email: 'unit@example.com',
});
const person = {
  givenName: 'Ajla',
  surname: 'Doktor',
  licensedProfessions: [],
  positionCodes: [],
  prescriberCodes: [],
  assignments: [],
};
const directory: Directory = {
  careProviders: [{ hsaId: 'P', name: 'Provider' }],
  careUnits: [
    { ...unit('A'), careProvider: 'P', subUnits: [unit('A1'), unit('A2')] },
    { ...unit('B'), careProvider: 'P', subUnits: [] },
  ],
  staff: [
    { ...person, hsaId: 'S' },
    { ...person, hsaId: 'D', privatePractitioner: { registered: true, practiceName: 'Ajlas praktik' } },
  ],
};

describe('The units of a directory', () => {
  const flat = new Map(flatUnits(directory).map((row) => [row.hsaId, row]));

  it('are each care unit, each sub-unit and each private practice', () => {
    expect([...flat.keys()]).toEqual(['A', 'A1', 'A2', 'B', 'D']);
  });

  it('know the care unit that they are part of, and no other knows one', () => {
    expect([...flat.values()].map(({ careUnit }) => careUnit)).toEqual([null, 'A', 'A', null, null]);
  });

  it('belong to the care provider of their care unit; a practice is its own', () => {
    expect([...flat.values()].map(({ careProvider }) => careProvider)).toEqual(['P', 'P', 'P', 'P', 'D']);
    expect(flat.get('D')?.name).toBe('Ajlas praktik');
  });

  it('keep what a certificate prints of them', () => {
    expect(flat.get('A1')).toEqual({ ...unit('A1'), careProvider: 'P', careUnit: 'A' });
  });
});
