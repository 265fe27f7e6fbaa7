import {
  type Clock,
  closePools,
  createDirectory,
  createLog,
  createOutbox,
  createServiceIdentity,
  createSubgraphClient,
  createVerifier,
  type Ear,
  type Issuers,
  listen,
  openNats,
  databaseAnswers,
  openOrm,
  openQueue,
  openStandingOrm,
  serve,
  startDeliveries,
  type SubgraphServer,
  takeDown,
} from '@intygsgraf/kernel/server';
import { startBackground } from './application/background.ts';
import { EVENT_CHANNEL, hearEvents, startHearing } from './application/certificate-events.ts';
import { HubReads } from './application/hub-reads.ts';
import { watchPersonService } from './application/person-service-watch.ts';
import { UnhandledFeed } from './application/unhandled-feed.ts';
import { type Notice, NOTICE_CHANNEL } from './application/unit-version.ts';
import { database } from './database/database.ts';
import { DeliveryEntity } from './database/entities.ts';
import { createLoaders } from './graphql/loaders.ts';
import { casesSchema } from './graphql/schema.ts';
import { openOfficialSchema } from './soap/official-schema.ts';
import { soapRoutes } from './soap/routes.ts';
import { writeSendMessageToRecipient } from './soap/send-message-to-recipient.ts';

export interface CasesSettings {
  readonly port: number;
  /** Connects as cases_app. */
  readonly databaseUrl: string;
  /** The services that may call, and where each one's public keys are. */
  readonly issuers: Issuers;
  readonly usersUrl: string;
  readonly certificatesUrl: string;
  /** Where each recipient takes SOAP, by its code in kv_part. */
  readonly recipients: ReadonlyMap<string, string>;
  /** NATS servers that carry the notices; without, the database does. */
  readonly natsServers?: readonly string[] | undefined;
  /** A folder with the nation's published schemas: messages are held against them, too. */
  readonly rivtaSchemas?: string | undefined;
  readonly clock?: Clock;
}

/** The cases subgraph: questions and answers with the agencies, and what of them is unhandled. */
export async function start(settings: CasesSettings): Promise<SubgraphServer> {
  const clock = settings.clock ?? (() => new Date());
  const log = createLog('cases');
  const bus = settings.natsServers && openNats(settings.natsServers, 'cases', log);
  const schema = settings.rivtaSchemas && openOfficialSchema(settings.rivtaSchemas, 'SendMessageToCare', '2.0');
  const orm = await openOrm(database, settings.databaseUrl, bus);
  const side = await openOrm(database, settings.databaseUrl, bus);
  const identity = await createServiceIdentity('cases');
  const verify = createVerifier('cases', settings.issuers);
  const directory = createDirectory(createSubgraphClient(identity, 'users', settings.usersUrl));
  const certificates = createSubgraphClient(identity, 'certificates', settings.certificatesUrl);
  const personService = watchPersonService(directory);
  const standing = await openStandingOrm(database, settings.databaseUrl);
  const hub = new HubReads({ standing, directory, personService, clock });
  const feed = new UnhandledFeed({ orm: side, directory, personService, clock });
  const queue = await openQueue(database, settings.databaseUrl, log);
  await startBackground({ orm: side, directory, queue, clock });
  const outbox = createOutbox(DeliveryEntity, queue);
  await startDeliveries({ orm: side, entity: DeliveryEntity, queue, clock, log, endpoints: settings.recipients });
  const hearing = { orm: side, certificates, outbox, queue, log };
  await startHearing(hearing);
  // a certificate's events are hinted at by the database, whatever carries the notices of counts
  const asking = new Set<Promise<void>>();
  const askForEvents = (): void => {
    const asked = hearEvents(hearing)
      .catch((error: unknown) => log.warn({ error }, 'events not asked for'))
      .finally(() => asking.delete(asked));
    asking.add(asked);
  };
  const hints = { channel: EVENT_CHANNEL, log, onNotice: askForEvents, onConnect: askForEvents };
  const events = listen({ ...hints, url: settings.databaseUrl });
  const writing = { directory, certificates, outbox, bytesOf: writeSendMessageToRecipient };
  const receiving = { orm, certificates, directory, queue };
  const ear: Ear = {
    channel: NOTICE_CHANNEL,
    log,
    onNotice: (notices) => feed.wake(notices as Notice[]),
    onConnect: () => feed.wake(undefined),
  };
  const listener = bus ? bus.listen(ear) : listen({ ...ear, url: settings.databaseUrl });
  const server = await serve({
    schema: await casesSchema(),
    port: settings.port,
    orm,
    side,
    log,
    identity,
    verify,
    clock,
    queue,
    deliveries: DeliveryEntity,
    findViewer: async ({ user }) => user && directory.viewer(user),
    context(request) {
      const known = { ...request, ...writing, personService, hub };
      return { ...known, loaders: createLoaders(known) };
    },
    live: (caller) => ({ caller, feed, hub }),
    routes: (app) => soapRoutes(app, { ...receiving, verify, clock, log, ...(schema && { schema }) }),
    ready: () => databaseAnswers(orm),
  });
  return {
    ...server,
    stop: () =>
      takeDown(log, {
        server: () => server.stop(),
        // what is asked for needs the queue: one that is stopped would hold the transaction open for ever
        events: () => events.stop(),
        asking: () => Promise.all(asking),
        queue: () => queue.stop(),
        listener: () => listener.stop(),
        bus: () => bus?.stop(),
        pools: () => closePools(orm, side, standing),
      }),
  };
}
