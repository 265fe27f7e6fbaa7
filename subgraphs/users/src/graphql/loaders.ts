import type { RequestContext } from '@intygsgraf/kernel/server';
import DataLoader from 'dataloader';
import { careProvidersByHsaId, careUnitsBy, staffBy, subUnitsOf } from '../application/directory.ts';
import type { PersonService } from '../application/person-service.ts';
import { findPatients } from '../application/persons.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** One set for each request: a batch never mixes two who ask. */
export function createLoaders({ em, viewer, accessLog }: RequestContext, personService: PersonService) {
  return {
    careProvider: new DataLoader((ids: readonly string[]) => careProvidersByHsaId(em, ids)),
    careUnitByHsaId: new DataLoader((ids: readonly string[]) => careUnitsBy(em, 'hsaId', ids)),
    careUnitById: new DataLoader((ids: readonly string[]) => careUnitsBy(em, 'id', ids)),
    subUnits: new DataLoader((ids: readonly string[]) => subUnitsOf(em, ids)),
    staffByHsaId: new DataLoader((ids: readonly string[]) => staffBy(em, 'hsaId', ids)),
    staffById: new DataLoader((ids: readonly string[]) => staffBy(em, 'id', ids)),
    // async, as viewer() may throw: what a batch throws at once loses its code
    patient: new DataLoader(async (ids: readonly string[]) =>
      findPatients(em, personService, viewer(), ids, accessLog),
    ),
  };
}
