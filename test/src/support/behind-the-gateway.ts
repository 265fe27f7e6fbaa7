import { start as startCases } from '@intygsgraf/cases';
import { start as startCertificates } from '@intygsgraf/certificates';
import { createServiceIdentity, type UserClaims } from '@intygsgraf/kernel/server';
import { start as startUsers } from '@intygsgraf/users';
import { listen } from '../counterparts/listen.ts';
import { createSigningCa } from '../counterparts/signing-service/signing-ca.ts';
import { startPersonService } from '../counterparts/person-service/person-service.ts';
import { persons } from '../demo/data/persons.ts';
import { anyFreePort } from '../demo/ports.ts';
import type { FreshDatabase } from './database.ts';
import type { SignedIn } from './people.ts';

const NAMES = ['users', 'certificates', 'cases'] as const;
export type SubgraphName = (typeof NAMES)[number];

/** The subgraphs over a database, with the test for their gateway: it holds the key that they trust. */
export interface BehindTheGateway {
  /** What a subgraph answers the gateway, which asks for itself or on behalf of a user. */
  ask(name: SubgraphName, user: SignedIn | undefined, query: string, variables?: object): Promise<string>;
  /** The gateway's token for a subgraph, presented to another one: the HTTP status. */
  misdirected(meantFor: SubgraphName, presentedTo: SubgraphName): Promise<number>;
  stop(): Promise<void>;
}

export const claimsOf = ({ sub: hsaId, unit }: SignedIn): UserClaims => ({
  hsaId,
  unit,
  acr: '',
  client: 'test',
  expiresAt: Math.floor(Date.now() / 1_000) + 600,
});

export async function startBehindTheGateway({ url }: Pick<FreshDatabase, 'url'>): Promise<BehindTheGateway> {
  const gateway = await createServiceIdentity('gateway');
  const keys = await listen(() => (_, response) => response.end(JSON.stringify(gateway.jwks)));
  const ports = { users: await anyFreePort(), certificates: await anyFreePort(), cases: await anyFreePort() };
  const at = (name: SubgraphName): string => `http://127.0.0.1:${ports[name]}`;
  const issuers = (...of: SubgraphName[]) =>
    new Map([
      ['gateway', keys.url],
      ...of.map((name) => [name as string, `${at(name)}/.well-known/jwks.json`] as const),
    ]);
  const personService = await startPersonService({ persons });
  const usersUrl = `${at('users')}/graphql`;
  const certificatesUrl = `${at('certificates')}/graphql`;
  const servers = [
    await startUsers({
      port: ports.users,
      databaseUrl: url('users_app'),
      issuers: issuers('certificates', 'cases'),
      personServiceUrl: personService.url,
    }),
    await startCertificates({
      port: ports.certificates,
      databaseUrl: url('certificates_app'),
      issuers: issuers('cases'),
      usersUrl,
      decisionSupportUrl: 'http://127.0.0.1:9',
      recipients: new Map(),
      signingUrl: 'http://127.0.0.1:9',
      signingCa: (await createSigningCa()).certificate,
    }),
    await startCases({
      port: ports.cases,
      databaseUrl: url('cases_app'),
      issuers: issuers(),
      usersUrl,
      certificatesUrl,
      recipients: new Map(),
    }),
  ];
  const post = async (name: SubgraphName, token: string, body: object) =>
    fetch(`${at(name)}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
  return {
    async ask(name, user, query, variables = {}) {
      const token = await gateway.token(name, user && claimsOf(user));
      return (await post(name, token, { query, variables })).text();
    },
    misdirected: async (meantFor, presentedTo) =>
      (await post(presentedTo, await gateway.token(meantFor, undefined), { query: '{ __typename }' })).status,
    async stop() {
      for (const server of servers.reverse()) await server.stop();
      await Promise.all([personService.stop(), keys.stop()]);
    },
  };
}
