import { AccessError } from '@intygsgraf/kernel/domain';
import { DeliveryError, type DeliveryStatus } from '@intygsgraf/kernel/server';
import { DeliveryEntity, SignatureEntity } from '../database/entities.ts';
import { findCertificates } from './read-certificates.ts';
import type { Reading } from './show.ts';
import type { Sending } from './send-certificate.ts';

/** The messages about certificates that the viewer was shown, in their order; one list for each. */
export const deliveriesOf = ({ em, outbox }: Pick<Sending, 'em' | 'outbox'>, ids: readonly string[]) =>
  outbox.of(em, ids);

/** The signed documents of certificates that the viewer was shown, as they were signed; null for those from elsewhere. */
export async function signedDocumentsOf(
  { em }: Pick<Reading, 'em'>,
  ids: readonly string[],
): Promise<(string | null)[]> {
  const rows = await em.find(SignatureEntity, { certificateId: { $in: [...ids] } }, { disableIdentityMap: true });
  const found = new Map(rows.map(({ certificateId, document }) => [certificateId, document.toString('utf8')]));
  return ids.map((id) => found.get(id) ?? null);
}

/**
 * Tries a message that was given up once more (skicka om). Refusals: DELIVERY_NOT_FOUND, also for another unit's;
 * DELIVERY_NOT_FAILED, PU_PROBLEM. Source: domain.md §4.10, PMO client: status FEL in the outbox, resent manually.
 */
export async function resendDelivery(context: Sending, id: string): Promise<DeliveryStatus> {
  const { em, outbox, system, now } = context;
  const delivery = await em.findOne(DeliveryEntity, { id }, { fields: ['certificateId'], disableIdentityMap: true });
  const [certificate] = delivery ? await findCertificates(context, [delivery.certificateId]) : [];
  if (certificate instanceof AccessError) throw certificate;
  if (!certificate) throw new DeliveryError('DELIVERY_NOT_FOUND');
  return system((store) => outbox.resend(store, id, now));
}
