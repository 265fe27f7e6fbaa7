import {
  type Answers,
  type AnswerKind,
  type AnswerValues,
  type CodedPeriod,
  type DatedCode,
  type DiagnosisRow,
  valueOf,
} from './answers.ts';
import { type CertificateType, type QuestionOf, questionsOf } from './certificate-type.ts';

/** A code with what it is called where it was chosen. */
interface ShownCode {
  readonly code: string;
  readonly codeSystem: string;
  readonly label: string;
}

interface ShownValues {
  readonly boolean: boolean;
  readonly text: string;
  readonly code: ShownCode;
  readonly codes: readonly ShownCode[];
  readonly datedCodes: readonly (ShownCode & DatedCode)[];
  readonly diagnoses: readonly DiagnosisRow[];
  readonly codedPeriods: readonly (ShownCode & CodedPeriod)[];
}

/** An answer with its question, as a reader needs it: the value under the name of its kind. */
export type ShownAnswer = {
  [Kind in AnswerKind]: {
    readonly kind: Kind;
    readonly questionId: string;
    readonly subAnswerId: string;
    readonly label: string;
  } & { readonly [Own in Kind]: ShownValues[Own] };
}[AnswerKind];

const labelled = ({ codeSystem, options }: QuestionOf<'code' | 'codes' | 'datedCodes' | 'codedPeriods'>) =>
  function label<Row extends { readonly code: string }>(row: Row): Row & ShownCode {
    return { ...row, codeSystem, label: options.find(({ code }) => code === row.code)?.label ?? row.code };
  };

const show: { [Kind in AnswerKind]: (question: QuestionOf<Kind>, value: AnswerValues[Kind]) => ShownValues[Kind] } = {
  boolean: (_, value) => value,
  text: (_, value) => value,
  code: (question, code) => labelled(question)({ code }),
  codes: (question, codes) => codes.map((code) => labelled(question)({ code })),
  datedCodes: (question, rows) => rows.map(labelled(question)),
  diagnoses: (_, rows) => rows,
  codedPeriods: (question, rows) => rows.map(labelled(question)),
};

/** The answers that a certificate has, in the order of its form. */
export const shownAnswers = (type: CertificateType, answers: Answers): ShownAnswer[] =>
  questionsOf(type).flatMap((question) => shownAnswer(question, answers) ?? []);

/** The answer to one question; undefined when it has none. */
export function shownAnswer<Kind extends AnswerKind>(
  question: QuestionOf<Kind>,
  answers: Answers,
): ShownAnswer | undefined {
  const kind = question.kind as Kind;
  const value: AnswerValues[Kind] | undefined = valueOf(answers, { field: question.field, kind });
  if (value === undefined) return undefined;
  const { id, field, label } = question;
  return { kind, questionId: id, subAnswerId: field, label, [kind]: show[kind](question, value) } as ShownAnswer;
}
