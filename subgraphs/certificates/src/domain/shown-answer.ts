import { type Answers, type AnswerKind, valueOf } from './answers.ts';
import { type CertificateType, type Question, questionsOf } from './certificate-type.ts';
import type { KINDS } from './kinds/index.ts';
import { kindOf } from './question.ts';

type ShownValues = {
  readonly [Name in AnswerKind]: NonNullable<(typeof KINDS)[Name]['types']>['shown'];
};

/** An answer with its question, as a reader needs it: the value under the name of its kind. */
export type ShownAnswer = {
  [Name in AnswerKind]: {
    readonly kind: Name;
    readonly questionId: string;
    readonly subAnswerId: string;
    readonly label: string;
  } & { readonly [Own in Name]: ShownValues[Own] };
}[AnswerKind];

/** The answers that a certificate has, in the order of its form. */
export const shownAnswers = (type: CertificateType, answers: Answers): ShownAnswer[] =>
  questionsOf(type).flatMap((question) => shownAnswer(question, answers) ?? []);

/** The answer to one question; undefined when it has none. */
export function shownAnswer(question: Question, answers: Answers): ShownAnswer | undefined {
  const value: unknown = valueOf(answers, question);
  if (value === undefined) return undefined;
  const { id, field, kind, label } = question;
  const shown = kindOf(question).show(question, value);
  return { kind, questionId: id, subAnswerId: field, label, [kind]: shown } as unknown as ShownAnswer;
}

/** The answer to one question in words, a line each, in Swedish; none when it has no answer. */
export function answerText(question: Question, answers: Answers): readonly string[] {
  const value: unknown = valueOf(answers, question);
  return value === undefined ? [] : kindOf(question).text(question, value);
}
