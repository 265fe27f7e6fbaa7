import { AccessError, IdempotencyError } from '@intygsgraf/kernel/domain';
import type { Directory, RequestContext } from '@intygsgraf/kernel/server';
import { LockMode } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { CertificateEntity, DraftEntity, SignatureEntity } from '../database/entities.ts';
import { type Certificate, CertificateError } from '../domain/certificate.ts';
import { type Draft, isLocked } from '../domain/draft.ts';
import {
  messageOf,
  type RevocationReason,
  RevocationError,
  revocationText,
  revokingRefusals,
} from '../domain/revocation.ts';
import { revokeCertificateMessage } from '../signature/revoke-certificate.ts';
import { gone } from './draft-for.ts';
import { happened } from './events.ts';
import { firstResult } from './idempotency.ts';
import { findCertificates } from './read-certificates.ts';
import { findDrafts } from './read-drafts.ts';
import { childIs, parentsOf } from './relations.ts';
import { lockedCertificate, type Sending } from './send-certificate.ts';
import { typeOf } from './show.ts';

/** What revoking needs of the request. */
export interface Revoking extends Sending, Pick<RequestContext, 'caller'> {
  readonly directory: Pick<Directory, 'personFacts' | 'personServiceAnswers' | 'selectedUnit' | 'issuer'>;
}

export interface RevokingWish {
  /** The national intygs-id. */
  readonly id: string;
  readonly reason: RevocationReason;
  readonly text?: string | undefined;
  /** The user's own name for this wish: the same again revokes nothing. */
  readonly idempotencyKey: string;
}

/** How it was revoked, as it is stored. */
const revocationOf = ({ viewer, now }: Revoking, { reason, text }: RevokingWish) => ({
  revokedAt: now,
  revokedBy: viewer().hsaId,
  revocationReason: reason,
  revocationText: revocationText(reason, text),
});

/**
 * Revokes a certificate (makulera): it stays, and counts no more. What waits for its recipient is not sent; a recipient
 * that may have it is told, in the same transaction. Refusals: CERTIFICATE_NOT_FOUND, those of `revokingRefusals`,
 * BAD_USER_INPUT, PU_PROBLEM, IDEMPOTENCY_KEY_TAKEN. Source: domain.md §4.2 T12, §4.4.
 */
export async function revokeCertificate(context: Revoking, wish: RevokingWish): Promise<Certificate> {
  const { id, idempotencyKey } = wish;
  const { em, viewer, accessLog } = context;
  const [seen] = await findCertificates(context, [id]);
  if (seen instanceof AccessError) throw seen;
  if (!seen) throw new CertificateError('CERTIFICATE_NOT_FOUND');
  const revocation = revocationOf(context, wish);
  if (await isDoneBefore(context, 'revokeCertificate', id, idempotencyKey)) return seen;

  const certificate = await lockedCertificate(context, id);
  const type = typeOf(certificate);
  const [refusal] = revokingRefusals({ source: { ...certificate, isOpenDraft: false }, type, role: viewer().role });
  if (refusal) throw new RevocationError(refusal);
  await em.nativeUpdate(CertificateEntity, { id }, { status: 'REVOKED', ...revocation });
  const revoked = { ...certificate, status: 'REVOKED' as const, ...revocation };
  await tellRecipient(context, revoked, wish.reason);
  await finish(context, revoked);
  accessLog.record({
    activity: 'DELETE',
    resource: 'Certificate',
    resourceId: id,
    personId: certificate.personId,
    unit: certificate.unit,
  });
  return revoked;
}

/**
 * Revokes a locked draft (makulera låst utkast); nobody outside is told of it. Refusals: DRAFT_NOT_FOUND, DRAFT_SIGNED,
 * and as above. Source: domain.md §4.2 T10.
 */
export async function revokeDraft(context: Revoking, wish: RevokingWish): Promise<Draft> {
  const { id, idempotencyKey } = wish;
  const { em, viewer, today, accessLog } = context;
  const [seen] = await findDrafts(context, [id]);
  if (seen instanceof AccessError) throw seen;
  if (!seen) throw await gone(context, id);
  const revocation = revocationOf(context, wish);
  if (await isDoneBefore(context, 'revokeDraft', id, idempotencyKey)) return seen;

  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, disableIdentityMap: true } as const;
  const draft = await em.findOne(DraftEntity, { id }, options);
  if (!draft) throw await gone(context, id);
  const source = { revokedAt: draft.revokedAt ?? null, isOpenDraft: !isLocked(draft, today) };
  const [refusal] = revokingRefusals({ source, type: typeOf(draft), role: viewer().role });
  if (refusal) throw new RevocationError(refusal);
  await em.nativeUpdate(DraftEntity, { id }, revocation);
  await finish(context, draft);
  accessLog.record({
    activity: 'DELETE',
    resource: 'Draft',
    resourceId: id,
    personId: draft.personId,
    unit: draft.unit,
  });
  return { ...draft, ...revocation };
}

/** Whether the same wish was done before. */
async function isDoneBefore(context: Revoking, operation: string, id: string, key: string): Promise<boolean> {
  const { result, isFirst } = await firstResult(context, operation, key, id);
  if (result !== id) throw new IdempotencyError();
  return !isFirst;
}

/** What goes with a revocation, of a certificate and of a draft. */
async function finish({ em, viewer, now }: Revoking, revoked: Certificate | Draft): Promise<void> {
  const [relation] = await parentsOf(em, [revoked.id]);
  await childIs(em, revoked.id, 'REVOKED');
  const circumstances = { actor: viewer().hsaId, at: now, relation: relation ?? undefined };
  await happened(em, 'CERTIFICATE_REVOKED', revoked, circumstances);
}

/**
 * A recipient that never heard of the certificate hears nothing of its revocation either. One that was signed elsewhere
 * was sent from there.
 */
async function tellRecipient(context: Revoking, certificate: Certificate, reason: RevocationReason): Promise<void> {
  const { em, caller, directory, outbox, now } = context;
  const { id, unit, personId, sentAt } = certificate;
  const { recipientMayKnow } = await outbox.cancel(em, id, now);
  const isSignedHere = (await em.count(SignatureEntity, { certificateId: id })) > 0;
  const { recipient } = typeOf(certificate);
  if (recipient === null || !sentAt || !(recipientMayKnow || !isSignedHere)) return;
  if (!caller.user) throw new AccessError('FORBIDDEN');
  const revokedBy = await directory.issuer(caller.user, unit);
  const text = messageOf(reason, certificate.revocationText ?? null);
  const bytes = revokeCertificateMessage({ id, unit, personId, text, revokedAt: now, revokedBy }, recipient);
  const message = { id: randomUUID(), recipient, interaction: 'RevokeCertificate', key: id, bytes } as const;
  await outbox.deliver(em, message, now);
}
