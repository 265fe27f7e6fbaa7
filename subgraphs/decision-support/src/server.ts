import {
  ANY_USER,
  type Clock,
  closePools,
  createDirectory,
  createLog,
  createServiceIdentity,
  createSubgraphClient,
  createVerifier,
  type Issuers,
  databaseAnswers,
  openOrm,
  openStandingOrm,
  serve,
  type SubgraphServer,
  takeDown,
} from '@intygsgraf/kernel/server';
import { cdsHooksRoutes, type CdsHooksSettings } from './cds-hooks/routes.ts';
import type { ImportSettings } from './application/registers/import-by-administrator.ts';
import { createImportRuns } from './application/registers/import-runs.ts';
import { createCatalogues } from './application/registers/catalogues.ts';
import { database } from './database/database.ts';
import { createLoaders } from './graphql/loaders.ts';
import { OPEN } from './graphql/open.ts';
import { REHEARSAL, SEARCHING } from './graphql/rehearsal.ts';
import { decisionSupportSchema } from './graphql/schema.ts';

export interface DecisionSupportSettings {
  readonly port: number;
  /** Connects as decision_support_app. */
  readonly databaseUrl: string;
  /** The services that may call, and where each one's public keys are. */
  readonly issuers: Issuers;
  readonly usersUrl: string;
  /** Who may import through the graph, and what; nobody unless given. */
  readonly imports?: ImportSettings;
  /** HSA-ids of the units that take part in the pilot of risk and advice (SRS); nobody unless they are named. */
  readonly riskUnits?: ReadonlySet<string>;
  /** How journal systems reach the guidance by CDS Hooks; not at all unless given. */
  readonly cdsHooks?: CdsHooksSettings | undefined;
  readonly clock?: Clock;
  /** Searches for itself before it is ready, so that the first who search wait for no compiler and no planner. */
  readonly rehearses?: boolean;
}

const NO_IMPORTS: ImportSettings = { administrators: new Set(), sources: [] };

/** The decision-support subgraph: guidance while a certificate is written. */
export async function start(settings: DecisionSupportSettings): Promise<SubgraphServer> {
  const clock = settings.clock ?? (() => new Date());
  const log = createLog('decision-support');
  const orm = await openOrm(database, settings.databaseUrl);
  const side = await openOrm(database, settings.databaseUrl);
  const registers = await openStandingOrm(database, settings.databaseUrl, ANY_USER, SEARCHING);
  const importRuns = createImportRuns({ side, clock, log });
  const identity = await createServiceIdentity('decision-support');
  const directory = createDirectory(createSubgraphClient(identity, 'users', settings.usersUrl));
  const server = await serve({
    schema: await decisionSupportSchema(),
    port: settings.port,
    orm,
    side,
    open: { ...OPEN, orm: registers },
    rehearsal: settings.rehearses ? REHEARSAL : undefined,
    log,
    identity,
    verify: createVerifier('decision-support', settings.issuers),
    clock,
    findViewer: async ({ user }) => user && directory.viewer(user),
    context(request) {
      const catalogues = createCatalogues(request.em);
      const risk = { ...request, directory, catalogues, riskUnits: settings.riskUnits ?? new Set<string>() };
      return { ...risk, loaders: createLoaders(risk), imports: settings.imports ?? NO_IMPORTS, importRuns };
    },
    routes: (app) => cdsHooksRoutes(app, { settings: settings.cdsHooks, orm, clock, log }),
    ready: () => databaseAnswers(orm),
  });
  return {
    ...server,
    stop: () =>
      takeDown(log, {
        server: () => server.stop(),
        imports: () => importRuns.stop(),
        pools: () => closePools(orm, side, registers),
      }),
  };
}
