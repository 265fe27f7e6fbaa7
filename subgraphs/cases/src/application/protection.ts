import type { PersonFacts } from '@intygsgraf/kernel/domain';
import type { Directory } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { raiseVersions } from './unit-version.ts';

/** What the person service tells now of the persons of certificates; one question a unit, as the unit's record it is. */
export async function askPersons(
  directory: Directory,
  certificates: readonly { readonly personId: string; readonly unit: string }[],
): Promise<PersonFacts[]> {
  const byUnit = Map.groupBy(certificates, ({ unit }) => unit);
  const asked = [...byUnit].map(([unit, of]) =>
    directory.personFacts([...new Set(of.map(({ personId }) => personId))], unit),
  );
  return (await Promise.all(asked)).flat();
}

/** Stores what changed of the persons' protection; the counts of the units whose viewers now see something else rise. */
export async function storeProtections(em: EntityManager, facts: readonly PersonFacts[]): Promise<void> {
  const units: string[] = [];
  for (const { personId, protection } of facts) {
    if (protection === 'UNKNOWN') continue;
    const changed = await em.execute<{ unit: string; careUnit: string }[]>(
      `update cases.certificate set protection = ? where person_id = ? and protection is distinct from ?
       returning unit, care_unit as "careUnit"`,
      [protection, personId, protection],
    );
    units.push(...changed.flatMap(({ unit, careUnit }) => [unit, careUnit]));
  }
  await raiseVersions(em, units);
}
