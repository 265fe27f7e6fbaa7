import { openOrm } from '@intygsgraf/kernel/server';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { connected } from '../demo/admin.ts';
import { ADMIN, BUS, type DatabaseRole, type Schema } from '../demo/roles.ts';
import { prepareDatabase, subgraphDatabases } from '../demo/schemas.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { fillEveryTable } from './fill-every-table.ts';

const schemas = Object.keys(subgraphDatabases) as Schema[];
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});

type Row = Record<string, unknown>;
const rows = (role: DatabaseRole, sql: string): Promise<Row[]> =>
  connected(database.url(role), async (client) => (await client.query<Row>(sql)).rows);

const tables = (schema: Schema) =>
  `select relname as name, relrowsecurity as secured, relforcerowsecurity as forced,
     pg_get_userbyid(relowner) as owner, has_table_privilege('${schema}_app', oid, 'select') as readable
   from pg_class where relkind in ('r', 'p') and relnamespace = '${schema}'::regnamespace and relname <> 'migration'`;

describe.each(schemas)('The schema %s', (schema) => {
  const app = `${schema}_app` as const;

  it('is what the entities say, no more and no less', async () => {
    const orm = await openOrm(subgraphDatabases[schema], database.url(`${schema}_owner`));
    const difference = await orm.schema.getUpdateSchemaSQL({ wrap: false, schema });
    await orm.close();
    expect(difference).toBe('');
  });

  it('holds the list of its own migrations', async () => {
    const migrated = await rows(ADMIN, `select name from ${schema}.migration order by id`);
    expect(migrated).toEqual(subgraphDatabases[schema].migrations.map(({ name }) => ({ name })));
  });

  it('binds even the owner of each table to the row-level policies', async () => {
    const found = await rows(ADMIN, tables(schema));
    expect(found.length).toBeGreaterThan(0);
    for (const table of found) expect(table).toMatchObject({ secured: true, forced: true, owner: `${schema}_owner` });
  });

  it('has an app role that owns nothing and gets around nothing', async () => {
    const [role] = await rows(ADMIN, `select * from pg_roles where rolname = '${app}'`);
    expect(role).toMatchObject({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
    const owned = `select from pg_shdepend where refobjid = '${app}'::regrole and deptype = 'o'`;
    expect(await rows(ADMIN, owned)).toEqual([]);
    expect(await rows(ADMIN, `select from pg_auth_members where member = '${app}'::regrole`)).toEqual([]);
  });

  it.each(schemas.filter((other) => other !== schema))(
    'is closed to the roles of %s, and to the bus',
    async (other) => {
      const open = `select nspname from pg_namespace
        where nspname in ('${schema}', '${schema}_queue') and has_schema_privilege(oid, 'usage, create')`;
      for (const role of [`${other}_app`, `${other}_owner`, BUS] as const) expect(await rows(role, open)).toEqual([]);
    },
  );

  it('shows no row to an app that does not say who asks, in a table that has rows', async () => {
    const full = await freshDatabase();
    await fillEveryTable(full.url(ADMIN), schema);
    const shown = (role: DatabaseRole, table: string) =>
      connected(full.url(role), async (client) => (await client.query(`select from ${schema}.${table}`)).rowCount);
    const readable = (await rows(ADMIN, tables(schema))).filter((table) => table['readable']);
    for (const name of readable.map((table) => String(table['name']))) {
      expect(await shown(ADMIN, name), `${name}, to the superuser`).toBeGreaterThan(0);
      expect(await shown(app, name), `${name}, to the app`).toBe(0);
    }
    await full.drop();
  });
});

describe('The function that counts', () => {
  it('counts the cases that the indexes, and so the entities, call unhandled', async () => {
    const statuses = (text: unknown): string[] => String(text).match(/'[A-Z_]+'/g) ?? [];
    const [row] = await rows(
      ADMIN,
      `select pg_get_functiondef('cases.unhandled_groups'::regproc) as counting,
         pg_get_expr(indpred, indrelid) as indexed from pg_index where indexrelid = 'cases.case_unit_unhandled'::regclass`,
    );
    expect(statuses(row?.['counting'])).toEqual(statuses(row?.['indexed']));
    expect(statuses(row?.['indexed']).length).toBeGreaterThan(1);
  });
});

describe('A database that is prepared again', () => {
  it('stays as it is', async () => {
    const name = new URL(database.url(ADMIN)).pathname.slice(1);
    const state = () => rows(ADMIN, `select oid, relname, relacl::text from pg_class order by oid`);
    const before = await state();
    await prepareDatabase(inject('postgres'), name);
    expect(await state()).toEqual(before);
  });
});

describe('The role of the bus', () => {
  it('hears what is said, and can make nothing', async () => {
    expect(await rows(BUS, 'listen unhandled')).toEqual([]);
    await expect(rows(BUS, 'create table public.mine (id int)')).rejects.toThrow('permission denied');
    await expect(rows(BUS, 'create temporary table mine (id int)')).rejects.toThrow('permission denied');
  });
});
