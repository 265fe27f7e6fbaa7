import { isDate } from './calendar-date.ts';
import type { DiagnosisCodeSystem } from './diagnosis.ts';

/** What an answer of each kind holds. Dates are `YYYY-MM-DD`; codes are those of the question's code system. */
export interface AnswerValues {
  readonly boolean: boolean;
  readonly text: string;
  readonly code: string;
  readonly codes: readonly string[];
  readonly datedCodes: readonly DatedCode[];
  readonly diagnoses: readonly DiagnosisRow[];
  readonly codedPeriods: readonly CodedPeriod[];
}
export type AnswerKind = keyof AnswerValues;

export interface DatedCode {
  readonly code: string;
  readonly date: string;
}

/** A diagnosis of the certificate. The first row is the main diagnosis (huvuddiagnos). */
export interface DiagnosisRow {
  /** Upper case, no dot. */
  readonly code: string;
  readonly codeSystem: DiagnosisCodeSystem;
  /** In the doctor's words, or the register's title. */
  readonly description: string;
}

/** Both days are within the period. */
export interface CodedPeriod {
  readonly code: string;
  readonly from: string;
  readonly to: string;
}

/** One answer: a single property that names its kind. */
export type Answer = { readonly [Kind in AnswerKind]: { readonly [Own in Kind]: AnswerValues[Own] } }[AnswerKind];

/** The answers of one certificate by national sub-answer id (delsvar-id): `{ '27.1': { boolean: false } }`. */
export type Answers = Readonly<Record<string, Answer>>;

/** The answer to a field, when there is one and it is of this kind. */
export function valueOf<Kind extends AnswerKind>(
  answers: Answers,
  { field, kind }: { readonly field: string; readonly kind: Kind },
): AnswerValues[Kind] | undefined {
  return (answers[field] as Partial<AnswerValues> | undefined)?.[kind];
}

/** Whether a period can be counted on: two days, in order. */
export const isPeriod = ({ from, to }: CodedPeriod): boolean => isDate(from) && isDate(to) && from <= to;

/** The codes that a field's answer has chosen, whatever its kind. A code whose period cannot be counted on is none. */
export function chosenCodes(answers: Answers, field: string): readonly string[] {
  const { code, codes, datedCodes, codedPeriods }: Partial<AnswerValues> = answers[field] ?? {};
  const periods = codedPeriods?.filter(isPeriod);
  return codes ?? (code === undefined ? (datedCodes ?? periods ?? []).map((row) => row.code) : [code]);
}
