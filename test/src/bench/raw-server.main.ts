import http from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * What pushing the counts could cost at the least with `ws`: hears the same notices, asks the database once, and sends
 * one text to the subscribers of the unit. No rights, no rules, no heartbeat, no protocol, no slow readers.
 */
const database = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
await database.connect();

const COUNT = `select v.unit as "hsaId", v.version, count(c.id)::int as total, e.id as epoch
  from cases.epoch e, cases.unit_version v
  left join cases."case" c on c.unit = v.unit and c.status <> 'HANDLED'
  where v.unit = any($1) group by v.unit, e.id`;
const REST = { complement: 0, answer: 0, read: 0, waiting: 0, certificates: 1, overdue: 0 };

const subscribers = new Map<string, Set<WebSocket>>();
const subscribersOf = (unit: string): Set<WebSocket> => {
  const found = subscribers.get(unit) ?? new Set<WebSocket>();
  subscribers.set(unit, found);
  return found;
};

database.on('notification', ({ payload }) => void broadcast(JSON.parse(payload ?? '[]') as { unit: string }[]));
await database.query('listen unhandled');

async function broadcast(notices: readonly { unit: string }[]): Promise<void> {
  const { rows } = await database.query<{ hsaId: string; version: number; total: number; epoch: string }>(COUNT, [
    notices.map(({ unit }) => unit),
  ]);
  for (const { hsaId, version, total, epoch } of rows) {
    const numbers = { total, ...REST };
    const unhandled = { hsaId, state: 'CURRENT', ...numbers, withoutSubUnits: numbers, epoch, version };
    const text = JSON.stringify({ id: '1', type: 'next', payload: { data: { unhandled } } });
    for (const socket of subscribers.get(hsaId) ?? []) socket.send(text);
  }
}

const server = http.createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
sockets.on('connection', (socket) => {
  let watched: Set<WebSocket>[] = [];
  socket.on('message', (bytes: Buffer) => {
    const message = JSON.parse(bytes.toString()) as { type: string; payload: { variables: { units: string[] } } };
    if (message.type === 'connection_init') socket.send('{"type":"connection_ack"}');
    if (message.type !== 'subscribe') return;
    watched = message.payload.variables.units.map(subscribersOf);
    for (const of of watched) of.add(socket);
    // that it is in: the bench waits for it as for a first value
    for (const hsaId of message.payload.variables.units)
      socket.send(JSON.stringify({ id: '1', type: 'next', payload: { data: { unhandled: { hsaId, version: 0 } } } }));
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    for (const of of watched) of.delete(socket);
  });
});
server.listen({ port: Number(process.env['PORT']), host: '127.0.0.1', backlog: 4_096 }, () => {
  console.log(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
