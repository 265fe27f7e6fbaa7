import type { EntityManager } from '@mikro-orm/postgresql';
import { RelationEntity } from '../database/life-entities.ts';
import type { ChildState, Relation } from '../domain/relation.ts';

/** What was made of certificates or locked drafts, one list for each, the latest first. */
export async function childrenOf(em: EntityManager, parentIds: readonly string[]): Promise<Relation[][]> {
  const rows = await em.find(
    RelationEntity,
    { parentId: { $in: [...parentIds] } },
    { orderBy: { createdAt: 'desc', childId: 'asc' }, disableIdentityMap: true },
  );
  const byParent = Map.groupBy<string, Relation>(rows, ({ parentId }) => parentId);
  return parentIds.map((id) => byParent.get(id) ?? []);
}

/** What certificates or drafts were made of; null for those that began empty. */
export async function parentsOf(em: EntityManager, childIds: readonly string[]): Promise<(Relation | null)[]> {
  const rows = await em.find(RelationEntity, { childId: { $in: [...childIds] } }, { disableIdentityMap: true });
  const byChild = new Map<string, Relation>(rows.map((row) => [row.childId, row]));
  return childIds.map((id) => byChild.get(id) ?? null);
}

/** The relation of a child moves on with it. */
export async function childIs(em: EntityManager, childId: string, state: ChildState): Promise<void> {
  await em.nativeUpdate(RelationEntity, { childId }, { state });
}
