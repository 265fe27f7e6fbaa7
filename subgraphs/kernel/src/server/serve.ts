import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import http from 'node:http';
import { WebSocketServer } from 'ws';
import { TEXTS } from '../domain/index.ts';
import { measureDeliveries, measurePools, measureQueue } from './database-metrics.ts';
import type { DeliveryEntity } from './delivery.ts';
import { codeIn, formatError } from './format-error.ts';
import { listenOn } from './listen-on.ts';
import { type Log, logSecurity } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Queue } from './queue.ts';
import { asksForOpenOnly, type OpenReading } from './open-operations.ts';
import { type Rehearsal, rehearse } from './rehearse.ts';
import { inOpenRequest, inRequest, type RequestContext, type RequestOptions } from './request.ts';
import { readOnce } from './read-once.ts';
import { continueTrace } from './trace.ts';
import { UnderWay } from './under-way.ts';
import type { Caller, ServiceIdentity, VerifyCaller } from './service-token.ts';
import type { SubgraphServer } from './start.ts';

export interface ServeOptions<Context extends RequestContext> extends RequestOptions {
  readonly schema: GraphQLSchema;
  /** 0 lets the system pick. */
  readonly port: number;
  readonly identity: ServiceIdentity;
  readonly verify: VerifyCaller;
  readonly log: Log;
  /** Adds what this subgraph's resolvers need (loaders, clients) to the request. */
  context(request: RequestContext): Context;
  /** The context of subscriptions, which outlive any transaction; without it there are none. */
  live?(caller: Caller): object;
  /** Whether the dependencies that it cannot work without are there. */
  ready(): Promise<boolean>;
  /** What any signed-in user may read, for which the directory is not asked; nothing unless it is given. */
  readonly open?: OpenReading;
  /** What it asks itself of that before it is ready; nothing unless it is given. */
  readonly rehearsal?: Rehearsal | undefined;
  /** Its queue, to be measured. */
  readonly queue?: Queue;
  /** Its messages to recipients, to be measured. */
  readonly deliveries?: DeliveryEntity;
  /** Routes beside the graph, such as SOAP. */
  routes?(app: Express): void;
}

/** A client has this long to answer that its socket is closed, milliseconds: one that hangs would take half a minute. */
const FAREWELL = 1_000;
const BODY_LIMIT = '1mb';
/** The same for a frame, bytes. */
const FRAME_LIMIT = 1_048_576;

const refused = (error: unknown): { errors: GraphQLFormattedError[] } => ({
  errors: [formatError({ message: '' }, error)],
});

/** The graph on POST /graphql, one transaction a request; subscriptions on the same path; health beside it. */
export async function serve<Context extends RequestContext>(options: ServeOptions<Context>): Promise<SubgraphServer> {
  const { schema, identity, verify, log, open } = options;
  const metrics = createMetrics(identity.service);
  measurePools(metrics, { requests: options.orm, side: options.side, ...(open && { open: open.orm }) });
  if (options.queue) measureQueue(metrics, options.queue);
  if (options.deliveries) measureDeliveries(metrics, options.side, options.deliveries);
  const apollo = new ApolloServer<Context>({
    schema,
    formatError: (formatted, error) => {
      const shown = formatError(formatted, error);
      if (shown.extensions?.['code'] === 'INTERNAL') log.error({ error }, 'unforeseen');
      return shown;
    },
    includeStacktraceInErrorResponses: false,
    introspection: false,
    // the process decides when to stop; Apollo's own handler and ours together never finish
    stopOnTerminationSignals: false,
    csrfPrevention: false, // only tokens open this door, never a cookie
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // no caching by headers: it would look at every field
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      counting(metrics, log),
    ],
  });
  await apollo.start();

  const execute = (request: RequestContext, body: unknown) =>
    apollo.executeHTTPGraphQLRequest({
      context: async () => options.context(request),
      httpGraphQLRequest: {
        method: 'POST',
        search: '',
        headers: new HeaderMap([['content-type', 'application/json']]),
        body,
      },
    });

  const asksForOpen = open && asksForOpenOnly(open);
  const within = (caller: Caller, body: unknown, work: (request: RequestContext) => ReturnType<typeof execute>) =>
    caller.user && open && asksForOpen?.(body)
      ? inOpenRequest(options, open.orm, caller, work)
      : inRequest(options, caller, work);

  const answer = async ({ headers, body }: Request, response: Response): Promise<void> => {
    let caller: Caller;
    try {
      caller = await verify(headers.authorization);
    } catch (error) {
      logSecurity(log, 'refused', 'UNAUTHENTICATED');
      response.status(401).json(refused(error));
      return;
    }
    // only who is one of us may say which trace it is
    await continueTrace(identity.service, headers, () => answerTo(caller, body, response));
  };

  const answerTo = async (caller: Caller, body: unknown, response: Response): Promise<void> => {
    try {
      const { status, headers, body: answered } = await within(caller, body, (request) => execute(request, body));
      if (answered.kind !== 'complete') throw new Error('a subgraph answers in one piece');
      response.status(status ?? 200);
      for (const [name, value] of headers) response.setHeader(name, value);
      response.send(answered.string);
    } catch (error) {
      const foreseen = refused(error);
      if (foreseen.errors[0]?.extensions?.['code'] === 'INTERNAL') log.error({ error }, 'request failed');
      response.status(200).json({ data: null, ...foreseen });
    }
  };

  const underWay = new UnderWay();
  const stopping = new AbortController();
  const rehearsed = async (): Promise<void> => {
    // without its database it would only fail, many times
    if (!open || !options.rehearsal || !(await options.ready().catch(() => false))) return;
    const nobody: Caller = { service: identity.service };
    const ask = (body: object) => inOpenRequest(options, open.orm, nobody, (request) => execute(request, body));
    await rehearse(options.rehearsal, ask, stopping.signal);
  };
  const answered: RequestHandler = (request, response) => {
    const answering = answer(request, response);
    // to its end, though whoever asked may be gone before
    underWay.add(answering);
    return answering;
  };
  let isRehearsed = false;

  const app = express();
  app.disable('x-powered-by');
  // only services ask, and none of them for what has changed since
  app.disable('etag');
  app.use(underWay.counted);
  app.get('/livez', (_, response) => void response.json({ ok: true }));
  app.get('/readyz', async (_, response) => {
    const ok = isRehearsed && !stopping.signal.aborted && (await options.ready().catch(() => false));
    response.status(ok ? 200 : 503).json({ ok });
  });
  app.get('/.well-known/jwks.json', (_, response) => void response.json(identity.jwks));
  app.use('/soap', (request, response, next) => {
    const answered = new Promise<void>((resolve) => response.once('close', resolve));
    void continueTrace(identity.service, request.headers, async () => {
      next();
      await answered;
    });
  });
  options.routes?.(app);
  app.post('/graphql', express.json({ limit: BODY_LIMIT }), answered);
  app.use(failed(log));

  const server = http.createServer(app);
  const stopSubscriptions = options.live ? serveSubscriptions(server, options, options.live) : async () => {};
  const port = await listenOn(server, options.port);
  underWay.add(rehearsed().finally(() => (isRehearsed = true)));
  return {
    port,
    metrics,
    url: `http://127.0.0.1:${port}/graphql`,
    async stop() {
      // whoever asks is told to go elsewhere while the last ones are answered
      stopping.abort();
      await underWay.ended();
      await stopSubscriptions();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await apollo.stop();
    },
  };
}

/** Counts every answer by the type of its operation and its first code. */
const counting = ({ counted }: Metrics, log: Log): ApolloServerPlugin => ({
  async requestDidStart() {
    return {
      async willSendResponse({ operation, response: { body } }) {
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
        const type = operation?.operation ?? 'none';
        const code = errors?.[0] ? codeIn(errors[0].extensions) || 'INTERNAL' : 'OK';
        counted(type, code);
        log.debug({ type, code }, 'answered');
      },
    };
  },
});

/** Express' last resort: a body that could not be read is the caller's fault, all else is ours. Nothing is quoted. */
const failed =
  (log: Log): ErrorRequestHandler =>
  (error: Error & { status?: number }, _request, response, _next) => {
    const status = error.status && error.status < 500 ? error.status : 500;
    if (status === 500) log.error({ error }, 'unforeseen');
    const code = status === 500 ? 'INTERNAL' : 'BAD_USER_INPUT';
    response.status(status).json({ errors: [{ message: TEXTS[code].en, extensions: { code } }] });
  };

function serveSubscriptions<Context extends RequestContext>(
  server: http.Server,
  { schema, verify, log }: ServeOptions<Context>,
  live: (caller: Caller) => object,
): () => Promise<void> {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: FRAME_LIMIT });
  const subscriptions = useServer<Record<string, unknown>, { caller: Caller }>(
    {
      schema,
      ...readOnce(),
      async onConnect(context) {
        const authorization = context.connectionParams?.['authorization'];
        try {
          context.extra.caller = await verify(typeof authorization === 'string' ? authorization : undefined);
          return true;
        } catch {
          logSecurity(log, 'refused', 'UNAUTHENTICATED');
          return false; // closes with 4403
        }
      },
      context: ({ extra: { caller } }) => (caller ? live(caller) : false),
      onError: (_context, _id, _payload, errors) => errors.map((error) => shownError(error, log)),
      onNext: (_context, _id, _payload, _args, { data, errors }) =>
        errors && { data: data ?? null, errors: errors.map((error) => shownError(error, log)) },
    },
    sockets,
  );
  return async () => {
    const hung = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, FAREWELL);
    await subscriptions.dispose();
    clearTimeout(hung);
  };
}

function shownError(error: GraphQLError, log: Log): GraphQLFormattedError {
  const shown = formatError(error.toJSON(), error);
  if (shown.extensions?.['code'] === 'INTERNAL') log.error({ error: error.originalError ?? error }, 'unforeseen');
  return shown;
}
