import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Source } from 'graphql';
import { costOf } from './cost.ts';
import { faultsOf, readDocument } from './document.ts';
import { faultInAmounts } from './variables.ts';

export interface WallOptions {
  /** Whether clients may ask what the schema is. */
  readonly introspection: boolean;
}

const isAnswer = (result: unknown): result is ExecutionResult =>
  typeof result === 'object' && result !== null && !(Symbol.asyncIterator in result);

const textOf = (source: string | Source): string => (typeof source === 'string' ? source : source.body);

interface Asked {
  readonly document: DocumentNode;
  readonly variableValues?: Record<string, unknown> | null;
}

/**
 * The table of limits, for every operation that reaches the graph, whichever door it came by. What the runtime parses
 * and validates it remembers by the document's text, so a known document costs a look-up.
 */
export const walls = ({ introspection }: WallOptions): GatewayPlugin => ({
  onParse({ setParseFn }) {
    setParseFn((source) => readDocument(textOf(source)));
  },
  onValidate({ setValidationFn }) {
    setValidationFn((schema, document) => faultsOf(schema, document, introspection));
  },
  onExecute({ args, setResultAndStopExecution }) {
    const { document, variableValues } = args as Asked;
    const fault = faultInAmounts(document, variableValues ?? {});
    if (fault) {
      setResultAndStopExecution({ errors: [fault] });
      return undefined;
    }
    return {
      onExecuteDone({ result, setResult }) {
        if (!isAnswer(result) || !('data' in result)) return;
        setResult({ ...result, extensions: { ...result.extensions, cost: costOf(document, result.data) } });
      },
    };
  },
  onSubscribe({ args, setResultAndStopExecution }) {
    const { document, variableValues } = args as Asked;
    const fault = faultInAmounts(document, variableValues ?? {});
    if (fault) setResultAndStopExecution({ errors: [fault] });
  },
});
