import { exportJWK, generateKeyPair, type JSONWebKeySet } from 'jose';
import type { Adapter, Configuration } from 'oidc-provider';
import { listen, type RunningServer } from '../listen.ts';
import { errors, Provider } from './quiet-oidc-provider.ts';
import { gatewayAudience, journalClient, signingAlgorithm, tokenExchange } from './terms.ts';
import { exchangeHandler, parameterNames, type StaffClaims } from './token-exchange.ts';

export interface IdentityProviderOptions {
  /** HSA-ids that may be a token's subject. */
  readonly staff: Iterable<string>;
  /** The journal system `demo-journal`: its secret at the token endpoint and its public keys. */
  readonly journal: { readonly clientSecret: string; readonly jwks: JSONWebKeySet };
  readonly port?: number;
}

/**
 * Stands in for the identity provider of the sector (Inera IdP): short access tokens for the gateway, as RFC 9068 JWTs.
 * Its keys are made when it starts, so a restart is a key rotation for everybody who verifies.
 */
export async function startIdentityProvider({ staff, journal, port }: IdentityProviderOptions): Promise<RunningServer> {
  const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: signingAlgorithm, use: 'sig', kid: crypto.randomUUID() };
  const claims = new WeakMap<object, StaffClaims>();

  return listen((issuer) => {
    const provider = new Provider(issuer, {
      ...configuration,
      jwks: { keys: [key] },
      extraTokenClaims: (_ctx, token) => ({ ...claims.get(token) }),
      clients: [
        {
          client_id: journalClient,
          client_secret: journal.clientSecret,
          jwks: journal.jwks,
          token_endpoint_auth_method: 'client_secret_basic',
          grant_types: [tokenExchange],
          response_types: [],
          redirect_uris: [],
        },
      ],
    });
    const exchange = exchangeHandler(provider, new Set(staff), (token, told) => claims.set(token, told));
    provider.registerGrantType(tokenExchange, exchange, parameterNames);
    const answer = provider.callback();
    return (request, response) => void answer(request, response);
  }, port);
}

/** Access tokens are self-contained and the only client is configured: there is nothing to store, and nothing to find. */
const nothing = async () => undefined;
const storesNothing: Adapter = {
  upsert: nothing,
  find: nothing,
  findByUserCode: nothing,
  findByUid: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
};

/** One grant, one audience: what a browser login needs is switched off. */
const configuration: Configuration = {
  adapter: () => storesNothing,
  clientDefaults: { id_token_signed_response_alg: signingAlgorithm },
  features: {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => gatewayAudience,
      getResourceServerInfo: (_ctx, resource) => {
        if (resource !== gatewayAudience) throw new errors.InvalidTarget();
        return {
          scope: '',
          audience: gatewayAudience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: signingAlgorithm } },
        };
      },
    },
  },
};
