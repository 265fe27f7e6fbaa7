import { type Answers, chosenCodes } from './answers.ts';

/** A condition on the answers, as data: the same one shows a question, requires it and refuses it. */
export type Condition =
  /** The yes or no of a field; unanswered is neither. */
  | { readonly field: string; readonly is: boolean }
  /** The field has at least one of these codes. */
  | { readonly field: string; readonly has: readonly string[] }
  | { readonly not: Condition }
  | { readonly all: readonly Condition[] };

export function holds(condition: Condition, answers: Answers): boolean {
  if ('not' in condition) return !holds(condition.not, answers);
  if ('all' in condition) return condition.all.every((part) => holds(part, answers));
  if ('has' in condition) return chosenCodes(answers, condition.field).some((code) => condition.has.includes(code));
  const answer = answers[condition.field];
  return answer !== undefined && 'boolean' in answer && answer.boolean === condition.is;
}

/** The fields that a condition reads. */
export function fieldsOf(condition: Condition): string[] {
  if ('not' in condition) return fieldsOf(condition.not);
  return 'all' in condition ? condition.all.flatMap(fieldsOf) : [condition.field];
}

/** One thing to look at in the answers: the field says this, or has one of these codes; with `negated`, it does not. */
export type Test = Exclude<Condition, { readonly not: Condition } | { readonly all: readonly Condition[] }> & {
  readonly negated: boolean;
};

/**
 * A condition without nesting, for whoever draws the form: it holds when all tests of one of the alternatives do.
 * (Disjunctive normal form; our conditions are small.)
 */
export function alternatives(condition: Condition, negated = false): readonly (readonly Test[])[] {
  if ('not' in condition) return alternatives(condition.not, !negated);
  if (!('all' in condition)) return [[{ ...condition, negated }]];
  const parts = condition.all.map((part) => alternatives(part, negated));
  // not (a and b) is (not a) or (not b)
  return negated
    ? parts.flat()
    : parts.reduce((whole, part) => whole.flatMap((tests) => part.map((more) => [...tests, ...more])), [[]]);
}
