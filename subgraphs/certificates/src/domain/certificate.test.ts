import { type PersonFacts, Role } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import fk7804 from '../types/fk7804-1.3.ts';
import { signingRefusals } from './certificate.ts';
import type { CertificateType } from './certificate-type.ts';

const type: CertificateType = fk7804;
const person: PersonFacts = {
  personId: '195809092652',
  patientId: '78040000-0000-4000-8000-00000000000a',
  protection: 'OPEN',
  deceased: false,
  testIndicated: false,
};

describe('A läkarintyg för sjukpenning', () => {
  it.each<[Role, boolean]>([
    ['DOCTOR', true],
    ['PRIVATE_DOCTOR', true],
    ['PRIVATE_DOCTOR_UNAUTHORISED', false],
    ['DENTIST', true],
    ['MIDWIFE', false],
    ['NURSE', false],
    ['CARE_ADMINISTRATOR', false],
  ])('signed by %s: %s', (role, may) => {
    expect(signingRefusals({ type, role, person })).toEqual(may ? [] : ['ROLE_MAY_NOT_SIGN']);
  });

  it('may be signed for a patient with protected data', () => {
    expect(signingRefusals({ type, role: 'DENTIST', person: { ...person, protection: 'PROTECTED' } })).toEqual([]);
  });

  it('is not signed for a patient who has died', () => {
    expect(signingRefusals({ type, role: 'DOCTOR', person: { ...person, deceased: true } })).toEqual([
      'PATIENT_DECEASED',
    ]);
  });
});

describe('A certificate', () => {
  const dead = { ...person, deceased: true };
  const hidden = { ...person, protection: 'PROTECTED' } as const;

  it('may be signed for the dead where its type says so', () => {
    expect(signingRefusals({ type: { ...type, deceasedPatients: true }, role: 'DOCTOR', person: dead })).toEqual([]);
  });

  it('is not signed for a patient with protected data where its type does not say so', () => {
    expect(signingRefusals({ type: { ...type, protectedPatients: false }, role: 'DOCTOR', person: hidden })).toEqual([
      'PATIENT_PROTECTED',
    ]);
  });

  it('is not signed while nothing is known of the patient', () => {
    const unknown = { ...person, protection: 'UNKNOWN' } as const;
    expect(signingRefusals({ type: { ...type, protectedPatients: false }, role: 'DOCTOR', person: unknown })).toEqual([
      'PATIENT_PROTECTED',
    ]);
  });

  it('asks every role, of the closed set of roles', () => {
    expect(Object.keys(Role)).toHaveLength(7);
  });
});
