import {
  createRemoteJWKSet,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
  SignJWT,
} from 'jose';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AccessError } from '../domain/index.ts';

/** Lifetime of a token between processes, seconds. */
const LIFETIME = 60;
/** A token is minted anew when less than this is left of it, seconds. */
const MARGIN = 20;
/** How far the clocks of two processes may be apart, seconds: who is a moment behind must not take a token for tomorrow's. */
const SKEW = 5;
/** Longer tokens are refused unread: ours have some hundred characters. */
const LONGEST = 4_096;
const TYPE = 'service+jwt';

const userClaims = z.strictObject({
  /** The user's HSA-id. */
  hsaId: z.string().min(1).max(64),
  /** HSA-id of the unit the user is signed in on. */
  unit: z.string().min(1).max(64),
  /** Level of assurance of the sign-in. */
  acr: z.string().max(128),
  /** The client that the user's token was issued to. */
  client: z.string().max(128),
  /** The session that the token is of, where the identity provider names one; another user's may be called the same. */
  session: z.string().min(1).max(128).optional(),
  /** When the user's own token ends, seconds since 1970. */
  expiresAt: z.number().int(),
});
/** The user that a service asks on behalf of; what the identity provider said of them, checked by the gateway. */
export type UserClaims = z.infer<typeof userClaims>;
/** Of that, what the directory needs to find them. */
export interface SignedInUser extends Pick<UserClaims, 'hsaId' | 'unit'> {
  /** Without one, nobody can say that it has ended. */
  readonly session?: string | null | undefined;
}

/** Who calls a subgraph: one of our own services, perhaps on behalf of a user. */
export interface Caller {
  readonly service: string;
  readonly user?: UserClaims;
}

/** A process's own signing key, and the tokens it signs. The key lives as long as the process. */
export interface ServiceIdentity {
  readonly service: string;
  /** The public key, as served at /.well-known/jwks.json. */
  readonly jwks: JSONWebKeySet;
  /** A token for one callee; the same one while it lasts, as minting costs more than the call's other overhead. */
  token(audience: string, user?: UserClaims): Promise<string>;
  /** A token for one call: no other has its `jti`, so that the callee may refuse to take it twice. */
  tokenForOneCall(audience: string, user?: UserClaims): Promise<string>;
}

/** Forgets what has ended, once a second at most: with thousands of users, each new one would look at thousands. */
function sweeping(kept: Map<string, { readonly until: number }>): (now: number) => void {
  let swept = 0;
  return (now) => {
    if (now - swept < 1) return;
    swept = now;
    for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
  };
}

export async function createServiceIdentity(service: string): Promise<ServiceIdentity> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const kid = randomUUID();
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] };
  const minted = new Map<string, { token: Promise<string>; until: number }>();
  const sweepMinted = sweeping(minted);

  const mint = (audience: string, user: UserClaims | undefined): Promise<string> =>
    new SignJWT(user ? { user } : {})
      .setProtectedHeader({ alg: 'ES256', typ: TYPE, kid })
      .setIssuer(service)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME}s`)
      .sign(privateKey);

  return {
    service,
    jwks,
    tokenForOneCall: mint,
    token(audience, user) {
      const key = `${audience} ${user ? JSON.stringify(user) : ''}`;
      const now = Date.now() / 1000;
      const known = minted.get(key);
      if (known && known.until > now) return known.token;
      sweepMinted(now);
      const token = mint(audience, user);
      minted.set(key, { token, until: now + LIFETIME - MARGIN });
      return token;
    },
  };
}

const claims = z.object({
  iss: z.string(),
  // one audience, not a list that also names another service
  aud: z.string(),
  iat: z.number(),
  exp: z.number(),
  user: userClaims.optional(),
});

/** The services that may call, and where each one's public keys are: several addresses where it runs several times. */
export type Issuers = ReadonlyMap<string, string | readonly string[]>;

export type VerifyCaller = (authorization: string | undefined) => Promise<Caller>;

/** The keys of every process of a service. One that does not answer does not stand in the others' way. */
function keysAt(addresses: readonly string[]): JWTVerifyGetKey {
  // a restarted service has a new key: ask again at once, at most twice a second
  const sets = addresses.map((address) => createRemoteJWKSet(new URL(address), { cooldownDuration: 500 }));
  return (header, token) => Promise.any(sets.map((keys) => keys(header, token)));
}

/**
 * Whether a token lives longer than it may, seconds; one that is of tomorrow, but for what clocks may be apart, would live
 * until then, too.
 */
export const livesTooLong = ({ iat, exp }: { iat: number; exp: number }, longest: number, skew: number): boolean =>
  exp - iat > longest || iat > Date.now() / 1000 + skew;

/**
 * Checks the token of a call. Throws UNAUTHENTICATED for anything else, and when the user's own token has ended.
 */
export function createVerifier(audience: string, issuers: Issuers): VerifyCaller {
  const keySets = new Map([...issuers].map(([service, at]) => [service, keysAt(Array.isArray(at) ? at : [at])]));
  const verified = new Map<string, { caller: Caller; until: number }>();
  const sweepVerified = sweeping(verified);

  const verify = async (token: string): Promise<{ caller: Caller; until: number }> => {
    const issuer = decodeJwt(token).iss ?? '';
    const keys = keySets.get(issuer);
    if (!keys) throw new AccessError('UNAUTHENTICATED');
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ['ES256'],
      typ: TYPE,
      requiredClaims: ['exp', 'iat', 'jti'],
    });
    const { iss, iat, exp, user } = claims.parse(payload);
    if (livesTooLong({ iat, exp }, LIFETIME, SKEW)) throw new AccessError('UNAUTHENTICATED');
    return { caller: user ? { service: iss, user } : { service: iss }, until: exp };
  };

  return async (authorization) => {
    const token = authorization?.startsWith('Bearer ') ? authorization.slice(7) : '';
    if (!token || token.length > LONGEST) throw new AccessError('UNAUTHENTICATED');
    const now = Date.now() / 1000;
    let known = verified.get(token);
    if (!known || known.until <= now) {
      sweepVerified(now);
      known = await verify(token).catch(() => {
        throw new AccessError('UNAUTHENTICATED');
      });
      verified.set(token, known);
    }
    if (known.caller.user && known.caller.user.expiresAt <= now) throw new AccessError('UNAUTHENTICATED');
    return known.caller;
  };
}
