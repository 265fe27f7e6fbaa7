import { AccessError, DomainError, isInScope } from '@intygsgraf/kernel/domain';
import type { RequestContext } from '@intygsgraf/kernel/server';
import { IdempotencyEntity } from '../database/entities.ts';
import { DraftError } from '../domain/draft.ts';

/** Visible characters. */
const KEY = /^[!-~]{1,100}$/;

/**
 * What the first request with this key led to: `result` when this is the first. Of two at once the second waits for the
 * first to be done. Throws BAD_USER_INPUT, IDEMPOTENCY_KEY_TAKEN; FORBIDDEN to whoever reaches no unit at all.
 */
export async function firstResult(
  { em, viewer, now }: Pick<RequestContext, 'em' | 'viewer' | 'now'>,
  operation: string,
  key: string,
  result: string,
): Promise<{ readonly result: string; readonly isFirst: boolean }> {
  if (!KEY.test(key)) throw new DomainError('BAD_USER_INPUT', { path: 'idempotencyKey' });
  const { hsaId: actor, selectedUnit: unit } = viewer();
  if (!isInScope(viewer(), unit)) throw new AccessError('FORBIDDEN');
  const { affectedRows } = await em
    .createQueryBuilder(IdempotencyEntity)
    .insert({ actor, operation, key, unit, result, at: now })
    .onConflict(['actor', 'operation', 'key'])
    .ignore()
    .execute('run');
  const stored = await em.findOne(IdempotencyEntity, { actor, operation, key, unit });
  if (!stored) throw new DraftError('IDEMPOTENCY_KEY_TAKEN', { path: 'idempotencyKey' });
  return { result: stored.result, isFirst: affectedRows > 0 };
}
