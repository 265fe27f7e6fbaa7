import type { ErrorCode } from '@intygsgraf/kernel/domain';
import { beginTrace, logSecurity } from '@intygsgraf/kernel/process';
import type { Request, RequestHandler, Response } from 'express';
import type { GraphQLFormattedError } from 'graphql';
import { CloseCode, type Server } from 'graphql-ws';
import { LIMITS } from '../limits.ts';
import { publicError } from '../public-errors.ts';
import { joinsHub, type Operation } from './hot-operation.ts';
import { LiveStream } from './live-stream.ts';
import type { Extra, SocketOptions } from './sockets.ts';

const EVENTS = 'text/event-stream';
/** A stream has one operation, and no use for its name. */
const ONLY = '1';

/** Why the sockets' protocol would have closed a socket. */
const CODES: ReadonlyMap<number, ErrorCode> = new Map([
  [CloseCode.BadRequest, 'BAD_USER_INPUT'],
  [CloseCode.Forbidden, 'UNAUTHENTICATED'],
]);

type StreamOptions = Pick<SocketOptions, 'hub' | 'verifyUser' | 'documentOf' | 'told' | 'log'>;

/**
 * The door for server-sent events, beside the sockets': POST /graphql with `accept: text/event-stream`, as graphql-sse
 * says it (distinct connections). The same hub, the same graph, the same heartbeat. Anything else goes to the next route.
 */
export function streamRoute(
  protocol: Server<Extra>,
  { hub, verifyUser, documentOf, told, log }: StreamOptions,
): RequestHandler {
  const open = new Map<string, number>();
  return async (request, response, next) => {
    if (request.accepts(['application/json', EVENTS]) !== EVENTS) return next();
    response.setHeader('cache-control', 'no-store');
    const user = await verifyUser(request.headers.authorization).catch(() => undefined);
    if (!user) {
      logSecurity(log, 'refused', 'UNAUTHENTICATED');
      const error = publicError('UNAUTHENTICATED');
      told.operation('none', [error]);
      response.status(401).json({ errors: [error] });
      return;
    }
    const operation = operationIn(request);
    if (!operation) return void response.status(400).json({ errors: [publicError('BAD_USER_INPUT')] });
    // a proxy that collects an answer before it passes it on would hold the stream for ever
    response.writeHead(200, { 'content-type': `${EVENTS}; charset=utf-8`, 'x-accel-buffering': 'no' }).flushHeaders();
    const stream = new LiveStream(response, () => (hub.coalesced += 1));
    const others = open.get(user.hsaId) ?? 0;
    if (others >= LIMITS.streams)
      return hub.refuseUnjoined(stream, ONLY, 'TOO_MANY_SUBSCRIPTIONS', { limit: 'streams', maximum: LIMITS.streams });
    open.set(user.hsaId, others + 1);
    stream.user = user;
    hub.readers.add(stream);
    response.on('close', () => {
      hub.forget(stream);
      const left = (open.get(user.hsaId) ?? 1) - 1;
      if (left > 0) open.set(user.hsaId, left);
      else open.delete(user.hsaId);
    });
    if (!joinsHub(stream, user, ONLY, operation, hub, documentOf))
      await beginTrace('gateway', {}, () => serveByGraph(protocol, request, response, stream, operation));
  };
}

function operationIn({ body }: Request): Operation | undefined {
  try {
    const operation = JSON.parse(String(body)) as unknown;
    return operation && typeof operation === 'object' && !Array.isArray(operation) ? operation : undefined;
  } catch {
    return undefined;
  }
}

interface Message {
  readonly type: string;
  readonly payload?: unknown;
}

/** The graph's operations go through the sockets' own protocol, so that one set of rules holds for both kinds. */
async function serveByGraph(
  protocol: Server<Extra>,
  request: Request,
  response: Response,
  stream: LiveStream,
  operation: Operation,
): Promise<void> {
  let say: (message: object) => Promise<void> = async () => {};
  const closed = protocol.opened(
    {
      protocol: 'graphql-transport-ws',
      send(text) {
        const { type, payload } = JSON.parse(text) as Message;
        if (type === 'next') stream.next(payload);
        else if (type === 'error') stream.refuseAll(payload as GraphQLFormattedError[]);
        else if (type === 'complete') stream.complete();
      },
      close: (code) => stream.refuse(ONLY, publicError(CODES.get(code ?? 0) ?? 'INTERNAL')),
      onMessage: (listener) => (say = (message) => listener(JSON.stringify(message))),
    },
    { request, live: stream },
  );
  response.on('close', () => void closed(1000, ''));
  try {
    await say({ type: 'connection_init', payload: { authorization: request.headers.authorization } });
    await say({ type: 'subscribe', id: ONLY, payload: operation });
  } catch {
    stream.refuse(ONLY, publicError('BAD_USER_INPUT'));
  }
}
