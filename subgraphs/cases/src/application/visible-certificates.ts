import { AccessError, isInScope, type PersonFacts, visibleTo } from '@intygsgraf/kernel/domain';
import type { Directory, RequestContext, SubgraphClient } from '@intygsgraf/kernel/server';
import { CertificateProjectionEntity } from '../database/entities.ts';
import { CorrespondenceError, type WrittenAbout } from '../domain/correspondence.ts';
import type { CertificateFacts } from '../domain/incoming-message.ts';
import { classOf } from '../domain/viewer-class.ts';
import { askCertificates, projectCertificate } from './certificates.ts';
import { askPersons, storeProtections } from './protection.ts';

export interface CertificateReading extends Pick<RequestContext, 'em' | 'viewer' | 'system'> {
  readonly directory: Directory;
}

/** A certificate that the viewer may see so far, and its patient as the person service tells of them now. */
export interface ToldCertificate {
  readonly certificate: CertificateFacts;
  readonly person: PersonFacts | undefined;
}

/**
 * Of these certificates, those that the viewer may see by what is stored, by id. The person service is asked each time:
 * a person who got protected data a minute ago is not shown. A flag that has changed is stored, whoever asks.
 */
export async function tellOfCertificates(
  { em, viewer, system, directory }: CertificateReading,
  ids: readonly string[],
): Promise<Map<string, ToldCertificate>> {
  const certificates = await em.find(CertificateProjectionEntity, { id: { $in: [...ids] }, ...visibleTo(viewer()) });
  const facts = await askPersons(directory, certificates);
  const factOf = new Map(facts.map((fact) => [fact.personId, fact]));
  if (certificates.some(({ personId, protection }) => factOf.get(personId)?.protection !== protection))
    await system((store) => storeProtections(store, facts));
  return new Map(
    certificates.map((row) => {
      const certificate = { ...row, recipient: row.recipient ?? null };
      return [row.id, { certificate, person: factOf.get(row.personId) }];
    }),
  );
}

/** What decides whether care may write about it. */
export const writtenAbout = ({ certificate, person }: ToldCertificate): WrittenAbout => ({
  typeId: certificate.typeId,
  sent: certificate.sent,
  revoked: certificate.revoked,
  testCertificate: certificate.testCertificate,
  testIndicated: person?.testIndicated ?? false,
});

export interface CertificateAsking extends CertificateReading {
  readonly certificates: SubgraphClient;
}

/**
 * Certificates that the viewer may see and care may correspond about, by id, also those that no case has been about yet.
 * One that is not there, or not theirs to see, is left out; PU_PROBLEM stands in the place of an untold patient's.
 * Nothing is kept: who reads changes nothing.
 */
export async function certificatesToWriteAbout(
  asking: CertificateAsking,
  ids: readonly string[],
): Promise<Map<string, ToldCertificate | AccessError>> {
  const viewer = asking.viewer();
  const { types } = classOf(viewer);
  const projected = await tellOfCertificates(asking, ids);
  const told = [...projected, ...(await tellOfUnknown(asking, projected, ids))].filter(
    ([, { certificate }]) => isInScope(viewer, certificate.unit) && types.includes(certificate.typeId),
  );
  const visible = visibleTo(viewer).protection.$in;
  return new Map(
    told.flatMap(([id, one]): [string, ToldCertificate | AccessError][] => {
      const protection = one.person?.protection ?? 'UNKNOWN';
      if (protection === 'UNKNOWN') return [[id, new AccessError('PU_PROBLEM')]];
      return visible.includes(protection) ? [[id, one]] : [];
    }),
  );
}

/** Those that are not known here, or not yet as sent, as `certificates` tells of them now. */
async function tellOfUnknown(
  { viewer, directory, certificates }: CertificateAsking,
  projected: ReadonlyMap<string, ToldCertificate>,
  ids: readonly string[],
): Promise<[string, ToldCertificate][]> {
  const missing = ids.filter((id) => !projected.get(id)?.certificate.sent);
  if (missing.length === 0) return [];
  const own = (await askCertificates(certificates, missing)).filter(({ unit }) => isInScope(viewer(), unit));
  const persons = new Map((await askPersons(directory, own)).map((fact) => [fact.personId, fact]));
  return own.map((certificate) => [certificate.id, { certificate, person: persons.get(certificate.personId) }]);
}

/**
 * Keeps a certificate that a case is to be about. Throws CERTIFICATE_NOT_FOUND when the session does not see it even
 * then: the database has its own opinion of whose it is.
 */
export async function keepCertificate(
  { em, viewer, system }: CertificateAsking,
  { certificate, person }: ToldCertificate,
): Promise<void> {
  const own = { id: certificate.id, ...visibleTo(viewer()) };
  if (await em.findOne(CertificateProjectionEntity, { ...own, sent: true })) return;
  await system((store) => projectCertificate(store, certificate, person?.protection ?? 'UNKNOWN'));
  if (!(await em.findOne(CertificateProjectionEntity, own))) throw new CorrespondenceError('CERTIFICATE_NOT_FOUND');
}

/** What decides whether care may write about certificates, null for those that no case of the viewer's can be about. */
export async function writtenAboutOf(
  asking: CertificateAsking,
  ids: readonly string[],
): Promise<(WrittenAbout | null | AccessError)[]> {
  const found = await certificatesToWriteAbout(asking, ids);
  return ids.map((id) => {
    const one = found.get(id);
    return one instanceof AccessError ? one : one ? writtenAbout(one) : null;
  });
}
