import { start as startCases } from '@intygsgraf/cases';
import { start as startCertificates } from '@intygsgraf/certificates';
import { start as startDecisionSupport } from '@intygsgraf/decision-support';
import { start as startGateway } from '@intygsgraf/gateway';
import { start as startUsers } from '@intygsgraf/users';
import { startAgency } from '../counterparts/agency/agency.ts';
import { startIdentityProvider } from '../counterparts/identity-provider/identity-provider.ts';
import { generateJournalKeys } from '../counterparts/identity-provider/journal-keys.ts';
import { journalTokens } from '../counterparts/identity-provider/journal-tokens.ts';
import { gatewayAudience, journalClient } from '../counterparts/identity-provider/terms.ts';
import { startPersonService } from '../counterparts/person-service/person-service.ts';
import { createSigningCa } from '../counterparts/signing-service/signing-ca.ts';
import { startSigningService } from '../counterparts/signing-service/signing-service.ts';
import { directory } from '../demo/data/directory.ts';
import { persons } from '../demo/data/persons.ts';
import { elementBundle } from '../demo/element-bundle.ts';
import { anyFreePort } from '../demo/ports.ts';
import type { DatabaseRole } from '../demo/roles.ts';
import { rivtaSchemas } from './rivta-schemas.ts';

/** The page that the tests' sockets say they come from. */
export const ORIGIN = 'http://journal.test';

const SECRET = 'a-secret-of-the-tests';

const NAMES = ['users', 'decision-support', 'certificates', 'cases', 'gateway'] as const;
/** A process of the system. */
export type PartName = (typeof NAMES)[number];

/** Every part of the system in this process, each on a port of its own, over one database. */
export interface InProcessStack {
  readonly gatewayUrl: string;
  readonly casesUrl: string;
  readonly certificatesUrl: string;
  readonly usersUrl: string;
  readonly personServiceUrl: string;
  readonly agencyUrl: string;
  readonly signingUrl: string;
  /** PEM: the issuer of signers' certificates. */
  readonly signingCa: string;
  /** A user's token, as the journal system's server gets it. */
  token(user: { sub: string; unit: string }, lifetime?: number): Promise<string>;
  /** Takes one part down for good, the others go on. */
  stopOne(name: PartName): Promise<void>;
  stop(): Promise<void>;
}

export interface StackOptions {
  /** The address of the database for a role. */
  url(role: DatabaseRole): string;
  readonly clock?: () => Date;
  /** The identity provider that the gateway trusts, in place of the counterpart. */
  readonly issuer?: string;
}

export async function startInProcessStack({
  url,
  clock = () => new Date(),
  issuer,
}: StackOptions): Promise<InProcessStack> {
  const ports = new Map<PartName, number>();
  for (const name of NAMES) ports.set(name, await anyFreePort());
  const at = (name: PartName): string => `http://127.0.0.1:${ports.get(name) ?? 0}`;
  const issuers = (...of: PartName[]) =>
    new Map(of.map((name) => [name as string, `${at(name)}/.well-known/jwks.json`]));
  const graphAt = (name: PartName): string => `${at(name)}/graphql`;
  const port = (name: PartName): number => ports.get(name) ?? 0;

  const keys = await generateJournalKeys();
  const personService = await startPersonService({ persons });
  const identityProvider = await startIdentityProvider({
    staff: directory.staff.map(({ hsaId }) => hsaId),
    journal: { clientSecret: SECRET, jwks: { keys: [...keys.jwks.keys] } },
  });
  const agency = await startAgency({ careUrl: `${at('gateway')}/soap/SendMessageToCare/2` });
  const ca = await createSigningCa();
  const signingService = await startSigningService({ ca, issuers: issuers('certificates') });
  // in the order of their names
  const servers = [
    await startUsers({
      port: port('users'),
      databaseUrl: url('users_app'),
      issuers: issuers('gateway', 'decision-support', 'certificates', 'cases'),
      personServiceUrl: personService.url,
      clock,
    }),
    await startDecisionSupport({
      port: port('decision-support'),
      databaseUrl: url('decision_support_app'),
      issuers: issuers('gateway', 'certificates'),
      usersUrl: graphAt('users'),
      clock,
    }),
    await startCertificates({
      port: port('certificates'),
      databaseUrl: url('certificates_app'),
      issuers: issuers('gateway', 'cases'),
      usersUrl: graphAt('users'),
      recipients: new Map([['FKASSA', `${agency.url}/soap`]]),
      signingUrl: signingService.url,
      signingCa: ca.certificate,
      clock,
    }),
    await startCases({
      port: port('cases'),
      databaseUrl: url('cases_app'),
      issuers: issuers('gateway'),
      usersUrl: graphAt('users'),
      certificatesUrl: graphAt('certificates'),
      recipients: new Map([['FKASSA', `${agency.url}/soap`]]),
      rivtaSchemas,
      clock,
    }),
    await startGateway({
      port: port('gateway'),
      subgraphs: new Map(NAMES.slice(0, 4).map((name) => [name, graphAt(name)])),
      busUrl: url('gateway_bus'),
      token: { issuer: issuer ?? identityProvider.url, audience: gatewayAudience },
      origins: new Set([ORIGIN]),
      elements: elementBundle,
    }),
  ];
  const stopped = new Set<PartName>();
  const stopOne = async (name: PartName): Promise<void> => {
    if (stopped.has(name)) return;
    stopped.add(name);
    await servers[NAMES.indexOf(name)]?.stop();
  };
  const tokens = journalTokens({
    issuer: identityProvider.url,
    clientId: journalClient,
    clientSecret: SECRET,
    privateKey: keys.privateKey,
  });
  return {
    gatewayUrl: at('gateway'),
    casesUrl: at('cases'),
    certificatesUrl: at('certificates'),
    usersUrl: at('users'),
    personServiceUrl: personService.url,
    agencyUrl: agency.url,
    signingUrl: signingService.url,
    signingCa: ca.certificate,
    token: async (user, lifetime) => (await tokens(user, lifetime)).accessToken,
    stopOne,
    async stop() {
      for (const name of NAMES.toReversed()) await stopOne(name);
      await Promise.all([personService.stop(), identityProvider.stop(), agency.stop(), signingService.stop()]);
    },
  };
}
