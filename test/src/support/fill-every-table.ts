import { connected } from '../demo/admin.ts';

/**
 * Puts one row into each table of a schema, whatever its rules: what stands in it means nothing. For tests of who sees
 * rows at all. The database is not to be used for anything else.
 */
export const fillEveryTable = (adminUrl: string, schema: string): Promise<void> =>
  connected(adminUrl, async (client) => {
    await client.query('set session_replication_role = replica'); // no foreign keys, no triggers
    const { rows: checks } = await client.query<{ relation: string; name: string }>(
      `select conrelid::regclass::text as relation, quote_ident(conname) as name from pg_constraint
       where contype = 'c' and connamespace = $1::regnamespace`,
      [schema],
    );
    for (const { relation, name } of checks) await client.query(`alter table ${relation} drop constraint ${name}`);
    const { rows: tables } = await client.query<{ relation: string; columns: string; values: string }>(
      `select attrelid::regclass::text as relation, string_agg(quote_ident(attname), ', ') as columns,
         string_agg(quote_literal(case
           when typcategory = 'A' or typname = 'jsonb' then '{}'
           when typname = 'uuid' then gen_random_uuid()::text
           when typcategory = 'N' then '0'
           when typcategory = 'B' then 'false'
           when typcategory = 'D' then 'epoch'
           else '' end), ', ') as values
       from pg_attribute join pg_class c on c.oid = attrelid join pg_type t on t.oid = atttypid
       where c.relnamespace = $1::regnamespace and relkind in ('r', 'p') and relname <> 'migration'
         and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
       group by attrelid`,
      [schema],
    );
    for (const { relation, columns, values } of tables)
      await client.query(`insert into ${relation} (${columns}) values (${values})`);
  });
