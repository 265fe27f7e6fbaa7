import { type DestinationStream, pino, type Logger } from 'pino';
import { traceId } from './trace.ts';

export type Log = Logger;

/**
 * One JSON line an event. Only what a call names is written, and what it names is ids, codes, counts and times: never a
 * person number, a name, a text, a variable of a request or an address with a query. `trace` is the request's, the same in
 * every process that it went through.
 */
export const createLog = (service: string, to?: DestinationStream): Log =>
  pino(
    {
      base: { service },
      mixin() {
        const id = traceId();
        return id ? { trace: id } : {};
      },
      level: process.env['LOG_LEVEL'] ?? 'info',
      // An error is its type, code and stack; its message may quote input.
      serializers: { error: ({ name, code, stack }: Error & { code?: string }) => ({ name, code, at: frames(stack) }) },
    },
    to,
  );

const frames = (stack = ''): string[] =>
  stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 5)
    .map((line) => line.trim());

/**
 * One line of the security log: `event` is `refused` or `ignored`, `code` says what. Nothing of the request is in it but
 * the door that it came to: no token, no name, no document, no variables, no address.
 */
export const logSecurity = (log: Log, event: 'refused' | 'ignored', code: string): void =>
  log.warn({ event, code }, 'security');
