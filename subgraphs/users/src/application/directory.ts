import type { EntityManager } from '@mikro-orm/postgresql';
import { CareProviderEntity, CareUnitEntity, StaffEntity } from '../database/entities.ts';

/** Rows in the order of the keys, null where there is none. */
const inOrder = <Row, Key extends keyof Row>(rows: Row[], key: Key, keys: readonly Row[Key][]): (Row | null)[] => {
  const found = new Map(rows.map((row) => [row[key], row]));
  return keys.map((wanted) => found.get(wanted) ?? null);
};

export const careProvidersByHsaId = async (em: EntityManager, hsaIds: readonly string[]) =>
  inOrder(await em.find(CareProviderEntity, { hsaId: { $in: [...hsaIds] } }), 'hsaId', hsaIds);

export const careUnitsBy = async (em: EntityManager, key: 'id' | 'hsaId', keys: readonly string[]) =>
  inOrder(await em.find(CareUnitEntity, { [key]: { $in: [...keys] } }), key, keys);

export const staffBy = async (em: EntityManager, key: 'id' | 'hsaId', keys: readonly string[]) =>
  inOrder(await em.find(StaffEntity, { [key]: { $in: [...keys] } }), key, keys);

/** The sub-units (mottagningar) of care units, by name. */
export async function subUnitsOf(em: EntityManager, careUnits: readonly string[]) {
  const rows = await em.find(CareUnitEntity, { careUnit: { $in: [...careUnits] } }, { orderBy: { name: 'asc' } });
  const byCareUnit = Map.groupBy(rows, ({ careUnit }) => careUnit);
  return careUnits.map((careUnit) => byCareUnit.get(careUnit) ?? []);
}
