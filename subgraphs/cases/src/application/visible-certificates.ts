import { AccessError, isInScope, type PersonFacts, visibleTo } from '@intygsgraf/kernel/domain';
import type { Directory, Queue, RequestContext, SubgraphClient } from '@intygsgraf/kernel/server';
import type { InferEntity } from '@mikro-orm/core';
import { CertificateProjectionEntity } from '../database/entities.ts';
import type { WrittenAbout } from '../domain/correspondence.ts';
import { classOf } from '../domain/viewer-class.ts';
import { askPersonsLater } from './background.ts';
import { askCertificates, projectCertificate } from './certificates.ts';
import { askPersons, storeProtections } from './protection.ts';

export type CertificateRow = InferEntity<typeof CertificateProjectionEntity>;

export interface CertificateReading extends Pick<RequestContext, 'em' | 'viewer' | 'system'> {
  readonly directory: Directory;
}

/** A certificate that the viewer may see so far, and its patient as the person service tells of them now. */
export interface ToldCertificate {
  readonly certificate: CertificateRow;
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
    certificates.map((certificate) => [certificate.id, { certificate, person: factOf.get(certificate.personId) }]),
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
  readonly queue: Queue;
}

/**
 * Certificates that the viewer may see and care may correspond about, by id, also those that no case has been about yet.
 * One that is not there, or not theirs to see, is left out; PU_PROBLEM stands in the place of an untold patient's.
 */
export async function certificatesToWriteAbout(
  asking: CertificateAsking,
  ids: readonly string[],
): Promise<Map<string, ToldCertificate | AccessError>> {
  await projectWhatIsMissing(asking, ids);
  const viewer = asking.viewer();
  const { types } = classOf(viewer);
  const told = [...(await tellOfCertificates(asking, ids))].filter(
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

/** Asks `certificates` about those that are not known here, or not yet as sent, and keeps what is in the viewer's scope. */
async function projectWhatIsMissing(
  { em, viewer, system, directory, certificates, queue }: CertificateAsking,
  ids: readonly string[],
): Promise<void> {
  const known = await em.find(CertificateProjectionEntity, { id: { $in: [...ids] }, sent: true });
  const missing = ids.filter((id) => !known.some((row) => row.id === id));
  if (missing.length === 0) return;
  const own = (await askCertificates(certificates, missing)).filter(({ unit }) => isInScope(viewer(), unit));
  if (own.length === 0) return;
  const persons = new Map((await askPersons(directory, own)).map((fact) => [fact.personId, fact.protection]));
  await system(async (store) => {
    for (const facts of own) await projectCertificate(store, facts, persons.get(facts.personId) ?? 'UNKNOWN');
    if ([...persons.values()].includes('UNKNOWN')) await askPersonsLater(queue, store);
  });
}
