import { AccessError } from '@intygsgraf/kernel/domain';
import { beginTrace, type Log, logSecurity, type ServiceIdentity, type UserClaims } from '@intygsgraf/kernel/process';
import { getGraphQLWSOptions } from '@graphql-hive/gateway-runtime';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { CloseCode, makeServer, type Server, type ServerOptions } from 'graphql-ws';
import type http from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Graph } from '../graph.ts';
import { isAllowed, type Origins } from '../http/origins.ts';
import { LIMITS } from '../limits.ts';
import { publicError, publicErrors } from '../public-errors.ts';
import type { RedeemTicket } from '../socket-ticket.ts';
import type { VerifyUser } from '../user-token.ts';
import { Seats } from '../walls/seats.ts';
import { logRefusals } from '../walls/security-log.ts';
import type { Hub } from './hub.ts';
import { type DocumentOf, joinsHub, type Operation } from './hot-operation.ts';
import { LiveSocket } from './live-socket.ts';
import type { Reader } from './reader.ts';
import { isStreamed, type Told } from './told.ts';

const PROTOCOL = 'graphql-transport-ws';
const BEGINS = /"type"\s*:\s*"subscribe"/;
const PONG = '{"type":"pong"}';

export interface SocketOptions {
  readonly hub: Hub;
  readonly graph: Graph;
  readonly identity: ServiceIdentity;
  readonly verifyUser: VerifyUser;
  readonly redeemTicket: RedeemTicket;
  readonly told: Told;
  readonly origins: Origins;
  readonly log: Log;
  readonly documentOf: DocumentOf;
  /** Whether this gateway is about to go: nobody may begin anything that lasts. */
  isDraining(): boolean;
}

/** What graphql-ws keeps of a connection for us. */
export interface Extra {
  readonly request: http.IncomingMessage;
  readonly live: Reader;
}

/**
 * The socket door: one protocol (graphql-transport-ws), two servers behind it. The hub takes the subscription it knows
 * by heart, everything else goes to the graph.
 */
export function acceptSockets(
  server: http.Server,
  protocol: Server<Extra>,
  {
    hub,
    origins,
    log,
    documentOf,
    isDraining,
  }: Pick<SocketOptions, 'hub' | 'origins' | 'log' | 'documentOf' | 'isDraining'>,
): void {
  const accept = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LIMITS.frame,
    clientTracking: false,
    handleProtocols: (offered) => offered.has(PROTOCOL) && PROTOCOL,
  });
  server.on('upgrade', (request: http.IncomingMessage, stream: Duplex, head: Buffer) => {
    // an address with a query is none of ours, either: what it holds is logged on its way
    if (request.url !== '/graphql') return refuseUpgrade(stream, '404 Not Found');
    if (!isAllowed(origins, request.headers.origin)) {
      logSecurity(log, 'refused', 'FOREIGN_ORIGIN');
      return refuseUpgrade(stream, '403 Forbidden');
    }
    if (isDraining()) return refuseUpgrade(stream, '503 Service Unavailable');
    accept.handleUpgrade(request, stream, head, (socket) =>
      serveSocket(socket, stream, request, hub, protocol, documentOf),
    );
  });
}

/** Ends every live connection, spread over a time in milliseconds, so that they do not come back all at once. */
export async function drain(hub: Hub, spread: number): Promise<void> {
  const readers = [...hub.readers];
  await Promise.all(
    readers.map(async (reader, place) => {
      await new Promise((resolve) => setTimeout(resolve, (place / readers.length) * spread));
      reader.restart();
    }),
  );
}

function refuseUpgrade(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/**
 * A stream that has an error has come to its end. The runtime keeps one result for all values of a stream: after an
 * error it would repeat that with every value, and repeat the last value where there is none.
 */
class StreamEnded extends Error {
  /** The first is why; others follow from it. */
  readonly reason: readonly GraphQLError[];
  constructor([reason]: readonly GraphQLError[]) {
    super();
    this.reason = reason ? [reason] : [];
  }
}

/** What the hub does not take, on a connection of either kind: graphql-ws keeps its rules, the graph answers. */
export function protocolServer({
  graph,
  identity,
  verifyUser,
  redeemTicket,
  told,
  log,
}: Pick<SocketOptions, 'graph' | 'identity' | 'verifyUser' | 'redeemTicket' | 'told' | 'log'>): Server<Extra> {
  const seats = new Seats<LiveSocket>(LIMITS.sockets);
  const forGraph = getGraphQLWSOptions(graph as never, async ({ extra: { live, request } }: { extra: Extra }) => ({
    user: live.user,
    asked: { type: 'none' },
    streamAuthorization: `Bearer ${await identity.token('cases', live.user)}`,
    // the runtime wants a request to speak of
    request: new Request('http://gateway/graphql', { headers: { origin: request.headers.origin ?? '' } }),
  })) as ServerOptions<Record<string, unknown>, Extra>;
  /** By a ticket or by a token; who says both is not believed. */
  const whoIs = async ({ authorization, ticket }: Record<string, unknown>): Promise<UserClaims> => {
    if (ticket === undefined) return verifyUser(typeof authorization === 'string' ? authorization : undefined);
    if (typeof ticket !== 'string' || authorization !== undefined) throw new AccessError('UNAUTHENTICATED');
    return redeemTicket(ticket);
  };
  const shown = (errors: readonly GraphQLError[]): GraphQLFormattedError[] => {
    const told = publicErrors(errors.map((error) => error.toJSON?.() ?? error));
    logRefusals(log, told);
    return told;
  };
  return makeServer<Record<string, unknown>, Extra>({
    ...forGraph,
    connectionInitWaitTimeout: LIMITS.init,
    async onConnect(context) {
      const { live } = context.extra;
      live.operations = () => Object.keys(context.subscriptions).length;
      const user = await whoIs(context.connectionParams ?? {}).catch((): UserClaims | undefined => undefined);
      if (!user) {
        logSecurity(log, 'refused', 'UNAUTHENTICATED');
        told.operation('none', [publicError('UNAUTHENTICATED')]);
      } else if (live instanceof LiveSocket && !seats.take(user.hsaId, live)) {
        logSecurity(log, 'refused', 'TOO_MANY_SOCKETS');
        told.operation('none', [publicError('TOO_MANY_SUBSCRIPTIONS')]);
        live.close(CloseCode.TooManyInitialisationRequests, 'Too many sockets');
        return false;
      }
      live.user = user;
      return user !== undefined; // no: closes with 4403
    },
    onClose({ extra: { live } }) {
      if (live instanceof LiveSocket) seats.leave(live);
    },
    onOperation(_context, _id, _payload, { contextValue }, result) {
      const errors = 'errors' in result ? result.errors : undefined;
      const { asked } = contextValue as { asked?: { type: string } };
      told.operation(
        isStreamed(result) ? 'subscription' : (asked?.type ?? 'none'),
        errors && publicErrors(errors.map((error) => error.toJSON?.() ?? error)),
      );
    },
    onError(_context, _id, _payload, errors) {
      const ended = errors[0]?.originalError;
      return shown(ended instanceof StreamEnded ? ended.reason : errors);
    },
    onNext({ subscriptions }, id, _payload, _args, { data, errors, extensions }) {
      if (!errors) return undefined;
      if (subscriptions[id]) throw new StreamEnded(errors); // becomes an `error` message, as the hub's refusals are
      return { data: data ?? null, errors: shown(errors), ...(extensions && { extensions }) };
    },
  });
}

function serveSocket(
  socket: WebSocket,
  stream: Duplex,
  request: http.IncomingMessage,
  hub: Hub,
  protocol: Server<Extra>,
  documentOf: DocumentOf,
): void {
  const live = new LiveSocket(socket, stream, () => (hub.coalesced += 1));
  hub.readers.add(live);
  let toProtocol: (text: string) => Promise<void> = async () => {};
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve, reject) => {
          socket.send(text, (error) => (error ? reject(error) : resolve()));
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (listener) => (toProtocol = listener),
    },
    { request, live },
  );
  socket.on('message', (bytes: Buffer) => {
    live.heard();
    const text = bytes.toString();
    // most of what comes: with thousands of sockets, to read it twice more costs as much as to push
    if (text === PONG) return;
    if (takenByHub(live, text, hub, documentOf)) return;
    // the answers of subgraphs are of the same trace as the question; a subscription is as long as it lasts
    const served = BEGINS.test(text) ? beginTrace('gateway', {}, () => toProtocol(text)) : toProtocol(text);
    served.catch(() => socket.close(CloseCode.InternalServerError, 'Internal server error'));
  });
  socket.on('error', () => {}); // 'close' follows
  socket.on('close', (code: number, reason: Buffer) => {
    hub.forget(live);
    void closed(code, reason.toString());
  });
}

/** Whether the hub answers this message; false leaves it to graphql-ws, which also says what is wrong with it. */
function takenByHub(live: LiveSocket, text: string, hub: Hub, documentOf: DocumentOf): boolean {
  let message: { readonly type?: unknown; readonly id?: unknown; readonly payload?: Operation } | null;
  try {
    message = JSON.parse(text) as typeof message;
  } catch {
    return false;
  }
  if (!live.user || !message || typeof message.id !== 'string') return false;
  const { id, type, payload } = message;
  if (type === 'complete') return hub.leave(live, id);
  if (type !== 'subscribe') return false;
  if (live.subscriptions.has(id)) {
    live.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    return true;
  }
  if (live.subscriptions.size + live.operations() >= LIMITS.subscriptions) {
    hub.refuseUnjoined(live, id, 'TOO_MANY_SUBSCRIPTIONS', { limit: 'subscriptions', maximum: LIMITS.subscriptions });
    return true;
  }
  return joinsHub(live, live.user, id, payload, hub, documentOf);
}
