import { LOGICAL_ADDRESS } from '@intygsgraf/kernel/domain';
import { riskUnits } from './data/risk-units.ts';
import type { SigningCa } from '../counterparts/signing-service/signing-ca.ts';
import { elementBundle } from './element-bundle.ts';
import type { DatabaseRole } from './roles.ts';

export type ProcessName =
  | 'person-service'
  | 'identity-provider'
  | 'agency'
  | 'signing-service'
  | 'users'
  | 'decision-support'
  | 'certificates'
  | 'cases'
  | 'gateway'
  | 'journal';

/** What a process may know of the others when its environment is written. */
export interface Wiring {
  /** The address of a process, without a slash at its end. */
  address(name: ProcessName): string;
  /** The database as one of its roles. */
  databaseUrl(role: DatabaseRole): string;
  /** Where the person service keeps who was brought in; undefined lets it forget them. */
  readonly personsFile: string | undefined;
  /** What the journal and the identity provider agree on beforehand. JWKs as JSON text. */
  readonly journal: { readonly clientSecret: string; readonly jwks: string; readonly privateKey: string };
  /** Who issues signers' certificates. */
  readonly signingCa: SigningCa;
}

interface ProcessDefinition {
  /** Built JavaScript, from the root of the checkout. */
  readonly file: string;
  /** Where it is found when nobody chose another port and nobody else has it. */
  readonly port: number;
  /** Its environment, beside PORT. */
  environment(wiring: Wiring): Record<string, string>;
}

const graph = ({ address }: Wiring, name: ProcessName): string => `${address(name)}/graphql`;

/** The services that may call, and where each one's public keys are. */
const issuers = ({ address }: Wiring, ...names: ProcessName[]): string =>
  names.map((name) => `${name}=${address(name)}/.well-known/jwks.json`).join(',');

/** One stand-in takes what is sent to any recipient. */
const recipients = ({ address }: Wiring): string =>
  Object.keys(LOGICAL_ADDRESS)
    .map((recipient) => `${recipient}=${address('agency')}/soap`)
    .join(',');

/** Every process of the system, and how each one finds the others; in the order in which they are started. */
export const PROCESSES: Readonly<Record<ProcessName, ProcessDefinition>> = {
  'person-service': {
    file: 'test/dist/counterparts/person-service/person-service.main.js',
    port: 4010,
    environment: ({ personsFile }): Record<string, string> => (personsFile ? { PERSONS_FILE: personsFile } : {}),
  },
  'identity-provider': {
    file: 'test/dist/counterparts/identity-provider/identity-provider.main.js',
    port: 4011,
    environment: ({ journal }) => ({ JOURNAL_CLIENT_SECRET: journal.clientSecret, JOURNAL_JWKS: journal.jwks }),
  },
  agency: {
    file: 'test/dist/counterparts/agency/agency.main.js',
    port: 4012,
    environment: ({ address }) => ({ CARE_URL: `${address('gateway')}/soap/SendMessageToCare/2` }),
  },
  'signing-service': {
    file: 'test/dist/counterparts/signing-service/signing-service.main.js',
    port: 4013,
    environment: (wiring) => ({
      ISSUERS: issuers(wiring, 'certificates'),
      SIGNING_CA: wiring.signingCa.certificate,
      SIGNING_CA_KEY: wiring.signingCa.privateKey,
    }),
  },
  users: {
    file: 'subgraphs/users/dist/main.js',
    port: 4001,
    environment: (wiring) => ({
      DATABASE_URL: wiring.databaseUrl('users_app'),
      ISSUERS: issuers(wiring, 'gateway', 'certificates', 'cases', 'decision-support'),
      PERSON_SERVICE_URL: wiring.address('person-service'),
    }),
  },
  'decision-support': {
    file: 'subgraphs/decision-support/dist/main.js',
    port: 4002,
    environment: (wiring) => ({
      DATABASE_URL: wiring.databaseUrl('decision_support_app'),
      ISSUERS: issuers(wiring, 'gateway', 'certificates'),
      USERS_URL: graph(wiring, 'users'),
      RISK_UNITS: riskUnits.join(','),
      CDS_HOOKS_URL: wiring.address('gateway'),
      CDS_CLIENTS: `${wiring.address('journal')}=${wiring.address('journal')}/cds-hooks/jwks.json`,
    }),
  },
  certificates: {
    file: 'subgraphs/certificates/dist/main.js',
    port: 4003,
    environment: (wiring) => ({
      DATABASE_URL: wiring.databaseUrl('certificates_app'),
      ISSUERS: issuers(wiring, 'gateway', 'cases'),
      USERS_URL: graph(wiring, 'users'),
      DECISION_SUPPORT_URL: graph(wiring, 'decision-support'),
      RECIPIENTS: recipients(wiring),
      GET_CERTIFICATE_PARTS: 'FKASSA,HSVARD',
      SIGNING_URL: wiring.address('signing-service'),
      SIGNING_CA: wiring.signingCa.certificate,
    }),
  },
  cases: {
    file: 'subgraphs/cases/dist/main.js',
    port: 4004,
    environment: (wiring) => ({
      DATABASE_URL: wiring.databaseUrl('cases_app'),
      ISSUERS: issuers(wiring, 'gateway'),
      USERS_URL: graph(wiring, 'users'),
      CERTIFICATES_URL: graph(wiring, 'certificates'),
      RECIPIENTS: `FKASSA=${wiring.address('agency')}/soap`,
    }),
  },
  gateway: {
    file: 'gateway/dist/main.js',
    port: 4000,
    environment: (wiring) => ({
      USERS_URL: graph(wiring, 'users'),
      DECISION_SUPPORT_URL: graph(wiring, 'decision-support'),
      CERTIFICATES_URL: graph(wiring, 'certificates'),
      CASES_URL: graph(wiring, 'cases'),
      BUS_URL: wiring.databaseUrl('gateway_bus'),
      TOKEN_ISSUER: wiring.address('identity-provider'),
      TOKEN_AUDIENCE: 'urn:intygsgraf:gateway',
      // the explorer's page is the gateway's own
      ALLOWED_ORIGINS: [wiring.address('journal'), wiring.address('gateway')].join(','),
      ELEMENTS_DIR: elementBundle.dir,
      ELEMENTS_VERSION: elementBundle.version,
      DEMO_MODE: 'true',
    }),
  },
  journal: {
    file: 'test/dist/demo/journal/journal.main.js',
    port: 4020,
    environment: ({ address, journal }) => ({
      GATEWAY_URL: address('gateway'),
      TOKEN_ISSUER: address('identity-provider'),
      JOURNAL_CLIENT_SECRET: journal.clientSecret,
      JOURNAL_PRIVATE_KEY: journal.privateKey,
      AGENCY_URL: address('agency'),
      PERSON_SERVICE_URL: address('person-service'),
    }),
  },
};

export const PROCESS_NAMES = Object.keys(PROCESSES) as ProcessName[];
