/** An answer as the national ids know it: one kind a sub-answer, whatever the certificate type. */
export type Answer =
  | { readonly boolean: boolean }
  | { readonly text: string }
  | { readonly code: string }
  | { readonly codes: readonly string[] }
  | { readonly datedCodes: readonly { readonly code: string; readonly date: string }[] }
  | {
      readonly diagnoses: readonly {
        readonly code: string;
        readonly codeSystem: 'ICD_10_SE';
        readonly description: string;
      }[];
    }
  | { readonly codedPeriods: readonly { readonly code: string; readonly from: string; readonly to: string }[] };

/** A certificate that the demo begins with, signed during the 60 days before 2026-11-15. Dates are YYYY-MM-DD. */
export type DemoCertificate = {
  readonly id: string;
  readonly typeId: 'fk7804';
  readonly version: '1.3';
  /** HSA-id of the care unit or sub-unit that issues it. */
  readonly unit: string;
  /** HSA-id. */
  readonly signedBy: string;
  /** Instant, ISO 8601 in UTC. */
  readonly signedAt: string;
  readonly personId: string;
  /**
   * By the id of the sub-answer (27.1, 1.1 …). Which may stand beside which: domain.md §3.1 and §3.1.1; the certificates
   * themselves check it when the demo is seeded, since that goes through the same use cases as everybody.
   */
  readonly answers: Readonly<Record<string, Answer>>;
};

/** Läkarintyg för sjukpenning, the only type that the demo begins with. */
export const fk7804 = { typeId: 'fk7804', version: '1.3' } as const;
