import type { AnswerKind } from './answers.ts';
import type { Kind } from './kind.ts';
import { KINDS } from './kinds/index.ts';
import type { RuleDefinition } from './rules.ts';

/** The question of a kind. */
export type QuestionOf<Name extends AnswerKind> = NonNullable<(typeof KINDS)[Name]['types']>['question'];

/** A question (fråga) of any kind. */
export type Question = { readonly [Name in AnswerKind]: QuestionOf<Name> }[AnswerKind];

/** What the kind of a question knows, for those that do not care which kind it is. */
export const kindOf = (question: Question): Kind<unknown, Question, unknown> =>
  KINDS[question.kind] as unknown as Kind<unknown, Question, unknown>;

/** Whether its answers are numbered in a message: each goes into an answer (svar) of its own. */
export const isNumbered = (question: Question): boolean =>
  question.numbered !== false && (kindOf(question).several?.(question) ?? false);

/** The rules that kinds have for themselves, by name. */
export const KIND_RULES: Readonly<Record<string, RuleDefinition>> = Object.assign(
  {},
  ...Object.values(KINDS).map(({ rules }) => rules),
);
