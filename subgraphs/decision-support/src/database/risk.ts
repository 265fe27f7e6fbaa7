import { Protection } from '@intygsgraf/kernel/domain';
import { policy } from '@intygsgraf/kernel/server';
import { defineEntity, p } from '@mikro-orm/core';
import type { Contribution, FactorValues } from '../domain/srs/model.ts';
import { RiskLevel, RiskOpinion, RiskSituation } from '../domain/srs/prediction.ts';

const visible = (unit: string, protection: string): string =>
  `${policy.unitInScope(unit)} and ${policy.protectionVisible(protection)}`;

/**
 * A risk that was computed for a draft (prediktion), with the doctor's own view of it. Kept under the certificate's id,
 * never in it: no message and no print has it. What was computed stays, unless its draft is deleted; only the view may be
 * changed.
 */
export const RiskPredictionEntity = defineEntity({
  name: 'RiskPrediction',
  properties: {
    id: p.uuid().primary(),
    /** The national intygs-id. */
    certificateId: p.uuid(),
    /** HSA-id of the unit that writes the certificate. */
    unit: p.text(),
    personId: p.text().index(),
    protection: p.enum(() => Protection),
    /** HSA-id. */
    madeBy: p.text(),
    madeAt: p.datetime(),
    situation: p.enum(() => RiskSituation),
    /** The main diagnosis, as it was chosen. */
    diagnosis: p.text(),
    /** The diagnosis of the model: the same, or a wider one. */
    modelCode: p.text(),
    /** The researchers' version. */
    modelVersion: p.text(),
    /** The edition of the support. */
    revision: p.integer(),
    isDemo: p.boolean(),
    /** 0 to 1, two decimals. */
    risk: p.double(),
    level: p.enum(() => RiskLevel),
    isIndicative: p.boolean(),
    values: p.json<FactorValues>(),
    contributions: p.json<readonly Contribution[]>(),
    curve: p.json<readonly { readonly day: number; readonly probability: number }[]>(),
    opinion: p.enum(() => RiskOpinion).nullable(),
    /** HSA-id. */
    opinionBy: p.text().nullable(),
    opinionAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['certificateId', 'madeAt'] }],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'risk_prediction_system', using: policy.system, check: policy.system },
    {
      name: 'risk_prediction_of_unit',
      using: ({ unit, protection }) => visible(unit, protection),
      check: ({ unit, protection }) => visible(unit, protection),
    },
    // goes with its draft, when certificates says so, and by no user's hand
    { name: 'risk_prediction_goes', type: 'restrictive', command: 'delete', using: policy.system },
  ],
});
