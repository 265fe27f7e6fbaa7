import type { RequestContext } from '@intygsgraf/kernel/server';
import DataLoader from 'dataloader';
import { careProvidersByHsaId, careUnitsBy, staffBy, subUnitsOf } from '../application/directory.ts';
import type { PersonService } from '../application/person-service.ts';
import { findPatients } from '../application/persons.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/**
 * One set for each request: a batch never mixes two who ask. `directory` is where the directory is read, which is the
 * same for everybody within care.
 */
export function createLoaders(
  { step, viewer, accessLog }: Pick<RequestContext, 'step' | 'viewer' | 'accessLog'>,
  personService: PersonService,
  directory: RequestContext['step'] = step,
) {
  return {
    careProvider: new DataLoader((ids: readonly string[]) => directory((em) => careProvidersByHsaId(em, ids))),
    careUnitByHsaId: new DataLoader((ids: readonly string[]) => directory((em) => careUnitsBy(em, 'hsaId', ids))),
    careUnitById: new DataLoader((ids: readonly string[]) => directory((em) => careUnitsBy(em, 'id', ids))),
    subUnits: new DataLoader((ids: readonly string[]) => directory((em) => subUnitsOf(em, ids))),
    staffByHsaId: new DataLoader((ids: readonly string[]) => directory((em) => staffBy(em, 'hsaId', ids))),
    staffById: new DataLoader((ids: readonly string[]) => directory((em) => staffBy(em, 'id', ids))),
    // async, as viewer() may throw: what a batch throws at once loses its code
    patient: new DataLoader(async (ids: readonly string[]) =>
      findPatients(step, personService, viewer(), ids, accessLog),
    ),
  };
}
