/** A day that a date is compared with: so many days from today, from the patient's birth, or from another answer's day. */
export type Day =
  | { readonly today: number }
  | { readonly birth: number }
  | { readonly field: string; readonly of?: string; readonly days?: number };

/** One thing to look at in the answers. A field without an answer says nothing, and then no test of it holds. */
export type Look =
  /** The yes or no of a field; unanswered is neither. */
  | { readonly field: string; readonly is: boolean }
  /** The field has at least one of these codes. */
  | { readonly field: string; readonly has: readonly string[] }
  | { readonly field: string; readonly answered: true }
  /** The number of the field; of a period, its days. */
  | { readonly field: string; readonly atLeast: number }
  | { readonly field: string; readonly below: number }
  /** A day of the field, of the row with the code `of` where that is named: its first before, or its last after another. */
  | { readonly field: string; readonly of?: string; readonly before: Day }
  | { readonly field: string; readonly of?: string; readonly after: Day };

/** A condition on the answers, as data: the same one shows a question, requires it and refuses it. */
export type Condition =
  | Look
  | { readonly not: Condition }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** The fields that a condition reads. */
export function fieldsOf(condition: Condition): string[] {
  return looksOf(condition).flatMap((look) => {
    const day = 'before' in look ? look.before : 'after' in look ? look.after : undefined;
    return day && 'field' in day ? [look.field, day.field] : [look.field];
  });
}

/** Everything that a condition looks at. */
export function looksOf(condition: Condition): readonly Look[] {
  if ('not' in condition) return looksOf(condition.not);
  if ('all' in condition) return condition.all.flatMap(looksOf);
  return 'any' in condition ? condition.any.flatMap(looksOf) : [condition];
}

/** A look, or with `negated` its opposite. */
export type Test = Look & { readonly negated: boolean };

/**
 * A condition without nesting, for whoever draws the form: it holds when all tests of one of the alternatives do.
 * (Disjunctive normal form; our conditions are small.)
 */
export function alternatives(condition: Condition, negated = false): readonly (readonly Test[])[] {
  if ('not' in condition) return alternatives(condition.not, !negated);
  if (!('all' in condition || 'any' in condition)) return [[{ ...condition, negated }]];
  const parts = 'all' in condition ? condition.all : condition.any;
  const each = parts.map((part) => alternatives(part, negated));
  // not (a and b) is (not a) or (not b)
  const isEither = 'any' in condition !== negated;
  return isEither
    ? each.flat()
    : each.reduce((whole, part) => whole.flatMap((tests) => part.map((more) => [...tests, ...more])), [[]]);
}
