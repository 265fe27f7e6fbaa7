import { AccessError } from '@intygsgraf/kernel/domain';
import type { Caller, SubgraphClient } from '@intygsgraf/kernel/server';
import type { Sender, SendingUnit } from '../domain/message.ts';

const SENDER = `query { viewer { hsaId staff { givenName surname } units {
  hsaId name workplaceCode postalAddress postalCode city phone careProvider { hsaId name } } } }`;

interface Answer {
  readonly viewer: {
    readonly hsaId: string;
    readonly staff: { readonly givenName: string; readonly surname: string } | null;
    readonly units: readonly SendingUnit[];
  } | null;
}

/**
 * The user as the sender of a message on behalf of a unit, as the directory has them now. Throws FORBIDDEN when the unit
 * is not theirs, UNAVAILABLE when nobody can tell.
 */
export async function findSender(users: SubgraphClient, { user }: Caller, unit: string): Promise<Sender> {
  if (!user) throw new AccessError('FORBIDDEN');
  const { viewer } = await users.ask<Answer>(SENDER, {}, user);
  const sending = viewer?.units.find(({ hsaId }) => hsaId === unit);
  if (!viewer?.staff || !sending) throw new AccessError('FORBIDDEN');
  const { givenName, surname } = viewer.staff;
  return { hsaId: viewer.hsaId, fullName: `${givenName} ${surname}`, unit: sending };
}
