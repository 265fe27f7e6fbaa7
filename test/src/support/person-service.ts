import type { FaultMode } from '../counterparts/person-service/fault.ts';
import type { Person } from '../counterparts/person-service/person.ts';

async function tell(url: string, method: string, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const { ok, status } = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) });
  if (!ok) throw new Error(`the person service answered ${status}`);
}

/** What the person service says of a person from now on. */
export const changePerson = (url: string, change: Partial<Person> & Pick<Person, 'personId'>): Promise<void> =>
  tell(url, 'PATCH', '/persons', change);

/** The person service knows nobody by this number any more. */
export const forgetPerson = (url: string, personId: string): Promise<void> =>
  tell(url, 'DELETE', '/persons', { personId });

/** How the person service behaves from now on. */
export const setFault = (url: string, mode: FaultMode, delayMs?: number): Promise<void> =>
  tell(url, 'POST', '/fault', { mode, ...(delayMs !== undefined && { delayMs }) });

/** Whether a request of this process asks the person service for somebody, not only whether it is there. */
export const asksForSomebody =
  (url: string) =>
  ([to, request]: Parameters<typeof fetch>): boolean =>
    to instanceof URL && to.href.startsWith(url) && typeof request?.body === 'string' && /\d{12}/.test(request.body);
