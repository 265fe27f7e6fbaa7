import { codeIn, type Metrics, tellSpan } from '@intygsgraf/kernel/process';
import type { GraphQLFormattedError } from 'graphql';

/** What operators hear of the operations on live connections: how many of which type, and their first code. */
export interface Told {
  /** An operation began, was answered or was refused: once each. Errors are those that the client sees. */
  operation(type: string, errors?: readonly GraphQLFormattedError[]): void;
}

/** The same counter and the same attributes of spans as over HTTP. */
export const tellOperators = ({ counted }: Metrics): Told => ({
  operation(type, errors) {
    const code = errors?.[0] ? codeIn(errors[0].extensions) || 'INTERNAL' : 'OK';
    counted(type, code);
    tellSpan({ 'graphql.operation.type': type, code });
  },
});

export const isStreamed = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
