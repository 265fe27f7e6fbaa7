import type { Role } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import { findCertificateType } from '../types/index.ts';
import type { CertificateType } from './certificate-type.ts';
import { messageOf, revocationText, revokingRefusals } from './revocation.ts';

const type = findCertificateType('fk7804', '1.3') as CertificateType;
const refusals = (source: { revokedAt?: Date; isOpenDraft?: boolean }, role: Role = 'DOCTOR') =>
  revokingRefusals({ source: { isOpenDraft: false, ...source }, type, role });

describe('What may be revoked', () => {
  it('is a certificate or a locked draft, by those who sign', () => {
    for (const role of ['DOCTOR', 'PRIVATE_DOCTOR', 'DENTIST'] as const) expect(refusals({}, role)).toEqual([]);
  });

  it.each(['NURSE', 'MIDWIFE', 'CARE_ADMINISTRATOR', 'PRIVATE_DOCTOR_UNAUTHORISED'] as const)(
    'is nothing to a %s',
    (role) => {
      expect(refusals({}, role)).toEqual(['ROLE_MAY_NOT_REVOKE']);
    },
  );

  it('is neither an open draft, which is deleted, nor what is revoked', () => {
    expect(refusals({ isOpenDraft: true })).toEqual(['DRAFT_NOT_LOCKED']);
    expect(refusals({ revokedAt: new Date(0) })).toEqual(['CERTIFICATE_REVOKED']);
  });
});

describe('The words of a revocation', () => {
  it('may be left out for the wrong patient, not for another error', () => {
    expect(revocationText('WRONG_PATIENT', undefined)).toBeNull();
    expect(revocationText('WRONG_PATIENT', '  ')).toBeNull();
    for (const none of [undefined, '', ' \n'])
      expect(() => revocationText('OTHER_SERIOUS_ERROR', none)).toThrow('BAD_USER_INPUT');
  });

  it('are 3,500 characters at most, of those that a message can carry', () => {
    expect(revocationText('OTHER_SERIOUS_ERROR', 'å'.repeat(3_500))).toHaveLength(3_500);
    expect(() => revocationText('WRONG_PATIENT', 'å'.repeat(3_501))).toThrow('BAD_USER_INPUT');
    expect(() => revocationText('WRONG_PATIENT', 'a\u0000b')).toThrow('BAD_USER_INPUT');
    expect(() => revocationText('WRONG_PATIENT', '\uD800')).toThrow('BAD_USER_INPUT');
  });

  it('reach the recipient after the reason', () => {
    expect(messageOf('WRONG_PATIENT', null)).toBe('Intyget har utfärdats på fel patient.');
    expect(messageOf('OTHER_SERIOUS_ERROR', 'Fel diagnos.')).toBe('Annat allvarligt fel. Fel diagnos.');
  });
});
