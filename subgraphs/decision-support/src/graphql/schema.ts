import { buildFederatedSchema } from '@intygsgraf/kernel/server';
import type { DiagnosisKey } from '../domain/diagnosis.ts';
import type { Context } from './context.ts';
import { DiagnosisResolver } from './diagnosis.ts';
import { DiagnosisSearchResolver } from './diagnosis-search.ts';
import { GuidanceResolver } from './guidance.ts';
import { IcfResolver } from './icf.ts';
import { RegisterResolver } from './registers.ts';
import { SickLeaveAssessmentResolver } from './sick-leave/assessment.ts';
import { SickLeavePeriodResolver } from './sick-leave/period.ts';

export const decisionSupportSchema = () =>
  buildFederatedSchema<Context>({
    resolvers: [
      DiagnosisResolver,
      DiagnosisSearchResolver,
      GuidanceResolver,
      IcfResolver,
      RegisterResolver,
      SickLeaveAssessmentResolver,
      SickLeavePeriodResolver,
    ],
    references: {
      Diagnosis: ({ code, codeSystem }: DiagnosisKey, { loaders }: Context) =>
        loaders.diagnosis.load({ code, codeSystem }),
    },
  });
