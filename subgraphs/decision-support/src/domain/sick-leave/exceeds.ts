import { addDays, addMonths, daysBetween, daysOf, type Period, totalDays } from '@intygsgraf/kernel/domain';
import type { Recommendation } from '../fmb/catalogue.ts';
import { type CertifiedLeave, chainsOf, LONGEST_GAP, type SickLeaveChain } from './chain.ts';

/** A recommended length for a diagnosis of the certificate. Source: domain.md §7.1, TypFall. */
export type LengthRecommendation = Pick<
  Recommendation,
  'code' | 'resolvedCode' | 'guidanceId' | 'caseId' | 'revision' | 'maximum' | 'sentence'
>;

export interface SickLeaveQuestion {
  /** `YYYY-MM-DD` in Sweden. */
  readonly today: string;
  /** Of all diagnoses of the certificate, by their codes as they were chosen. */
  readonly recommendations: readonly LengthRecommendation[];
  /** What the certificate proposes. */
  readonly proposed: readonly Period[];
  /** Other certificates of the patient on the care unit. */
  readonly earlier: readonly CertifiedLeave[];
}

/** What the recommended length is compared with, and how that was found. */
interface Comparison {
  readonly recommendation: LengthRecommendation;
  /** The recommended length in days, as this comparison counts them. */
  readonly recommendedDays: number;
  readonly totalDays: number;
  readonly exceeds: boolean;
}

/** One diagnosis by itself; `recommendation` is its longest. */
export interface DiagnosisComparison extends Comparison {
  /** As it was chosen. */
  readonly code: string;
}

export interface SickLeaveAnswer {
  /** Days that the certificate itself proposes. */
  readonly proposedDays: number;
  /** As today's systems judge; null when nothing is recommended. */
  readonly nationwide: (Comparison & { readonly chain: SickLeaveChain | null }) | null;
  /** Each diagnosis by itself, months as the calendar has them; those without a recommendation are left out. */
  readonly byDiagnosis: readonly DiagnosisComparison[];
  /** The sick leave that the proposed periods belong to; null while nothing is proposed. */
  readonly chain: SickLeaveChain | null;
}

/** The longest; of those that are as long, the first. */
const longest = (recommendations: readonly LengthRecommendation[]): LengthRecommendation | undefined =>
  recommendations.reduce<LengthRecommendation | undefined>(
    (best, one) => (best && best.maximum.days >= one.maximum.days ? best : one),
    undefined,
  );

/** Recommended days, counted from a first day: three months from 1 January are 90 days, or 91 in a leap year. */
const calendarDays = ({ maximum: { value, unit, days } }: LengthRecommendation, first: string): number =>
  unit === 'MONTH' ? daysBetween(first, addMonths(first, value)) : days;

const isBetween = (day: string, { from, to }: Period): boolean => from <= day && day <= to;

/**
 * Whether a sick leave is longer than recommended, twice. `nationwide` is the rule of today's systems to the letter: the
 * longest recommendation of all diagnoses, a month of 31 days, and the sick leave of the unit that is under way today or,
 * if all end before, on the last day of all. `byDiagnosis` is what a doctor would mean: each diagnosis' own longest
 * recommendation in calendar months, against the sick leave that the proposed periods belong to. Neither ever blocks.
 * Source: domain.md §7.3; §11.1 G1, G17.
 */
export function assessSickLeave({ today, recommendations, proposed, earlier }: SickLeaveQuestion): SickLeaveAnswer {
  const own: CertifiedLeave = { certificateId: null, periods: proposed.filter((period) => daysOf(period) > 0) };
  const proposedDays = totalDays(own.periods);
  const first = own.periods
    .map(({ from }) => from)
    .toSorted()
    .at(0);
  if (!first) return { proposedDays, nationwide: null, byDiagnosis: [], chain: null };

  const others = chainsOf(earlier)
    .filter(({ to }) => to >= addDays(first, -LONGEST_GAP - 1))
    .flatMap(({ certificates }) => certificates);
  const chains = chainsOf([...others, own]);
  const chain = chains.find(({ certificates }) => certificates.some(({ certificateId }) => certificateId === null));
  const byDiagnosis = [...Map.groupBy(recommendations, ({ code }) => code)].flatMap(
    ([code, own]): DiagnosisComparison[] => {
      const recommendation = longest(own);
      if (!recommendation || !chain) return [];
      return [{ code, ...compared(recommendation, calendarDays(recommendation, chain.from), chain.days) }];
    },
  );
  const recommendation = longest(recommendations);
  const ends =
    chains
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? first;
  const active = others.length === 0 ? first : today < ends ? today : ends;
  const underWay = chains.find((one) => isBetween(active, one)) ?? null;
  const nationwide = recommendation && {
    ...compared(recommendation, recommendation.maximum.days, underWay?.days ?? proposedDays),
    chain: underWay,
  };
  return { proposedDays, nationwide: nationwide ?? null, byDiagnosis, chain: chain ?? null };
}

const compared = (recommendation: LengthRecommendation, recommendedDays: number, total: number): Comparison => ({
  recommendation,
  recommendedDays,
  totalDays: total,
  exceeds: total > recommendedDays,
});
