import './enums.ts';
import { parseGlobalId } from '@intygsgraf/kernel/domain';
import { buildFederatedSchema } from '@intygsgraf/kernel/server';
import { CaseResolver, CaseType } from './case.ts';
import { CaseMessageResolver } from './case-message.ts';
import { CasesResolver, CertificateCasesResolver } from './cases.resolver.ts';
import { ComplementResolver } from './complement.resolver.ts';
import type { Context } from './context.ts';
import { LiveHubResolver } from './live-hub.resolver.ts';
import { MarkHandledResolver } from './mark-handled.resolver.ts';
import { CareUnitReference, CertificateReference } from './stubs.ts';
import { CareUnitUnhandledResolver, UnhandledResolver } from './unhandled.resolver.ts';
import { WriteToAgencyResolver } from './write-to-agency.resolver.ts';

export const casesSchema = () =>
  buildFederatedSchema<Context>({
    resolvers: [
      CaseMessageResolver,
      CaseResolver,
      CasesResolver,
      CertificateCasesResolver,
      CareUnitUnhandledResolver,
      ComplementResolver,
      LiveHubResolver,
      MarkHandledResolver,
      UnhandledResolver,
      WriteToAgencyResolver,
    ],
    orphanedTypes: [CaseType, CertificateReference, CareUnitReference],
    references: {
      Case: ({ id }: { id: string }, { loaders }: Context) => loaders.caseById.load(parseGlobalId('Case', id)),
      Certificate: (key: { id: string }) => key,
      CareUnit: (key: { hsaId: string }) => key,
    },
  });
