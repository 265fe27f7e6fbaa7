import type { UserText } from '@intygsgraf/kernel/domain';
import { CertificateEntity } from '../database/entities.ts';
import { StoredStatus } from '../domain/certificate.ts';
import type { Draft } from '../domain/draft.ts';
import { type Reading, typeOf } from './show.ts';

/**
 * What the writer of a draft is told where its patient lacks the certificate that comes before; undefined where nothing
 * lacks. Told is that there is none within the care provider, on whatever unit. Source: domain.md §3.12.
 */
export async function missingBefore(
  { system }: Pick<Reading, 'system'>,
  draft: Pick<Draft, 'typeId' | 'typeVersion' | 'patientId' | 'careProvider'>,
): Promise<UserText | undefined> {
  const { expects } = typeOf(draft);
  if (!expects) return undefined;
  const { patientId, careProvider } = draft;
  const wanted = { typeId: expects.typeId, patientId, careProvider, status: StoredStatus.SIGNED };
  const found = await system((em) => em.count(CertificateEntity, wanted));
  return found === 0 ? expects.text : undefined;
}
