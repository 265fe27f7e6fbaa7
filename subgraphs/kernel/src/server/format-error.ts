import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { DomainError, type ErrorCode, isErrorCode, TEXTS } from '../domain/index.ts';

/** Apollo's own codes for requests that never reached a resolver: they speak of the document, not of data. */
const DOCUMENT_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

/** Where a coercion error of graphql-js says which input it means, before it quotes the value. */
const PLACE =
  /^(?:Variable "\$(?<variable>\w+)"(?:.*? at "(?<at>\k<variable>[\w.[\]]*)")?|Argument "(?<argument>\w+)")/s;

const refusal = (code: ErrorCode, path: GraphQLFormattedError['path'], more = {}): GraphQLFormattedError => ({
  message: TEXTS[code].en,
  ...(path && { path }),
  extensions: { code, userMessage: TEXTS[code], ...more },
});

/** The code that an error's extensions name; empty when they name none. */
export function codeIn(extensions: GraphQLFormattedError['extensions']): string {
  const code = extensions?.['code'];
  return typeof code === 'string' ? code : '';
}

/**
 * The only way an error leaves a process: a foreseen one with its code, texts and facts, a faulty document as graphql-js
 * words it, faulty input with the name of the field but not its value, and all else as INTERNAL.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  if (cause instanceof DomainError)
    return isErrorCode(cause.code)
      ? refusal(cause.code, formatted.path, { facts: cause.facts })
      : refusal('INTERNAL', formatted.path);
  const code = codeIn(formatted.extensions);
  if (DOCUMENT_CODES.has(code) && !formatted.path) return { message: formatted.message, extensions: { code } };
  if (code === 'BAD_USER_INPUT') {
    const { variable, argument, at } = PLACE.exec(formatted.message)?.groups ?? {};
    return refusal('BAD_USER_INPUT', formatted.path, { field: at ?? variable ?? argument ?? null });
  }
  return refusal('INTERNAL', formatted.path);
}
