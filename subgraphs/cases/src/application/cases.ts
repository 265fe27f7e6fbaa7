import { AccessError, isInScope, matches, type PersonFacts, visibleTo } from '@intygsgraf/kernel/domain';
import type { AccessActivity, Directory, RequestContext } from '@intygsgraf/kernel/server';
import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { CaseEntity, CertificateProjectionEntity, MessageEntity } from '../database/entities.ts';
import { type Case, CaseError, handled, markHandled, markUnhandled, unhandled } from '../domain/case.ts';
import { classOf } from '../domain/viewer-class.ts';
import { askPersons, storeProtections } from './protection.ts';
import { raiseVersions } from './unit-version.ts';

export interface CaseReading extends Pick<RequestContext, 'em' | 'accessLog' | 'viewer' | 'system'> {
  readonly directory: Directory;
}

/** Which cases a list holds. */
export const CaseFilter = { UNHANDLED: unhandled, HANDLED: handled, ALL: {} } as const;
export type CaseFilter = keyof typeof CaseFilter;

/** A case with the type of its certificate, as fk7804: which types a role may see cases about is the role's. */
type TypedCase = Case & { readonly typeId: string };

export interface CasePage {
  readonly cases: Case[];
  readonly hasNextPage: boolean;
}

/**
 * The cases of units in the viewer's scope, latest first; `after` is the id of the last case of the page before. One
 * whose patient the person service does not know is left out; when it does not answer at all, PU_PROBLEM. What is left
 * out is made good by what comes after: no page ends with, or is short by, a case that its reader may not know of.
 * Source: domain.md §2.7, row UNDEFINED.
 */
export async function listCases(
  reading: CaseReading,
  units: readonly string[],
  filter: CaseFilter,
  first: number,
  after: string | undefined,
): Promise<CasePage> {
  const viewer = reading.viewer();
  if (!units.every((unit) => isInScope(viewer, unit))) throw new AccessError('FORBIDDEN');
  let last = after ? await lastOfPage(reading, after) : undefined;
  const cases: Case[] = [];
  for (;;) {
    const wanted = first - cases.length;
    const rows = await reading.em.find(
      CaseEntity,
      {
        unit: { $in: [...units] },
        ...CaseFilter[filter],
        ...(last && { $or: [{ sentAt: { $lt: last.sentAt } }, { sentAt: last.sentAt, id: { $lt: last.id } }] }),
      },
      { orderBy: { sentAt: 'desc', id: 'desc' }, limit: wanted + 1 },
    );
    const page = rows.slice(0, wanted);
    const { shown, untold } = await showable(reading, page);
    if (untold.length > 0 && !(await reading.directory.personServiceAnswers())) throw new AccessError('PU_PROBLEM');
    cases.push(...shown);
    last = page.at(-1);
    const hasNextPage = rows.length > wanted;
    if (!hasNextPage || cases.length === first) return { cases, hasNextPage };
  }
}

/** The case that a page begins after: one that the viewer may see, so that nobody learns of another one. */
async function lastOfPage({ em, viewer }: CaseReading, id: string) {
  const last = await em.findOne(CaseEntity, { id, unit: { $in: [...viewer().unitsInScope] } });
  const certificate =
    last && (await em.findOne(CertificateProjectionEntity, { id: last.certificateId, ...visibleTo(viewer()) }));
  if (!certificate) throw new CaseError('CASE_NOT_FOUND');
  return last;
}

/** The cases of certificates, one list for each, latest first; PU_PROBLEM in the place of an untold patient's. */
export async function casesOfCertificates(
  reading: CaseReading,
  certificateIds: readonly string[],
): Promise<(Case[] | AccessError)[]> {
  const rows = await reading.em.find(
    CaseEntity,
    { certificateId: { $in: [...certificateIds] } },
    { orderBy: { sentAt: 'desc', id: 'desc' } },
  );
  const { shown, untold } = await showable(reading, rows);
  const byCertificate = Map.groupBy(shown, ({ certificateId }) => certificateId);
  const isUntold = (id: string): boolean => untold.some(({ certificateId }) => certificateId === id);
  return certificateIds.map((id) => (isUntold(id) ? new AccessError('PU_PROBLEM') : (byCertificate.get(id) ?? [])));
}

/**
 * Cases by id, null for those that the viewer may not see: another unit's case is not found. PU_PROBLEM in the place of
 * one whose patient the person service did not tell of.
 */
export async function findCases(reading: CaseReading, ids: readonly string[]): Promise<(Case | null | AccessError)[]> {
  const { shown, untold } = await showable(reading, await reading.em.find(CaseEntity, { id: { $in: [...ids] } }));
  const found = new Map<string, Case | AccessError>([
    ...shown.map((row) => [row.id, row] as const),
    ...untold.map(({ id }) => [id, new AccessError('PU_PROBLEM')] as const),
  ]);
  return ids.map((id) => found.get(id) ?? null);
}

/**
 * Of these cases, those that the viewer may see now, and those whose patient the person service did not tell of. It is
 * asked first, each time: a person who got protected data a minute ago is not shown. A flag that has changed is stored,
 * whoever asks; each case shown is logged.
 */
async function showable(reading: CaseReading, rows: readonly TypedCase[]) {
  const { em, directory, accessLog, system } = reading;
  const viewer = reading.viewer();
  const { types } = classOf(viewer);
  const seen = rows.filter(({ unit, typeId }) => isInScope(viewer, unit) && types.includes(typeId));
  const ids = [...new Set(seen.map(({ certificateId }) => certificateId))];
  const certificates = await em.find(CertificateProjectionEntity, { id: { $in: ids }, ...visibleTo(viewer) });
  const facts = await askPersons(directory, certificates);
  const factOf = new Map(facts.map((fact) => [fact.personId, fact]));
  if (certificates.some(({ personId, protection }) => factOf.get(personId)?.protection !== protection))
    await system((store) => storeProtections(store, facts));
  const personIds = new Map(certificates.map(({ id, personId }) => [id, personId]));
  const personOf = ({ certificateId }: Case): string => personIds.get(certificateId) ?? '';
  const told = (row: Case): PersonFacts | undefined => factOf.get(personOf(row));
  const shown = seen.filter((row) => matches(told(row) ?? { protection: 'UNKNOWN' }, visibleTo(viewer)));
  const untold = seen.filter((row) => told(row)?.protection === 'UNKNOWN');
  const log = (activity: AccessActivity, row: Case): void =>
    accessLog.record({ activity, resource: 'Case', resourceId: row.id, personId: personOf(row), unit: row.unit });
  for (const row of shown) log('READ', row);
  return { shown, untold, log };
}

/** The messages of cases, one list for each, in the order they were sent. */
export async function messagesOfCases(em: EntityManager, caseIds: readonly string[]) {
  const rows = await em.find(MessageEntity, { caseId: { $in: [...caseIds] } }, { orderBy: { sentAt: 'asc' } });
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return caseIds.map((id) => byCase.get(id) ?? []);
}

/** Marks a case as handled (markera som hanterat). Refusals: CASE_NOT_FOUND, CASE_NOT_UNHANDLED, PU_PROBLEM. */
export const markCaseHandled = (reading: CaseReading, id: string, now: Date): Promise<Case> =>
  changeCase(reading, id, (found) => markHandled(found, reading.viewer().hsaId, now));

/** Takes the mark away again. Refusals: CASE_NOT_FOUND, CASE_NOT_HANDLED, COMPLEMENT_STAYS_HANDLED, PU_PROBLEM. */
export const markCaseUnhandled = (reading: CaseReading, id: string): Promise<Case> =>
  changeCase(reading, id, markUnhandled);

/**
 * Changes a case that the viewer may see. The row is locked while the domain decides, so that two users cannot both
 * handle it; the unit's version rises in the same transaction.
 */
async function changeCase(reading: CaseReading, id: string, decide: (found: Case) => Partial<Case>): Promise<Case> {
  const { shown, untold, log } = await showable(reading, await reading.em.find(CaseEntity, { id }));
  if (untold.length > 0) throw new AccessError('PU_PROBLEM');
  if (shown.length === 0) throw new CaseError('CASE_NOT_FOUND');
  const found = await reading.em.findOne(CaseEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!found) throw new CaseError('CASE_NOT_FOUND');
  reading.em.assign(found, decide(found));
  await reading.em.flush();
  log('WRITE', found);
  await raiseVersions(reading.em, [found.unit, found.careUnit]);
  return found;
}
