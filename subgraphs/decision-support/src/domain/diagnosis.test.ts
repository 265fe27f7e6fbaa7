import { describe, expect, it } from 'vitest';
import { isTooWide, normalCode, parentOf } from './diagnosis.ts';
import { ICD_10_SE } from './diagnoses/icd-10-se.ts';

describe('A diagnosis code', () => {
  it.each([
    ['F43.8A', 'F438A'],
    ['f438a', 'F438A'],
    [' m54.5 ', 'M545'],
    ['J45 9', 'J459'],
    ['A00-', 'A00-'],
  ])('written %j is %s', (written, code) => {
    expect(normalCode(written)).toBe(code);
  });

  it.each([
    ['F438A', 'F438'],
    ['F438', 'F43'],
    ['F43', null],
    ['V0100', 'V01'],
    ['X99', null],
  ])('%s belongs to %s', (code, parent) => {
    expect(parentOf(code, new Set(['F43', 'F438', 'F438A', 'V01', 'V0100']))).toBe(parent);
  });
});

describe('A certificate needs four positions', () => {
  it.each([
    ['F32', 'ICD_10_SE', true],
    ['Z73', 'ICD_10_SE', true],
    ['F320', 'ICD_10_SE', false],
    ['Z730', 'ICD_10_SE', false],
    ['J45', 'ICD_10_SE', false],
    ['Z72', 'ICD_10_SE', false],
    ['F43', 'KSH_97_P', false],
  ] as const)('%s of %s: %s', (code, codeSystem, wide) => expect(isTooWide({ code, codeSystem })).toBe(wide));
});

describe('The diagnoses of the project', () => {
  const codes = ICD_10_SE.map(({ code }) => code);

  it('are there once each, in the order of the register', () => {
    expect(codes).toEqual([...new Set(codes)].toSorted());
  });

  it('are written as certificates write them', () => {
    expect(codes.filter((code) => normalCode(code) !== code)).toEqual([]);
  });

  it('have the wider code of each', () => {
    const known = new Set(codes);
    expect(codes.filter((code) => code.length > 3 && parentOf(code, known) !== code.slice(0, -1))).toEqual([]);
  });
});
