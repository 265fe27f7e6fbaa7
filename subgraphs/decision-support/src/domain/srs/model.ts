/**
 * A risk model (prediktionsmodell) as it is published: a piecewise constant hazard. Time is days from the first day of the
 * sick leave, cut into intervals; in each of them the chance that it ends is the same every day, and depends on the
 * factors. Source: domain.md §7.7; Frumento's "pch", whose export this is.
 */
export interface HazardModel {
  /** Ends of the intervals, days: one more than there are intervals, in rising order. Nothing ends before the first. */
  readonly breaks: readonly number[];
  /** In the order of the formula. */
  readonly factors: readonly Factor[];
  /** The logarithm of the daily chance to end for whoever has each factor's first level, one for each interval. */
  readonly intercept: readonly number[];
}

/** What a model asks of a patient. */
export interface Factor {
  /** The model's own name, as `SA_ExtentFirst`. */
  readonly name: string;
  /** Its levels; the first is what the intercept stands for. */
  readonly levels: readonly Level[];
}

export interface Level {
  readonly value: string;
  /** What is added to the intercept, one for each interval; null for the first level. */
  readonly beta: readonly number[] | null;
}

/** A value for each factor, by its name. */
export type FactorValues = Readonly<Record<string, string>>;

/** The factors that have no value among their levels. */
export const unknownValues = ({ factors }: HazardModel, values: FactorValues): string[] =>
  factors.filter(({ name, levels }) => !levels.some(({ value }) => value === values[name])).map(({ name }) => name);

/** What each factor adds in an interval, for the levels chosen. Every factor has one of its levels. */
const betasOf = ({ factors }: HazardModel, values: FactorValues): readonly (readonly number[] | null)[] =>
  factors.map(({ name, levels }) => levels.find(({ value }) => value === values[name])?.beta ?? null);

/**
 * How likely it is that the sick leave lasts longer than so many days: S(t) = exp(-Σ λⱼ · time in interval j), where λⱼ is
 * the exponential of the intercept and all that the factors add.
 */
export function survival(model: HazardModel, values: FactorValues, days: number): number {
  const { breaks, intercept } = model;
  const betas = betasOf(model, values);
  let hazard = 0;
  for (const [place, constant] of intercept.entries()) {
    const time = Math.min(days, breaks[place + 1] ?? 0) - (breaks[place] ?? 0);
    if (time <= 0) break;
    const log = betas.reduce((sum, beta) => sum + (beta?.[place] ?? 0), constant);
    hazard += Math.exp(log) * time;
  }
  return Math.exp(-hazard);
}

/** Longer than this counts as long. Source: domain.md §7.7, Purpose. */
export const LONG_SICK_LEAVE = 90;

/** Risks are told to two decimals. Source: domain.md §7.7, Output. */
export const rounded = (risk: number): number => Math.round(risk * 100) / 100;

/** Half of the sixth decimal, with which others tell theirs, and a little. */
const AS_TOLD = 0.000_000_6;

/** Whether somebody else's risk is ours to the second decimal: 0.685000 may be our 0.6849998, which rounds the other way. */
export const isSame = (ours: number, told: number): boolean =>
  rounded(ours) === rounded(told) || Math.abs(ours - told) < AS_TOLD;

/** How much of the risk one factor makes. */
export interface Contribution {
  readonly factor: string;
  readonly value: string;
  /** The risk less what it would be were this factor on its first level, everything else the same; −1 to 1. */
  readonly difference: number;
  /** The level it is compared with. */
  readonly comparedWith: string;
}

/** What each factor contributes, the largest first. They do not add up: factors multiply. */
export function contributions(model: HazardModel, values: FactorValues, days = LONG_SICK_LEAVE): Contribution[] {
  const risk = survival(model, values, days);
  return model.factors
    .map(({ name, levels }) => {
      const comparedWith = levels[0]?.value ?? '';
      const without = survival(model, { ...values, [name]: comparedWith }, days);
      return { factor: name, value: values[name] ?? '', comparedWith, difference: risk - without };
    })
    .toSorted((one, other) => Math.abs(other.difference) - Math.abs(one.difference));
}

/** The curve of a chart: how many of a hundred would still be on sick leave, every so many days. */
export const survivalCurve = (model: HazardModel, values: FactorValues, days: readonly number[]) =>
  days.map((day) => ({ day, probability: rounded(survival(model, values, day)) }));
