import { AccessError, DomainError, IdempotencyError } from '@intygsgraf/kernel/domain';
import type { Outbox, RequestContext } from '@intygsgraf/kernel/server';
import { LockMode } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { CertificateEntity, SignatureEntity } from '../database/entities.ts';
import { type Certificate, CertificateError, sendingRefusals } from '../domain/certificate.ts';
import { registerCertificate } from '../signature/register-certificate.ts';
import { happened } from './events.ts';
import { firstResult } from './idempotency.ts';
import { findCertificates } from './read-certificates.ts';
import { childrenOf, parentsOf } from './relations.ts';
import { type Reading, typeOf } from './show.ts';

/** What sending needs of the request. */
export interface Sending extends Reading, Pick<RequestContext, 'now'> {
  readonly outbox: Outbox;
}

export interface SendingWish {
  /** The national intygs-id. */
  readonly id: string;
  /** The patient's consent (samtycke), as the sender confirms it. */
  readonly patientConsents: boolean;
  /** The user's own name for this wish: the same again sends no second time. */
  readonly idempotencyKey: string;
}

/**
 * Sends a certificate to its type's recipient (skicka): stored with its message, which goes out after the commit.
 * Refusals: CERTIFICATE_NOT_FOUND, CONSENT_MISSING, CERTIFICATE_REVOKED, CERTIFICATE_REPLACED, CERTIFICATE_SENT,
 * TEST_CERTIFICATE, NO_RECIPIENT, RESERVE_NUMBER, ON_PAPER, NOT_SIGNED_HERE, PU_PROBLEM, IDEMPOTENCY_KEY_TAKEN.
 * Source: domain.md §4.2 T11, §1.2 W40.
 */
export async function sendCertificate(context: Sending, wish: SendingWish): Promise<Certificate> {
  const { id, patientConsents, idempotencyKey } = wish;
  if (!patientConsents) throw new DomainError('CONSENT_MISSING', { path: 'patientConsents' });
  const { result, isFirst } = await firstResult(context, 'sendCertificate', idempotencyKey, id);
  if (result !== id) throw new IdempotencyError();
  const [seen] = await findCertificates(context, [id]);
  if (seen instanceof AccessError) throw seen;
  if (!seen) throw new CertificateError('CERTIFICATE_NOT_FOUND');
  if (!isFirst && seen.sentAt) return seen;
  const certificate = await lockedCertificate(context, id);
  const isSignedHere = (await context.em.count(SignatureEntity, { certificateId: id })) > 0;
  const [children = []] = await childrenOf(context.em, [id]);
  const [refusal] = sendingRefusals({ certificate, children, type: typeOf(certificate), isSignedHere });
  if (refusal) throw new CertificateError(refusal);
  return handOver(context, certificate);
}

/** Locked until the request is done: of two who act on it at once the second finds what the first has done. */
export async function lockedCertificate({ em }: Pick<Reading, 'em'>, id: string): Promise<Certificate> {
  const found = await em.findOne(
    CertificateEntity,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, disableIdentityMap: true },
  );
  if (!found) throw new CertificateError('CERTIFICATE_NOT_FOUND');
  return found;
}

/** Puts the certificate into the outbox, as it was signed. */
export async function handOver(
  { em, accessLog, viewer, outbox, now }: Sending,
  certificate: Certificate,
): Promise<Certificate> {
  const { id, personId, unit } = certificate;
  const { recipient } = typeOf(certificate);
  if (recipient === null) throw new CertificateError('NO_RECIPIENT');
  const { document } = await em.findOneOrFail(SignatureEntity, { certificateId: id });
  await em.nativeUpdate(CertificateEntity, { id }, { sentAt: now });
  const [relation] = await parentsOf(em, [id]);
  const bytes = registerCertificate(document, recipient, relation?.messageId);
  await outbox.deliver(em, { id: randomUUID(), recipient, interaction: 'RegisterCertificate', key: id, bytes }, now);
  await happened(em, 'CERTIFICATE_SENT', certificate, { actor: viewer().hsaId, at: now });
  accessLog.record({ activity: 'WRITE', resource: 'Certificate', resourceId: id, personId, unit });
  return { ...certificate, sentAt: now };
}
