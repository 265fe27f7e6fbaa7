import type { CertificateContent } from '@intygsgraf/certificates';

/** A doctor at Alfa Medicincentrum, as they stand in the certificates that tests write. */
export const ALFA_ISSUER: CertificateContent['issuer'] = {
  hsaId: 'TSTNMT2321000156-DRAA',
  fullName: 'Ängla Öman',
  unit: {
    hsaId: 'TSTNMT2321000156-ALMC',
    name: 'Alfa Medicincentrum',
    workplaceCode: '9900000000001',
    postalAddress: 'Provgatan 1',
    postalCode: '123 45',
    city: 'Alfastad',
    phone: '08-465 004 10',
    careProvider: { hsaId: 'TSTNMT2321000156-ALFA', name: 'Alfaregionen' },
  },
};
