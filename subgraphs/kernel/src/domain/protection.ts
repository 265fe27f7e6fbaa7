import type { Criterion } from './criterion.ts';
import { PRIVILEGES, type Viewer } from './role.ts';

/**
 * What is stored of a patient's protected personal data (skyddade personuppgifter, sekretessmarkering).
 * A stored flag may hide more than the person service would, never show more.
 */
export const Protection = {
  OPEN: 'OPEN',
  /** Only roles with HANTERA_SEKRETESSMARKERAD_PATIENT, only on the own unit. */
  PROTECTED: 'PROTECTED',
  /** The person service has not answered since the row was stored: nobody sees or counts it. */
  UNKNOWN: 'UNKNOWN',
} as const;
export type Protection = keyof typeof Protection;

/** The protection flags that a viewer's role may see. Source: domain.md §2.7, Table 3 row "Handle secrecy-marked patient". */
export const visibleProtections = ({ role }: Pick<Viewer, 'role'>): Protection[] =>
  PRIVILEGES[role].protectedPatients ? ['OPEN', 'PROTECTED'] : ['OPEN'];

/** The same as a condition on rows. */
export const visibleTo = (viewer: Pick<Viewer, 'role'>) =>
  ({ protection: { $in: visibleProtections(viewer) } }) satisfies Criterion<{ protection: Protection }>;

/** A person's facts as the person service told them just now; UNKNOWN when it did not, whatever the reason. */
export interface PersonFacts {
  readonly personId: string;
  /** The patient's id in the graph's `Patient`; null while the person service has not told of them. */
  readonly patientId: string | null;
  readonly protection: Protection;
  readonly deceased: boolean;
  /** Testindikerad: may be signed for, is never sent, has no cases. */
  readonly testIndicated: boolean;
}
