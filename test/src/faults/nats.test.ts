import { createLog, openNats } from '@intygsgraf/kernel/server';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { eventually } from '../support/eventually.ts';
import { ask, subscribe, subscribeToEvents, type Subscription } from '../support/graph-client.ts';
import { hasNats, natsServer, type NatsServer } from '../support/nats-server.ts';
import { ajla, units } from '../support/people.ts';
import { openSocket } from '../support/raw-socket.ts';
import { rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const HUB = 'subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId total version } }';
const GRAPH = 'subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId total version unit { hsaId } } }';
const SUBJECT = 'intygsgraf.notice.unhandled';
const unit = units.alfaMedicincentrum;

interface Count {
  readonly total: number;
  readonly version: number;
}

describe.skipIf(!hasNats())('Two gateways and two cases subgraphs on a NATS server', () => {
  let nats: NatsServer;
  let stack: SeededStack;
  let token: string;
  let streams: Subscription[];
  beforeAll(async () => {
    nats = await natsServer();
    await nats.start();
    stack = await startSeededStack(undefined, { isTwice: true, natsServers: [nats.url] });
    token = await stack.token(ajla);
    streams = [stack.gatewayUrl, stack.secondGatewayUrl].flatMap((url) => [
      subscribe(url, token, HUB, { units: [unit] }),
      subscribe(url, token, GRAPH, { units: [unit] }),
      subscribeToEvents(url, token, HUB, { units: [unit] }),
    ]);
  });
  afterAll(async () => {
    await Promise.all(streams.map((stream) => stream.close()));
    await stack.stop();
    await nats.kill();
  });

  const shown = (of: readonly Subscription[] = streams) =>
    of.map((stream) => stream.values<Count>('unhandled').at(-1)?.total);
  const allShow = (total: number, timeout = 10_000) =>
    eventually(() => expect(shown()).toEqual(streams.map(() => total)), { timeout });
  const totalNow = async (): Promise<number> => {
    await eventually(() => expect([...new Set(shown())]).toEqual([expect.any(Number)]));
    return shown()[0] ?? -1;
  };
  const asks = async (text: string): Promise<void> => {
    const { resultCode } = await agencyAsks(stack.agencyUrl, certificateOf(unit), { text });
    expect(resultCode).toBe('OK');
  };
  const handleAtSecond = async (text: string): Promise<void> => {
    const cases = '{ cases(first: 100) { edges { node { id text } } } }';
    const { data } = await ask(stack.secondGatewayUrl, token, cases);
    const { edges } = (data as unknown as { cases: { edges: { node: { id: string; text: string } }[] } }).cases;
    const id = edges.find(({ node }) => node.text === text)?.node.id;
    const handle = 'mutation ($id: ID!) { markCaseHandled(input: { caseId: $id }) { errors { code } } }';
    expect((await ask(stack.secondGatewayUrl, token, handle, { id })).data).toEqual({
      markCaseHandled: { errors: [] },
    });
  };

  /** What is said on the bus, as anybody on it hears it, while `work` is done. */
  async function overheard(work: (connection: NatsConnection) => Promise<void>): Promise<string[]> {
    const connection = await connect({ servers: nats.url.replace('nats://', '') });
    const said: string[] = [];
    connection.subscribe(SUBJECT, { callback: (_, message) => void said.push(message.string()) });
    await connection.flush();
    try {
      await work(connection);
      await eventually(() => expect(said.length).toBeGreaterThan(0));
    } finally {
      await connection.close();
    }
    return said;
  }

  /**
   * A count that changed without a new version is found by no comparison: whoever shows it was told over the bus, and
   * read the truth for it.
   */
  async function hintsReachTheHubs(): Promise<void> {
    const hubs = streams.filter((_, place) => place % 3 !== 1);
    const before = await totalNow();
    const [changed] = await rowsOf(
      stack.database,
      `update cases."case" set status = 'HANDLED' where id = (select id from cases."case" where unit = $1
       and status <> 'HANDLED' and subject = 'CONTACT' order by received_at desc limit 1) returning id`,
      [unit],
    );
    expect(changed).toBeDefined();
    await overheard(async (connection) => {
      await eventually(
        () => {
          // again each time: a gateway that is about to connect hears nothing yet
          connection.publish(SUBJECT, JSON.stringify([{ unit, version: 1_000_000 }]));
          expect(shown(hubs)).toEqual(hubs.map(() => before - 1));
        },
        { interval: 500 },
      );
    });
  }

  it('show the same, whichever of them a question came to and whichever handled it', async () => {
    const before = await totalNow();
    const said = await overheard(() => asks('Fråga över bussen.'));
    expect(JSON.parse(said[0] ?? '')).toEqual([{ unit, version: expect.any(Number) }]);
    await allShow(before + 1);
    await overheard(() => handleAtSecond('Fråga över bussen.'));
    await allShow(before);
  });

  it('push what the bus tells them', hintsReachTheHubs);

  it('take a ticket of either once, whichever of them it is shown to first', async () => {
    const { data } = await ask(stack.gatewayUrl, token, 'mutation { createSocketTicket { ticket } }');
    const { ticket } = (data as unknown as { createSocketTicket: { ticket: string } }).createSocketTicket;
    const shownTo = async (url: string) => {
      const socket = await openSocket(url);
      socket.say({ type: 'connection_init', payload: { ticket } });
      const said = eventually(() => expect(socket.messages).toMatchObject([{ type: 'connection_ack' }]));
      const end = await Promise.race([
        socket.closed.then(({ code }) => code),
        said.then(
          () => 'let in',
          () => 'neither',
        ),
      ]);
      socket.close();
      return end;
    };
    expect(await shownTo(stack.secondGatewayUrl)).toBe('let in');
    expect([await shownTo(stack.gatewayUrl), await shownTo(stack.secondGatewayUrl)]).toEqual([4403, 4403]);
  });

  it('lose no question and no count while the server is dead, and push again when it is back', async () => {
    const before = await totalNow();
    await nats.kill();
    await asks('Fråga utan buss.');
    await asks('Fråga utan buss, igen.');
    await allShow(before + 2, 60_000);
    await handleAtSecond('Fråga utan buss.');
    await allShow(before + 1, 60_000);
    for (const url of [stack.gatewayUrl, stack.secondGatewayUrl])
      expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ok: true, bus: false });

    await nats.start();
    await eventually(async () => expect(await nats.connections()).toBe(4), { timeout: 20_000 });
    for (const url of [stack.gatewayUrl, stack.secondGatewayUrl])
      expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ok: true, bus: true });
    await overheard(() => handleAtSecond('Fråga utan buss, igen.'));
    await allShow(before);
    await asks('Fråga med buss igen.');
    await allShow(before + 1);
    await hintsReachTheHubs();
  });

  it('survive what is no notice', async () => {
    const connection = await connect({ servers: nats.url.replace('nats://', '') });
    for (const text of ['', 'not JSON', 'null', '{"unit":1}', '[null]', '[{"unit":{},"version":"x"}]'])
      connection.publish(SUBJECT, text);
    await connection.close();
    const before = await totalNow();
    await asks('Fråga efter oväsen.');
    await allShow(before + 1);
  });
});

describe('A bus that never was there', () => {
  it('keeps nobody waiting: what is said is not said, and it stops at once', async () => {
    const log = createLog('test');
    log.level = 'silent';
    const bus = openNats(['nats://127.0.0.1:1'], 'test', log);
    bus.say('unhandled', '[]');
    const listener = bus.listen({ channel: 'unhandled', log, onNotice: () => {}, onConnect: () => {} });
    expect([bus.connected, listener.connected]).toEqual([false, false]);
    await listener.stop();
    await bus.stop();
  });
});
