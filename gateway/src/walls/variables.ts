import { type DocumentNode, type GraphQLError, Kind, visit } from 'graphql';
import { LIMITS } from '../limits.ts';
import { refusal } from './document.ts';

/** Arguments that say how many entries a page has. */
const PAGE = new Set(['first', 'last']);

type Amount = number | { readonly variable: string };

const amounts = new WeakMap<DocumentNode, readonly Amount[]>();

/** How long the pages are that a document asks for, where a number or a variable says so. */
function amountsOf(document: DocumentNode): readonly Amount[] {
  const known = amounts.get(document);
  if (known) return known;
  const found: Amount[] = [];
  visit(document, {
    Argument({ name, value }) {
      if (!PAGE.has(name.value)) return;
      if (value.kind === Kind.INT) found.push(Number(value.value));
      if (value.kind === Kind.VARIABLE) found.push({ variable: value.name.value });
    },
  });
  amounts.set(document, found);
  return found;
}

/** The first list that is too long, or value that is nested too deeply. */
function faultIn(value: unknown, level = 0): GraphQLError | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (level > LIMITS.nesting) return refusal('BAD_USER_INPUT', { limit: 'nesting', maximum: LIMITS.nesting });
  if (Array.isArray(value) && value.length > LIMITS.list)
    return refusal('BAD_USER_INPUT', { limit: 'list', maximum: LIMITS.list });
  for (const inner of Object.values(value)) {
    const fault = faultIn(inner, level + 1);
    if (fault) return fault;
  }
  return undefined;
}

/** What is wrong with the amounts that are asked for, before anything is asked of a subgraph. */
export function faultInAmounts(document: DocumentNode, variables: Record<string, unknown>): GraphQLError | undefined {
  const fault = faultIn(variables);
  if (fault) return fault;
  for (const amount of amountsOf(document)) {
    const value = typeof amount === 'number' ? amount : variables[amount.variable];
    // what is no number is for the type to refuse
    if (Number.isInteger(value) && ((value as number) < 1 || (value as number) > LIMITS.list))
      return refusal('BAD_USER_INPUT', { path: 'first', maximum: LIMITS.list });
  }
  return undefined;
}
