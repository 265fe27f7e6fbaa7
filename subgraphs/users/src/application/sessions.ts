import { AccessError, DomainError, type Viewer } from '@intygsgraf/kernel/domain';
import type { SignedInUser, UserClaims } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { SessionEntity } from '../database/entities.ts';

/** That a session was moved is known for this long, days: no session of care lasts as long. */
const KEPT = 7;

/** A session that is on another unit than it began on. */
export interface MovedSession {
  /** HSA-id. */
  readonly staff: string;
  readonly id: string;
  /** HSA-id of the unit where it is now. */
  readonly unit: string;
}

/**
 * Moves the user's session to another of their units: what was signed in before, on the old unit, is no longer. Throws
 * NO_SESSION where the token names none, FORBIDDEN for a unit that is none of theirs. Source: domain.md §2.8.
 */
export async function moveSession(
  em: EntityManager,
  { hsaId: staff, session: id }: UserClaims,
  viewer: Viewer,
  unit: string,
): Promise<void> {
  if (!id) throw new DomainError('NO_SESSION');
  if (!viewer.countableUnits.includes(unit)) throw new AccessError('FORBIDDEN');
  await em.execute(`delete from users.session where staff = ? and changed_at < now() - make_interval(days => ?)`, [
    staff,
    KEPT,
  ]);
  await em.execute(
    `insert into users.session (staff, id, unit) values (?, ?, ?)
     on conflict (staff, id) do update set unit = excluded.unit, changed_at = now()`,
    [staff, id, unit],
  );
}

/** Sessions that were moved in the last seconds, at most as many as there are: the gateway ends what the old unit had. */
export const movedWithin = (em: EntityManager, seconds: number): Promise<MovedSession[]> =>
  em.execute(`select staff, id, unit from users.session where changed_at > now() - make_interval(secs => ?)`, [
    seconds,
  ]);

/** Which of the users are of a session that has gone to another unit. */
export async function elsewhere(em: EntityManager, users: readonly SignedInUser[]): Promise<Set<SignedInUser>> {
  const asked = users.filter(({ session }) => session);
  if (asked.length === 0) return new Set();
  const moved = await em.find(SessionEntity, {
    staff: { $in: [...new Set(asked.map(({ hsaId }) => hsaId))] },
    id: { $in: [...new Set(asked.map(({ session }) => session ?? ''))] },
  });
  const units = new Map(moved.map(({ staff, id, unit }) => [`${staff} ${id}`, unit]));
  return new Set(asked.filter(({ hsaId, session, unit }) => (units.get(`${hsaId} ${session}`) ?? unit) !== unit));
}
