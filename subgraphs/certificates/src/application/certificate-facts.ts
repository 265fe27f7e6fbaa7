import { isUuid } from '@intygsgraf/kernel/domain';
import type { AccessLog } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CertificateEntity, DeliveryEntity } from '../database/entities.ts';
import type { Certificate } from '../domain/certificate.ts';
import { questionIdsOf } from '../domain/certificate-type.ts';
import { typeOf } from './show.ts';

/** What `cases` may know of a certificate that a message is about: nothing that is written in it. */
export interface CertificateFacts extends Omit<Certificate, 'status' | 'signedByRole' | 'sentAt' | 'answers'> {
  /** In kv_intygstyp. */
  readonly code: string;
  /** In kv_part; null where there is none. */
  readonly recipient: string | null;
  /** The type's national question ids. */
  readonly questionIds: readonly string[];
  /** The recipient has it: what is written about it before would reach them before it. */
  readonly sent: boolean;
}

/** The facts of certificates by national intygs-id, in the order asked, null where there is none. For `cases`. */
export async function certificateFactsForCases(
  em: EntityManager,
  ids: readonly string[],
  accessLog: AccessLog,
): Promise<(CertificateFacts | null)[]> {
  const rows = await em.find(CertificateEntity, { id: { $in: ids.filter(isUuid) } });
  const registered = { interaction: 'RegisterCertificate', state: 'DELIVERED' } as const;
  const deliveries = await em.find(
    DeliveryEntity,
    { certificateId: { $in: rows.map(({ id }) => id) }, ...registered },
    { fields: ['certificateId'] },
  );
  const sent = new Set(deliveries.map(({ certificateId }) => certificateId));
  const found = new Map(rows.map((row) => [row.id, factsOf(row, sent.has(row.id))]));
  for (const { id, personId, unit } of rows)
    accessLog.record({ activity: 'READ', resource: 'Certificate', resourceId: id, personId, unit });
  return ids.map((id) => found.get(id) ?? null);
}

function factsOf(certificate: Certificate, sent: boolean): CertificateFacts {
  const { id, typeId, typeVersion, unit, careUnit, careProvider, signedBy, signedAt } = certificate;
  const { personId, patientId, protection, testCertificate } = certificate;
  const type = typeOf(certificate);
  const { code, recipient } = type;
  const whose = { personId, patientId, protection, testCertificate };
  const where = { unit, careUnit, careProvider, signedBy, signedAt };
  return { id, typeId, typeVersion, code, recipient, ...where, ...whose, questionIds: questionIdsOf(type), sent };
}
