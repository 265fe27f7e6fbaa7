import { AccessError, isUuid } from '@intygsgraf/kernel/domain';
import type { Directory, RequestContext } from '@intygsgraf/kernel/server';
import { CertificateEntity, SignatureEntity } from '../database/entities.ts';
import { type Asker, mayGet } from '../domain/get-certificate.ts';
import { typeOf } from './show.ts';

/** What a part asks for. */
export interface CertificateWish extends Asker {
  /** The national intygs-id. */
  readonly id: string;
}

interface Getting extends Pick<RequestContext, 'em' | 'accessLog'> {
  readonly directory: Pick<Directory, 'personFacts'>;
}

/**
 * A certificate as it was signed here, for a part that may have it; null for all others, who do not learn whether it is
 * there. Needs the system scope. Throws PU_PROBLEM while nobody tells whether the patient's data are protected.
 */
export async function getCertificate(
  { em, accessLog, directory }: Getting,
  wish: CertificateWish,
): Promise<Uint8Array | null> {
  const id = wish.id.toLowerCase();
  const certificate = isUuid(id) ? await em.findOne(CertificateEntity, { id }) : null;
  if (!certificate || !mayGet({ ...certificate, protection: 'OPEN' }, typeOf(certificate), wish)) return null;
  const { personId, unit } = certificate;
  const [person] = await directory.personFacts([personId], unit);
  if (!person || person.protection === 'UNKNOWN') throw new AccessError('PU_PROBLEM');
  const { protection } = person;
  const signature = mayGet({ ...certificate, protection }, typeOf(certificate), wish)
    ? await em.findOne(SignatureEntity, { certificateId: id })
    : null;
  if (!signature) return null;
  const note = `GetCertificate, ${wish.part}`;
  accessLog.record({ activity: 'READ', resource: 'Certificate', resourceId: id, personId, unit, note });
  return signature.document;
}
