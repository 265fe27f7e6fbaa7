import type { SubgraphClient } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CertificateProjectionEntity } from '../database/entities.ts';
import type { CertificateFacts } from '../domain/incoming-message.ts';

const FACTS = `query ($ids: [ID!]!) { certificateFacts(ids: $ids) {
  id typeId unit careUnit careProvider personId testCertificate recipient questionIds sent revoked } }`;

/** The certificates that there are of these, as `certificates` has them. Throws UNAVAILABLE when nobody can tell. */
export async function askCertificates(
  certificates: SubgraphClient,
  ids: readonly string[],
): Promise<CertificateFacts[]> {
  const answer = await certificates.ask<{ certificateFacts: (CertificateFacts | null)[] }>(FACTS, { ids });
  return answer.certificateFacts.filter((facts) => facts !== null);
}

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
  return projected
    ? { ...projected, recipient: projected.recipient ?? null }
    : (await askCertificates(certificates, [id]))[0];
}

/**
 * Keeps the certificate, with the patient's protection flag as the person service tells it now. UNKNOWN never replaces
 * a flag that is known: while the person service is silent, nothing is shown or counted anyway. What was sent or revoked
 * once stays so, whatever is told later. Answers whether it is revoked, which another transaction may have found out.
 */
export async function projectCertificate(
  em: EntityManager,
  facts: CertificateFacts,
  protection: 'OPEN' | 'PROTECTED' | 'UNKNOWN',
): Promise<boolean> {
  const { id, typeId, unit, careUnit, careProvider, personId, testCertificate, sent, revoked, recipient } = facts;
  const [row] = await em.execute<{ revoked: boolean }[]>(
    `insert into cases.certificate as known (id, type_id, unit, care_unit, care_provider, person_id, test_certificate,
       sent, revoked, recipient, question_ids, protection)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select array(select jsonb_array_elements_text(?::jsonb))), ?)
     on conflict (id) do update set sent = known.sent or excluded.sent, revoked = known.revoked or excluded.revoked,
       protection = case excluded.protection when 'UNKNOWN' then known.protection else excluded.protection end
     returning revoked`,
    [
      id,
      typeId,
      unit,
      careUnit,
      careProvider,
      personId,
      testCertificate,
      sent,
      revoked,
      recipient,
      JSON.stringify(facts.questionIds),
      protection,
    ],
  );
  return row?.revoked ?? false;
}
