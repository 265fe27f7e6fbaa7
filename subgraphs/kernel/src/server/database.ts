import type { MigrationObject } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { type EntityManager, MikroORM, type Options } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { announcing, type Bus } from './bus.ts';
import { installQueues, type QueueDefinition } from './queue.ts';

/** What a subgraph owns in the one database: a schema of its own, its tables, how they came to be. */
export interface SubgraphDatabase {
  /** The schema; `<schema>_owner` and `<schema>_app` are its roles. */
  readonly schema: string;
  readonly entities: NonNullable<Options['entities']>;
  readonly migrations: MigrationObject[];
  /** Work that goes on after a transaction; its tables lie in the schema `<schema>_queue`. */
  readonly queues?: readonly QueueDefinition[];
}

/** What every subgraph's MikroORM has in common. */
export const ormOptions = ({ schema, entities, migrations }: SubgraphDatabase, url: string): Options => ({
  clientUrl: url,
  schema,
  entities,
  extensions: [Migrator],
  forceUtcTimezone: true,
  pool: { max: 10 },
  // functions stand in migrations and nowhere else: what calls them tries them
  schemaGenerator: { ignoreRoutines: true },
  // MikroORM finds the transaction that code runs in by this name: were it the same for two pools, work for the second
  // would silently join the transaction, and the rights, of the first
  contextName: `${schema} ${randomUUID()}`,
  migrations: {
    migrationsList: migrations,
    snapshot: false,
    silent: true,
    tableName: `${schema}.migration`,
  },
});

/** The bus over which the transactions of a database tell of changes; without one it is the database's own. */
const buses = new WeakMap<MikroORM, Bus>();

/** Connects as `<schema>_app`: no owner, no superuser, bound by row-level security. */
export async function openOrm(database: SubgraphDatabase, url: string, bus?: Bus): Promise<MikroORM> {
  const orm = (await MikroORM.init(ormOptions(database, url))) as MikroORM;
  if (bus) buses.set(orm, bus);
  return orm;
}

/** Whether the database answers now; MikroORM's own word for it is no until somebody has asked something. */
export const databaseAnswers = (orm: MikroORM): Promise<boolean> =>
  orm.em
    .getConnection()
    .execute('select 1')
    .then(
      () => true,
      () => false,
    );

/** Brings the subgraph's schema to the newest version, as `<schema>_owner`. */
export async function migrate(database: SubgraphDatabase, ownerUrl: string): Promise<void> {
  const orm = await openOrm(database, ownerUrl);
  try {
    await orm.migrator.up();
  } finally {
    await orm.close();
  }
  if (database.queues) await installQueues(database, ownerUrl);
}

/**
 * Closes pools one after the other, those first whose transactions may ask the next ones. A pool never answers whoever asks
 * it for a connection in the moment in which it is closed: a transaction that waits for one would keep its own, and the
 * pool that it is of would never close, either.
 */
export async function closePools(...pools: readonly MikroORM[]): Promise<void> {
  for (const pool of pools) await pool.close();
}

/**
 * What the database may show in one transaction, set as transaction-local settings that the row-level policies read.
 * `system` is for work without a user: messages from agencies, counts for the hub, imports.
 */
export type Session =
  | { readonly scope: 'system' }
  | {
      readonly scope: 'user';
      /** HSA-ids of the units whose rows may be seen. */
      readonly units: readonly string[];
      /** The protection flags that may be seen. */
      readonly protections: readonly string[];
    };

const variables = (session: Session): Record<string, string> =>
  session.scope === 'system'
    ? { 'app.scope': 'system', 'app.units': '', 'app.protections': '' }
    : { 'app.scope': 'user', 'app.units': session.units.join(' '), 'app.protections': session.protections.join(' ') };

/** One transaction in which the database shows what the session says and no more. */
export const inSession = <T>(orm: MikroORM, session: Session, work: (em: EntityManager) => Promise<T>): Promise<T> =>
  announcing(buses.get(orm), () =>
    orm.em.fork({ session: { variables: variables(session) } }).transactional((em) => work(em as EntityManager)),
  );

/** What is shown to any user, whoever they are: nothing that is of a unit. */
export const ANY_USER: Session = { scope: 'user', units: [], protections: [] };

/**
 * A pool whose every connection stands in one session, so that a statement by itself is enough. The system's is for
 * numbers, and for the directory where it is asked who a user is: for questions that a service of ours asks for itself,
 * whose answer has no user to hold it against yet. `ANY_USER` is for what any user may read. Nothing is written through it.
 */
export function openStandingOrm(
  database: SubgraphDatabase,
  url: string,
  session: Session = { scope: 'system' },
  connections = 10,
): Promise<MikroORM> {
  const settings = Object.entries(variables(session)).map(([name, value]) => `-c ${name}=${value}`);
  const options = ormOptions(database, url);
  return MikroORM.init({
    ...options,
    // to open another and to plan its statements takes ten times as long as one that is asked through it
    pool: { max: connections, idleTimeoutMillis: 0 },
    driverOptions: { options: settings.join(' ') },
  }) as Promise<MikroORM>;
}

/** Conditions for the policies of an entity, in one place so that every table says it alike. */
export const policy = {
  /** The work has no user and says so. */
  system: `current_setting('app.scope', true) = 'system'`,
  /** There is a session at all: without one, nothing is seen. */
  anySession: `current_setting('app.scope', true) in ('system', 'user')`,
  unitInScope: (column: string): string => `${column} = any (string_to_array(current_setting('app.units', true), ' '))`,
  protectionVisible: (column: string): string =>
    `${column} = any (string_to_array(current_setting('app.protections', true), ' '))`,
};
