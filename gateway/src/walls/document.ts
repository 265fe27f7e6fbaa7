import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type ValidationContext,
  type ValidationRule,
  ValuesOfCorrectTypeRule,
} from 'graphql';
import { LIMITS } from '../limits.ts';
import { type Measure, measure } from './measure.ts';

/** A refusal of this door, with its code and what is safe to show. */
export const refusal = (code: string, facts?: Record<string, string | number>): GraphQLError =>
  new GraphQLError(code, { extensions: { code, ...(facts && { facts }) } });

const tooComplex = (limit: string, maximum: number): GraphQLError => refusal('QUERY_TOO_COMPLEX', { limit, maximum });

/** graphql-js has no code for it. */
const TOO_MANY_TOKENS = /contains more tha[nt] \d+ tokens/;

/**
 * Reads a document. Parsing stops at twice the limit of tokens, so that a document which is a little too long is told
 * so, and one that never ends costs no more. Throws GRAPHQL_PARSE_FAILED with the place.
 */
export function readDocument(text: string): DocumentNode {
  const unread = (limit: 'document' | 'tokens') => refusal('GRAPHQL_PARSE_FAILED', { limit, maximum: LIMITS[limit] });
  if (text.length > LIMITS.document) throw unread('document');
  try {
    return parse(text, { maxTokens: 2 * LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (TOO_MANY_TOKENS.test(error.message)) throw unread('tokens');
    const { message, source, positions } = error;
    throw new GraphQLError(message, { source, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  }
}

const measured = new WeakMap<DocumentNode, Measure>();

/** The measure of a document, taken once. */
export function measureOf(document: DocumentNode): Measure {
  const known = measured.get(document) ?? measure(document);
  measured.set(document, known);
  return known;
}

/** The first limit that a document is beyond, before anything else is asked of it. */
export function beyondLimits(document: DocumentNode): GraphQLError | undefined {
  const found = measureOf(document);
  const limit = (['tokens', 'depth', 'aliases', 'fields', 'mutations'] as const).find(
    (one) => found[one] > LIMITS[one],
  );
  return limit && tooComplex(limit, LIMITS[limit]);
}

/** What a rule reports, with this code. */
const coded =
  (rule: ValidationRule, code: string): ValidationRule =>
  (context) =>
    rule(
      Object.create(context, {
        reportError: {
          value: ({ message, nodes }: GraphQLError) =>
            context.reportError(new GraphQLError(message, { ...(nodes && { nodes }), extensions: { code } })),
        },
      }) as ValidationContext,
    );

/** Written-out lists are as long as lists in variables may be. */
const shortLists: ValidationRule = (context): ASTVisitor => ({
  ListValue({ values }) {
    if (values.length > LIMITS.list) context.reportError(refusal('BAD_USER_INPUT', { maximum: LIMITS.list }));
  },
});

/** A subscription is there or it is not: a condition on its root field would make a stream of nothing. */
const plainSubscriptions: ValidationRule = (context): ASTVisitor => ({
  OperationDefinition({ operation, selectionSet }) {
    if (operation !== OperationTypeNode.SUBSCRIPTION) return;
    for (const { kind, directives } of selectionSet.selections)
      if (kind !== Kind.FIELD || directives?.length)
        context.reportError(new GraphQLError('Subscription has one root field, without fragments and directives.'));
  },
});

/** An answer is an object of JavaScript on its way: a key that means something there is no key of it. */
const plainAliases: ValidationRule = (context): ASTVisitor => ({
  Field({ alias }) {
    if (alias?.value.startsWith('__'))
      context.reportError(new GraphQLError('Names that begin with two underscores are reserved.', { nodes: [alias] }));
  },
});

/** What is wrong with a value is told by the place, never by the value. */
const RULES: readonly ValidationRule[] = [
  shortLists,
  plainSubscriptions,
  plainAliases,
  ...specifiedRules.map((rule) => (rule === ValuesOfCorrectTypeRule ? coded(rule, 'BAD_USER_INPUT') : rule)),
];

/** What is wrong with a document: a limit, or introspection where it is off, or the first of its errors. */
export function faultsOf(schema: GraphQLSchema, document: DocumentNode, introspection: boolean): GraphQLError[] {
  const beyond = beyondLimits(document);
  if (beyond) return [beyond];
  const options = { maxErrors: LIMITS.errors, hideSuggestions: true };
  if (!introspection && validate(schema, document, [NoSchemaIntrospectionCustomRule], options).length > 0)
    return [refusal('INTROSPECTION_DISABLED')];
  const faults = validate(schema, document, RULES, options).slice(0, LIMITS.errors);
  for (const fault of faults) fault.extensions['code'] ??= 'GRAPHQL_VALIDATION_FAILED';
  return faults;
}
