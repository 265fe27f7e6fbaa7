import { parseHsaId } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import { directory } from './directory.ts';

const { careProviders, careUnits, staff } = directory;
const subUnits = careUnits.flatMap((unit) => unit.subUnits);
const units = [...careUnits, ...subUnits];
const isUnique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

describe('The directory', () => {
  it('has two regions with five care units and three sub-units', () => {
    expect([careProviders.length, careUnits.length, subUnits.length]).toEqual([2, 5, 3]);
    for (const { careProvider } of careUnits) expect(careProviders.map(({ hsaId }) => hsaId)).toContain(careProvider);
  });

  it('names nothing twice, and everything by an HSA-id', () => {
    const ids = [...careProviders, ...units, ...staff].map(({ hsaId }) => hsaId);
    expect(isUnique(ids)).toBe(true);
    expect(isUnique(units.map(({ workplaceCode }) => workplaceCode))).toBe(true);
    for (const id of ids) expect(parseHsaId(id)).toBe(id);
  });

  it('has units with all that a certificate prints', () => {
    for (const { postalAddress, postalCode, city, phone, email } of units) {
      expect(postalCode).toMatch(/^\d{3}\s?\d{2}$/);
      for (const text of [postalAddress, city, phone, email]) expect(text.trim()).not.toBe('');
    }
  });

  it('assigns staff to care units only, and private practitioners to none but their own', () => {
    for (const { assignments, privatePractitioner } of staff) {
      for (const { unit } of assignments) expect(careUnits.map(({ hsaId }) => hsaId)).toContain(unit);
      expect(assignments.length === 0).toBe(privatePractitioner !== undefined);
    }
  });

  it.each([
    ['DRAA', 'a licensed doctor', ['Läkare'], []],
    ['DRAT', 'a doctor in AT', [], ['204010']],
    ['DRBT', 'a doctor in BT', [], ['203020']],
    ['DREU', 'a doctor licensed in the EU', [], ['203090 9300005']],
    ['TLTA', 'a dentist', ['Tandläkare'], []],
    ['BMBL', 'a midwife, who is a nurse too', ['Barnmorska', 'Sjuksköterska'], []],
    ['SKAA', 'a nurse', ['Sjuksköterska'], []],
    ['VAAA', 'a care administrator', [], []],
  ])('has in %s %s', (serial, _who, licensed, positions) => {
    const found = staff.find(({ hsaId }) => hsaId === `TSTNMT2321000156-${serial}`);
    expect(found?.licensedProfessions).toEqual(licensed);
    const pairs = found?.positionCodes.map((code, index) => `${code} ${found.prescriberCodes[index] ?? ''}`.trim());
    expect(pairs).toEqual(positions);
  });

  it('has a private practitioner, and one who is licensed but not registered', () => {
    const practitioners = staff.flatMap(({ privatePractitioner, licensedProfessions }) =>
      privatePractitioner ? [[privatePractitioner.registered, licensedProfessions]] : [],
    );
    expect(practitioners).toEqual([
      [true, ['Läkare']],
      [false, ['Läkare']],
    ]);
    expect(staff).toHaveLength(12);
  });
});
