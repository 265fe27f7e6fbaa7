import type { CertificateType } from '@intygsgraf/certificates';

/** What a draft and a certificate of any type have in common, on Alfa Medicincentrum. */
export const recordOf = ({ id: typeId, version: typeVersion }: CertificateType) => ({
  id: '78040000-0000-4000-8000-0000000000ff',
  typeId,
  typeVersion,
  unit: 'TSTNMT2321000156-ALMC',
  careUnit: 'TSTNMT2321000156-ALMC',
  careProvider: 'TSTNMT2321000156-ALFA',
  personId: '191212121212',
  patientId: '78040000-0000-4000-8000-0000000000fe',
  protection: 'OPEN' as const,
  testCertificate: false,
});
