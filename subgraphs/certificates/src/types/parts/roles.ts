import type { CertificateType } from '../../domain/certificate-type.ts';

/** Who writes what. Source: domain.md §2.2, Table 2. */
type Writers = Pick<CertificateType, 'signedBy' | 'draftedBy'>;

const draftedBy = ['CARE_ADMINISTRATOR', 'NURSE', 'MIDWIFE'] as const;

export const DOCTORS_AND_DENTISTS: Writers = { signedBy: ['DOCTOR', 'PRIVATE_DOCTOR', 'DENTIST'], draftedBy };

export const DOCTORS: Writers = { signedBy: ['DOCTOR', 'PRIVATE_DOCTOR'], draftedBy };
