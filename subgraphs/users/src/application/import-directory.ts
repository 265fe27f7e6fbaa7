import { parseHsaId } from '@intygsgraf/kernel/domain';
import type { EntityManager } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { AssignmentEntity, CareProviderEntity, CareUnitEntity, StaffEntity } from '../database/entities.ts';
import { type Directory, flatUnits } from '../domain/directory.ts';

/** How many records of each kind are there after the import. */
export interface ImportReport {
  readonly careProviders: number;
  readonly units: number;
  readonly staff: number;
  readonly assignments: number;
}

/**
 * Brings the directory in: what is new is added, what is known is brought up to date, a person's assignments become
 * those of the file. All or nothing, and the same file twice changes nothing. Throws HSA_ID.
 */
export async function importDirectory(em: EntityManager, directory: Directory): Promise<ImportReport> {
  const units = flatUnits(directory);
  const practices = directory.staff.filter(({ privatePractitioner }) => privatePractitioner);
  const careProviders = [
    ...directory.careProviders,
    ...practices.map(({ hsaId, privatePractitioner }) => ({ hsaId, name: privatePractitioner?.practiceName ?? '' })),
  ];
  const staff = directory.staff.map(({ assignments: _, privatePractitioner, ...person }) => ({
    ...person,
    licensedProfessions: [...person.licensedProfessions],
    positionCodes: [...person.positionCodes],
    prescriberCodes: [...person.prescriberCodes],
    positions: [...(person.positions ?? [])],
    specialities: [...(person.specialities ?? [])],
    privatePractitioner: privatePractitioner ? { registered: privatePractitioner.registered } : null,
  }));
  for (const { hsaId } of [...careProviders, ...units, ...staff]) parseHsaId(hsaId);
  const assignments = directory.staff.flatMap(({ hsaId, assignments: of }) =>
    of.map(({ unit, purpose }) => ({ staff: hsaId, unit, purpose })),
  );

  const known = { onConflictFields: ['hsaId' as const], onConflictExcludeFields: ['id' as const] };
  await em.upsertMany(CareProviderEntity, withIds(careProviders), known);
  await em.upsertMany(CareUnitEntity, withIds(units), known);
  await em.upsertMany(StaffEntity, withIds(staff), known);
  await em.nativeDelete(AssignmentEntity, { staff: { $in: staff.map(({ hsaId }) => hsaId) } });
  if (assignments.length > 0) await em.insertMany(AssignmentEntity, withIds(assignments));
  return {
    careProviders: careProviders.length,
    units: units.length,
    staff: staff.length,
    assignments: assignments.length,
  };
}

const withIds = <Row extends object>(rows: readonly Row[]) => rows.map((row) => ({ ...row, id: randomUUID() }));
