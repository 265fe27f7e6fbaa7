import { type CareUnit, careUnits } from './care-units.ts';
import { type Staff, staff } from './staff.ts';

/** HSA as the demo knows it. The shape is what `users` imports: the organisation as a tree, staff beside it. */
export type Directory = {
  readonly careProviders: readonly { readonly hsaId: string; readonly name: string }[];
  readonly careUnits: readonly CareUnit[];
  readonly staff: readonly Staff[];
};

/** A made-up organisation with the HSA-ids of the public test environment. */
export const directory: Directory = {
  careProviders: [
    { hsaId: 'TSTNMT2321000156-ALFA', name: 'Alfa Regionen' },
    { hsaId: 'TSTNMT2321000156-BETA', name: 'Beta Regionen' },
  ],
  careUnits,
  staff,
};
