import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { expect } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openSocket } from '../support/raw-socket.ts';
import type { OperationAttempt, RequestAttempt, Transport } from './row.ts';

/** What came back: a status (a socket's close code), the codes of the errors, every byte. */
export interface Sent {
  readonly status: number;
  readonly codes: readonly string[];
  readonly headers?: http.IncomingHttpHeaders;
  readonly text: string;
}

const codesIn = (text: string): string[] =>
  [...text.matchAll(/"extensions":\{"code":"(\w+)"/g)].map(([, code]) => code ?? '');

/** The headers of a request as it should be. */
const usual = (token: string) => ({
  'content-type': 'application/json',
  'graphql-require-preflight': '1',
  authorization: `Bearer ${token}`,
});

/** Sends a request and waits for its answer, whatever becomes of the rest of the body. */
export async function request(
  gatewayUrl: string,
  token: string,
  { method = 'POST', path = '/graphql', headers = {}, body = '' }: Omit<RequestAttempt, 'status'>,
): Promise<Sent> {
  const told = Object.entries({ ...usual(token), ...headers }).filter(([, value]) => value !== undefined);
  const sent = http.request(`${gatewayUrl}${path}`, { method, headers: Object.fromEntries(told), agent: false });
  const answered = once(sent, 'response') as Promise<[http.IncomingMessage]>;
  sent.end(body);
  const [response] = await answered;
  sent.on('error', () => {}); // what could not be sent any more was not wanted
  let text = '';
  try {
    for await (const part of response) text += String(part);
  } catch {
    // cut when it had said what it had to
  }
  return { status: response.statusCode ?? 0, headers: response.headers, codes: codesIn(text), text };
}

/** Writes bytes as they are and returns the status of the answer. `drip` writes one more each time it is called. */
export async function bytes(gatewayUrl: string, text: string, drip?: () => string): Promise<Sent> {
  const { hostname, port } = new URL(gatewayUrl);
  const socket = net.connect(Number(port), hostname);
  let heard = '';
  socket.on('data', (part) => (heard += String(part)));
  socket.on('error', () => {}); // what is refused may be cut, too
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.write(text);
  const dripping = drip && setInterval(() => socket.writable && socket.write(drip()), 250);
  await closed;
  clearInterval(dripping);
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? 0), codes: codesIn(heard), text: heard };
}

type Operation = Pick<OperationAttempt, 'query' | 'variables' | 'operationName'>;

const overHttp = (gatewayUrl: string, token: string, operation: Operation): Promise<Sent> =>
  request(gatewayUrl, token, { body: JSON.stringify(operation) });

const overStream = (gatewayUrl: string, token: string, operation: Operation): Promise<Sent> =>
  request(gatewayUrl, token, { headers: { accept: 'text/event-stream' }, body: JSON.stringify(operation) });

async function overSocket(gatewayUrl: string, token: string, operation: Operation): Promise<Sent> {
  const socket = await openSocket(gatewayUrl);
  await socket.greet(token);
  socket.say({ id: '1', type: 'subscribe', payload: operation });
  await eventually(() => expect(socket.of('1')).not.toEqual([]), { interval: 5 });
  const text = JSON.stringify(socket.of('1'));
  socket.close();
  return { status: 200, codes: codesIn(text), text };
}

const SENDERS = { http: overHttp, stream: overStream, socket: overSocket };

export const send = (
  over: Transport,
  gatewayUrl: string,
  token: string,
  { query, variables, operationName }: Operation,
): Promise<Sent> =>
  SENDERS[over](gatewayUrl, token, { query, ...(variables && { variables }), ...(operationName && { operationName }) });

/** The data of what came back. */
export function dataIn(over: Transport, { text }: Sent): unknown {
  if (over === 'socket') return (JSON.parse(text) as { payload: { data?: unknown } }[])[0]?.payload.data;
  const answer = over === 'stream' ? (/^data: ?(.+)$/m.exec(text)?.[1] ?? '{}') : text;
  return (JSON.parse(answer) as { data?: unknown }).data;
}

/** How each door answers a token: the graph's status, the stream's, and the socket's close code. */
export async function showToken(gatewayUrl: string, token: string): Promise<Record<Transport, number>> {
  const operation = { query: '{ viewer { hsaId } }' };
  const [asked, streamed] = [
    await overHttp(gatewayUrl, token, operation),
    await overStream(gatewayUrl, token, operation),
  ];
  const socket = await openSocket(gatewayUrl);
  socket.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  const { code } = await socket.closed;
  return { http: asked.status, stream: streamed.status, socket: code };
}
