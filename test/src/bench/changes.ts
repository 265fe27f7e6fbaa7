import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Commit } from './load.ts';
import { clock } from './statistics.ts';
import type { Pace } from './sizes.ts';

/** Changes cases of units as the use case does, at a pace, and knows when each change was committed. */
export interface Changer {
  /** The versions that the units have. */
  versions(): Promise<Map<string, number>>;
  /** Makes the changes, on one unit after the other; returns when each was committed. */
  change(units: readonly string[], pace: Pace): Promise<Map<string, Commit[]>>;
  stop(): Promise<void>;
}

/** Enough for one change to wait for a lock while the next ones go on. */
const CONNECTIONS = 4;

/**
 * The transaction of "mark as handled" and back, statement by statement: the row changes, the unit's version rises, the
 * notice is sent with the commit. Without the use case around it, so that the pace holds and its CPU disturbs nobody.
 */
const STATEMENTS = {
  session: `select set_config('app.scope', 'system', true), set_config('app.units', '', true), set_config('app.protections', '', true)`,
  change: `update cases."case" set status = case status when 'HANDLED' then 'WAITING_FOR_CARE' else 'HANDLED' end
    where unit = $1`,
  raise: `insert into cases.unit_version (unit, version) values ($1, 1)
    on conflict (unit) do update set version = unit_version.version + 1 returning unit, version`,
  tell: `select pg_notify('unhandled', $1)`,
};

/** `url` is that of the cases subgraph's own role. */
export async function openChanger(url: string): Promise<Changer> {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const free = [...clients];
  const one = async (client: pg.Client, unit: string): Promise<Commit> => {
    await client.query('begin');
    await client.query(STATEMENTS.session);
    await client.query(STATEMENTS.change, [unit]);
    const { rows } = await client.query<{ unit: string; version: number }>(STATEMENTS.raise, [unit]);
    await client.query(STATEMENTS.tell, [JSON.stringify(rows)]);
    const at = clock();
    await client.query('commit');
    return { version: rows[0]!.version, at };
  };
  return {
    async versions() {
      await clients[0]!.query('begin');
      await clients[0]!.query(STATEMENTS.session);
      const { rows } = await clients[0]!.query<{ unit: string; version: number }>('select * from cases.unit_version');
      await clients[0]!.query('commit');
      return new Map(rows.map(({ unit, version }) => [unit, version]));
    },
    async change(units, { changes, interval }) {
      const commits = new Map<string, Commit[]>();
      const working = new Set<Promise<void>>();
      const began = clock();
      for (let made = 0; made < changes; made += 1) {
        const early = began + made * interval - clock();
        if (early > 0) await sleep(early);
        while (free.length === 0) await Promise.race(working);
        const client = free.pop()!;
        const unit = units[made % units.length]!;
        const work = one(client, unit)
          .then((commit) => void commits.set(unit, [...(commits.get(unit) ?? []), commit]))
          .finally(() => {
            free.push(client);
            working.delete(work);
          });
        working.add(work);
      }
      await Promise.all(working);
      return commits;
    },
    async stop() {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}
