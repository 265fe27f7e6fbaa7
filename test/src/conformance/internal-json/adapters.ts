import { ag114 } from './ag114.ts';
import { luaeFs, luaeNa, luse } from './disability.ts';
import { fk7263 } from './fk7263.ts';
import { af00213, af00251, tstrk1009 } from './agencies.ts';
import { db, doi } from './death.ts';
import { tsDiabetes2, tsDiabetes3, tsDiabetes4 } from './diabetes.ts';
import { tsBas6, tsBas7 } from './driving.ts';
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
  'tstrk1007 6.8': tsBas6,
  'tstrk1007 7.0': tsBas7,
  'tstrk1031 2.8': tsDiabetes2,
  'tstrk1031 3.0': tsDiabetes3,
  'tstrk1031 4.2': tsDiabetes4,
  'tstrk1009 1.0': tstrk1009,
  'db 1.0': db,
  'doi 1.0': doi,
  'af00213 1.0': af00213,
  'af00251 1.0': af00251,
};
