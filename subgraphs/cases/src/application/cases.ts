import { AccessError, isInScope, matches, type PersonFacts, visibleTo } from '@intygsgraf/kernel/domain';
import type { AccessActivity, RequestContext } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CaseEntity, CertificateProjectionEntity, MessageEntity } from '../database/entities.ts';
import { type Case, CaseError, handled, type Party, requiring, unhandled } from '../domain/case.ts';
import type { WrittenAbout } from '../domain/correspondence.ts';
import { classOf } from '../domain/viewer-class.ts';
import { type CertificateReading, tellOfCertificates, writtenAbout } from './visible-certificates.ts';

export interface CaseReading extends CertificateReading, Pick<RequestContext, 'accessLog'> {}

/** A case that the viewer may see, and what decides whether they may write about it. */
export type ShownCase = Case & { readonly about: WrittenAbout };

/** Which cases a list holds. */
export const CaseFilter = {
  UNHANDLED: unhandled,
  HANDLED: handled,
  ALL: {},
  COMPLEMENT: requiring.COMPLEMENT,
  ANSWER: requiring.ANSWER,
  READ_ANSWER: requiring.READ_ANSWER,
  WAIT: requiring.WAIT,
} as const;
export type CaseFilter = keyof typeof CaseFilter;

/** Which cases are asked for, and how many. */
export interface CaseSelection {
  /** HSA-ids, all of them in the viewer's scope. */
  readonly units: readonly string[];
  readonly filter: CaseFilter;
  /** Only those about this certificate (intygs-id). */
  readonly certificateId?: string | undefined;
  /** Only those that this party began. */
  readonly askedBy?: Party | undefined;
  readonly first: number;
  /** The id of the last case of the page before. */
  readonly after?: string | undefined;
}

/** A case with the type of its certificate, as fk7804: which types a role may see cases about is the role's. */
type TypedCase = Case & { readonly typeId: string };

export interface CasePage {
  readonly cases: ShownCase[];
  readonly hasNextPage: boolean;
}

/**
 * The cases of units in the viewer's scope, latest first. One
 * whose patient the person service does not know is left out; when it does not answer at all, PU_PROBLEM. What is left
 * out is made good by what comes after: no page ends with, or is short by, a case that its reader may not know of.
 * Source: domain.md §2.7, row UNDEFINED.
 */
export async function listCases(reading: CaseReading, selection: CaseSelection): Promise<CasePage> {
  const { units, filter, certificateId, askedBy, first, after } = selection;
  const viewer = reading.viewer();
  if (!units.every((unit) => isInScope(viewer, unit))) throw new AccessError('FORBIDDEN');
  let last = after ? await lastOfPage(reading, after) : undefined;
  const cases: ShownCase[] = [];
  for (;;) {
    const wanted = first - cases.length;
    const rows = await reading.em.find(
      CaseEntity,
      {
        unit: { $in: [...units] },
        ...CaseFilter[filter],
        ...(certificateId && { certificateId }),
        ...(askedBy && { askedBy }),
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
): Promise<(ShownCase[] | AccessError)[]> {
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
export async function findCases(
  reading: CaseReading,
  ids: readonly string[],
): Promise<(ShownCase | null | AccessError)[]> {
  const { shown, untold } = await showable(reading, await reading.em.find(CaseEntity, { id: { $in: [...ids] } }));
  const found = new Map<string, ShownCase | AccessError>([
    ...shown.map((row) => [row.id, row] as const),
    ...untold.map(({ id }) => [id, new AccessError('PU_PROBLEM')] as const),
  ]);
  return ids.map((id) => found.get(id) ?? null);
}

/**
 * Of these cases, those that the viewer may see now, and those whose patient the person service did not tell of. Each
 * case shown is logged.
 */
export async function showable(reading: CaseReading, rows: readonly TypedCase[]) {
  const { accessLog } = reading;
  const viewer = reading.viewer();
  const { types } = classOf(viewer);
  const seen = rows.filter(({ unit, typeId }) => isInScope(viewer, unit) && types.includes(typeId));
  const told = await tellOfCertificates(reading, [...new Set(seen.map(({ certificateId }) => certificateId))]);
  const personOf = ({ certificateId }: Case): PersonFacts | undefined => told.get(certificateId)?.person;
  const shown = seen.flatMap((row): ShownCase[] => {
    const known = told.get(row.certificateId);
    const isVisible = matches(personOf(row) ?? { protection: 'UNKNOWN' }, visibleTo(viewer));
    return known && isVisible ? [{ ...row, about: writtenAbout(known) }] : [];
  });
  const untold = seen.filter((row) => personOf(row)?.protection === 'UNKNOWN');
  const log = (activity: AccessActivity, { id, certificateId, unit }: Case): void => {
    const personId = told.get(certificateId)?.certificate.personId ?? '';
    accessLog.record({ activity, resource: 'Case', resourceId: id, personId, unit });
  };
  for (const row of shown) log('READ', row);
  return { shown, untold, told, log };
}

/**
 * The messages of cases, one list for each, in the order in which they were stored here: an agency's clock is its own, and
 * its times have no fractions.
 */
export async function messagesOfCases(em: EntityManager, caseIds: readonly string[]) {
  const rows = await em.find(
    MessageEntity,
    { caseId: { $in: [...caseIds] } },
    { orderBy: { receivedAt: 'asc', sentAt: 'asc', id: 'asc' } },
  );
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return caseIds.map((id) => byCase.get(id) ?? []);
}
