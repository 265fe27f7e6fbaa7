import { parseGlobalId } from '@intygsgraf/kernel/domain';
import { buildFederatedSchema } from '@intygsgraf/kernel/server';
import { ANSWER_TYPES, CertificateDiagnosisResolver } from './answers.ts';
import { CertificateResolver } from './certificate.ts';
import { certificateTypeById, CertificateTypeResolver } from './certificate-type.ts';
import { CertificatesResolver } from './certificates.ts';
import type { Context } from './context.ts';
import { DraftResolver } from './draft.ts';
import { DraftsResolver } from './drafts.ts';
import { DeliveryResolver } from './delivery.ts';
import './enums.ts';
import { DraftSickLeaveResolver, KeptLengthsResolver } from './sick-leave.ts';
import { PredictRiskResolver } from './predict-risk.ts';
import { SignAndSendResolver } from './sign-and-send.ts';
import { WriteDraftsResolver } from './write-drafts.ts';

export const certificatesSchema = () =>
  buildFederatedSchema<Context>({
    resolvers: [
      CertificateDiagnosisResolver,
      CertificateResolver,
      CertificateTypeResolver,
      CertificatesResolver,
      DeliveryResolver,
      DraftResolver,
      DraftSickLeaveResolver,
      DraftsResolver,
      KeptLengthsResolver,
      PredictRiskResolver,
      SignAndSendResolver,
      WriteDraftsResolver,
    ],
    orphanedTypes: ANSWER_TYPES,
    references: {
      Certificate: ({ id }: { id: string }, { loaders }: Context) =>
        loaders.certificate.load(parseGlobalId('Certificate', id)),
      Draft: ({ id }: { id: string }, { loaders }: Context) => loaders.draft.load(parseGlobalId('Draft', id)),
      CertificateType: ({ id }: { id: string }) => certificateTypeById(id) ?? null,
    },
  });
