import { parseGlobalId } from '@intygsgraf/kernel/domain';
import { buildFederatedSchema } from '@intygsgraf/kernel/server';
import { ANSWER_TYPES, CertificateDiagnosisResolver } from './answers.ts';
import { MORE_ANSWER_TYPES } from './more-answers.ts';
import { CertificateResolver } from './certificate.ts';
import { certificateTypeById, CertificateTypeResolver } from './certificate-type.ts';
import { CertificatesResolver } from './certificates.ts';
import type { Context } from './context.ts';
import { CopyAndRevokeResolver } from './copy-and-revoke.ts';
import { CreateFromTemplateResolver } from './create-from-template.ts';
import { DraftResolver } from './draft.ts';
import { DraftOriginResolver } from './draft-origin.ts';
import { DraftsResolver } from './drafts.ts';
import { DeliveryResolver } from './delivery.ts';
import './enums.ts';
import { PrintsResolver } from './prints.ts';
import { EventsResolver } from './events.ts';
import { CertificateRelationsResolver, DraftRelationsResolver, RelatedCertificateResolver } from './relation.ts';
import { DraftSickLeaveResolver, KeptLengthsResolver, LengthSourceResolver } from './sick-leave.ts';
import { PredictRiskResolver } from './predict-risk.ts';
import { SignAndSendResolver } from './sign-and-send.ts';
import { ValidateCertificateResolver } from './validate-certificate.ts';
import { WriteDraftsResolver } from './write-drafts.ts';

export const certificatesSchema = () =>
  buildFederatedSchema<Context>({
    resolvers: [
      CertificateDiagnosisResolver,
      CertificateRelationsResolver,
      CertificateResolver,
      CertificateTypeResolver,
      CertificatesResolver,
      CopyAndRevokeResolver,
      CreateFromTemplateResolver,
      DeliveryResolver,
      DraftOriginResolver,
      DraftRelationsResolver,
      DraftResolver,
      DraftSickLeaveResolver,
      LengthSourceResolver,
      DraftsResolver,
      PrintsResolver,
      EventsResolver,
      RelatedCertificateResolver,
      KeptLengthsResolver,
      PredictRiskResolver,
      SignAndSendResolver,
      ValidateCertificateResolver,
      WriteDraftsResolver,
    ],
    orphanedTypes: [...ANSWER_TYPES, ...MORE_ANSWER_TYPES],
    references: {
      Certificate: ({ id }: { id: string }, { loaders }: Context) =>
        loaders.certificate.load(parseGlobalId('Certificate', id)),
      Draft: ({ id }: { id: string }, { loaders }: Context) => loaders.draft.load(parseGlobalId('Draft', id)),
      CertificateType: ({ id }: { id: string }) => certificateTypeById(id) ?? null,
    },
  });
