import { type Answers, valueOf } from './answers.ts';
import { type CertificateType, type Question, questionsOf, questionsWith } from './certificate-type.ts';
import type { Days } from './holds.ts';
import type { AnswerTable, PrintedAs } from './kind.ts';
import { heldAnswer, heldOf, type PrintWish } from './print.ts';
import { kindOf } from './question.ts';
import { answerText } from './shown-answer.ts';
import { isShown } from './validate.ts';

export interface PrintedCategory {
  readonly title: string;
  readonly questions: readonly PrintedQuestion[];
}

interface PrintedQuestion {
  readonly label: string;
  /** None when it is not answered. */
  readonly lines: readonly string[];
  readonly form: PrintedAs;
  /** The same words in columns; null where the answer has no parts. */
  readonly table: AnswerTable | null;
}

interface Selection {
  readonly wish: PrintWish;
  readonly days: Days;
}

/** Derived from the type alone; what the form did not show is not printed, as it is not sent either. */
export const categoriesOf = (type: CertificateType, answers: Answers, { wish, days }: Selection): PrintedCategory[] =>
  [...type.categories, { title: 'Tilläggsfrågor', questions: additionalQuestions(type, answers) }]
    .map(({ title, questions }) => ({
      title,
      questions: questions
        .filter((question) => !kindOf(question).silent && isShown(question, answers, days))
        .flatMap((question) => printedQuestion(question, answers, heldOf(question, type, wish))),
    }))
    .filter(({ questions }) => questions.length > 0);

/** Those that the recipient asked besides, so far as they are answered: no type has them. Source: domain.md §3.0, V-ADD. */
const additionalQuestions = (type: CertificateType, answers: Answers): readonly Question[] =>
  questionsWith(type, Object.keys(answers)).slice(questionsOf(type).length);

/** A question that the print holds in part is there only for that part. */
function printedQuestion(question: Question, answers: Answers, held: 'ALL' | readonly string[]): PrintedQuestion[] {
  const own = heldAnswer(question, answers, held);
  const lines = answerText(question, own);
  if (held !== 'ALL' && lines.length === 0) return [];
  const kind = kindOf(question);
  const value: unknown = valueOf(own, question);
  const table = value === undefined ? undefined : kind.table?.(question, value);
  return [{ label: question.label, lines, form: kind.printed?.(question) ?? 'TEXT', table: table ?? null }];
}
