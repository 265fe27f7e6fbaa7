import { isUuid } from '@intygsgraf/kernel/domain';
import type { AccessLog } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CertificateEntity, DeliveryEntity } from '../database/entities.ts';
import type { Certificate } from '../domain/certificate.ts';
import { questionIdsOf } from '../domain/certificate-type.ts';
import type { Revocation } from '../domain/revocation.ts';
import { typeOf } from './show.ts';

/** What `cases` may know of a certificate that a message is about: nothing that is written in it. */
export interface CertificateFacts extends Omit<Certificate, 'status' | 'signedByRole' | 'answers' | keyof Revocation> {
  /** In kv_intygstyp. */
  readonly code: string;
  /** In kv_part; null where there is none. */
  readonly recipient: string | null;
  /** The type's national question ids. */
  readonly questionIds: readonly string[];
  /** The recipient has it: what is written about it before would reach them before it. */
  readonly sent: boolean;
  /** Makulerat. */
  readonly revoked: boolean;
}

/** The facts of certificates by national intygs-id, in the order asked, null where there is none. For `cases`. */
export async function certificateFactsForCases(
  em: EntityManager,
  ids: readonly string[],
  accessLog: AccessLog,
): Promise<(CertificateFacts | null)[]> {
  const rows = await em.find(CertificateEntity, { id: { $in: ids.filter(isUuid) } });
  const received = await receivedByRecipient(em, rows);
  const found = new Map(rows.map((row) => [row.id, factsOf(row, received.has(row.id))]));
  for (const { id, personId, unit } of rows)
    accessLog.record({ activity: 'READ', resource: 'Certificate', resourceId: id, personId, unit });
  return ids.map((id) => found.get(id) ?? null);
}

/** Whose recipient has them: taken in when they went from here, else sent from where they were signed. */
async function receivedByRecipient(em: EntityManager, certificates: readonly Certificate[]): Promise<Set<string>> {
  const registrations = await em.find(
    DeliveryEntity,
    { certificateId: { $in: certificates.map(({ id }) => id) }, interaction: 'RegisterCertificate' },
    { fields: ['certificateId', 'state'] },
  );
  const states = new Map(registrations.map(({ certificateId, state }) => [certificateId, state]));
  const received = certificates.filter(({ id, sentAt }) =>
    states.has(id) ? states.get(id) === 'DELIVERED' : Boolean(sentAt),
  );
  return new Set(received.map(({ id }) => id));
}

function factsOf(certificate: Certificate, sent: boolean): CertificateFacts {
  const { id, typeId, typeVersion, unit, careUnit, careProvider, signedBy, signedAt } = certificate;
  const { personId, patientId, protection, testCertificate } = certificate;
  const type = typeOf(certificate);
  const { code, recipient } = type;
  const whose = { personId, patientId, protection, testCertificate };
  const where = { unit, careUnit, careProvider, signedBy, signedAt };
  const revoked = certificate.status === 'REVOKED';
  return {
    id,
    typeId,
    typeVersion,
    code,
    recipient,
    ...where,
    ...whose,
    questionIds: questionIdsOf(type),
    sent,
    revoked,
  };
}
