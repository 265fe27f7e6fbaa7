import {
  type Clock,
  closePools,
  createDirectory,
  createLog,
  createOutbox,
  createServiceIdentity,
  createSubgraphClient,
  createVerifier,
  type Issuers,
  databaseAnswers,
  openOrm,
  openQueue,
  type RequestOptions,
  serve,
  startDeliveries,
  type SubgraphServer,
  takeDown,
} from '@intygsgraf/kernel/server';
import { createForgetting, startForgetting } from './application/forget-draft.ts';
import { startLocking } from './application/lock-drafts.ts';
import { database } from './database/database.ts';
import { DeliveryEntity } from './database/entities.ts';
import { createLoaders } from './graphql/loaders.ts';
import { certificatesSchema } from './graphql/schema.ts';
import { createTypesetter } from './print/typesetter.ts';
import { warmUp } from './print/warm-up.ts';
import { parseIssuers } from './signature/signer-certificate.ts';
import { createSigning } from './signature/signing-service.ts';
import { soapRoutes } from './soap/routes.ts';

export interface CertificatesSettings {
  readonly port: number;
  /** Connects as certificates_app. */
  readonly databaseUrl: string;
  /** The services that may call, and where each one's public keys are. */
  readonly issuers: Issuers;
  readonly usersUrl: string;
  /** The graph of decision-support: how long a sick leave may be. */
  readonly decisionSupportUrl: string;
  /** Where each recipient takes SOAP, by its code in kv_part. */
  readonly recipients: ReadonlyMap<string, string>;
  /** The signature service (underskriftstjänst). */
  readonly signingUrl: string;
  /** PEM: who may have issued signers' certificates. */
  readonly signingCa: string;
  readonly clock?: Clock;
  /** The parts (kv_part) that may ask for certificates by GetCertificate; nobody unless set. */
  readonly readers?: ReadonlySet<string>;
  /** Gets ready to print before anybody asks; takes a second of another thread's time. */
  readonly warmsUp?: boolean;
}

/** The certificates subgraph: types, drafts and signed certificates. */
export async function start(settings: CertificatesSettings): Promise<SubgraphServer> {
  const log = createLog('certificates');
  const clock = settings.clock ?? (() => new Date());
  const orm = await openOrm(database, settings.databaseUrl);
  const side = await openOrm(database, settings.databaseUrl);
  const identity = await createServiceIdentity('certificates');
  const directory = createDirectory(createSubgraphClient(identity, 'users', settings.usersUrl));
  const decisionSupport = createSubgraphClient(identity, 'decision-support', settings.decisionSupportUrl);
  const queue = await openQueue(database, settings.databaseUrl, log);
  const outbox = createOutbox(DeliveryEntity, queue);
  const issuers = parseIssuers(settings.signingCa);
  const signing = createSigning({ url: settings.signingUrl, issuers, identity });
  const typesetter = createTypesetter();
  const coolDown = settings.warmsUp ? warmUp(typesetter) : () => {};
  await startDeliveries({ orm: side, entity: DeliveryEntity, queue, clock, log, endpoints: settings.recipients });
  await startLocking({ orm: side, queue, clock });
  await startForgetting(queue, decisionSupport);
  const forget = createForgetting(queue);
  const request: RequestOptions = { orm, side, clock, findViewer: async ({ user }) => user && directory.viewer(user) };
  const verify = createVerifier('certificates', settings.issuers);
  const readers = settings.readers ?? new Set();
  const server = await serve({
    ...request,
    schema: await certificatesSchema(),
    port: settings.port,
    log,
    identity,
    verify,
    context(asked) {
      const reading = { ...asked, directory, decisionSupport, outbox, signing, typesetter, forget };
      return { ...reading, loaders: createLoaders(reading) };
    },
    routes: (app) => soapRoutes(app, { request, directory, decisionSupport, verify, log, readers }),
    queue,
    deliveries: DeliveryEntity,
    ready: () => databaseAnswers(orm),
  });
  return {
    ...server,
    stop: () =>
      takeDown(log, {
        warmUp: coolDown,
        server: () => server.stop(),
        typesetter: () => typesetter.stop(),
        queue: () => queue.stop(),
        pools: () => closePools(orm, side),
      }),
  };
}
