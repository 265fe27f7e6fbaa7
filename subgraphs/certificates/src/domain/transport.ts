import type { Answers, AnswerKind, AnswerValues } from './answers.ts';
import { valueOf } from './answers.ts';
import { type CertificateType, type Question, type QuestionOf, questionsOf } from './certificate-type.ts';
import type { DiagnosisCodeSystem } from './diagnosis.ts';
import { isShown } from './validate.ts';

/** What a sub-answer holds in a message. Dates are `YYYY-MM-DD`. */
export type TransportValue =
  | { readonly text: string }
  | { readonly code: string; readonly codeSystem: string; readonly displayName?: string }
  | { readonly start: string; readonly end: string };

/** A sub-answer (delsvar). */
interface TransportSubAnswer {
  readonly id: string;
  readonly value: TransportValue;
}

/** An answer (svar) of the message: a question that may be answered several times has one for each, with its number. */
export interface TransportAnswer {
  readonly questionId: string;
  /** From 1. */
  readonly instance?: number;
  readonly subAnswers: readonly TransportSubAnswer[];
}

/** The registers' OIDs in messages of types that are not of the new engine. Source: domain.md §3.0, OIDs. */
const CODE_SYSTEM: Readonly<Record<DiagnosisCodeSystem, string>> = {
  ICD_10_SE: '1.2.752.116.1.1.1.1.3',
  KSH_97_P: '1.2.752.116.1.3.1.4.1',
};

/** A group of sub-answers that goes into one answer; with the option it is about where the question has several. */
interface Group {
  readonly option?: string;
  readonly subAnswers: readonly TransportSubAnswer[];
}

type Coded = QuestionOf<'code' | 'codes' | 'datedCodes' | 'codedPeriods'>;

const coded = ({ field, codeSystem, options }: Coded, code: string): TransportSubAnswer => {
  const displayName = options.find((option) => option.code === code)?.label;
  return { id: field, value: { code, codeSystem, ...(displayName !== undefined && { displayName }) } };
};

const one = (id: string, text: string): Group[] => [{ subAnswers: [{ id, value: { text } }] }];

const groups: { [Kind in AnswerKind]: (question: QuestionOf<Kind>, value: AnswerValues[Kind]) => Group[] } = {
  boolean: ({ field }, value) => one(field, String(value)),
  text: ({ field, ofOption }, text) => [
    { subAnswers: [{ id: field, value: { text } }], ...(ofOption !== undefined && { option: ofOption }) },
  ],
  code: (question, code) => [{ subAnswers: [coded(question, code)] }],
  codes: (question, codes) => codes.map((code) => ({ option: code, subAnswers: [coded(question, code)] })),
  datedCodes: (question, rows) =>
    rows.map(({ code, date }) => ({
      option: code,
      subAnswers: [coded(question, code), { id: question.dateField, value: { text: date } }],
    })),
  diagnoses: ({ rows: places }, rows) => [
    {
      subAnswers: rows.flatMap(({ code, codeSystem, description }, row) => {
        const place = places[row];
        if (!place) return [];
        return [
          { id: place.code, value: { code, codeSystem: CODE_SYSTEM[codeSystem] } },
          { id: place.description, value: { text: description } },
        ];
      }),
    },
  ],
  codedPeriods: (question, rows) =>
    rows.map(({ code, from, to }) => ({
      option: code,
      subAnswers: [coded(question, code), { id: question.periodField, value: { start: from, end: to } }],
    })),
};

function groupsOf<Kind extends AnswerKind>(question: QuestionOf<Kind>, answers: Answers): Group[] {
  const kind: Kind = question.kind as Kind;
  const value: AnswerValues[Kind] | undefined = valueOf(answers, { field: question.field, kind });
  return value === undefined ? [] : groups[kind](question, value);
}

/** Joins what belongs to the same option; what is of none belongs to the only answer there is. */
function join(all: readonly Group[]): (readonly TransportSubAnswer[])[] {
  const joined = Map.groupBy(all, ({ option }) => option);
  return [...joined.values()].map((parts) => parts.flatMap(({ subAnswers }) => subAnswers));
}

const SEVERAL: readonly AnswerKind[] = ['codes', 'datedCodes', 'codedPeriods'];

/**
 * The answers as a message carries them, in the order of the form. What the form did not show is not sent: its reader
 * could not have seen it. Source: domain.md §3.1; RegisterCertificate 3, core type Svar.
 */
export function transportAnswers(type: CertificateType, answers: Answers): TransportAnswer[] {
  const shown = questionsOf(type).filter((question) => isShown(question, answers));
  const byQuestion: Map<string, Question[]> = Map.groupBy(shown, ({ id }) => id);
  return [...byQuestion].flatMap(([questionId, questions]) => {
    const isSeveral = questions.some(({ kind }) => SEVERAL.includes(kind));
    return join(questions.flatMap((question) => groupsOf(question, answers))).map((subAnswers, place) => ({
      questionId,
      ...(isSeveral && { instance: place + 1 }),
      subAnswers,
    }));
  });
}
