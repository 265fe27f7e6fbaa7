import { ag7804, lisjp } from './lisjp.ts';
import type { Read } from './parts.ts';

/** Who reads the old format of a type, by its id and version. */
export const ADAPTERS: Readonly<Record<string, Read>> = {
  'fk7804 1.3': lisjp,
  'ag7804 1.2': ag7804,
};
