import { type Log, logSecurity } from '@intygsgraf/kernel/process';
import type { GraphQLFormattedError } from 'graphql';

/** Refusals that whoever watches over the system wants to see. Others are everyday: a typing error, a closed case. */
const WATCHED = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'INTROSPECTION_DISABLED',
  'QUERY_TOO_COMPLEX',
  'TOO_MANY_SUBSCRIPTIONS',
]);

/** Whether an error is one that somebody should see: a limit that was tried is, too. */
const isWatched = ({ extensions }: GraphQLFormattedError): boolean =>
  WATCHED.has(String(extensions?.['code'])) || 'limit' in ((extensions?.['facts'] as object | undefined) ?? {});

/** What of an answer's errors belongs in the security log: each code once. */
export function logRefusals(log: Log, errors: readonly GraphQLFormattedError[]): void {
  const codes = errors.filter(isWatched).map(({ extensions }) => String(extensions?.['code']));
  for (const code of new Set(codes)) logSecurity(log, 'refused', code);
}
