import type { Facts, Kind } from './kind.ts';
import { KINDS } from './kinds/index.ts';
import { hasShape } from './shape.ts';

export type { CodedPeriod } from './kinds/coded-periods.ts';
export type { DiagnosisRow } from './kinds/diagnoses.ts';

export type AnswerKind = keyof typeof KINDS;

/** What an answer of each kind holds. Dates are `YYYY-MM-DD`; codes are those of the question's code system. */
export type AnswerValues = {
  readonly [Name in AnswerKind]: NonNullable<(typeof KINDS)[Name]['types']>['value'];
};

/** One answer: a single property that names its kind. */
export type Answer = { readonly [Name in AnswerKind]: { readonly [Own in Name]: AnswerValues[Own] } }[AnswerKind];

/** The answers of one certificate by national sub-answer id (delsvar-id): `{ '27.1': { boolean: false } }`. */
export type Answers = Readonly<Record<string, Answer>>;

/** The answer to a field, when there is one, it is of this kind and has its shape. */
export function valueOf<Name extends AnswerKind>(
  answers: Answers,
  { field, kind }: { readonly field: string; readonly kind: Name },
): AnswerValues[Name] | undefined {
  const answer = Object.hasOwn(answers, field) ? answers[field] : undefined;
  if (typeof answer !== 'object' || !answer || !Object.hasOwn(answer, kind)) return undefined;
  const value = (answer as Partial<AnswerValues>)[kind];
  return hasShape(KINDS[kind].shape, value) ? value : undefined;
}

/** What conditions can learn of a field's answer, whatever its kind. */
export function factsOf(answers: Answers, field: string): Facts | undefined {
  const answer = Object.hasOwn(answers, field) ? answers[field] : undefined;
  const name = Object.keys(answer ?? {}).find((key): key is AnswerKind => Object.hasOwn(KINDS, key));
  if (!name) return undefined;
  const value: unknown = valueOf(answers, { field, kind: name });
  if (value === undefined) return undefined;
  const { facts } = KINDS[name] as unknown as Kind<unknown, unknown, unknown>;
  return facts?.(value) ?? {};
}

/** The codes that a field's answer has chosen, whatever its kind. A code whose period cannot be counted on is none. */
export const chosenCodes = (answers: Answers, field: string): readonly string[] => factsOf(answers, field)?.codes ?? [];
