import { AccessError, type Viewer } from '@intygsgraf/kernel/domain';
import type { SignedInUser } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { elsewhere } from './sessions.ts';
import { AssignmentEntity, CareUnitEntity, DirectoryRevisionEntity, StaffEntity } from '../database/entities.ts';
import { resolveRole } from '../domain/staff.ts';
import { CARE_PURPOSE, unitScope } from '../domain/unit-scope.ts';

/**
 * The user as the directory knows them now: role from their credentials, units from their assignments for care.
 * Undefined when nobody has that HSA-id, or the selected unit is none of theirs. Throws UNAUTHENTICATED when their
 * session has gone to another unit: another token is needed.
 */
export async function findViewer(em: EntityManager, user: SignedInUser): Promise<Viewer | undefined> {
  const [viewer] = await findViewers(em, [user]);
  if (!viewer && (await elsewhere(em, [user])).size > 0) throw new AccessError('UNAUTHENTICATED');
  return viewer;
}

/** The same for many, in their order, asked of the database at once; undefined also for who is on another unit now. */
export async function findViewers(em: EntityManager, users: readonly SignedInUser[]): Promise<(Viewer | undefined)[]> {
  const hsaIds = [...new Set(users.map(({ hsaId }) => hsaId))];
  const staff = new Map((await em.find(StaffEntity, { hsaId: { $in: hsaIds } })).map((one) => [one.hsaId, one]));
  const assignments = await em.find(AssignmentEntity, { staff: { $in: hsaIds }, purpose: CARE_PURPOSE });
  const assignedOf = Map.groupBy(assignments, (assignment) => assignment.staff);
  // a private practitioner's only unit is their own
  const assigned = [...new Set([...assignments.map(({ unit }) => unit), ...hsaIds])];
  const units = await em.find(CareUnitEntity, { $or: [{ hsaId: { $in: assigned } }, { careUnit: { $in: assigned } }] });
  const byCareUnit = Map.groupBy(units, ({ hsaId, careUnit }) => careUnit ?? hsaId);
  const gone = await elsewhere(em, users);

  return users.map((user) => {
    const { hsaId, unit } = user;
    const found = staff.get(hsaId);
    if (!found || gone.has(user)) return undefined;
    const role = resolveRole(found);
    // without authority there is nothing to reach, not even their own practice
    if (role === 'PRIVATE_DOCTOR_UNAUTHORISED')
      return unit === hsaId ? { hsaId, role, selectedUnit: unit, unitsInScope: [], countableUnits: [] } : undefined;
    const own = role === 'PRIVATE_DOCTOR' ? [hsaId] : (assignedOf.get(hsaId) ?? []).map((one) => one.unit);
    const scope = unitScope(
      unit,
      own,
      own.flatMap((one) => byCareUnit.get(one) ?? []),
    );
    return scope && { hsaId, role, selectedUnit: unit, ...scope };
  });
}

/** Finds viewers as `findViewer` does, and throws as it does. */
export type KeepViewers = (em: EntityManager, user: SignedInUser) => Promise<Viewer | undefined>;

/**
 * The same for a process that is asked with every request of every subgraph: one statement asks which content the
 * directory has and where the session is, and who was found in that content before is not looked for again. Only who
 * was found is kept, so there are at most as many as the directory has assignments.
 */
export function keepViewers(): KeepViewers {
  let revision: string | undefined;
  let kept = new Map<string, Viewer>();
  return async (em, user) => {
    const { hsaId, unit, session = null } = user;
    const [now] = await em.execute<{ revision: string; moved: string | null }[]>(
      `select id as revision, (select unit from users.session where staff = ? and id = ?) as moved
       from users.directory_revision`,
      [hsaId, session],
    );
    if (!now) throw new Error(NO_REVISION);
    if (now.moved !== null && now.moved !== unit) throw new AccessError('UNAUTHENTICATED');
    if (now.revision !== revision) [revision, kept] = [now.revision, new Map()];
    const of = kept;
    const known = of.get(`${hsaId} ${unit}`);
    if (known) return known;
    const found = await findViewer(em, user);
    // what was found since is newer than the revision says, or the same: the next revision is looked for anew
    if (found) of.set(`${hsaId} ${unit}`, found);
    return found;
  };
}

const NO_REVISION = 'the directory has no revision';

/** Which content the directory has. Viewers found under one revision are the same until there is another. */
export async function directoryRevision(em: EntityManager): Promise<string> {
  const [revision] = await em.find(DirectoryRevisionEntity, {}, { disableIdentityMap: true });
  if (!revision) throw new Error(NO_REVISION);
  return revision.id;
}
