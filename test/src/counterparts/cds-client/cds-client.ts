import { exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';

/** What may be changed of a token that is as it should be; undefined takes a claim or a header away. */
export interface TokenChanges {
  readonly claims?: JWTPayload;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly key?: Parameters<SignJWT['sign']>[0];
}

export interface CallOptions {
  /** In place of a new token of its own. */
  readonly authorization?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A journal system's side of CDS Hooks. */
export interface CdsClient {
  readonly issuer: string;
  /** Its public key, as it publishes it. */
  readonly jwks: { readonly keys: readonly JWK[] };
  /** The same journal system, calling another address. */
  at(baseUrl: string): CdsClient;
  /** The address of a service, of its feedback, or of discovery. */
  endpoint(path?: string): string;
  token(endpoint: string, changes?: TokenChanges): Promise<string>;
  discover(options?: CallOptions): Promise<Response>;
  /** Sends a body to a service (`id`) or its feedback (`id/feedback`): an object as JSON, a text as it is. */
  post(path: string, body: unknown, options?: CallOptions): Promise<Response>;
}

export type CdsAlgorithm = 'ES384' | 'RS384';

/** Seconds that a token lives. */
const LIFETIME = 60;

const told = (all: object): object =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));

/**
 * Written from the published specification alone: each call has a new token, signed with its own key and for the endpoint
 * that is called. Source: CDS Hooks 2.0, Calling a CDS Service, Feedback, Trusting CDS Clients.
 */
export async function createCdsClient(
  issuer: string,
  baseUrl: string,
  alg: CdsAlgorithm = 'ES384',
  keysUrl?: string,
): Promise<CdsClient> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const kid = crypto.randomUUID();
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }] };

  const token = (audience: string, { claims = {}, header = {}, key = privateKey }: TokenChanges = {}) => {
    const now = Math.floor(Date.now() / 1_000);
    const usual = { iss: issuer, aud: audience, exp: now + LIFETIME, iat: now, jti: crypto.randomUUID() };
    const named = told({ alg, typ: 'JWT', kid, jku: keysUrl, ...header }) as JWTHeaderParameters;
    return new SignJWT(told({ ...usual, ...claims }) as JWTPayload).setProtectedHeader(named).sign(key);
  };

  const clientAt = (base: string): CdsClient => {
    const endpoint = (path = ''): string => `${base}/cds-services${path && `/${path}`}`;
    return {
      issuer,
      jwks,
      at: clientAt,
      endpoint,
      token,
      discover: ({ headers = {} } = {}) => fetch(endpoint(), { headers }),
      async post(path, body, { authorization, headers = {} } = {}) {
        const shown = authorization ?? `Bearer ${await token(endpoint(path.replace(/\/feedback$/, '')))}`;
        return fetch(endpoint(path), {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(shown && { authorization: shown }), ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        });
      },
    };
  };
  return clientAt(baseUrl);
}
