import type { RequestContext } from '@intygsgraf/kernel/server';
import type { ImportContext } from '../application/registers/import-by-administrator.ts';
import type { RiskContext } from '../application/srs/predictions.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of this subgraph know; `catalogues` are the registers that guidance is looked up in. */
export interface Context extends RequestContext, RiskContext, ImportContext {
  readonly loaders: Loaders;
}
