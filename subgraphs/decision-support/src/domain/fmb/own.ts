import type { RegisterEntry } from '../registers/register.ts';
import type { FmbContent } from './guidance.ts';
import { A_TO_E } from './own/a-e.ts';
import { F } from './own/f.ts';
import { G_TO_I } from './own/g-i.ts';
import { J_TO_K } from './own/j-k.ts';
import { L_TO_M } from './own/l-m.ts';
import { N_TO_R } from './own/n-r.ts';
import { entriesOf } from './own/own-guidance.ts';
import { S } from './own/s.ts';

/**
 * A small part of the guidance, for a system that has not imported it: which diagnoses go together, how long sick leave is
 * recommended for and which categories of ICF belong to them, none of its texts.
 * Source: Socialstyrelsen, FMB, as of 2020-04-02.
 */
export const OWN_FMB: readonly RegisterEntry<FmbContent>[] = [
  ...A_TO_E,
  ...F,
  ...G_TO_I,
  ...J_TO_K,
  ...L_TO_M,
  ...N_TO_R,
  ...S,
].flatMap(entriesOf);
