/**
 * Many subscribers in one process, as cheap as `ws` allows: of a message only the unit and the version are read. It does
 * as the parent process says, and answers each question with one message.
 */
import { WebSocket } from 'ws';
import type { Answers, Client, Commit, Questions } from './load.ts';
import { clock } from './statistics.ts';

const DOCUMENT =
  'subscription UnhandledCases($units: [ID!]!) { unhandled(units: $units) { hsaId state total complement answer read waiting certificates overdue withoutSubUnits { total complement answer read waiting certificates overdue } epoch version } }';
/** Connections that are being made at the same time. */
const AT_ONCE = 50;

/** A value that a subscriber got: it replaces what they had of the unit. */
interface Delivery {
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

let sockets: WebSocket[] = [];
let deliveries: Delivery[] = [];
let base: ReadonlyMap<string, number> = new Map();
let shown: Map<string, number>[] = [];
let fault: string | undefined;

const between = (text: string, before: string, after: string): string => {
  const start = text.indexOf(before) + before.length;
  return text.slice(start, text.indexOf(after, start));
};

function connect(url: string, origin: string, { token, units }: Client): Promise<void> {
  const socket = new WebSocket(url, 'graphql-transport-ws', {
    origin,
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  const mine = new Map<string, number>();
  sockets.push(socket);
  shown.push(mine);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const fail = (why: string): void => {
    fault ??= why;
    reject(new Error(why));
  };
  socket.on('open', () => socket.send(`{"type":"connection_init","payload":{"authorization":"Bearer ${token}"}}`));
  socket.on('message', (bytes: Buffer) => {
    const text = bytes.toString('latin1');
    if (text.includes('"type":"next"')) {
      const at = clock();
      const unit = between(text, '"hsaId":"', '"');
      const to = Number.parseInt(between(text, '"version":', '}'), 10);
      const from = mine.get(unit) ?? base.get(unit);
      if (from !== undefined) deliveries.push({ unit, from, to, at });
      mine.set(unit, to);
      if (mine.size === units.length) resolve();
    } else if (text.startsWith('{"type":"ping"')) socket.send('{"type":"pong"}');
    else if (text.includes('"connection_ack"'))
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: DOCUMENT, variables: { units } } }));
    else fail(text);
  });
  socket.on('error', ({ message }) => fail(message));
  socket.on('close', (code, reason) => fail(`closed: ${code} ${reason.toString()}`));
  return promise;
}

/** For each change and each subscriber of its unit, how long until what they are shown has it. */
function latencies(commits: ReadonlyMap<string, readonly Commit[]>): Float64Array {
  const found: number[] = [];
  for (const { unit, from, to, at } of deliveries)
    for (const commit of commits.get(unit) ?? [])
      if (commit.version > from && commit.version <= to) found.push(at - commit.at);
  return Float64Array.from(found);
}

const answers: { [Name in keyof Questions]: (asked: Questions[Name]) => Promise<Answers[Name]> } = {
  async connect({ url, origin, clients }) {
    const left = clients.values();
    const worker = async (): Promise<void> => {
      for (const client of left) await connect(url, origin, client);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return {};
  },
  async begin({ versions }) {
    if (fault) throw new Error(fault);
    base = versions;
    for (const mine of shown) mine.clear();
    deliveries = [];
    return {};
  },
  /** Changes that have reached a subscriber, counted for each of them. */
  async status() {
    if (fault) throw new Error(fault);
    return { delivered: deliveries.reduce((sum, { from, to }) => sum + to - from, 0) };
  },
  collect: async ({ commits }) => ({ latencies: latencies(commits), messages: deliveries.length }),
  async disconnect() {
    const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of sockets) socket.close();
    await Promise.all(closed);
    [sockets, shown, deliveries, fault] = [[], [], [], undefined];
    return {};
  },
};

async function answer(name: keyof Questions, asked: never): Promise<void> {
  try {
    process.send?.({ answer: await answers[name](asked) });
  } catch (error) {
    process.send?.({ fault: error instanceof Error ? error.message : String(error) });
  }
}
process.on('message', ({ name, asked }: { name: keyof Questions; asked: never }) => void answer(name, asked));
process.on('disconnect', () => process.exit(0));
console.log('listening');
