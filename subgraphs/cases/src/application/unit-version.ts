import { publish } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';

/** The channel on which the live hubs hear that a unit's count may have changed. */
export const NOTICE_CHANNEL = 'unhandled';

/** A hint that a unit reached a version; the truth is read from the database. */
export interface Notice {
  readonly unit: string;
  readonly version: number;
}

/**
 * Raises the version of units and of the care units that count them, in the transaction that changes what is counted,
 * and tells of it at commit. Rows are taken in one order, so that two transactions cannot wait for each other.
 */
export async function raiseVersions(em: EntityManager, units: readonly string[]): Promise<void> {
  const ordered = [...new Set(units)].sort();
  if (ordered.length === 0) return;
  const rows = ordered.map(() => '(?, 1)').join(', ');
  const raised = await em.execute<Notice[]>(
    `insert into cases.unit_version (unit, version) values ${rows}
     on conflict (unit) do update set version = unit_version.version + 1 returning unit, version`,
    ordered,
  );
  await publish(em, NOTICE_CHANNEL, raised);
}
