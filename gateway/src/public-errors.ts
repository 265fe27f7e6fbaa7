import { type ErrorCode, isErrorCode, TEXTS } from '@intygsgraf/kernel/domain';
import { codeIn, formatError } from '@intygsgraf/kernel/server';
import type { GraphQLFormattedError } from 'graphql';

/** What a client is told in place of an error with this code. */
export const publicError = (code: ErrorCode): GraphQLFormattedError => ({
  message: TEXTS[code].en,
  extensions: { code, userMessage: TEXTS[code] },
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
    const { message, path, extensions } = error;
    const code = codeIn(extensions);
    const at = path ? { path } : {};
    const facts = factsOf(extensions);
    // graphql-js says this of input too, and quotes it; with facts it is ours
    if (isErrorCode(code) && (code !== 'BAD_USER_INPUT' || 'facts' in facts)) {
      const shown = publicError(code);
      return { ...shown, ...at, extensions: { ...shown.extensions, ...facts } };
    }
    // the runtime's own words for a subgraph that did not answer
    if (/^SUBREQUEST|^DOWNSTREAM|UPSTREAM|TIMEOUT/.test(code)) return { ...publicError('UNAVAILABLE'), ...at };
    return formatError({ message, ...at, extensions: { code: code || codeOf(message) } }, undefined);
  });
}

/** graphql-js gives no code: a document at fault names what of it is. */
const codeOf = (message: string): string => {
  if (/^(Variable "\$|Argument ")/.test(message)) return 'BAD_USER_INPUT';
  if (message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  if (
    /^(Cannot query|Unknown|Field "|Fragment|Must provide|Variable|There can be only|Directive|Subscription)/.test(
      message,
    )
  )
    return 'GRAPHQL_VALIDATION_FAILED';
  return '';
};
