import type { Viewer } from '@intygsgraf/kernel/domain';
import type { UserClaims } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AssignmentEntity, CareUnitEntity, StaffEntity } from '../database/entities.ts';
import { resolveRole } from '../domain/staff.ts';
import { CARE_PURPOSE, unitScope } from '../domain/unit-scope.ts';

/**
 * The user as the directory knows them now: role from their credentials, units from their assignments for care.
 * Undefined when nobody has that HSA-id, or the selected unit is none of theirs.
 */
export async function findViewer(em: EntityManager, { hsaId, unit }: UserClaims): Promise<Viewer | undefined> {
  const staff = await em.findOne(StaffEntity, { hsaId });
  if (!staff) return undefined;
  const role = resolveRole(staff);
  // without authority there is nothing to reach, not even their own practice
  if (role === 'PRIVATE_DOCTOR_UNAUTHORISED')
    return unit === hsaId ? { hsaId, role, selectedUnit: unit, unitsInScope: [], countableUnits: [] } : undefined;

  const assigned =
    role === 'PRIVATE_DOCTOR'
      ? [hsaId]
      : (await em.find(AssignmentEntity, { staff: hsaId, purpose: CARE_PURPOSE })).map((assignment) => assignment.unit);
  const units = await em.find(CareUnitEntity, { $or: [{ hsaId: { $in: assigned } }, { careUnit: { $in: assigned } }] });
  const scope = unitScope(unit, assigned, units);
  return scope && { hsaId, role, selectedUnit: unit, ...scope };
}
