import { DomainError } from '@intygsgraf/kernel/domain';
import {
  type Contribution,
  contributions,
  type FactorValues,
  type HazardModel,
  LONG_SICK_LEAVE,
  rounded,
  survival,
  survivalCurve,
  unknownValues,
} from './model.ts';
import { ageClassOf, ageOn, personOf, type Region } from './patient-factors.ts';

/** How high a risk is (riskkategori). Source: domain.md §7.7, Category. */
export const RiskLevel = {
  /** Måttlig: under 0.39. */
  MODERATE: 'MODERATE',
  /** Hög: 0.39 to 0.62. */
  HIGH: 'HIGH',
  /** Mycket hög: above 0.62. */
  VERY_HIGH: 'VERY_HIGH',
} as const;
export type RiskLevel = keyof typeof RiskLevel;

/** Of the risk as it is told, rounded. */
const riskLevel = (risk: number): RiskLevel => (risk < 0.39 ? 'MODERATE' : risk <= 0.62 ? 'HIGH' : 'VERY_HIGH');

/** When in the sick leave the question is asked (situation). Source: domain.md §7.7, Choice of situation. */
export const RiskSituation = {
  /** Ny sjukskrivning: the first certificate, on day 15 or before. */
  NEW: 'NEW',
  /** Förlängning: on day 45. The models were made for first certificates: what they say of it is indicative. */
  EXTENSION: 'EXTENSION',
  /** Förlängning efter 60 dagar: nothing is computed; advice for an extension is given. */
  LATE_EXTENSION: 'LATE_EXTENSION',
} as const;
export type RiskSituation = keyof typeof RiskSituation;

/** The day of the sick leave that a situation stands for; a sick leave that long has not ended before it. */
const DAY_OF: Readonly<Record<Exclude<RiskSituation, 'LATE_EXTENSION'>, number>> = { NEW: 15, EXTENSION: 45 };

/** The doctor's own view of the risk (egen bedömning). Source: domain.md §7.7, Own assessment. */
export const RiskOpinion = {
  /** HOGRE. */
  HIGHER: 'HIGHER',
  /** KORREKT. */
  CORRECT: 'CORRECT',
  /** LAGRE. */
  LOWER: 'LOWER',
  /** KAN_EJ_BEDOMA. */
  CANNOT_TELL: 'CANNOT_TELL',
} as const;
export type RiskOpinion = keyof typeof RiskOpinion;

export class RiskError extends DomainError<
  | 'RISK_NOT_ON_UNIT'
  | 'RISK_NO_MODEL'
  | 'RISK_AGE'
  | 'RISK_PERSON_NUMBER'
  | 'RISK_REGION'
  | 'RISK_ANSWERS'
  | 'RISK_LATE_EXTENSION'
  | 'RISK_NOT_FOUND'
> {}

/** A model under its name, in the edition that it came with. */
export interface NamedModel {
  /** Upper case, no dot. */
  readonly code: string;
  /** The researchers' version, as 3.0. */
  readonly version: string;
  /** The edition of the import. */
  readonly revision: number;
  /** Our own, for trying out: it says nothing of anybody. */
  readonly isDemo: boolean;
  readonly model: HazardModel;
}

export interface RiskQuestionAsked {
  readonly situation: RiskSituation;
  /** Personal or co-ordination number, 12 characters. */
  readonly personId: string;
  /** `YYYY-MM-DD` in Sweden. */
  readonly today: string;
  readonly region: Region | undefined;
  /** The doctor's answers: factor to level. */
  readonly answers: FactorValues;
}

/** What a model says of a patient. */
export interface Prediction {
  /** How likely the sick leave is to last more than 90 days, 0 to 1, two decimals. */
  readonly risk: number;
  readonly level: RiskLevel;
  /** The model was not made for this situation. */
  readonly isIndicative: boolean;
  /** What was put into the model, the patient's own factors among it. */
  readonly values: FactorValues;
  readonly contributions: readonly Contribution[];
  /** For a chart: still on sick leave after so many days. */
  readonly curve: readonly { readonly day: number; readonly probability: number }[];
}

/** The days of the chart's curve. */
const CURVE = [15, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 365] as const;

/**
 * Predicts how likely a sick leave is to last more than 90 days. Later than day 15 it is the risk of those who are still on
 * sick leave: P(90) / P(day). Throws RISK_LATE_EXTENSION, RISK_PERSON_NUMBER, RISK_AGE, RISK_REGION and RISK_ANSWERS with the
 * factor that lacks a valid answer. Source: domain.md §7.7, Output.
 */
export function predict(
  { model }: NamedModel,
  { situation, personId, today, region, answers }: RiskQuestionAsked,
): Prediction {
  if (situation === 'LATE_EXTENSION') throw new RiskError('RISK_LATE_EXTENSION', { path: 'situation' });
  const person = personOf(personId);
  if (!person) throw new RiskError('RISK_PERSON_NUMBER');
  const age = ageClassOf(ageOn(person.bornOn, today));
  if (!age) throw new RiskError('RISK_AGE');
  const asks = (factor: string): boolean => model.factors.some(({ name }) => name === factor);
  if (asks('Region') && !region) throw new RiskError('RISK_REGION');
  const own = { Sex: person.sex, age_cat_fct: age, ...(region && { Region: region }) };
  const known = Object.entries({ ...answers, ...own }).filter(([factor]) => asks(factor));
  const values: FactorValues = Object.fromEntries(known);
  const [unknown] = unknownValues(model, values);
  if (unknown) throw new RiskError('RISK_ANSWERS', { path: `answers.${unknown}` });
  const day = DAY_OF[situation];
  const until = day > DAY_OF.NEW ? survival(model, values, day) : 1;
  const risk = rounded(survival(model, values, LONG_SICK_LEAVE) / until);
  return {
    risk,
    level: riskLevel(risk),
    isIndicative: situation === 'EXTENSION',
    values,
    contributions: contributions(model, values),
    curve: survivalCurve(model, values, CURVE),
  };
}
