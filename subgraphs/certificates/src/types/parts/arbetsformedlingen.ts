/** What holds for each of Arbetsförmedlingen's certificates. Source: domain.md §2.4, §2.5; §1.7 T9 for protected patients. */
export const ARBETSFORMEDLINGEN = {
  owner: 'AF',
  recipient: 'AF',
  signedBy: ['DOCTOR', 'PRIVATE_DOCTOR', 'DENTIST'],
  draftedBy: ['CARE_ADMINISTRATOR', 'NURSE', 'MIDWIFE'],
  raisesOlderDrafts: false,
  patientSees: true,
  cases: false,
  protectedPatients: false,
  deceasedPatients: false,
  contacts: ['UNIT'],
  print: {},
} as const;
