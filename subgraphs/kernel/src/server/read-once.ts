import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';

/** Texts that are kept; our own services send a handful. */
const KEPT = 100;

/** Reads and checks a text the first time it comes: the same few come many times a second. */
export function readOnce(): Pick<{ parse: typeof parse; validate: typeof validate }, 'parse' | 'validate'> {
  const documents = new Map<unknown, DocumentNode>();
  const checked = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  return {
    parse(source, options) {
      const known = documents.get(source);
      if (known) return known;
      const document = parse(source, options);
      if (documents.size >= KEPT) documents.clear();
      documents.set(source, document);
      return document;
    },
    validate(schema: GraphQLSchema, document: DocumentNode, ...rest) {
      const errors = checked.get(document) ?? validate(schema, document, ...rest);
      checked.set(document, errors);
      return errors;
    },
  };
}
