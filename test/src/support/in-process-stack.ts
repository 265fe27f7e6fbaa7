import { start as startCases } from '@intygsgraf/cases';
import { start as startCertificates } from '@intygsgraf/certificates';
import { LOGICAL_ADDRESS } from '@intygsgraf/kernel/domain';
import {
  type CdsHooksSettings,
  type DecisionSupportSettings,
  start as startDecisionSupport,
} from '@intygsgraf/decision-support';
import { type SoapTls, start as startGateway } from '@intygsgraf/gateway';
import { start as startUsers } from '@intygsgraf/users';
import { type AgencyOptions, startAgency } from '../counterparts/agency/agency.ts';
import { startIdentityProvider } from '../counterparts/identity-provider/identity-provider.ts';
import { generateJournalKeys } from '../counterparts/identity-provider/journal-keys.ts';
import { journalTokens, keptTokens } from '../counterparts/identity-provider/journal-tokens.ts';
import { gatewayAudience, journalClient } from '../counterparts/identity-provider/terms.ts';
import { startPersonService } from '../counterparts/person-service/person-service.ts';
import { createSigningCa } from '../counterparts/signing-service/signing-ca.ts';
import { startSigningService } from '../counterparts/signing-service/signing-service.ts';
import { directory } from '../demo/data/directory.ts';
import { persons } from '../demo/data/persons.ts';
import { riskUnits } from '../demo/data/risk-units.ts';
import { elementBundle } from '../demo/element-bundle.ts';
import { startJournal } from '../demo/journal/journal.ts';
import { anyFreePort } from '../demo/ports.ts';
import type { DatabaseRole } from '../demo/roles.ts';
import { rivtaSchemas } from './rivta-schemas.ts';
import type { KeyAndCertificate } from './tls-certificates.ts';

/** The page that the tests' sockets say they come from. */
export const ORIGIN = 'http://journal.test';

const SECRET = 'a-secret-of-the-tests';

/** The second process of what may run twice. */
const SECOND = { gateway: 'second gateway', cases: 'second cases' } as const;
type Place = PartName | 'journal' | (typeof SECOND)[keyof typeof SECOND];

const NAMES = ['users', 'decision-support', 'certificates', 'cases', 'gateway'] as const;
/** A process of the system. */
export type PartName = (typeof NAMES)[number];

/** Every part of the system in this process, each on a port of its own, over one database. */
export interface InProcessStack {
  readonly gatewayUrl: string;
  /** The second gateway, which asks the second cases subgraph, where everything that may runs twice. */
  readonly secondGatewayUrl: string;
  readonly casesUrl: string;
  readonly certificatesUrl: string;
  readonly decisionSupportUrl: string;
  readonly usersUrl: string;
  readonly personServiceUrl: string;
  readonly agencyUrl: string;
  /** Where agencies send their messages: `…/soap`. */
  readonly soapUrl: string;
  readonly signingUrl: string;
  /** The demo journal's page, where there is one. */
  readonly journalUrl: string;
  /** PEM: the issuer of signers' certificates. */
  readonly signingCa: string;
  /** A user's token, as the journal system's server gets it: kept while it is good, a new one for a lifetime in seconds. */
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
  /** As `npm start` runs it: the gateway tells its schema. */
  readonly demo?: boolean;
  /** With the demo journal, whose page the gateway lets in. */
  readonly hasJournal?: boolean;
  /** Two gateways and two cases subgraphs. */
  readonly isTwice?: boolean;
  /** The bus, in place of the database. */
  readonly natsServers?: readonly string[];
  /** The agency refuses certificates that break the published rules of their type, where those are at hand. */
  readonly holdsRules?: boolean;
  /** Agencies come in by mutual TLS alone, and the counterpart shows this client certificate. */
  readonly soapTls?: Omit<SoapTls, 'port'> & { readonly client: KeyAndCertificate };
  /** Who may import registers through the graph. */
  readonly imports?: DecisionSupportSettings['imports'];
  /** What the agency has asked already, where the database has it. */
  readonly asked?: AgencyOptions['asked'];
  /** Which journal systems may call by CDS Hooks, at the gateway's address. */
  readonly cdsHooks?: Omit<CdsHooksSettings, 'baseUrl'>;
}

export async function startInProcessStack({
  url,
  clock = () => new Date(),
  issuer,
  demo = false,
  hasJournal = false,
  isTwice = false,
  natsServers,
  holdsRules = false,
  soapTls,
  imports,
  asked = [],
  cdsHooks,
}: StackOptions): Promise<InProcessStack> {
  const ports = new Map<Place, number>();
  for (const name of [...NAMES, 'journal', ...Object.values(SECOND)] as const) ports.set(name, await anyFreePort());
  const soapPort = soapTls && (await anyFreePort());
  const at = (name: Place): string => `http://127.0.0.1:${ports.get(name) ?? 0}`;
  const keysOf = (name: PartName): string[] =>
    [name, ...(isTwice && name in SECOND ? [SECOND[name as keyof typeof SECOND]] : [])].map(
      (place) => `${at(place)}/.well-known/jwks.json`,
    );
  const issuers = (...of: PartName[]) => new Map(of.map((name) => [name as string, keysOf(name)]));
  const graphAt = (name: Place): string => `${at(name)}/graphql`;
  const port = (name: Place): number => ports.get(name) ?? 0;

  const keys = await generateJournalKeys();
  const personService = await startPersonService({ persons });
  const identityProvider = await startIdentityProvider({
    staff: directory.staff.map(({ hsaId }) => hsaId),
    journal: { clientSecret: SECRET, jwks: { keys: [...keys.jwks.keys] } },
  });
  const soapUrl = `${soapPort ? `https://127.0.0.1:${soapPort}` : at('gateway')}/soap`;
  const agency = await startAgency({
    careUrl: `${soapUrl}/SendMessageToCare/2`,
    ...(soapTls && { tls: { ...soapTls.client, ca: soapTls.ca } }),
    holdsRules: holdsRules && rivtaSchemas !== undefined,
    asked,
  });
  const ca = await createSigningCa();
  const signingService = await startSigningService({ ca, issuers: issuers('certificates') });
  const casesAt = (place: Place) =>
    startCases({
      port: port(place),
      databaseUrl: url('cases_app'),
      issuers: issuers('gateway'),
      usersUrl: graphAt('users'),
      certificatesUrl: graphAt('certificates'),
      recipients: new Map([['FKASSA', `${agency.url}/soap`]]),
      rivtaSchemas,
      natsServers,
      clock,
    });
  const gatewayAt = (place: Place, cases: Place) =>
    startGateway({
      port: port(place),
      subgraphs: new Map(NAMES.slice(0, 4).map((name) => [name, graphAt(name === 'cases' ? cases : name)])),
      bus: natsServers ? { natsServers } : { url: url('gateway_bus') },
      token: { issuer: issuer ?? identityProvider.url, audience: gatewayAudience },
      // the explorer's page is the gateway's own
      origins: new Set([ORIGIN, ...(demo ? [at(place)] : []), ...(hasJournal ? [at('journal')] : [])]),
      elements: elementBundle,
      soapTls: place === 'gateway' && soapTls && soapPort ? { ...soapTls, port: soapPort } : undefined,
      demo,
    });
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
      ...(imports && { imports }),
      ...(cdsHooks && { cdsHooks: { ...cdsHooks, baseUrl: at('gateway') } }),
      riskUnits: new Set(riskUnits),
      clock,
    }),
    await startCertificates({
      port: port('certificates'),
      databaseUrl: url('certificates_app'),
      issuers: issuers('gateway', 'cases'),
      usersUrl: graphAt('users'),
      decisionSupportUrl: graphAt('decision-support'),
      recipients: new Map(Object.keys(LOGICAL_ADDRESS).map((recipient) => [recipient, `${agency.url}/soap`])),
      signingUrl: signingService.url,
      signingCa: ca.certificate,
      readers: new Set(['FKASSA', 'HSVARD']),
      clock,
    }),
    await casesAt('cases'),
    await gatewayAt('gateway', 'cases'),
  ];
  const second = isTwice ? [await casesAt(SECOND.cases), await gatewayAt(SECOND.gateway, SECOND.cases)] : [];
  const journal = {
    issuer: identityProvider.url,
    clientId: journalClient,
    clientSecret: SECRET,
    privateKey: keys.privateKey,
  };
  const urls = { gatewayUrl: at('gateway'), agencyUrl: agency.url, personServiceUrl: personService.url };
  const page = hasJournal ? await startJournal({ ...journal, ...urls, port: port('journal') }) : undefined;
  const stopped = new Set<PartName>();
  const stopOne = async (name: PartName): Promise<void> => {
    if (stopped.has(name)) return;
    stopped.add(name);
    await servers[NAMES.indexOf(name)]?.stop();
  };
  const [tokens, kept] = [journalTokens(journal), keptTokens(journal)];
  return {
    ...urls,
    secondGatewayUrl: at(SECOND.gateway),
    casesUrl: at('cases'),
    certificatesUrl: at('certificates'),
    decisionSupportUrl: at('decision-support'),
    usersUrl: at('users'),
    journalUrl: page?.url ?? '',
    soapUrl,
    signingUrl: signingService.url,
    signingCa: ca.certificate,
    token: async (user, lifetime) => (await (lifetime === undefined ? kept(user) : tokens(user, lifetime))).accessToken,
    stopOne,
    async stop() {
      for (const server of second.toReversed()) await server.stop();
      for (const name of NAMES.toReversed()) await stopOne(name);
      await Promise.all([
        page?.stop(),
        personService.stop(),
        identityProvider.stop(),
        agency.stop(),
        signingService.stop(),
      ]);
    },
  };
}
