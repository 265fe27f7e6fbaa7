import { describe, expect, it } from 'vitest';
import { type DiagnosisCodeSystem, isPreciseCode, isRegisterCode } from './diagnosis.ts';

const isDiagnosisCode = (register: DiagnosisCodeSystem, code: string): boolean =>
  isPreciseCode(code) && isRegisterCode(register, code);

describe('The code of a diagnosis', () => {
  it.each(['S47', 'S666', 'Z731', 'A039', 'F438A', 'F32A', 'U071', 'Z22'])('may be %s in ICD-10-SE', (code) => {
    expect(isDiagnosisCode('ICD_10_SE', code)).toBe(true);
  });

  it.each([
    ['F32', 'too coarse for its chapter'],
    ['Z73', 'too coarse for its block'],
    ['S4', 'too short'],
    ['S47ABC', 'too long'],
    ['S47.1', 'with its dot'],
    ['s47', 'in lower case'],
    [' S47', 'with a blank'],
    ['A00-', 'of the primary-care register'],
    ['', 'empty'],
  ])('may not be %j in ICD-10-SE: %s', (code) => {
    expect(isDiagnosisCode('ICD_10_SE', code)).toBe(false);
  });

  it.each(['A00-', 'A00', 'M54P', 'J459P', 'F32-', 'F438A'])('may be %s in KSH97-P', (code) => {
    expect(isDiagnosisCode('KSH_97_P', code)).toBe(true);
  });

  it.each(['F32', 'Z73', 'M54PP', 'S4'])('may not be %s in KSH97-P', (code) => {
    expect(isDiagnosisCode('KSH_97_P', code)).toBe(false);
  });
});
