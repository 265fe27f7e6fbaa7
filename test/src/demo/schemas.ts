import { database as cases } from '@intygsgraf/cases';
import { database as certificates } from '@intygsgraf/certificates';
import { database as decisionSupport } from '@intygsgraf/decision-support';
import { migrate, type SubgraphDatabase } from '@intygsgraf/kernel/server';
import { database as users } from '@intygsgraf/users';
import type pg from 'pg';
import { closeToStrangers, connected } from './admin.ts';
import { ADMIN, databaseUrl, ROLES, type Schema } from './roles.ts';

/** What each subgraph keeps in the one database. */
export const subgraphDatabases: Readonly<Record<Schema, SubgraphDatabase>> = {
  users,
  decision_support: decisionSupport,
  certificates,
  cases,
};

/**
 * Makes a database ready for all subgraphs: the roles, the schemas, and in them every migration not run yet. Doing it
 * again changes nothing. In production an operator makes roles and schemas; the migrations are the same.
 */
export async function prepareDatabase(adminUrl: string, name: string): Promise<void> {
  await connected(databaseUrl(adminUrl, ADMIN, 'postgres'), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
    for (const role of ROLES) await makeRole(client, role, new URL(databaseUrl(adminUrl, role, name)).password);
    await closeToStrangers(client, name);
  });
  const schemas = Object.keys(subgraphDatabases) as Schema[];
  await connected(databaseUrl(adminUrl, ADMIN, name), async (client) => {
    await client.query('revoke all on schema public from public');
    for (const schema of schemas) {
      await client.query(`create schema if not exists ${schema} authorization ${schema}_owner`);
      if (subgraphDatabases[schema].queues)
        await client.query(`create schema if not exists ${schema}_queue authorization ${schema}_owner`);
    }
    await client.query('create extension if not exists pg_trgm with schema decision_support');
  });
  for (const schema of schemas)
    await migrate(subgraphDatabases[schema], databaseUrl(adminUrl, `${schema}_owner`, name));
}

async function makeRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (!rowCount) await client.query(`create role ${role}`);
  await client.query(
    `alter role ${role} with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
     password ${client.escapeLiteral(password)}`,
  );
}
