import {
  AccessError,
  DomainError,
  isInScope,
  type PersonFacts,
  type Protection,
  visibleProtections,
  visibleTo,
} from '@intygsgraf/kernel/domain';
import type { Directory, RequestContext } from '@intygsgraf/kernel/server';
import { CertificateEntity } from '../database/entities.ts';
import type { Certificate } from '../domain/certificate.ts';
import { type CertificateType, maySee } from '../domain/certificate-type.ts';
import { type Position, parseCursor, type Page } from '../domain/page.ts';
import { findCertificateType } from '../types/index.ts';

/** What a use case that shows certificates to a user needs of the request. */
export interface Reading extends Pick<RequestContext, 'em' | 'accessLog' | 'viewer' | 'system'> {
  readonly directory: Pick<Directory, 'personFacts' | 'personServiceAnswers'>;
}

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
  const { shown, untold } = await show(reading, rows);
  const found = new Map<string, Certificate | AccessError>([
    ...shown.map((certificate) => [certificate.id, certificate] as const),
    ...untold.map(({ id }) => [id, new AccessError('PU_PROBLEM')] as const),
  ]);
  return ids.map((id) => found.get(id) ?? null);
}

/**
 * A page of a unit's certificates, newest first; sub-units have their own. One whose patient the person service does
 * not know is left out; when it does not answer at all, PU_PROBLEM. What is left out is made good by what comes after:
 * no page ends with a certificate that its reader may not know of. Source: domain.md §2.7, row UNDEFINED.
 */
export async function certificatesOfUnit(
  reading: Reading,
  unit: string,
  first: number,
  after: string | undefined,
): Promise<Page<Certificate>> {
  const viewer = reading.viewer();
  if (!isInScope(viewer, unit)) throw new AccessError('FORBIDDEN');
  let last = after === undefined ? undefined : parseCursor(after);
  if (after !== undefined && !last) throw new DomainError('BAD_USER_INPUT', { path: 'after' });
  const certificates: Certificate[] = [];
  for (;;) {
    const wanted = first - certificates.length;
    const rows = await reading.em.find(
      CertificateEntity,
      { unit, ...visibleTo(viewer), ...(last && olderThan(last)) },
      { orderBy: { signedAt: 'desc', id: 'desc' }, limit: wanted + 1 },
    );
    const page = rows.slice(0, wanted);
    const { shown, untold } = await show(reading, page);
    if (untold.length > 0 && !(await reading.directory.personServiceAnswers())) throw new AccessError('PU_PROBLEM');
    certificates.push(...shown);
    last = page.at(-1);
    const hasMore = rows.length > wanted;
    if (!hasMore || certificates.length === first) return { rows: certificates, last: certificates.at(-1), hasMore };
  }
}

const olderThan = ({ signedAt, id }: Position) => ({
  $or: [{ signedAt: { $lt: signedAt } }, { signedAt, id: { $lt: id } }],
});

/** The type of a stored certificate; only those with one are stored. */
export function typeOf({ typeId, typeVersion }: Pick<Certificate, 'typeId' | 'typeVersion'>): CertificateType {
  const type = findCertificateType(typeId, typeVersion);
  if (!type) throw new Error(`no certificate type ${typeId} ${typeVersion}`);
  return type;
}

/**
 * Of these certificates, those that the viewer may see by what the person service tells now, and those whose patient it
 * did not tell of. A flag that has changed is stored, whoever asks; each certificate shown is logged.
 */
async function show(reading: Reading, rows: readonly Certificate[]) {
  const { accessLog, directory, system } = reading;
  const viewer = reading.viewer();
  const seen = rows.filter((row) => maySee(typeOf(row), viewer.role));
  const facts = await currentFacts(directory, seen);
  const now = ({ personId }: Certificate): Protection => facts.get(personId)?.protection ?? 'UNKNOWN';
  const told = seen.filter((row) => now(row) !== 'UNKNOWN');
  const changed = told.filter((row) => row.protection !== now(row));
  if (changed.length > 0)
    await system(async (em) => {
      for (const [protection, of] of Map.groupBy(changed, now)) {
        const personId = { $in: of.map((row) => row.personId) };
        await em.nativeUpdate(CertificateEntity, { personId }, { protection });
      }
    });
  const shown = told.filter((row) => visibleProtections(viewer).includes(now(row)));
  for (const { id, personId, unit } of shown)
    accessLog.record({ activity: 'READ', resource: 'Certificate', resourceId: id, personId, unit });
  return { shown, untold: seen.filter((row) => now(row) === 'UNKNOWN') };
}

/** The patients as the person service tells of them now; one question a unit, as it is the unit's record. */
async function currentFacts(
  directory: Pick<Directory, 'personFacts'>,
  certificates: readonly Certificate[],
): Promise<Map<string, PersonFacts>> {
  const asked = [...Map.groupBy(certificates, ({ unit }) => unit)].map(([unit, of]) =>
    directory.personFacts([...new Set(of.map(({ personId }) => personId))], unit),
  );
  return new Map((await Promise.all(asked)).flat().map((facts) => [facts.personId, facts]));
}
