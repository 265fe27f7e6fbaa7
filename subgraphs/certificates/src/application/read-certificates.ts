import { AccessError, visibleTo } from '@intygsgraf/kernel/domain';
import { CertificateEntity } from '../database/entities.ts';
import type { Certificate } from '../domain/certificate.ts';
import type { Page, Position } from '../domain/page.ts';
import { listPage, type ListQuery } from './list.ts';
import { type Reading, show } from './show.ts';

/**
 * Certificates by id, as far as the viewer may see them now; null for the others: another unit's certificate is not
 * found. PU_PROBLEM in the place of one whose patient the person service did not tell of.
 */
export async function findCertificates(
  reading: Reading,
  ids: readonly string[],
): Promise<(Certificate | null | AccessError)[]> {
  const viewer = reading.viewer();
  const rows = await reading.em.find(CertificateEntity, {
    id: { $in: [...ids] },
    unit: { $in: [...viewer.unitsInScope] },
    ...visibleTo(viewer),
  });
  const { shown, untold } = await show(reading, rows, 'Certificate');
  const found = new Map<string, Certificate | AccessError>([
    ...shown.map((certificate) => [certificate.id, certificate] as const),
    ...untold.map(({ id }) => [id, new AccessError('PU_PROBLEM')] as const),
  ]);
  return ids.map((id) => found.get(id) ?? null);
}

/** Where a certificate stands in a list: by when it was signed. */
export const positionOfCertificate = ({ signedAt, id }: Certificate): Position => ({ at: signedAt, id });

/** A page of the certificates of a unit without those of its sub-units, or of all units in scope, or of a patient. */
export const listCertificates = (reading: Reading, query: ListQuery): Promise<Page<Certificate>> =>
  listPage<Certificate>(reading, query, {
    find: (units, after, limit) =>
      reading.em.find(
        CertificateEntity,
        {
          unit: { $in: units },
          ...(query.patientId !== undefined && { patientId: query.patientId }),
          ...visibleTo(reading.viewer()),
          ...(after && { $or: [{ signedAt: { $lt: after.at } }, { signedAt: after.at, id: { $lt: after.id } }] }),
        },
        { orderBy: { signedAt: 'desc', id: 'desc' }, limit },
      ),
    show: (rows) => show(reading, rows, 'Certificate'),
    position: positionOfCertificate,
  });
