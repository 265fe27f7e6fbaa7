import type { UnitCount } from './unhandled.ts';

/** A message of graphql-transport-ws. Source: graphql-ws, PROTOCOL.md (2026-11-21). */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** What is not JSON says nothing, and the silence ends the connection. */
export function parse(data: string): Message {
  try {
    return Object(JSON.parse(data));
  } catch {
    return { type: '' };
  }
}

/** Close codes that say that the token is not taken. Source: graphql-ws, CloseCode (2026-11-21). */
export const UNAUTHORIZED = 4401;
const FORBIDDEN = 4403;

export const isRefusal = (code: number | undefined): boolean => code === UNAUTHORIZED || code === FORBIDDEN;

/** Errors as GraphQL has them, as far as they are read. */
type Errors = readonly { readonly extensions?: { readonly code?: string } }[];

/** What the graph says to an operation: a count, else that it has ended, with the code of what went wrong if anything did. */
export function answerOf({ type, payload }: Message): { readonly count?: UnitCount; readonly code?: string } {
  if (type === 'error') return { code: codeOf(payload as Errors) };
  const { data, errors } = Object(payload) as { data?: { unhandled?: UnitCount }; errors?: Errors };
  if (data?.unhandled) return { count: data.unhandled };
  return type === 'next' ? { code: codeOf(errors) } : {};
}

/** It reaches the host's logs: nothing but a code may pass. */
function codeOf(errors: Errors | undefined): string {
  const code = errors?.[0]?.extensions?.code;
  return code && /^[A-Z_]{1,40}$/.test(code) ? code : 'UNKNOWN';
}
