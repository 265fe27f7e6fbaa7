import { DomainError } from '@intygsgraf/kernel/domain';
import type { EntityManager } from '@mikro-orm/postgresql';
import { RegisterChangeEntity, RegisterEditionEntity } from '../../database/registers.ts';
import type { EntryChange, Register, RegisterEdition, StoredEntry } from '../../domain/registers/register.ts';

/** Most changes of a page. */
const MOST = 100;

/** The editions of a register, the newest first. */
export const editionsOf = (em: EntityManager, register: Register): Promise<RegisterEdition[]> =>
  em.find(RegisterEditionEntity, { register }, { orderBy: { number: 'desc' }, limit: MOST });

/** What an edition did to an entry. */
export interface RegisterChange extends StoredEntry {
  readonly change: EntryChange;
}

/**
 * What editions after a revision changed, by entry and then by revision, a page at a time. Throws BAD_USER_INPUT.
 *
 * @param after code and revision of the last one of the page before
 */
export async function changesSince(
  em: EntityManager,
  register: Register,
  since: number,
  first: number,
  after?: { readonly code: string; readonly revision: number },
): Promise<{ readonly changes: readonly RegisterChange[]; readonly hasMore: boolean }> {
  if (first < 1 || first > MOST) throw new DomainError('BAD_USER_INPUT', { argument: 'first', most: MOST });
  const next = after && {
    $or: [{ code: { $gt: after.code } }, { code: after.code, revision: { $gt: after.revision } }],
  };
  const rows = await em.find(
    RegisterChangeEntity,
    { register, revision: { $gt: since }, ...next },
    { orderBy: { code: 'asc', revision: 'asc' }, limit: first + 1 },
  );
  return { changes: rows.slice(0, first), hasMore: rows.length > first };
}
