import {
  createLog,
  createMetrics,
  createServiceIdentity,
  createStandingClient,
  createSubgraphClient,
  type Ear,
  listen,
  listenOn,
  type Log,
  openNats,
  type SubgraphServer,
  takeDown,
  UnderWay,
} from '@intygsgraf/kernel/process';
import express, { type ErrorRequestHandler } from 'express';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { createGraph } from './graph.ts';
import { cdsHooksRoute } from './http/cds-hooks-route.ts';
import { type ElementBundle, elementRoutes } from './http/element-routes.ts';
import { explorerRoute } from './http/explorer-route.ts';
import { graphRoute } from './http/graph-route.ts';
import type { Origins } from './http/origins.ts';
import { soapDoor } from './http/soap-door.ts';
import { soapRoute } from './http/soap-route.ts';
import { createSoapServer, type SoapTls } from './http/soap-server.ts';
import { LIMITS } from './limits.ts';
import { startHeartbeat } from './live/heartbeat.ts';
import { measureHub } from './live/hub-metrics.ts';
import { Hub, type Notice } from './live/hub.ts';
import { createLiveDocuments } from './live/live-document.ts';
import { acceptSockets, drain, protocolServer } from './live/sockets.ts';
import { streamRoute } from './live/streams.ts';
import { tellOperators } from './live/told.ts';
import { createTruth, NOTICE_CHANNEL, UNHANDLED } from './live/truth.ts';
import { publicError } from './public-errors.ts';
import { Sessions } from './sessions.ts';
import { createTicketTaker } from './socket-ticket.ts';
import { createUserVerifier, type TokenSettings } from './user-token.ts';
import { fewHeaders, graphDoor } from './walls/door.ts';

export interface GatewaySettings {
  readonly port: number;
  /** Where each subgraph's graph is, by name. */
  readonly subgraphs: ReadonlyMap<string, string>;
  /** Where notices are heard: NATS servers, or the database as a role that may connect and nothing else. */
  readonly bus: { readonly natsServers: readonly string[] } | { readonly url: string };
  readonly token: TokenSettings;
  /** Origins whose pages may use the gateway. */
  readonly origins: Origins;
  readonly elements: ElementBundle;
  /** Where agencies come in by mutual TLS; without it the SOAP door is one of the gateway's own, for a proxy that does. */
  readonly soapTls?: SoapTls | undefined;
  /** For trying out, never in production: clients may ask what the schema is. */
  readonly demo: boolean;
}

/** Live connections are ended over this time when the gateway stops, milliseconds, so that they do not come back all at once. */
const DRAIN = 2_000;
/** The subgraph whose subscriptions are streamed. */
const STREAMING = 'cases';

/** The one door: the graph, live sockets, the agencies' messages, journals' hooks, the elements. It knows no rule and no table. */
export async function start(settings: GatewaySettings): Promise<SubgraphServer> {
  const log = createLog('gateway');
  const identity = await createServiceIdentity('gateway');
  const users = createSubgraphClient(identity, 'users', settings.subgraphs.get('users') ?? '');
  const sessions = new Sessions(users);
  const verifyUser = createUserVerifier(settings.token, sessions);
  const supergraphSdl = await readFile(new URL('../supergraph.graphql', import.meta.url), 'utf8');
  const graph = await createGraph({
    supergraphSdl,
    identity,
    addresses: settings.subgraphs,
    streaming: STREAMING,
    introspection: settings.demo,
  });
  const cases = createStandingClient(identity, STREAMING, settings.subgraphs.get(STREAMING) ?? '');
  const hub = new Hub(createTruth(cases), log);
  const ear: Ear = {
    channel: NOTICE_CHANNEL,
    log,
    onNotice: (notices) => hub.notice(notices as Notice[]),
    onConnect: () => hub.readAll(),
  };
  const bus = 'natsServers' in settings.bus ? openNats(settings.bus.natsServers, 'gateway', log) : undefined;
  const listener = 'url' in settings.bus ? listen({ ...ear, url: settings.bus.url }) : bus?.listen(ear);
  const metrics = createMetrics('gateway');
  const told = tellOperators(metrics);
  hub.onOperation = told.operation;
  const heartbeat = startHeartbeat(hub, sessions, log);
  measureHub(metrics, hub, () => heartbeat.lastBeat());
  const protocol = protocolServer({
    graph,
    identity,
    verifyUser,
    redeemTicket: createTicketTaker(users, sessions, log),
    told,
    log,
  });
  const documentOf = createLiveDocuments(UNHANDLED);

  let isDraining = false;
  const underWay = new UnderWay();
  const app = openApp(underWay);
  app.get('/livez', (_, response) => void response.json({ ok: true }));
  // a bus that is away makes counts late by a beat, and is no reason to send everybody elsewhere
  app.get('/readyz', (_, response) => {
    response.status(isDraining ? 503 : 200).json({ ok: !isDraining, bus: listener?.connected ?? false });
  });
  app.get('/.well-known/jwks.json', (_, response) => void response.json(identity.jwks));
  elementRoutes(app, settings.elements);
  const soap = settings.soapTls && openApp(underWay);
  soapDoor(soap ?? app, soapRoute(identity, settings.subgraphs, log));
  app.use(
    '/cds-services',
    express.raw({ type: () => true, limit: LIMITS.hook, inflate: false }),
    cdsHooksRoute(settings.subgraphs, log),
  );
  if (settings.demo) app.get('/explorer', await explorerRoute());
  graphDoor(app, settings.origins, log);
  app.post(
    '/graphql',
    streamRoute(protocol, { hub, verifyUser, documentOf, told, log }),
    graphRoute(graph, verifyUser, log, metrics),
  );
  for (const door of soap ? [app, soap] : [app]) closeApp(door, log);

  const server = http.createServer(
    { headersTimeout: LIMITS.arrival, requestTimeout: LIMITS.arrival, connectionsCheckingInterval: 1_000 },
    app,
  );
  acceptSockets(server, protocol, { hub, origins: settings.origins, log, documentOf, isDraining: () => isDraining });
  const soapServer = soap && settings.soapTls && createSoapServer(settings.soapTls, soap, log);
  if (soapServer) await listenOn(soapServer, settings.soapTls?.port ?? 0, 'SOAP_PORT');
  const port = await listenOn(server, settings.port);
  return {
    port,
    metrics,
    url: `http://127.0.0.1:${port}/graphql`,
    stop() {
      // questions are answered to the end; whoever asks whether this gateway is ready sends others elsewhere meanwhile
      isDraining = true;
      soapServer?.close();
      heartbeat.stop();
      return takeDown(log, {
        live: () => Promise.all([drain(hub, DRAIN), underWay.ended()]),
        connections() {
          server.close();
          server.closeAllConnections();
          soapServer?.closeAllConnections();
        },
        listener: () => listener?.stop(),
        bus: () => bus?.stop(),
        cases: () => cases.stop(),
        graph: () => graph.dispose(),
      });
    },
  };
}

function openApp({ counted }: UnderWay): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  return app.use(counted, fewHeaders);
}

/** What is nowhere is answered without a word: an address may hold what nobody should read. */
const closeApp = (app: express.Express, log: Log) =>
  app.use((_, response) => void response.status(404).end()).use(failed(log));

/** A body that could not be read: too large, compressed, cut. Nothing of it is repeated. */
const failed =
  (log: Log): ErrorRequestHandler =>
  (error: Error & { status?: number }, _request, response, _next) => {
    const status = error.status && error.status < 500 ? error.status : 500;
    if (status === 500) log.error({ error }, 'unforeseen');
    if (response.headersSent) return;
    // what is left of the body is not waited for
    response.setHeader('connection', 'close').status(status);
    response.json({ errors: [publicError(status === 500 ? 'INTERNAL' : 'BAD_USER_INPUT')] });
  };
