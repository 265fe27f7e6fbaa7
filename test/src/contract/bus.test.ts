import { createLog, inSession, listen, type Listener, openOrm, publish } from '@intygsgraf/kernel/server';
import { database as cases } from '@intygsgraf/cases';
import net from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { connected } from '../demo/admin.ts';
import { ADMIN, BUS, type DatabaseRole } from '../demo/roles.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const CHANNEL = 'a channel "of the test"';
const log = createLog('test');
log.level = 'silent';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});

const open: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.stop();
});

/** A listener, with what it heard and how often it was connected. */
function listening(url = database.url(BUS)) {
  const heard: unknown[] = [];
  let connections = 0;
  const listener: Listener = listen({
    url,
    channel: CHANNEL,
    log,
    onNotice: (notice) => heard.push(notice),
    onConnect: () => (connections += 1),
  });
  open.push(listener);
  return {
    heard,
    listener,
    get connections() {
      return connections;
    },
  };
}
const say = (payload: string, role: DatabaseRole = ADMIN) =>
  connected(database.url(role), (client) => client.query('select pg_notify($1, $2)', [CHANNEL, payload]));

/** Ends the backends that wait for notices, as a database that is restarted does. */
const terminate = () =>
  connected(database.url(ADMIN), (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${BUS}' and datname = current_database()`,
    ),
  );

/** A way to the database that can be cut: at once, or when something is said. */
async function startWay() {
  const { port } = new URL(database.url(BUS));
  const sockets = new Set<net.Socket>();
  const state = { cutAt: '', attempts: 0 };
  const server = net.createServer((near) => {
    state.attempts += 1;
    const far = net.connect(Number(port), '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    near.on('data', (bytes) => {
      if (state.cutAt && bytes.toString('latin1').includes(state.cutAt)) near.destroy();
      else far.write(bytes);
    });
    far.pipe(near);
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(database.url(BUS));
  url.host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  open.push({
    stop: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  return { url: url.href, state, cut };
}

describe('A listener', () => {
  it('hears what is said on its channel, in order', async () => {
    const ear = listening();
    await eventually(() => expect(ear.listener.connected).toBe(true));
    await say('{"unit":"SE1","version":1}');
    await say('[2]');
    await eventually(() => expect(ear.heard).toEqual([{ unit: 'SE1', version: 1 }, [2]]));
    expect(ear.connections).toBe(1);
  });

  describe('of what a transaction says', () => {
    const inTransaction = async (work: Parameters<typeof inSession<void>>[2]): Promise<void> => {
      const orm = await openOrm(cases, database.url('cases_app'));
      try {
        await inSession(orm, { scope: 'system' }, work);
      } finally {
        await orm.close();
      }
    };

    it('hears nothing when it is not committed', async () => {
      const ear = listening();
      await eventually(() => expect(ear.listener.connected).toBe(true));
      const failing = inTransaction(async (em) => {
        await publish(em, CHANNEL, ['taken back']);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await inTransaction((em) => publish(em, CHANNEL, [{ 'it’s': 'kept' }]));
      await eventually(() => expect(ear.heard).toEqual([[{ 'it’s': 'kept' }]]));
    });

    it('hears all, however much it is: a night on which thousands of units have something overdue', async () => {
      const ear = listening();
      await eventually(() => expect(ear.listener.connected).toBe(true));
      const notices = Array.from({ length: 5_000 }, (_, version) => ({
        unit: `SE165565594230-${'Å'.repeat(25)}`,
        version,
      }));
      await inTransaction((em) => publish(em, CHANNEL, notices));
      await inTransaction((em) => publish(em, CHANNEL, []));
      await eventually(() => expect(ear.heard.flat()).toEqual(notices));
      expect(ear.heard.length).toBeLessThan(100);
    });
  });

  it('connects again when its backend is terminated, and says so, for what was said meanwhile is lost', async () => {
    const ear = listening();
    await eventually(() => expect(ear.connections).toBe(1));
    await terminate();
    await eventually(() => expect(ear.connections).toBe(2), { timeout: 5_000 });
    expect(ear.listener.connected).toBe(true);
    await say('"again"');
    await eventually(() => expect(ear.heard).toEqual(['again']));
  });

  it('connects again as often as it takes, one connection at a time', async () => {
    const ear = listening();
    for (let times = 1; times <= 3; times++) {
      await eventually(() => expect(ear.connections).toBe(times), { timeout: 5_000 });
      await terminate();
    }
    await eventually(() => expect(ear.connections).toBe(4), { timeout: 5_000 });
    const backends = `select from pg_stat_activity where usename = '${BUS}' and datname = current_database()`;
    expect((await connected(database.url(ADMIN), (client) => client.query(backends))).rowCount).toBe(1);
  });

  it('is not connected while the way is cut, and is when it is open again', async () => {
    const way = await startWay();
    const ear = listening(way.url);
    await eventually(() => expect(ear.listener.connected).toBe(true));
    way.state.cutAt = '\0';
    way.cut();
    await eventually(() => expect(ear.listener.connected).toBe(false));
    await eventually(() => expect(way.state.attempts).toBeGreaterThan(2), { timeout: 5_000 });
    expect(ear.listener.connected).toBe(false);
    way.state.cutAt = '';
    await eventually(() => expect(ear.connections).toBe(2), { timeout: 10_000 });
  });

  it('survives a connection that is cut while it begins to listen', async () => {
    const way = await startWay();
    way.state.cutAt = 'listen';
    const ear = listening(way.url);
    await eventually(() => expect(way.state.attempts).toBe(2), { timeout: 5_000 });
    way.state.cutAt = '';
    await eventually(() => expect(ear.connections).toBe(1), { timeout: 5_000 });
  });

  it.each(['', 'not JSON', '{"unit":', 'null'])('survives a notice that is none: %j', async (payload) => {
    const heard: unknown[] = [];
    const listener = listen({
      url: database.url(BUS),
      channel: CHANNEL,
      log,
      onNotice: (notice) => heard.push((notice as { unit: string }).unit),
      onConnect: () => {},
    });
    open.push(listener);
    await eventually(() => expect(listener.connected).toBe(true));
    await say(payload, BUS);
    await say('{"unit":"SE1"}');
    await eventually(() => expect(heard).toEqual(['SE1']));
    expect(listener.connected).toBe(true);
  });

  it('stops at once: while it hears, while it connects, and while it waits to connect', async () => {
    const hears = listening();
    await eventually(() => expect(hears.listener.connected).toBe(true));
    const connects = listening();
    const waits = listening('postgres://nobody:none@127.0.0.1:1/none');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const early = listening();
    const before = performance.now();
    await Promise.all([hears, connects, waits, early].map(({ listener }) => listener.stop()));
    expect(performance.now() - before).toBeLessThan(1_000);
    await say('"too late"');
    expect(hears.heard).toEqual([]);
  });
});
