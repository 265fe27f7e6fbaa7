/** A question that the doctor answers for a model (fråga). */
export interface RiskQuestion {
  /** The model's factor that it asks for. */
  readonly factor: string;
  readonly text: string;
  readonly help: string;
  readonly choices: readonly RiskChoice[];
}

export interface RiskChoice {
  /** The factor's level. */
  readonly value: string;
  readonly text: string;
  /** Chosen unless somebody says otherwise. */
  readonly isDefault: boolean;
}

/** What an advice is for (kategori). Source: domain.md §7.7, Advice. */
export const AdviceKind = {
  /** "Tänk på att". */
  OBS: 'OBS',
  /** Recommended measure (rekommenderad åtgärd). */
  REK: 'REK',
  /** When a sick leave is extended (förlängning). */
  FRL: 'FRL',
  /** For who co-ordinates the rehabilitation (rehabkoordinator). */
  REH: 'REH',
} as const;
export type AdviceKind = keyof typeof AdviceKind;

/** An advice for a diagnosis (åtgärd). */
export interface Advice {
  readonly kind: AdviceKind;
  /** 1 first, within a kind. */
  readonly priority: number;
  readonly title: string;
  readonly text: string;
}

/** How many sick leaves of a year lasted how long; each began with at least fifteen days. */
export interface LengthStatistics {
  readonly year: number;
  /** By the first day of an interval, in rising order; the last has no end. */
  readonly intervals: readonly { readonly from: number; readonly to: number | null; readonly cases: number }[];
}

/** What is known for a diagnosis, under its code in one edition. */
export interface RiskDiagnosis {
  /** Upper case, no dot. */
  readonly code: string;
  readonly title: string;
  /** Of all sick leaves of the diagnosis, the part that lasts more than 90 days; null where nobody counted. */
  readonly prevalence: number | null;
  /** The factors that are asked for, in their order. */
  readonly questions: readonly string[];
  readonly advice: readonly Advice[];
  readonly statistics: LengthStatistics | null;
}

/** The intervals of the national statistics, days. Source: domain.md §7.7, National statistics. */
export const INTERVALS: readonly (readonly [from: number, to: number | null])[] = [
  [15, 29],
  [30, 89],
  [90, 179],
  [180, 364],
  [365, null],
];

/** A step of the chart: how many had come back by then. */
export interface LengthShare {
  readonly from: number;
  readonly to: number | null;
  readonly cases: number;
  /** Part of all, 0 to 1. */
  readonly share: number;
  /** Part of all that lasted no longer than this interval. */
  readonly accumulated: number;
}

/** What a chart of the statistics needs. Source: domain.md §7.7: shown as accumulated percent. */
export function lengthShares({ intervals }: LengthStatistics): LengthShare[] {
  const total = intervals.reduce((sum, { cases }) => sum + cases, 0);
  let sum = 0;
  return intervals.map(({ from, to, cases }) => {
    sum += cases;
    return { from, to, cases, share: total ? cases / total : 0, accumulated: total ? sum / total : 0 };
  });
}

/** Advice in the order it is shown: that for an extension first when it is one. Source: domain.md §7.7, Advice. */
export function adviceInOrder(advice: readonly Advice[], isExtension: boolean): Advice[] {
  const kinds: readonly AdviceKind[] = isExtension ? ['FRL', 'OBS', 'REK', 'REH'] : ['OBS', 'REK', 'FRL', 'REH'];
  return advice.toSorted(
    (one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || one.priority - other.priority,
  );
}

/** The codes that a code's support is looked for under, its own first. Source: domain.md §7.7, Model look-up. */
export const codesToTry = (code: string): string[] =>
  [5, 4, 3].filter((length) => length <= code.length).map((length) => code.slice(0, length));
