import {
  daysOf,
  type Period,
  remainingHours,
  SICK_LEAVE_DEGREES,
  totalDays,
  type UserText,
} from '@intygsgraf/kernel/domain';
import { type Answers, type CodedPeriod, valueOf } from './answers.ts';
import { type CertificateType, questionsOf } from './certificate-type.ts';

/** Degrees of sick leave (sjukskrivningsgrad): a question with this code table is the one about periods. */
const DEGREES = 'KV_FKMU_0003';

/** What a certificate says of sick leave. */
export interface SickLeave {
  /** Sub-answer id of the periods. */
  readonly field: string;
  /** Those that are periods, in the order of their first days. */
  readonly periods: readonly CodedPeriod[];
  /** Codes of ICD-10-SE, the main diagnosis first. */
  readonly codes: readonly string[];
}

/** What answers say of sick leave; undefined for a type that asks for none. */
export function sickLeaveOf(type: Pick<CertificateType, 'categories'>, answers: Answers): SickLeave | undefined {
  const questions = questionsOf(type);
  const asked = questions.find((question) => question.kind === 'codedPeriods' && question.codeSystem === DEGREES);
  if (asked?.kind !== 'codedPeriods') return undefined;
  const periods = (valueOf(answers, asked) ?? []).filter((period) => daysOf(period) > 0);
  const diagnoses = questions.flatMap((question) =>
    question.kind === 'diagnoses' ? (valueOf(answers, question) ?? []) : [],
  );
  return {
    field: asked.field,
    periods: periods.toSorted((one, other) => (one.from < other.from ? -1 : 1)),
    codes: diagnoses
      .filter(({ code, codeSystem }) => codeSystem === 'ICD_10_SE' && code !== '')
      .map(({ code }) => code),
  };
}

/** Whether a certificate counts among the patient's sick leaves (sjukfall). Source: domain.md §3.2, sick-leave provider. */
export const isSickLeave = ({ notSickLeaveIf }: CertificateType, answers: Answers): boolean =>
  notSickLeaveIf === undefined || valueOf(answers, { field: notSickLeaveIf, kind: 'boolean' }) !== true;

/** A period with what its row in the form shows. */
export interface ShownPeriod extends CodedPeriod {
  readonly days: number;
  /** Hours a week; null without the usual ones. */
  readonly remainingHours: number | null;
}

/** Each period with its days and the hours that remain. `usualHours` is told by the user and stored nowhere. */
export const shownPeriods = ({ periods }: SickLeave, usualHours: number | null | undefined): ShownPeriod[] =>
  periods.map((period) => ({
    ...period,
    days: daysOf(period),
    remainingHours: usualHours == null ? null : (remainingHours(usualHours, degreeOf(period.code)) ?? null),
  }));

const degreeOf = (code: string): number =>
  Object.hasOwn(SICK_LEAVE_DEGREES, code) ? SICK_LEAVE_DEGREES[code as keyof typeof SICK_LEAVE_DEGREES] : 0;

export const daysOfAll = (periods: readonly Period[]): number => totalDays(periods);

/** A recommended length beside the sick leave, so far as a user is told of it. */
export interface Exceeded {
  /** The diagnosis as it was chosen. */
  readonly code: string;
  readonly maximum: { readonly value: number; readonly unit: 'DAY' | 'WEEK' | 'MONTH'; readonly days: number };
  readonly totalDays: number;
}

const UNITS = {
  DAY: { sv: ['dag', 'dagar'], en: ['day', 'days'] },
  WEEK: { sv: ['vecka', 'veckor'], en: ['week', 'weeks'] },
  MONTH: { sv: ['månad', 'månader'], en: ['month', 'months'] },
} as const;

/**
 * What is told beside the periods when they are longer than recommended; it keeps nobody from signing. `proposedDays` are
 * those of the certificate alone. Source: domain.md §7.3, 7.
 */
export function exceededText({ code, maximum, totalDays: total }: Exceeded, proposedDays: number): UserText {
  const { value, unit, days } = maximum;
  const length = (language: 'sv' | 'en'): string => `${value} ${UNITS[unit][language][value === 1 ? 0 : 1]}`;
  const sv = `FMB:s rekommendation på ${days} dagar (${length('sv')}) för diagnosen ${code}`;
  const en = `the ${days} days (${length('en')}) that FMB recommends for the diagnosis ${code}`;
  const why = {
    sv: 'Motivera gärna under Försäkringsmedicinskt beslutsstöd.',
    en: 'Please give the reason under Försäkringsmedicinskt beslutsstöd.',
  };
  return total === proposedDays
    ? {
        sv: `Den föreslagna perioden är längre än ${sv}. ${why.sv}`,
        en: `The proposed period is longer than ${en}. ${why.en}`,
      }
    : {
        sv: `Den totala perioden är ${total} dagar och längre än ${sv}. Den räknas på patientens sammanhängande intyg på denna vårdenhet. ${why.sv}`,
        en: `The total period is ${total} days and longer than ${en}. It is counted on the patient’s coherent certificates of this care unit. ${why.en}`,
      };
}

/** What is told when nobody could say. Source: domain.md §7.3, 7. */
export const NOT_COMPARED: UserText = {
  sv: 'Perioden kunde inte jämföras med FMB:s rekommendation just nu. Det hindrar inte signering.',
  en: 'The period could not be compared with what FMB recommends right now. This keeps nobody from signing.',
};

/** Where recommended lengths are from, as users read it; which revision, each says itself. */
export const LENGTH_SOURCE = 'Försäkringsmedicinskt beslutsstöd, Socialstyrelsen';

/** A recommended length that stood beside a certificate when it was signed: which one, and how it was compared. */
export interface KeptLength {
  readonly code: string;
  readonly resolvedCode: string;
  readonly guidanceId: string;
  readonly caseId: string;
  readonly revision: number;
  readonly recommendedDays: number;
  readonly totalDays: number;
  readonly exceeds: boolean;
}
