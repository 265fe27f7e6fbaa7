import { Protection } from '@intygsgraf/kernel/domain';
import { registerEnumType } from 'type-graphql';
import { CertificateStatus } from '../domain/certificate.ts';
import { DiagnosisCodeSystem } from '../domain/diagnosis.ts';

registerEnumType(CertificateStatus, {
  name: 'CertificateStatus',
  description: 'Where a certificate stands (status).',
  valuesConfig: {
    SIGNED: { description: 'Signed (signerat).' },
  },
});

registerEnumType(DiagnosisCodeSystem, {
  name: 'DiagnosisCodeSystem',
  description: 'Register of diagnoses (kodverk).',
  valuesConfig: {
    ICD_10_SE: { description: 'ICD-10-SE, Socialstyrelsen.' },
    KSH_97_P: { description: 'KSH97-P, the primary-care version (primärvård).' },
  },
});

registerEnumType(Protection, {
  name: 'Protection',
  description: 'Whether personal data are protected (sekretessmarkering).',
  valuesConfig: {
    OPEN: { description: 'Not protected.' },
    PROTECTED: { description: 'Protected: certain roles on the own unit only.' },
    UNKNOWN: { description: 'The person service did not tell: treated as if nobody may see.' },
  },
});
