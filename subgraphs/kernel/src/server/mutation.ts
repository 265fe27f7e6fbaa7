import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError, type ErrorCode, isErrorCode } from '../domain/index.ts';
import type { RequestContext } from './request.ts';

/** A foreseen refusal, as the payload of a mutation lists it. */
export interface Refusal {
  readonly code: ErrorCode;
  /** The input field that the refusal is about, where it is about one. */
  readonly path?: string;
}

/**
 * A mutation's use case in a savepoint of the request's transaction: it happens whole or not at all, and a foreseen
 * refusal becomes data. What is unforeseen goes on as an error.
 */
export async function refusing<Result>(
  { em }: Pick<RequestContext, 'em'>,
  change: (em: EntityManager) => Promise<Result>,
): Promise<{ result?: Result; errors: Refusal[] }> {
  try {
    return { result: await em.transactional((savepoint) => change(savepoint as EntityManager)), errors: [] };
  } catch (error) {
    if (!(error instanceof DomainError) || !isErrorCode(error.code)) throw error;
    const path = error.facts['path'];
    return { errors: [{ code: error.code, ...(typeof path === 'string' && { path }) }] };
  }
}
