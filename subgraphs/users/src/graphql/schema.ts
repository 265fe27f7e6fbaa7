import { parseGlobalId } from '@intygsgraf/kernel/domain';
import { buildFederatedSchema } from '@intygsgraf/kernel/server';
import { CareProviderResolver, CareUnitResolver, CareUnitType } from './care-unit.ts';
import type { Context } from './context.ts';
import { PatientResolver, PatientType } from './patient.ts';
import { SessionResolver } from './session.ts';
import { StaffResolver, StaffType } from './staff.ts';
import { ViewerResolver } from './viewer.ts';

type Key = { readonly id: string } | { readonly hsaId: string };

export const usersSchema = () =>
  buildFederatedSchema<Context>({
    resolvers: [
      CareProviderResolver,
      CareUnitResolver,
      PatientResolver,
      SessionResolver,
      StaffResolver,
      ViewerResolver,
    ],
    orphanedTypes: [CareUnitType, PatientType, StaffType],
    references: {
      CareProvider: ({ hsaId }: { hsaId: string }, { loaders }: Context) => loaders.careProvider.load(hsaId),
      CareUnit: (key: Key, { loaders }: Context) =>
        'hsaId' in key
          ? loaders.careUnitByHsaId.load(key.hsaId)
          : loaders.careUnitById.load(parseGlobalId('CareUnit', key.id)),
      Staff: (key: Key, { loaders }: Context) =>
        'hsaId' in key ? loaders.staffByHsaId.load(key.hsaId) : loaders.staffById.load(parseGlobalId('Staff', key.id)),
      Patient: ({ id }: { id: string }, { loaders }: Context) => loaders.patient.load(parseGlobalId('Patient', id)),
    },
  });
