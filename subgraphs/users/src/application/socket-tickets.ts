import type { UserClaims } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { createHash, randomBytes } from 'node:crypto';
import { SocketTicketEntity } from '../database/entities.ts';

/** A ticket is good for this long, seconds: a page fetches one when it opens a socket. Source: reliability.md W2. */
const LIFE = 30;
/** That a ticket was used is known for this long, so that a second use is told from a wrong ticket. */
const KEPT = '1 hour';
/** Bytes of chance in a ticket. */
const LENGTH = 32;

export interface SocketTicket {
  readonly ticket: string;
  readonly expiresAt: Date;
}

/** Whom a ticket was for: nobody when it is not good, and whether that is because it was used before. */
export interface RedeemedTicket {
  readonly user: UserClaims | null;
  readonly isReplay: boolean;
}

/** What is stored of a ticket: whoever reads the table has no ticket. */
const idOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64url');

/** A ticket with which the user opens one socket, as the one that they are now. */
export async function createSocketTicket(em: EntityManager, user: UserClaims): Promise<SocketTicket> {
  const ticket = randomBytes(LENGTH).toString('base64url');
  await em.execute(`delete from users.socket_ticket where expires_at < now() - interval '${KEPT}'`);
  const [made] = await em.execute<{ expiresAt: Date | string }[]>(
    `insert into users.socket_ticket (id, "user", expires_at) values (?, ?, now() + make_interval(secs => ?))
     returning expires_at as "expiresAt"`,
    [idOf(ticket), JSON.stringify(user), LIFE],
  );
  if (!made) throw new Error('a statement without a row');
  return { ticket, expiresAt: new Date(made.expiresAt) };
}

/** Takes a ticket, once: of two who come with it at the same moment, to whichever gateways, one is let in. */
export async function redeemSocketTicket(em: EntityManager, ticket: string): Promise<RedeemedTicket> {
  const id = idOf(ticket);
  const [taken] = await em.execute<{ user: UserClaims }[]>(
    `update users.socket_ticket set used_at = now() where id = ? and used_at is null and expires_at > now()
     returning "user"`,
    [id],
  );
  if (taken) return { user: taken.user, isReplay: false };
  return { user: null, isReplay: (await em.count(SocketTicketEntity, { id, usedAt: { $ne: null } })) > 0 };
}
