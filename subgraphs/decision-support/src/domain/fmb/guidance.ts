/** Units in which a recommended length is published, each with its days. Source: domain.md §7.1 (`d`, `wk`, `mo`). */
export const LENGTH_UNITS = { DAY: 1, WEEK: 7, MONTH: 31 } as const;
export type LengthUnit = keyof typeof LENGTH_UNITS;
/** For the graph. */
export const LengthUnitName = { DAY: 'DAY', WEEK: 'WEEK', MONTH: 'MONTH' } as const satisfies Record<
  LengthUnit,
  LengthUnit
>;

/** A recommended length as it was published. */
export interface SickLeaveLength {
  readonly value: number;
  readonly unit: LengthUnit;
  /** The same in days, a month counted as 31. Source: domain.md §7.1. */
  readonly days: number;
}

export const lengthOf = (value: number, unit: LengthUnit): SickLeaveLength => ({
  value,
  unit,
  days: value * LENGTH_UNITS[unit],
});

/** How much a typical case is on sick leave; the publisher says no more than this of degrees. */
export const RecommendedDegree = {
  /** heltid. */
  FULL_TIME: 'FULL_TIME',
  /** deltid. */
  PART_TIME: 'PART_TIME',
} as const;
export type RecommendedDegree = keyof typeof RecommendedDegree;

/** A piece of a text: no markup reaches a reader. */
export interface TextBlock {
  readonly kind: TextBlockKind;
  readonly text: string;
}
export const TextBlockKind = { PARAGRAPH: 'PARAGRAPH', LIST_ITEM: 'LIST_ITEM', HEADING: 'HEADING' } as const;
export type TextBlockKind = keyof typeof TextBlockKind;

/** A code with its title where the guidance came from. */
export interface CodeTitle {
  readonly code: string;
  readonly title: string;
}

/** How close an ICF category is to a diagnosis. */
export const IcfRelevance = {
  /** Central (central kod). */
  CENTRAL: 'CENTRAL',
  /** Complementary (kompletterande kod). */
  COMPLEMENTARY: 'COMPLEMENTARY',
} as const;
export type IcfRelevance = keyof typeof IcfRelevance;

/** An ICF category that goes with a diagnosis. */
export interface IcfChoice extends CodeTitle {
  readonly relevance: IcfRelevance;
}

/** The two fields of a certificate that ICF helps with. */
export const IcfField = {
  /** funktionsnedsättning, question 35. */
  FUNCTIONAL_IMPAIRMENT: 'FUNCTIONAL_IMPAIRMENT',
  /** aktivitetsbegränsning, question 17. */
  ACTIVITY_LIMITATION: 'ACTIVITY_LIMITATION',
} as const;
export type IcfField = keyof typeof IcfField;

/** Texts of a document, by what they are about. */
export const GuidanceTopic = {
  FUNCTIONAL_IMPAIRMENT: 'FUNCTIONAL_IMPAIRMENT',
  ACTIVITY_LIMITATION: 'ACTIVITY_LIMITATION',
  REHABILITATION: 'REHABILITATION',
  INSURANCE_MEDICINE: 'INSURANCE_MEDICINE',
  SYMPTOMS_PROGNOSIS_TREATMENT: 'SYMPTOMS_PROGNOSIS_TREATMENT',
} as const;
export type GuidanceTopic = keyof typeof GuidanceTopic;

/** What is published of some diagnoses (försäkringsmedicinsk diagnosinformation). */
export interface GuidanceDocument {
  readonly kind: 'DOCUMENT';
  readonly id: string;
  /** diagnosrubrik. */
  readonly title: string;
  /** When its publisher last changed it, `YYYY-MM-DD`. */
  readonly updatedOn: string | null;
  readonly diagnoses: readonly CodeTitle[];
  readonly texts: Readonly<Record<GuidanceTopic, readonly TextBlock[]>>;
  readonly icf: Readonly<Record<IcfField, readonly IcfChoice[]>>;
  readonly references: readonly { readonly text: string; readonly uri: string }[];
}

/** A typical case (typfall): how long somebody with the diagnosis, in some circumstances, is on sick leave. */
export interface TypicalCase {
  readonly kind: 'CASE';
  readonly id: string;
  /** The codes that it is for, exactly. */
  readonly diagnoses: readonly string[];
  /** typfallsmening. */
  readonly sentence: string;
  /** Null when none is given; 0 days: no sick leave is recommended. */
  readonly maximum: SickLeaveLength | null;
  readonly degree: RecommendedDegree | null;
  readonly updatedOn: string | null;
}

export type FmbContent = GuidanceDocument | TypicalCase;
