import type { SubgraphClient } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CertificateProjectionEntity } from '../database/entities.ts';
import type { CertificateFacts } from '../domain/incoming-message.ts';

const FACTS = `query ($ids: [ID!]!) { certificateFacts(ids: $ids) {
  id typeId unit careUnit careProvider personId testCertificate recipient questionIds } }`;

/**
 * The certificate that a message is about: from the projection, else from `certificates` itself. Undefined when there
 * is none; throws UNAVAILABLE when nobody can tell.
 */
export async function certificateFacts(
  em: EntityManager,
  certificates: SubgraphClient,
  id: string,
): Promise<CertificateFacts | undefined> {
  const projected = await em.findOne(CertificateProjectionEntity, { id });
  if (projected) return projected;
  const answer = await certificates.ask<{ certificateFacts: (CertificateFacts | null)[] }>(FACTS, { ids: [id] });
  return answer.certificateFacts[0] ?? undefined;
}

/**
 * Keeps the certificate, with the patient's protection flag as the person service tells it now. UNKNOWN never replaces
 * a flag that is known: while the person service is silent, nothing is shown or counted anyway.
 */
export async function projectCertificate(
  em: EntityManager,
  facts: CertificateFacts,
  protection: 'OPEN' | 'PROTECTED' | 'UNKNOWN',
): Promise<void> {
  const { id, typeId, unit, careUnit, careProvider, personId, testCertificate, recipient, questionIds } = facts;
  await em.upsert(
    CertificateProjectionEntity,
    {
      id,
      typeId,
      unit,
      careUnit,
      careProvider,
      personId,
      testCertificate,
      recipient,
      questionIds: [...questionIds],
      protection,
    },
    {
      onConflictFields: ['id'],
      ...(protection === 'UNKNOWN' ? { onConflictAction: 'ignore' } : { onConflictMergeFields: ['protection'] }),
    },
  );
}
