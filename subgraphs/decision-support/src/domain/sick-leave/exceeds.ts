import { addDays, addMonths, daysBetween, daysOf, type Period, totalDays } from '@intygsgraf/kernel/domain';
import { type CertifiedLeave, chainsOf, LONGEST_GAP, type SickLeaveChain } from './chain.ts';

/** Day, week, month, as Socialstyrelsen writes them. Source: domain.md §7.1. */
export const LengthUnit = { d: 'd', wk: 'wk', mo: 'mo' } as const;
export type LengthUnit = keyof typeof LengthUnit;

/** Days of a unit in the rule that today's systems have. Source: domain.md §7.1, TypFall: a month is 31 days. */
const NOMINAL: Readonly<Record<LengthUnit, number>> = { d: 1, wk: 7, mo: 31 };

/** A recommended length of sick leave (rekommenderad sjukskrivningstid) of a typical case. */
export interface LengthRecommendation {
  /** The source's own id of the typical case. */
  readonly id: string;
  /** The edition that it stands in. */
  readonly revision: string;
  /** Diagnosis code that it was found for, upper case, no dot. */
  readonly code: string;
  readonly amount: number;
  readonly unit: LengthUnit;
  /** The sentence that recommends it. */
  readonly text: string;
}

/** A diagnosis as it was chosen, with what is recommended for it or, where there is nothing, for the wider one. */
export interface DiagnosisRecommendations {
  /** As it was chosen. */
  readonly code: string;
  readonly recommendations: readonly LengthRecommendation[];
}

export interface SickLeaveQuestion {
  /** `YYYY-MM-DD` in Sweden. */
  readonly today: string;
  readonly diagnoses: readonly DiagnosisRecommendations[];
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

const nominalDays = ({ amount, unit }: LengthRecommendation): number => amount * NOMINAL[unit];

/** The longest; of those that are as long, the first. */
const longest = (recommendations: readonly LengthRecommendation[]): LengthRecommendation | undefined =>
  recommendations.reduce<LengthRecommendation | undefined>(
    (best, one) => (best && nominalDays(best) >= nominalDays(one) ? best : one),
    undefined,
  );

/** Recommended days, counted from a first day: three months from 1 January are 90 days, or 91 in a leap year. */
const calendarDays = ({ amount, unit }: LengthRecommendation, first: string): number =>
  unit === 'mo' ? daysBetween(first, addMonths(first, amount)) : amount * NOMINAL[unit];

const isBetween = (day: string, { from, to }: Period): boolean => from <= day && day <= to;

/**
 * Whether a sick leave is longer than recommended, twice. `nationwide` is the rule of today's systems to the letter: the
 * longest recommendation of all diagnoses, a month of 31 days, and the sick leave of the unit that is under way today or,
 * if all end before, on the last day of all. `byDiagnosis` is what a doctor would mean: each diagnosis' own longest
 * recommendation in calendar months, against the sick leave that the proposed periods belong to. Neither ever blocks.
 * Source: domain.md §7.3; §11.1 G1, G17.
 */
export function assessSickLeave({ today, diagnoses, proposed, earlier }: SickLeaveQuestion): SickLeaveAnswer {
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
  const byDiagnosis = diagnoses.flatMap(({ code, recommendations }): DiagnosisComparison[] => {
    const recommendation = longest(recommendations);
    if (!recommendation || !chain) return [];
    return [{ code, ...compared(recommendation, calendarDays(recommendation, chain.from), chain.days) }];
  });
  const recommendation = longest(diagnoses.flatMap(({ recommendations }) => recommendations));
  const ends =
    chains
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? first;
  const active = others.length === 0 ? first : today < ends ? today : ends;
  const underWay = chains.find((one) => isBetween(active, one)) ?? null;
  const nationwide = recommendation && {
    ...compared(recommendation, nominalDays(recommendation), underWay?.days ?? proposedDays),
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
