import { AccessError } from '@intygsgraf/kernel/domain';
import { LockMode } from '@mikro-orm/postgresql';
import { CaseEntity } from '../database/entities.ts';
import { type Case, CaseError, markHandled, markUnhandled } from '../domain/case.ts';
import { type CaseReading, showable, type ShownCase } from './cases.ts';
import { raiseVersions } from './unit-version.ts';
import type { ToldCertificate } from './visible-certificates.ts';

/** Marks a case as handled (markera som hanterat). Refusals: CASE_NOT_FOUND, CASE_NOT_UNHANDLED, PU_PROBLEM. */
export const markCaseHandled = (reading: CaseReading, id: string, now: Date): Promise<ShownCase> =>
  changeCase(reading, id, (found) => markHandled(found, reading.viewer().hsaId, now));

/**
 * Takes the mark away again. Refusals: CASE_NOT_FOUND, CASE_NOT_HANDLED, COMPLEMENT_STAYS_HANDLED,
 * ANSWERED_STAYS_HANDLED, CERTIFICATE_REVOKED, PU_PROBLEM.
 */
export const markCaseUnhandled = (reading: CaseReading, id: string): Promise<ShownCase> =>
  changeCase(reading, id, (found) => markUnhandled(found, found.about.revoked));

/** A case that the viewer may see, with what was told of its certificate. Throws CASE_NOT_FOUND, PU_PROBLEM. */
export async function findShown(reading: CaseReading, id: string) {
  const { shown, untold, told, log } = await showable(reading, await reading.em.find(CaseEntity, { id }));
  if (untold.length > 0) throw new AccessError('PU_PROBLEM');
  const [found] = shown;
  const about = found && told.get(found.certificateId);
  if (!found || !about) throw new CaseError('CASE_NOT_FOUND');
  return { found, about, log };
}

/**
 * Changes a case that the viewer may see, and does what goes with the change. The row is locked while the domain
 * decides, so that two users cannot both handle it; the unit's version rises in the same transaction.
 */
export async function changeCase(
  reading: CaseReading,
  id: string,
  decide: (found: ShownCase) => Partial<Case>,
  alongside: (found: Case, about: ToldCertificate) => Promise<void> = async () => {},
): Promise<ShownCase> {
  const { found: seen, about, log } = await findShown(reading, id);
  const found = await reading.em.findOne(CaseEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!found) throw new CaseError('CASE_NOT_FOUND');
  reading.em.assign(found, decide({ ...found, about: seen.about }));
  await reading.em.flush();
  await alongside(found, about);
  log('WRITE', found);
  await raiseVersions(reading.em, [found.unit, found.careUnit]);
  return { ...found, about: seen.about };
}
