import { parseGlobalId } from '@intygsgraf/kernel/domain';
import { buildFederatedSchema } from '@intygsgraf/kernel/server';
import type { DiagnosisKey } from '../domain/diagnosis.ts';
import type { Context } from './context.ts';
import { DiagnosisResolver } from './diagnosis.ts';
import { DiagnosisSearchResolver } from './diagnosis-search.ts';
import { GuidanceResolver } from './guidance.ts';
import { IcfCategoryResolver, IcfResolver } from './icf.ts';
import { RegisterResolver } from './registers.ts';
import { SickLeaveAssessmentResolver } from './sick-leave/assessment.ts';
import { SickLeavePeriodResolver } from './sick-leave/period.ts';
import { RiskPredictionResolver, RiskPredictionType } from './srs/prediction-type.ts';
import { CertificateRiskResolver, DraftRiskResolver, RiskPredictionsResolver } from './srs/predictions.ts';
import { RiskSupportResolver } from './srs/support.ts';
import { CertificatePointer, DraftPointer, StaffPointer } from './stubs.ts';

export const decisionSupportSchema = () =>
  buildFederatedSchema<Context>({
    resolvers: [
      DiagnosisResolver,
      DiagnosisSearchResolver,
      GuidanceResolver,
      IcfResolver,
      IcfCategoryResolver,
      RegisterResolver,
      SickLeaveAssessmentResolver,
      SickLeavePeriodResolver,
      RiskPredictionResolver,
      RiskPredictionsResolver,
      RiskSupportResolver,
      CertificateRiskResolver,
      DraftRiskResolver,
    ],
    orphanedTypes: [RiskPredictionType, CertificatePointer, DraftPointer, StaffPointer],
    references: {
      Certificate: (key: { id: string }) => key,
      Draft: (key: { id: string }) => key,
      RiskPrediction: ({ id }: { id: string }, { loaders }: Context) =>
        loaders.prediction.load(parseGlobalId('RiskPrediction', id)),
      Diagnosis: ({ code, codeSystem }: DiagnosisKey, { loaders }: Context) =>
        loaders.diagnosis.load({ code, codeSystem }),
    },
  });
