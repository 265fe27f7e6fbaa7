import { answerRules, type Fault, type Rule, RULES } from './answer-rules.ts';
import { type AnswerKind, type Answers, type AnswerValues, valueOf } from './answers.ts';
import { type CertificateType, type Question, type QuestionOf, questionsOf } from './certificate-type.ts';
import { holds } from './condition.ts';

/** A rule that the answers of a certificate break. */
export interface Violation {
  /** National question id. */
  readonly questionId: string;
  /** National sub-answer id. */
  readonly field: string;
  readonly rule: Rule;
  readonly kind: (typeof RULES)[Rule];
  /** Which part of the answer, where it has parts: `HALFTEN.from`, `2.code`. */
  readonly at?: string;
}

/**
 * Everything that keeps the answers from being signed; none means they may be. All of it is derived from the type.
 * A question that is not shown needs no answer; one that it has all the same must be well-formed.
 * Here we part from today's system: an answer that does not go with another one is told where it stands, not at the other.
 * `today` is `YYYY-MM-DD` in Sweden.
 */
export function violations(
  type: Pick<CertificateType, 'categories'>,
  answers: Answers,
  { today }: { readonly today: string },
): Violation[] {
  const questions = questionsOf(type);
  const fields = new Set(questions.map(({ field }) => field));
  const unknown = Object.keys(answers).filter((field) => !fields.has(field));
  return [
    ...unknown.map((field) => violation({ id: field.split('.')[0] ?? '', field }, { rule: 'UNKNOWN_FIELD' })),
    ...questions.flatMap((question) =>
      [presenceFault(question, answers), ...formFaults(question, answers, today)]
        .filter((fault) => fault !== undefined)
        .map((fault) => violation(question, fault)),
    ),
  ];
}

/** Whether a question is shown with these answers. */
export const isShown = ({ showWhen }: Pick<Question, 'showWhen'>, answers: Answers): boolean =>
  showWhen === undefined || holds(showWhen, answers);

function presenceFault(question: Question, answers: Answers): Fault | undefined {
  const { field, required, refusedWhen } = question;
  if (field in answers) return refusedWhen && holds(refusedWhen, answers) ? { rule: 'NOT_APPLICABLE' } : undefined;
  const needed = required === true || (required !== undefined && holds(required, answers));
  return needed && isShown(question, answers) ? { rule: 'MANDATORY' } : undefined;
}

/** What is wrong with an answer by itself, whatever stands beside it. */
export function formFaults<Kind extends AnswerKind>(
  question: QuestionOf<Kind>,
  answers: Answers,
  today: string,
): Fault[] {
  if (!(question.field in answers)) return [];
  const kind: Kind = question.kind as Kind;
  const value: AnswerValues[Kind] | undefined = valueOf(answers, { field: question.field, kind });
  if (value === undefined) return [{ rule: 'WRONG_KIND' }];
  return answerRules[kind](question, value, today).filter((fault) => fault !== false);
}

const violation = ({ id, field }: Pick<Question, 'id' | 'field'>, { rule, at }: Fault): Violation => ({
  questionId: id,
  field,
  rule,
  kind: RULES[rule],
  ...(at !== undefined && { at }),
});
