import { type ErrorCode, TEXTS } from '@intygsgraf/kernel/domain';
import type { z } from 'zod';

/** A refusal as the graph tells its own: a code, its texts, and for bad input the field and the rule, never the value. */
export interface CdsError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Faults that are told at once. */
const MOST = 5;

export const refusal = (code: ErrorCode, more: Readonly<Record<string, string>> = {}): CdsError => ({
  message: TEXTS[code].en,
  extensions: { code, userMessage: TEXTS[code], ...more },
});

/** A place as it is written in code: `context.conditions.entry[0].resource`. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, part) => (typeof part === 'number' ? `${place}[${part}]` : `${place}${place && '.'}${String(part)}`),
    '',
  );

/** What is wrong with an input, field by field. zod's words name types and lengths and quote nothing. */
export const faultsOf = ({ issues }: z.ZodError): CdsError[] =>
  issues.slice(0, MOST).map(({ path, message }) => {
    const field = placeOf(path);
    return { ...refusal('BAD_USER_INPUT', { field, rule: message }), message: `${field}: ${message}` };
  });
