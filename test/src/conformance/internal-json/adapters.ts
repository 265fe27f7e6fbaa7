import { ag114 } from './ag114.ts';
import { luaeFs, luaeNa, luse } from './disability.ts';
import { fk7263 } from './fk7263.ts';
import { ag7804, lisjp } from './lisjp.ts';
import type { Read } from './parts.ts';

/** Who reads the old format of a type, by its id and version. */
export const ADAPTERS: Readonly<Record<string, Read>> = {
  'fk7804 1.3': lisjp,
  'fk7800 1.3': luse,
  'fk7801 1.2': luaeNa,
  'fk7802 1.1': luaeFs,
  'fk7263 1.0': fk7263,
  'ag7804 1.2': ag7804,
  'ag114 1.0': ag114,
};
