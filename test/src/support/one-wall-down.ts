import { connected } from '../demo/admin.ts';
import { ADMIN } from '../demo/roles.ts';
import type { FreshDatabase } from './database.ts';
import type { SignedIn } from './people.ts';

/** Everybody connects as the superuser, whom no policy binds: only what the use cases check holds. */
export const withoutPolicies = ({ url }: FreshDatabase): Pick<FreshDatabase, 'url'> => ({ url: () => url(ADMIN) });

const APPS = ['users_app', 'certificates_app', 'cases_app'] as const;

/**
 * The directory is deceived: all units are sub-units of the user's, and the user is a doctor, so no check of a use case
 * refuses them anything. The database's sessions know better: they show the selected unit and patients without
 * protection, whatever a session is told. For connections that are opened after this.
 */
export const withoutChecks = ({ url }: FreshDatabase, { sub, unit }: SignedIn): Promise<void> =>
  connected(url(ADMIN), async (client) => {
    await client.query('update users.care_unit set care_unit = $1 where hsa_id <> $1', [unit]);
    await client.query(`update users.staff set licensed_professions = '{Läkare}' where hsa_id = $1`, [sub]);
    await client.query(`create schema truth;
      create function truth.set_config(name text, value text, is_local boolean) returns text language sql as $$
        select pg_catalog.set_config(name, case
          when name = 'app.units' then split_part(value, ' ', 1)
          when name = 'app.protections' and value <> '' then 'OPEN'
          else value end, is_local) $$;
      grant usage on schema truth to ${APPS.join(', ')}`);
    const database = client.escapeIdentifier(new URL(url(ADMIN)).pathname.slice(1));
    for (const app of APPS)
      await client.query(`alter role ${app} in database ${database} set search_path = truth, pg_catalog`);
  });
