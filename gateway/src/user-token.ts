import { AccessError } from '@intygsgraf/kernel/domain';
import { livesTooLong, type UserClaims } from '@intygsgraf/kernel/process';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Sessions } from './sessions.ts';

/** Longest life of a user's token, seconds. Source: design, §3. */
export const LONGEST_LIFE = 15 * 60;
/** How far the identity provider's clock may be before ours, seconds. */
const SKEW = 30;
/** Longer tokens are refused unread. */
const LONGEST = 8_192;

const claims = z.object({
  sub: z.string().min(1).max(64),
  unit: z.string().min(1).max(64),
  acr: z.string().max(128).default(''),
  client_id: z.string().max(128),
  sid: z.string().min(1).max(128).optional(),
  /** One audience: a token that is also for somebody else is not for us. */
  aud: z.string(),
  iat: z.number(),
  exp: z.number().int(),
});

/** What a token's header may say. One that brings a key, or asks to be read in another way, is not read at all. */
const header = z.strictObject({
  alg: z.string(),
  typ: z.string(),
  kid: z.string().max(256),
  x5t: z.string().optional(),
  'x5t#S256': z.string().optional(),
});

export type VerifyUser = (authorization: string | undefined) => Promise<UserClaims>;

export interface TokenSettings {
  /** The identity provider. */
  readonly issuer: string;
  readonly audience: string;
  /** Where its keys are; `<issuer>/jwks` when left out. */
  readonly jwks?: string | undefined;
}

/**
 * Checks a user's access token (RFC 9068). Throws UNAUTHENTICATED for everything that is not one, or not for us, and for
 * one of a unit that its session has left.
 */
export function createUserVerifier(
  { issuer, audience, jwks }: TokenSettings,
  sessions: Pick<Sessions, 'hasLeft'>,
): VerifyUser {
  const keys = createRemoteJWKSet(new URL(jwks ?? `${issuer}/jwks`), {
    cooldownDuration: 500,
  });
  const verified = new Map<string, UserClaims>();
  let swept = 0;
  const verify = async (token: string): Promise<UserClaims> => {
    header.parse(decodeProtectedHeader(token));
    const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['ES256'], typ: 'at+jwt' });
    const { sub, unit, acr, client_id: client, sid, iat, exp } = claims.parse(payload);
    if (livesTooLong({ iat, exp }, LONGEST_LIFE, SKEW)) throw new AccessError('UNAUTHENTICATED');
    return { hsaId: sub, unit, acr, client, ...(sid !== undefined && { session: sid }), expiresAt: exp };
  };
  return async (authorization) => {
    const token = authorization?.startsWith('Bearer ') ? authorization.slice(7) : '';
    if (!token || token.length > LONGEST) throw new AccessError('UNAUTHENTICATED');
    const now = Date.now() / 1000;
    // all of them once a second: with thousands of users, each request would look at thousands
    if (now - swept > 1) {
      swept = now;
      for (const [old, { expiresAt }] of verified) if (expiresAt <= now) verified.delete(old);
    }
    let user = verified.get(token);
    if (!user || user.expiresAt <= now) {
      user = await verify(token).catch(() => {
        throw new AccessError('UNAUTHENTICATED');
      });
      verified.set(token, user);
    }
    if (sessions.hasLeft(user)) throw new AccessError('UNAUTHENTICATED');
    return user;
  };
}
