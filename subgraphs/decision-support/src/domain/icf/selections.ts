import { findGuidance, type FmbCatalogue, type FoundGuidance } from '../fmb/catalogue.ts';
import type { IcfField, IcfRelevance } from '../fmb/guidance.ts';
import { byTitle, categoryOf, type IcfCatalogue } from './catalogue.ts';
import type { IcfCategory } from './icf.ts';

/** How close a category is to the diagnoses that share it. */
export const SharedRelevance = {
  /** Central to all of them. */
  CENTRAL: 'CENTRAL',
  /** Central to some, complementary to others. */
  MIXED: 'MIXED',
  /** Complementary to all of them. */
  COMPLEMENTARY: 'COMPLEMENTARY',
} as const;
export type SharedRelevance = keyof typeof SharedRelevance;

export interface SelectedCategory {
  readonly category: IcfCategory;
  readonly relevance: SharedRelevance;
}

/** Categories of some diagnoses: of one, or what two or more share. */
export interface IcfGroup {
  /** Codes that have the selection, as they are published. */
  readonly diagnoses: readonly string[];
  readonly categories: readonly SelectedCategory[];
}

/** What there is to choose from for one of the two fields. */
export interface IcfSelection {
  readonly field: IcfField;
  /** What two or more diagnoses share, those of most diagnoses first. */
  readonly common: readonly IcfGroup[];
  /** What each diagnosis has alone. */
  readonly own: readonly IcfGroup[];
}

/** A diagnosis with a selection, and how it was asked about. */
export interface IcfDiagnosis {
  /** Codes as they were asked about. */
  readonly asked: readonly string[];
  /** The code that has the selection: one of the asked ones, or a wider one. */
  readonly resolvedCode: string;
}

export interface IcfSelections {
  readonly diagnoses: readonly IcfDiagnosis[];
  readonly fields: readonly IcfSelection[];
}

const ORDER: readonly SharedRelevance[] = ['CENTRAL', 'MIXED', 'COMPLEMENTARY'];
const sorted = (categories: readonly SelectedCategory[]): SelectedCategory[] =>
  categories.toSorted(
    (one, other) =>
      ORDER.indexOf(one.relevance) - ORDER.indexOf(other.relevance) || byTitle(one.category, other.category),
  );

const shared = (relevances: readonly IcfRelevance[]): SharedRelevance => {
  const [first, ...others] = relevances;
  return first && others.every((relevance) => relevance === first) ? first : 'MIXED';
};

const FIELDS: readonly IcfField[] = ['FUNCTIONAL_IMPAIRMENT', 'ACTIVITY_LIMITATION'];

/**
 * The categories of ICF to choose from for some diagnoses: what they share first, then what each has alone; each by how
 * central it is, then by name. Diagnoses that resolve to one code are one; those without a selection are left out.
 * Source: domain.md §7.6.
 */
export function icfSelections(fmb: FmbCatalogue, icf: IcfCatalogue | null, codes: readonly string[]): IcfSelections {
  const found = new Map<string, FoundGuidance & { readonly asked: string[] }>();
  for (const code of codes) {
    const guidance = findGuidance(fmb, code);
    if (!guidance || FIELDS.every((field) => guidance.document.icf[field].length === 0)) continue;
    const known = found.get(guidance.resolvedCode);
    if (known) known.asked.push(guidance.code);
    else found.set(guidance.resolvedCode, { ...guidance, asked: [guidance.code] });
  }
  const all = [...found.values()];
  return {
    diagnoses: all.map(({ asked, resolvedCode }) => ({ asked: [...new Set(asked)], resolvedCode })),
    fields: FIELDS.map((field) => selectionOf(field, icf, all)),
  };
}

function selectionOf(field: IcfField, icf: IcfCatalogue | null, found: readonly FoundGuidance[]): IcfSelection {
  const uses = found.flatMap(({ resolvedCode, document }) =>
    document.icf[field].map((choice) => ({ ...choice, diagnosis: resolvedCode })),
  );
  const groups = new Map<string, { diagnoses: string[]; categories: SelectedCategory[] }>();
  for (const [code, of] of Map.groupBy(uses, (use) => use.code)) {
    const diagnoses = of.map(({ diagnosis }) => diagnosis);
    const group = groups.get(diagnoses.join()) ?? { diagnoses, categories: [] };
    groups.set(diagnoses.join(), group);
    const category = categoryOf(icf, code, of[0]?.title ?? code);
    group.categories.push({ category, relevance: shared(of.map(({ relevance }) => relevance)) });
  }
  const all = [...groups.values()].map(({ diagnoses, categories }) => ({ diagnoses, categories: sorted(categories) }));
  const place = ({ diagnoses }: IcfGroup) => found.findIndex(({ resolvedCode }) => resolvedCode === diagnoses[0]);
  return {
    field,
    common: all
      .filter(({ diagnoses }) => diagnoses.length > 1)
      .toSorted((one, other) => other.diagnoses.length - one.diagnoses.length || place(one) - place(other)),
    own: all.filter(({ diagnoses }) => diagnoses.length === 1).toSorted((one, other) => place(one) - place(other)),
  };
}
