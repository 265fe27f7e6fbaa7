import { createServiceIdentity, type ServiceIdentity } from '@intygsgraf/kernel/server';
import { createSigningCa } from '../counterparts/signing-service/signing-ca.ts';
import { listen } from '../counterparts/listen.ts';
import { prepareDatabase } from '../demo/schemas.ts';
import { anyFreePort } from '../demo/ports.ts';
import { PROCESSES, type ProcessName } from '../demo/processes.ts';
import { type DatabaseRole, databaseUrl } from '../demo/roles.ts';
import { type Issuer, startIssuer } from '../support/issuer.ts';
import { type MeasuredProcess, startMeasured } from './measured-process.ts';
import { PLANT } from './plant.ts';

/** The parts of the system that take part; the demo's own are not needed. */
const NAMES = ['person-service', 'agency', 'users', 'decision-support', 'certificates', 'cases', 'gateway'] as const;
type Part = (typeof NAMES)[number];

/** The system as processes that say what they have used. Every user's token is signed here. */
export interface BenchStack {
  readonly issuer: Issuer;
  /** A service that the subgraphs trust, to ask them without the gateway. */
  readonly identity: ServiceIdentity;
  /** Names it to a process, as ISSUERS does. */
  readonly trust: string;
  url(role: DatabaseRole): string;
  address(name: ProcessName): string;
  process(name: Part): MeasuredProcess;
  /** Starts a process anew in the same place, with more in its environment. */
  restart(name: Part, extra: Record<string, string>): Promise<void>;
  /** The gateway with the faults of `PLANT`. */
  plantInGateway(): Promise<void>;
  stop(): Promise<void>;
}

/** The page that the subscribers say they come from. */
export const ORIGIN = 'http://journal.test';

/** Starts the system over a new database of the server. */
export async function startBenchStack(adminUrl: string, database: string): Promise<BenchStack> {
  await prepareDatabase(adminUrl, database);
  const url = (role: DatabaseRole): string => databaseUrl(adminUrl, role, database);
  const issuer = await startIssuer();
  const identity = await createServiceIdentity('bench');
  const keys = await listen(() => (_, response) => response.end(JSON.stringify(identity.jwks)));
  const trust = `bench=${keys.url}`;
  const names = Object.keys(PROCESSES) as ProcessName[];
  const ports = new Map<ProcessName, number>();
  for (const name of names) ports.set(name, await anyFreePort());
  const address = (name: ProcessName): string =>
    name === 'identity-provider'
      ? issuer.url
      : name === 'journal'
        ? ORIGIN
        : `http://127.0.0.1:${ports.get(name) ?? 0}`;
  const wiring = {
    address,
    databaseUrl: url,
    personsFile: undefined,
    journal: { clientSecret: '', jwks: '', privateKey: '' },
    signingCa: await createSigningCa(),
  };
  const start = (name: Part, extra: Record<string, string> = {}): Promise<MeasuredProcess> => {
    const { file, environment } = PROCESSES[name];
    const told = environment(wiring);
    return startMeasured(name, file, {
      PORT: String(ports.get(name) ?? 0),
      ...told,
      ...(told['ISSUERS'] && { ISSUERS: `${told['ISSUERS']},${trust}` }),
      ...(name === 'gateway' && { TOKEN_JWKS: issuer.url }),
      ...extra,
    });
  };
  const running = new Map<Part, MeasuredProcess>();
  const processOf = (name: Part): MeasuredProcess => {
    const found = running.get(name);
    if (!found) throw new Error(`${name} does not run`);
    return found;
  };
  const restart = async (name: Part, extra: Record<string, string>): Promise<void> => {
    await processOf(name).stop();
    running.set(name, await start(name, extra));
  };
  const stop = async (): Promise<void> => {
    await Promise.all([...running.values()].map((one) => one.stop()));
    await Promise.all([issuer.stop(), keys.stop()]);
  };
  const started = await Promise.allSettled(NAMES.map(async (name) => void running.set(name, await start(name))));
  const failed = started.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') {
    await stop();
    throw failed.reason;
  }
  return {
    issuer,
    identity,
    trust,
    url,
    address,
    process: processOf,
    restart,
    plantInGateway: () => restart('gateway', { [PLANT]: 'yes' }),
    stop,
  };
}
