import type { RequestContext } from '@intygsgraf/kernel/server';
import type { ImportSettings } from '../application/registers/import-by-administrator.ts';
import type { Catalogues } from '../application/registers/catalogues.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know. */
export interface Context extends RequestContext {
  readonly loaders: Loaders;
  /** The registers that guidance is looked up in. */
  readonly catalogues: Catalogues;
  readonly imports: ImportSettings;
}
