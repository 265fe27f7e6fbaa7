import { type Answers, certificateDocument, findCertificateType, registerCertificate } from '@intygsgraf/certificates';
import { ALFA_ISSUER } from '../support/alfa-issuer.ts';

interface Said {
  /** The period's days. */
  readonly from?: string;
  readonly to?: string;
  /** Of the type. */
  readonly code?: string;
  readonly typeId?: string;
  readonly version?: string;
  readonly answers?: Answers;
}

/** A small certificate as RegisterCertificate 3. */
export function message(said: Said = {}): string {
  const { from = '2026-11-16', to = '2026-11-30', typeId = 'fk7804', version = '1.3' } = said;
  const type = findCertificateType(typeId, version);
  if (!type) throw new Error(`there is no ${typeId} ${version}`);
  const xml = certificateDocument({
    id: '0fb1a36c-8f8e-4a52-9d9c-3d3a9c1d2b3e',
    type: { ...type, code: said.code ?? type.code },
    personId: '195801263053',
    issuer: ALFA_ISSUER,
    signedAt: new Date('2026-11-16T10:00:00Z'),
    answers: said.answers ?? {
      '27.1': { boolean: true },
      '6.1': { diagnoses: [{ code: 'A09', codeSystem: 'ICD_10_SE', description: 'Magsjuka' }] },
      '32.1': { codedPeriods: [{ code: 'HELT_NEDSATT', from, to }] },
    },
  });
  return new TextDecoder().decode(registerCertificate(new TextEncoder().encode(xml), 'FKASSA'));
}
