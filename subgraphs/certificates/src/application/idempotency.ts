import { AccessError, holdIdempotencyKey, IdempotencyError, isInScope } from '@intygsgraf/kernel/domain';
import type { RequestContext } from '@intygsgraf/kernel/server';
import { IdempotencyEntity } from '../database/entities.ts';

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
  holdIdempotencyKey(key);
  const { hsaId: actor, selectedUnit: unit } = viewer();
  if (!isInScope(viewer(), unit)) throw new AccessError('FORBIDDEN');
  const { affectedRows } = await em
    .createQueryBuilder(IdempotencyEntity)
    .insert({ actor, operation, key, unit, result, at: now })
    .onConflict(['actor', 'operation', 'key'])
    .ignore()
    .execute('run');
  const stored = await em.findOne(IdempotencyEntity, { actor, operation, key, unit });
  if (!stored) throw new IdempotencyError();
  return { result: stored.result, isFirst: affectedRows > 0 };
}
