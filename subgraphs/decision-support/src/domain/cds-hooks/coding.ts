/** A code of a code system. Source: CDS Hooks 2.0, Coding. */
export interface Coding {
  readonly code: string;
  readonly system: string;
  readonly display?: string | undefined;
}
