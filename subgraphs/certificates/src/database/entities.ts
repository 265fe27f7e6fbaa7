import { Protection, Role } from '@intygsgraf/kernel/domain';
import { AccessLogEntity, defineDelivery, policy } from '@intygsgraf/kernel/server';
import { defineEntity, p } from '@mikro-orm/core';
import type { Answers } from '../domain/answers.ts';
import { CertificateStatus } from '../domain/certificate.ts';

/** Certificate (intyg). A user's session reads those of its units, as far as the patient's protection lets it. */
export const CertificateEntity = defineEntity({
  name: 'Certificate',
  properties: {
    /** The national intygs-id. */
    id: p.uuid().primary(),
    typeId: p.text(),
    typeVersion: p.text(),
    status: p.enum(() => CertificateStatus),
    /** HSA-id. */
    unit: p.text(),
    /** HSA-id. */
    careUnit: p.text(),
    /** HSA-id. */
    careProvider: p.text(),
    /** HSA-id. */
    signedBy: p.text(),
    signedByRole: p.enum(() => Role),
    signedAt: p.datetime(),
    personId: p.text().index(),
    patientId: p.uuid(),
    protection: p.enum(() => Protection),
    testCertificate: p.boolean(),
    answers: p.json<Answers>(),
  },
  indexes: [{ properties: ['unit', 'signedAt', 'id'] }],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'certificate_system', using: policy.system, check: policy.system },
    {
      name: 'certificate_of_unit',
      command: 'select',
      using: ({ unit, protection }) => `${policy.unitInScope(unit)} and ${policy.protectionVisible(protection)}`,
    },
  ],
});

/** A message about a certificate: whoever's session sees the certificate sees what became of it. */
export const DeliveryEntity = defineDelivery('exists (select from certificates.certificate where id = certificate_id)');

export const entities = [CertificateEntity, DeliveryEntity, AccessLogEntity];
