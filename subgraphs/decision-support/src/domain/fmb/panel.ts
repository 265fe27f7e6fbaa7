import type { UserText } from '@intygsgraf/kernel/domain';
import type { DiagnosisKey } from '../diagnosis.ts';
import type { FmbCatalogue, FoundGuidance } from './catalogue.ts';
import { findGuidance } from './catalogue.ts';
import type { GuidanceTopic } from './guidance.ts';

/**
 * Headings of the texts in the order that doctors use them, after the typical cases and the title with its related
 * diagnoses, before the link to the source. Source: domain.md §7.2.
 */
export const TOPICS: readonly (readonly [GuidanceTopic, UserText])[] = [
  ['FUNCTIONAL_IMPAIRMENT', { sv: 'Funktionsnedsättning', en: 'Functional impairment' }],
  ['ACTIVITY_LIMITATION', { sv: 'Aktivitetsbegränsning', en: 'Activity limitation' }],
  ['REHABILITATION', { sv: 'Information om rehabilitering', en: 'Rehabilitation' }],
  ['INSURANCE_MEDICINE', { sv: 'Försäkringsmedicinsk information', en: 'Insurance medicine' }],
  ['SYMPTOMS_PROGNOSIS_TREATMENT', { sv: 'Symtom, prognos, behandling', en: 'Symptoms, prognosis, treatment' }],
];

/** What the panel (FMB-panelen) can show of a diagnosis. Source: domain.md §7.2. */
export const GuidanceStatus = {
  FOUND: 'FOUND',
  /** Published for a wider code, which is said. */
  FOUND_FOR_WIDER_CODE: 'FOUND_FOR_WIDER_CODE',
  NONE: 'NONE',
  /** There is guidance for ICD-10-SE only. */
  OTHER_CODE_SYSTEM: 'OTHER_CODE_SYSTEM',
} as const;
export type GuidanceStatus = keyof typeof GuidanceStatus;

/** What a reader is told beside the guidance, or in its place. */
export const STATUS_TEXTS: Readonly<Record<Exclude<GuidanceStatus, 'FOUND'>, UserText>> = {
  FOUND_FOR_WIDER_CODE: {
    sv: 'Informationen gäller den överordnade diagnoskoden.',
    en: 'The information is for the wider diagnosis code.',
  },
  NONE: {
    sv: 'Det finns inget beslutsstöd för diagnosen. Socialstyrelsen har allmän information.',
    en: 'There is no guidance for the diagnosis. Socialstyrelsen has general information.',
  },
  OTHER_CODE_SYSTEM: {
    sv: 'Beslutsstöd finns bara för diagnoskoder enligt ICD-10-SE.',
    en: 'There is guidance for diagnosis codes of ICD-10-SE only.',
  },
};

/** A diagnosis that was asked about, and what there is for it. */
export interface GuidanceAnswer {
  readonly asked: DiagnosisKey;
  readonly status: GuidanceStatus;
  readonly found: FoundGuidance | null;
}

export function answerFor(catalogue: FmbCatalogue | null, asked: DiagnosisKey): GuidanceAnswer {
  if (asked.codeSystem !== 'ICD_10_SE') return { asked, status: 'OTHER_CODE_SYSTEM', found: null };
  const found = catalogue ? findGuidance(catalogue, asked.code) : undefined;
  if (!found) return { asked, status: 'NONE', found: null };
  return { asked, status: found.code === found.resolvedCode ? 'FOUND' : 'FOUND_FOR_WIDER_CODE', found };
}

/** The place of the diagnosis that is shown first: the first that has guidance; -1 when none has. Source: domain.md §7.2. */
export const shownFirst = (answers: readonly GuidanceAnswer[]): number =>
  answers.findIndex(({ found }) => found !== null);
