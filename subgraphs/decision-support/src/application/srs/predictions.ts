import { AccessError, type Protection, visibleProtections, visibleTo } from '@intygsgraf/kernel/domain';
import type { Directory, RequestContext } from '@intygsgraf/kernel/server';
import { randomUUID } from 'node:crypto';
import { RiskPredictionEntity } from '../../database/risk.ts';
import { regionOf } from '../../domain/srs/patient-factors.ts';
import {
  type NamedModel,
  predict,
  type Prediction,
  RiskError,
  type RiskOpinion,
  type RiskSituation,
} from '../../domain/srs/prediction.ts';
import { findSupport } from '../../domain/srs/register.ts';
import type { FactorValues } from '../../domain/srs/model.ts';
import type { Catalogues } from '../registers/catalogues.ts';

/** What the risk support needs of the request. */
export interface RiskContext extends Pick<
  RequestContext,
  'em' | 'caller' | 'viewer' | 'accessLog' | 'system' | 'now' | 'today'
> {
  readonly directory: Pick<Directory, 'personFacts' | 'issuer'>;
  readonly catalogues: Catalogues;
  /** HSA-ids of the units that take part in the pilot; no others see the support. */
  readonly riskUnits: ReadonlySet<string>;
}

/** A prediction as it is kept. */
export interface KeptPrediction extends Prediction {
  readonly id: string;
  readonly certificateId: string;
  readonly unit: string;
  readonly personId: string;
  readonly protection: Protection;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly situation: RiskSituation;
  readonly diagnosis: string;
  readonly modelCode: string;
  readonly modelVersion: string;
  readonly revision: number;
  readonly isDemo: boolean;
  readonly opinion?: RiskOpinion | null;
  readonly opinionBy?: string | null;
  readonly opinionAt?: Date | null;
}

/** Whether the viewer's unit takes part. Source: domain.md §1.6 R1. */
export const takesPart = ({ riskUnits, viewer }: Pick<RiskContext, 'riskUnits' | 'viewer'>): boolean =>
  riskUnits.has(viewer().selectedUnit);

/** What a draft is, so far as its risk depends on it; told by `certificates`, which has checked that the viewer sees it. */
export interface RiskWish {
  readonly certificateId: string;
  readonly unit: string;
  readonly personId: string;
  readonly protection: Protection;
  /** The main diagnosis, upper case and without dot. */
  readonly diagnosis: string;
  readonly situation: RiskSituation;
  readonly answers: FactorValues;
}

/**
 * Computes a draft's risk and keeps it under the certificate's id. Refusals: FORBIDDEN for another unit's, RISK_NOT_ON_UNIT,
 * RISK_NO_MODEL and those of `predict`; UNAVAILABLE. Source: domain.md §7.7.
 */
export async function keepPrediction(context: RiskContext, wish: RiskWish): Promise<string> {
  const { em, caller, viewer, accessLog, now, today, directory, catalogues } = context;
  const { hsaId, unitsInScope } = viewer();
  const { unit, personId, protection, diagnosis, situation, certificateId } = wish;
  const isVisible = unitsInScope.includes(unit) && visibleProtections(viewer()).includes(protection);
  if (!caller.user || !isVisible) throw new AccessError('FORBIDDEN');
  if (!takesPart(context)) throw new RiskError('RISK_NOT_ON_UNIT');
  const model = await modelOf(catalogues, diagnosis);
  const issuer = await directory.issuer(caller.user, unit);
  const region = regionOf(issuer.unit.postalCode);
  const prediction = predict(model, { situation, personId, today, region, answers: wish.answers });
  const id = randomUUID();
  await em.insert(RiskPredictionEntity, {
    id,
    certificateId,
    unit,
    personId,
    protection,
    situation,
    diagnosis,
    madeBy: hsaId,
    madeAt: now,
    modelCode: model.code,
    modelVersion: model.version,
    revision: model.revision,
    isDemo: model.isDemo,
    ...prediction,
  });
  accessLog.record({ activity: 'WRITE', resource: 'RiskPrediction', resourceId: id, personId, unit });
  return id;
}

async function modelOf(catalogues: Catalogues, diagnosis: string): Promise<NamedModel> {
  const catalogue = await catalogues.srs();
  const model = catalogue && findSupport(catalogue, diagnosis)?.model;
  if (!model) throw new RiskError('RISK_NO_MODEL');
  return model;
}

type Found = KeptPrediction | null | AccessError;

/** Predictions by id, as far as the viewer may see them now; null for the others. */
export async function findPredictions(context: RiskContext, ids: readonly string[]): Promise<Found[]> {
  const rows = await rowsWhere(context, { id: { $in: [...ids] } });
  const found = new Map((await shown(context, rows)).map((one) => [one.row.id, one.told]));
  return ids.map((id) => found.get(id) ?? null);
}

/** The newest prediction of certificates and drafts, by their national ids. */
export async function newestPredictions(context: RiskContext, certificateIds: readonly string[]): Promise<Found[]> {
  const rows = await rowsWhere(context, { certificateId: { $in: [...certificateIds] } });
  const newest = new Map(rows.map((row) => [row.certificateId, row]));
  const told = new Map((await shown(context, [...newest.values()])).map((one) => [one.row.certificateId, one.told]));
  return certificateIds.map((id) => told.get(id) ?? null);
}

const rowsWhere = ({ em, viewer }: RiskContext, where: object): Promise<KeptPrediction[]> =>
  em.find(
    RiskPredictionEntity,
    { ...where, unit: { $in: [...viewer().unitsInScope] }, ...visibleTo(viewer()) },
    { orderBy: { madeAt: 'asc', id: 'asc' }, disableIdentityMap: true },
  ) as Promise<KeptPrediction[]>;

/** Of these, those whose patient the viewer may see by what the person service tells now; each shown is logged. */
async function shown(context: RiskContext, rows: readonly KeptPrediction[]) {
  const { directory, viewer, accessLog } = context;
  const asked = [...Map.groupBy(rows, ({ unit }) => unit)].map(([unit, of]) =>
    directory.personFacts([...new Set(of.map(({ personId }) => personId))], unit),
  );
  const facts = new Map((await Promise.all(asked)).flat().map((one) => [one.personId, one.protection]));
  await storeProtections(context, rows, facts);
  return rows.flatMap((row): { row: KeptPrediction; told: KeptPrediction | AccessError }[] => {
    const protection = facts.get(row.personId) ?? 'UNKNOWN';
    if (protection === 'UNKNOWN') return [{ row, told: new AccessError('PU_PROBLEM') }];
    if (!visibleProtections(viewer()).includes(protection)) return [];
    const { id: resourceId, personId, unit } = row;
    accessLog.record({ activity: 'READ', resource: 'RiskPrediction', resourceId, personId, unit });
    return [{ row, told: row }];
  });
}

/** A protection that has changed is stored, whoever asks. */
async function storeProtections(
  { system }: RiskContext,
  rows: readonly KeptPrediction[],
  facts: ReadonlyMap<string, Protection>,
): Promise<void> {
  const now = ({ personId }: KeptPrediction): Protection => facts.get(personId) ?? 'UNKNOWN';
  const changed = Map.groupBy(
    rows.filter((row) => now(row) !== 'UNKNOWN' && now(row) !== row.protection),
    now,
  );
  if (changed.size === 0) return;
  await system(async (em) => {
    for (const [protection, of] of changed)
      await em.nativeUpdate(
        RiskPredictionEntity,
        { personId: { $in: of.map(({ personId }) => personId) } },
        { protection },
      );
  });
}

/** Keeps the doctor's own view of a risk (egen bedömning), in place of an earlier one. Refusals: RISK_NOT_FOUND, PU_PROBLEM. */
export async function giveOpinion(context: RiskContext, id: string, opinion: RiskOpinion): Promise<KeptPrediction> {
  const { em, viewer, now, accessLog } = context;
  const [found] = await findPredictions(context, [id]);
  if (found instanceof AccessError) throw found;
  if (!found) throw new RiskError('RISK_NOT_FOUND');
  const given = { opinion, opinionBy: viewer().hsaId, opinionAt: now };
  await em.nativeUpdate(RiskPredictionEntity, { id }, given);
  const { personId, unit } = found;
  accessLog.record({ activity: 'WRITE', resource: 'RiskPrediction', resourceId: id, personId, unit });
  return { ...found, ...given };
}

/** Lets go of the risks of a draft that was deleted; how many. Nothing stays but the access log. Needs the system scope. */
export async function forgetPredictions(
  { em, accessLog }: Pick<RequestContext, 'em' | 'accessLog'>,
  certificateId: string,
): Promise<number> {
  const rows = await em.find(RiskPredictionEntity, { certificateId }, { disableIdentityMap: true });
  await em.nativeDelete(RiskPredictionEntity, { certificateId });
  for (const { id: resourceId, personId, unit } of rows)
    accessLog.record({ activity: 'DELETE', resource: 'RiskPrediction', resourceId, personId, unit });
  return rows.length;
}
