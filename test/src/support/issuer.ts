import { exportJWK, exportSPKI, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { gatewayAudience, journalClient, signingAlgorithm } from '../counterparts/identity-provider/terms.ts';
import { listen } from '../counterparts/listen.ts';
import type { SignedIn } from './people.ts';

type Key = Parameters<SignJWT['sign']>[0];

/** An identity provider whose key the test holds: it signs whatever it is asked to. */
export interface Issuer {
  readonly url: string;
  /** The public key, as whoever verifies reads it. */
  readonly publicPem: string;
  readonly publicJwk: object;
  /** A token that is as it should be, but for what is changed of it. */
  token(user: SignedIn, changed?: Partial<Changes>): Promise<string>;
  /** Publishes another key in place of the one that it had, and signs with that. */
  rotate(): Promise<void>;
  stop(): Promise<void>;
}

export interface Changes {
  /** Claims; undefined takes one away. */
  readonly claims: JWTPayload;
  readonly header: Partial<JWTHeaderParameters>;
  readonly key: Key;
}

/** Seconds since 1970, as many from now. */
export const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;

async function newKey() {
  const { publicKey, privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const kid = crypto.randomUUID();
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: signingAlgorithm, use: 'sig' };
  return { kid, privateKey, publicJwk, publicPem: await exportSPKI(publicKey) };
}

export async function startIssuer(): Promise<Issuer> {
  let own = await newKey();
  const server = await listen(() => (_, response) => response.end(JSON.stringify({ keys: [own.publicJwk] })));
  return {
    url: server.url,
    publicPem: own.publicPem,
    publicJwk: own.publicJwk,
    async rotate() {
      own = await newKey();
    },
    token({ sub, unit }, { claims = {}, header = {}, key = own.privateKey } = {}) {
      const usual = {
        iss: server.url,
        aud: gatewayAudience,
        sub,
        unit,
        acr: 'http://id.sambi.se/loa/loa3',
        client_id: journalClient,
        jti: crypto.randomUUID(),
        iat: inSeconds(0),
        exp: inSeconds(600),
      };
      const told = Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== undefined);
      const named = Object.entries({ alg: signingAlgorithm, typ: 'at+jwt', kid: own.kid, ...header });
      return new SignJWT(Object.fromEntries(told))
        .setProtectedHeader(Object.fromEntries(named.filter(([, value]) => value !== undefined)) as JWTHeaderParameters)
        .sign(key);
    },
    stop: () => server.stop(),
  };
}
