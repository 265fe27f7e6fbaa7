import { AccessError, DomainError, isErrorCode } from '../domain/index.ts';
import type { ServiceIdentity, UserClaims } from './service-token.ts';
import { traceHeaders } from './trace.ts';

/** A callee that did not answer in time, or not as agreed. Nothing may be concluded from it. */
export class UnavailableError extends DomainError<'UNAVAILABLE'> {}

/** Longest wait for another subgraph, milliseconds. */
export const TIMEOUT = 2_500;

export interface SubgraphClient {
  /** Asks another subgraph directly, as this service, perhaps on behalf of a user. Foreseen refusals keep their code. */
  ask<Data>(query: string, variables: Record<string, unknown>, user?: UserClaims): Promise<Data>;
}

/** A result as GraphQL has it. */
export interface GraphAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } | undefined }[] | undefined;
}

/** Calls go only leftward: users ← decision-support ← certificates ← cases; the gateway may call all. */
export function createSubgraphClient(identity: ServiceIdentity, name: string, url: string): SubgraphClient {
  const post = async (body: string, user: UserClaims | undefined): Promise<GraphAnswer> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          ...traceHeaders(),
          'content-type': 'application/json',
          authorization: `Bearer ${await identity.token(name, user)}`,
        },
        body,
        signal: AbortSignal.timeout(TIMEOUT),
      });
      if (response.status === 401) return { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };
      return (await response.json()) as GraphAnswer;
    } catch {
      throw new UnavailableError('UNAVAILABLE', { service: name });
    }
  };
  return {
    ask: async <Data>(query: string, variables: Record<string, unknown>, user?: UserClaims) =>
      dataOf<Data>(name, await post(JSON.stringify({ query, variables }), user)),
  };
}

/** The data of an answer. Foreseen refusals keep their code, anything else is UNAVAILABLE. */
export function dataOf<Data>(service: string, { data, errors }: GraphAnswer): Data {
  const code = errors?.[0]?.extensions?.code;
  if (code === 'FORBIDDEN' || code === 'UNAUTHENTICATED' || code === 'PU_PROBLEM') throw new AccessError(code);
  if (typeof code === 'string' && code !== 'INTERNAL' && isErrorCode(code)) throw new DomainError(code);
  if (errors?.length || !data) throw new UnavailableError('UNAVAILABLE', { service });
  return data as Data;
}
