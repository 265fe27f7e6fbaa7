import { database as casesDatabase } from '@intygsgraf/cases';
import type { Viewer } from '@intygsgraf/kernel/domain';
import {
  ANY_USER,
  closePools,
  inOpenRequest,
  inRequest,
  inSession,
  openOrm,
  openStandingOrm,
  type RequestContext,
  type RequestOptions,
} from '@intygsgraf/kernel/server';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connected } from '../demo/admin.ts';
import { ADMIN } from '../demo/roles.ts';
import { certificateOf } from '../support/agency.ts';
import { claimsOf } from '../support/behind-the-gateway.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { ask } from '../support/graph-client.ts';
import { ajla, units } from '../support/people.ts';
import { rowsOf, targetOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

/** Writes down which transaction of which backend comes across each table: a policy is asked for every statement. */
const watchTables = (database: FreshDatabase, tables: readonly string[]): Promise<void> =>
  connected(database.url(ADMIN), async (client) => {
    await client.query(`create schema watch;
      create table watch.seen (place text, transaction xid8, backend int);
      create function watch.saw(place text) returns boolean language sql security definer as $$
        insert into watch.seen values (place, pg_current_xact_id(), pg_backend_pid()) returning true $$;
      grant usage on schema watch to cases_app`);
    for (const table of tables)
      await client.query(`create policy watched on cases.${table} as restrictive using (watch.saw('${table}'))`);
  });

const CASE = 'query ($id: ID!) { case(id: $id) { text hasReminder unit { unhandled { total } } } }';
const HANDLE = 'mutation ($id: ID!) { markCaseHandled(input: { caseId: $id }) { case { status text } } }';

describe('What the cases do for one question', () => {
  let stack: SeededStack;
  const seenBy = async (document: string) => {
    const { case: id } = await targetOf(stack.database, certificateOf(units.alfaMedicincentrum));
    await rowsOf(stack.database, 'truncate watch.seen');
    const { errors } = await ask(stack.gatewayUrl, await stack.token(ajla), document, { id });
    expect(errors).toBeUndefined();
    return rowsOf(
      stack.database,
      'select array_agg(distinct place order by place)::text as places, count(distinct backend)::int as backends from watch.seen group by transaction order by 1',
    );
  };
  beforeAll(async () => {
    stack = await startSeededStack();
    await watchTables(stack.database, ['"case"', 'certificate', 'message', 'access_log', 'unit_version']);
  });
  afterAll(() => stack.stop());

  it('is one transaction, from the row over the loaders to the access log; the numbers have their own', async () => {
    expect(await seenBy(CASE)).toEqual([
      { places: '{"\\"case\\"",access_log,certificate,message}', backends: 1 },
      { places: '{"\\"case\\"",certificate,unit_version}', backends: 1 },
    ]);
  });

  it('is one transaction when something is changed, raw statements and savepoints included', async () => {
    expect(await seenBy(HANDLE)).toEqual([
      { places: '{"\\"case\\"",access_log,certificate,message,unit_version}', backends: 1 },
    ]);
  });
});

describe('A request', () => {
  let database: FreshDatabase;
  let orm: MikroORM;
  let side: MikroORM;
  beforeAll(async () => {
    database = await freshDatabase();
    orm = await openOrm(casesDatabase, database.url('cases_app'));
    // another role, to tell the two pools apart
    side = await openOrm(casesDatabase, database.url('users_app'));
  });
  afterAll(async () => {
    await orm.close();
    await side.close();
    await database.drop();
  });

  const viewer: Viewer = {
    hsaId: ajla.sub,
    role: 'CARE_ADMINISTRATOR',
    selectedUnit: ajla.unit,
    unitsInScope: [ajla.unit],
    countableUnits: [ajla.unit, units.alfaVardcentral],
  };
  const asks = <T>(work: (request: RequestContext) => Promise<T>): Promise<T> => {
    const options: RequestOptions = { orm, side, clock: () => new Date(), findViewer: async () => viewer };
    return inRequest(options, { service: 'gateway', user: claimsOf(ajla) }, work);
  };
  interface Here {
    readonly backend: number;
    readonly role: string;
    readonly settings: readonly string[];
  }
  /** Where a statement runs, and with what rights. */
  const here = async (em: EntityManager): Promise<Here> => {
    const [found] = await em.execute<Here[]>(`select pg_backend_pid() as backend, current_user as role, array[
      current_setting('app.scope', true), current_setting('app.units', true), current_setting('app.protections', true)
    ] as settings`);
    if (!found) throw new Error('a select without a row');
    return found;
  };

  it('shows the viewer’s units, counts on theirs and stores for all in other sessions, which the side pool has', async () => {
    const own = { role: 'cases_app', settings: ['user', ajla.unit, 'OPEN'] };
    await asks(async ({ em, counting, system }) => {
      const [first, counted, stored, last] = [await here(em), await counting(here), await system(here), await here(em)];
      expect(first).toMatchObject(own);
      expect(counted.settings).toEqual(['user', `${ajla.unit} ${units.alfaVardcentral}`, 'OPEN']);
      expect(stored.settings).toEqual(['system', '', '']);
      expect([counted.role, stored.role]).toEqual(['users_app', 'users_app']);
      expect([counted.backend, stored.backend]).not.toContain(first.backend);
      expect(last).toEqual(first);
    });
  });

  it('is not begun for a user whom the directory does not know: without one, the session would be of nobody', async () => {
    const work = vi.fn<() => Promise<void>>();
    const options: RequestOptions = { orm, side, clock: () => new Date(), findViewer: async () => undefined };
    const asked = inRequest(options, { service: 'gateway', user: claimsOf(ajla) }, work);
    await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(work).not.toHaveBeenCalled();
  });

  it('joins no transaction of the side pool, nor is joined by one, however they are nested', async () => {
    await asks(async ({ em, counting }) => {
      const first = await here(em);
      await counting(async (counter) => {
        const counted = await here(counter);
        expect(await here(em)).toEqual(first);
        expect(await em.transactional((savepoint) => here(savepoint as EntityManager))).toEqual(first);
        expect(await here(counter)).toEqual(counted);
      });
    });
  });

  it.each(['succeeded', 'failed'])('leaves nothing of its session on the connection once it has %s', async (how) => {
    const { backend } = await asks(({ em }) => here(em));
    const asked = asks(async ({ em }) => {
      const before = await here(em);
      if (how === 'failed') await em.execute('select 1 / 0');
      return before;
    });
    if (how === 'failed') await expect(asked).rejects.toThrow('division by zero');
    else expect((await asked).backend).toBe(backend);
    // what was never set in a connection is null, what was set in a transaction that is over is empty
    const after = await here(orm.em.fork() as EntityManager);
    expect(after).toEqual({ backend, role: 'cases_app', settings: ['', '', ''] });
  });

  it('shows each of many at once their own', async () => {
    const ask = (place: number) => {
      const mine = { ...viewer, unitsInScope: [`UNIT-${place}`] };
      const options: RequestOptions = { orm, side, clock: () => new Date(), findViewer: async () => mine };
      return inRequest(options, { service: 'gateway', user: claimsOf(ajla) }, async ({ em }) => {
        await em.execute('select pg_sleep(random() * 0.01)');
        return (await here(em)).settings[1];
      });
    };
    const all = Array.from({ length: 300 }, (_, place) => place);
    expect(await Promise.all(all.map(ask))).toEqual(all.map((place) => `UNIT-${place}`));
  });
});

describe('A request for what any user may read', () => {
  let database: FreshDatabase;
  let side: MikroORM;
  let open: MikroORM;
  beforeAll(async () => {
    database = await freshDatabase();
    side = await openOrm(casesDatabase, database.url('cases_app'));
    open = await openStandingOrm(casesDatabase, database.url('cases_app'), ANY_USER);
  });
  afterAll(async () => {
    await Promise.all([side.close(), open.close()]);
    await database.drop();
  });
  const findViewer = vi.fn<RequestOptions['findViewer']>(async () => undefined);
  const asks = <T>(work: (request: RequestContext) => Promise<T>): Promise<T> =>
    inOpenRequest(
      { orm: side, side, clock: () => new Date(), findViewer },
      open,
      { service: 'gateway', user: claimsOf(ajla) },
      work,
    );
  const SESSION = `select array[current_setting('app.scope', true), current_setting('app.units', true),
    current_setting('app.protections', true)] as settings`;
  const settingsOf = async (em: EntityManager) => (await em.execute<{ settings: string[] }[]>(SESSION))[0]?.settings;

  it('stands in a session that reaches no unit and no patient, and asks nobody who it is', async () => {
    await asks(async ({ em, step, counting }) => {
      for (const session of [await settingsOf(em), await step(settingsOf), await counting(settingsOf)])
        expect(session).toEqual(['user', '', '']);
    });
    expect(findViewer).not.toHaveBeenCalled();
  });

  it('has no viewer, and none of the rights of a service', async () => {
    await expect(asks(async ({ viewer }) => viewer())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(asks(async ({ onlyServices }) => onlyServices('gateway'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('is not answered when there is something to log', async () => {
    const accessed = { activity: 'READ', resource: 'Case', resourceId: '1', personId: '1', unit: '1' } as const;
    await expect(asks(async ({ accessLog }) => accessLog.record(accessed))).rejects.toThrow('logged');
  });
});

describe('Pools that are closed while a request is under way', () => {
  it('let it come to its end, though it asks the second at that very moment', { timeout: 10_000 }, async () => {
    const { url } = await freshDatabase();
    const orm = await openOrm(casesDatabase, url('cases_app'));
    const side = await openOrm(casesDatabase, url('cases_app'));
    const count = (pool: MikroORM) => inSession(pool, ANY_USER, (em) => em.execute('select 1 as one'));
    await count(side); // one of its connections is idle
    const [begun, closing] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const request = inSession(orm, ANY_USER, async () => {
      begun.resolve();
      await closing.promise;
      return count(side);
    });
    await begun.promise;
    closing.resolve();
    await closePools(orm, side);
    expect(await request).toEqual([{ one: 1 }]);
  });
});
