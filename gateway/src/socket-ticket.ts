import { AccessError } from '@intygsgraf/kernel/domain';
import { type Log, logSecurity, type SubgraphClient, type UserClaims } from '@intygsgraf/kernel/process';
import type { Sessions } from './sessions.ts';

/** Longer ones are not asked about: ours have 43 characters. */
const LONGEST = 128;

const REDEEM = `mutation ($ticket: String!) { redeemSocketTicket(ticket: $ticket) {
  isReplay user { hsaId unit acr client expiresAt session } } }`;

interface Redeemed {
  readonly isReplay: boolean;
  readonly user: (Omit<UserClaims, 'session'> & { readonly session: string | null }) | null;
}

export type RedeemTicket = (ticket: string) => Promise<UserClaims>;

/**
 * Whom a ticket is for. It is taken where all gateways meet, in the database, so it opens one socket at one of them.
 * Throws UNAUTHENTICATED; a second use is in the security log by a name of its own.
 */
export const createTicketTaker =
  (users: SubgraphClient, sessions: Pick<Sessions, 'hasLeft'>, log: Log): RedeemTicket =>
  async (ticket) => {
    if (ticket.length > LONGEST) throw new AccessError('UNAUTHENTICATED');
    const { redeemSocketTicket } = await users.ask<{ redeemSocketTicket: Redeemed }>(REDEEM, { ticket });
    const { user, isReplay } = redeemSocketTicket;
    if (isReplay) logSecurity(log, 'refused', 'TICKET_USED_TWICE');
    if (!user) throw new AccessError('UNAUTHENTICATED');
    const { session, ...claims } = user;
    const claimed = { ...claims, ...(session !== null && { session }) };
    if (user.expiresAt * 1_000 <= Date.now() || sessions.hasLeft(claimed)) throw new AccessError('UNAUTHENTICATED');
    return claimed;
  };
