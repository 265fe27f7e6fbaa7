import { AccessError } from '@intygsgraf/kernel/domain';
import type { Directory, RequestContext } from '@intygsgraf/kernel/server';
import type { Contact } from '../domain/contacts.ts';

/** What asking for the address of a unit needs of the request. */
export interface UnitReading extends Pick<RequestContext, 'caller'> {
  readonly directory: Pick<Directory, 'contact'>;
}

/** The addresses of units by HSA-id, null for those that the directory has no more. Throws FORBIDDEN, UNAVAILABLE. */
export function unitContacts(
  { caller: { user }, directory }: UnitReading,
  units: readonly string[],
): Promise<(Contact | null)[]> {
  if (!user) throw new AccessError('FORBIDDEN');
  return Promise.all(units.map(async (unit) => (await directory.contact(user, { unit })).unit));
}
