import { defineEntity, p } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import type { Caller } from './service-token.ts';

/** What was done with the patient's data. Source: informationsecurity:auditing:log, StoreLog 2.0, activityType. */
export const AccessActivity = {
  /** Läsa. */
  READ: 'READ',
  /** Skriva. */
  WRITE: 'WRITE',
  /** Signera. */
  SIGN: 'SIGN',
  /** Radera. */
  DELETE: 'DELETE',
  /** Utskrift. */
  PRINT: 'PRINT',
} as const;
export type AccessActivity = keyof typeof AccessActivity;

/**
 * One row of the access log (PDL-logg): who did what with which patient's data, where and when.
 * The app role may only insert. Source: HSLF-FS 2016:40, 4 kap. 9 §; kept for five years.
 */
export const AccessLogEntity = defineEntity({
  name: 'AccessLogEntry',
  tableName: 'access_log',
  properties: {
    id: p.uuid().primary(),
    at: p.datetime(),
    /** HSA-id of the user, or the service that acted without one. */
    actor: p.text(),
    /** HSA-id of the unit that the user was signed in on. */
    actorUnit: p.text().nullable(),
    activity: p.enum(() => AccessActivity),
    /** What kind of thing was read or written, as the graph calls it. */
    resource: p.text(),
    resourceId: p.text(),
    personId: p.text(),
    /** HSA-id of the unit whose record it is. */
    unit: p.text(),
    /** What else is to be known of it, in Swedish, as how much of a certificate was printed. */
    note: p.text().nullable(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'access_log_append', command: 'insert', check: `current_setting('app.scope', true) in ('system', 'user')` },
  ],
});

export interface Accessed {
  readonly activity: AccessActivity;
  readonly resource: string;
  readonly resourceId: string;
  readonly personId: string;
  readonly unit: string;
  readonly note?: string;
}

/** Gathers what one request touched; the request's transaction stores it, each thing once, before anything is answered. */
export class AccessLog {
  readonly #rows = new Map<string, Accessed>();

  record(accessed: Accessed): void {
    this.#rows.set([accessed.activity, accessed.resource, accessed.resourceId].join(' '), accessed);
  }

  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  /** Writes the rows in the caller's transaction. When that fails, so does the request: no row, no answer. */
  async store(em: EntityManager, { service, user }: Caller, at: Date): Promise<void> {
    if (this.isEmpty) return;
    await em.insertMany(
      AccessLogEntity,
      [...this.#rows.values()].map((row) => ({
        ...row,
        id: randomUUID(),
        at,
        actor: user?.hsaId ?? service,
        actorUnit: user?.unit ?? null,
      })),
    );
  }
}
