import { type ErrorCode, isErrorCode, TEXTS } from '@intygsgraf/kernel/domain';
import { codeIn, formatError } from '@intygsgraf/kernel/process';
import type { GraphQLFormattedError } from 'graphql';

const UNREADABLE = 'The document cannot be read as GraphQL.';

/** What a client is told in place of an error with this code; `facts` are which limit or rule it is. */
export const publicError = (code: ErrorCode, facts?: Record<string, string | number>): GraphQLFormattedError => ({
  message: TEXTS[code].en,
  extensions: { code, userMessage: TEXTS[code], ...(facts && { facts }) },
});

/** Facts that a subgraph said are safe to show: a flat record of simple values, under its own key. */
const factsOf = (extensions: GraphQLFormattedError['extensions']): object => {
  const facts = extensions?.['facts'];
  return facts && typeof facts === 'object' ? { facts } : {};
};

/**
 * Errors as a client may see them. A subgraph's foreseen refusal keeps its code, whatever else the gateway's runtime
 * attached is dropped: it holds the whole request to the subgraph, its variables and its address.
 */
export function publicErrors(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { message, path, locations, extensions } = error;
    const code = codeIn(extensions);
    // the place is enough: the parser's words quote the document
    const at = path ? { path } : {};
    const facts = factsOf(extensions);
    // the place is enough: the parser's words quote the document
    if (code === 'GRAPHQL_PARSE_FAILED')
      return { message: UNREADABLE, ...(locations && { locations }), extensions: { code, ...facts } };
    // graphql-js says this of input too, and quotes it; with facts it is ours
    if (isErrorCode(code) && (code !== 'BAD_USER_INPUT' || 'facts' in facts)) {
      const shown = publicError(code);
      return { ...shown, ...at, extensions: { ...shown.extensions, ...facts } };
    }
    // the runtime's own words for a subgraph that did not answer, and for itself when it is told to stop
    if (/^SUBREQUEST|^DOWNSTREAM|UPSTREAM|TIMEOUT|^SHUTTING_DOWN/.test(code))
      return { ...publicError('UNAVAILABLE'), ...at };
    return formatError({ message, ...at, extensions: { code: code || codeOf(message) } }, undefined);
  });
}

/** graphql-js gives no code to what it finds only when an operation begins. */
const codeOf = (message: string): string => {
  if (/^(Variable "\$|Argument ")/.test(message)) return 'BAD_USER_INPUT';
  return /^(Unknown operation|Must provide)/.test(message) ? 'GRAPHQL_VALIDATION_FAILED' : '';
};
