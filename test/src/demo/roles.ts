import { createHmac } from 'node:crypto';

/** The superuser of the embedded server; no process of the system connects as it. */
export const ADMIN = 'intyg_admin';
/** May connect and hear what is said on the bus, nothing else: the gateway's. */
export const BUS = 'gateway_bus';

/** The schemas of the one database, one a subgraph. */
const SCHEMAS = ['users', 'decision_support', 'certificates', 'cases'] as const;
export type Schema = (typeof SCHEMAS)[number];

/** Who connects: a schema's owner (migrations, queue), its app (bound by row-level security), the bus, the superuser. */
export type DatabaseRole = `${Schema}_owner` | `${Schema}_app` | typeof BUS | typeof ADMIN;

/** Every role that the processes of the system connect as. */
export const ROLES = [...SCHEMAS.flatMap((schema) => [`${schema}_owner`, `${schema}_app`] as const), BUS] as const;

/**
 * The address for one role of one database. Passwords follow from the superuser's, so there is one secret to keep and
 * none to store; nobody gets from a role's password to another one's.
 */
export function databaseUrl(adminUrl: string, role: DatabaseRole, database: string): string {
  const url = new URL(adminUrl);
  if (role !== ADMIN) {
    url.username = role;
    url.password = createHmac('sha256', new URL(adminUrl).password).update(role).digest('base64url');
  }
  url.pathname = `/${database}`;
  return url.href;
}
