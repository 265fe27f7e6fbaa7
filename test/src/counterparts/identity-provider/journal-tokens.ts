import { decodeJwt, importJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { gatewayAudience, jwtType, signingAlgorithm, subjectTokenLifetime, tokenExchange } from './terms.ts';

export interface JournalOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly privateKey: JWK;
}

/** Who is logged in to the journal (HSA-id) and the unit (HSA-id) that they chose there. */
export interface JournalUser {
  readonly sub: string;
  readonly unit: string;
  /** The journal's own name of the session. */
  readonly sid?: string;
}

/** What the embedding page's `tokenProvider` hands to the elements. `expiresAt`: milliseconds since 1970, as Date.now(). */
export interface JournalToken {
  readonly accessToken: string;
  readonly expiresAt: number;
}

/** The identity provider's refusal; `code` is OAuth's. */
export class TokenRefused extends Error {
  readonly code: string;
  constructor(code: string, description: string) {
    super(`${code}: ${description}`);
    this.code = code;
  }
}

const metadata = z.object({ token_endpoint: z.url() });
const granted = z.object({ access_token: z.string() });
const refused = z.object({ error: z.string(), error_description: z.string().default('') });

/** The journal system's side of the token exchange: runs on its server, where the key and the secret are. */
export function journalTokens({ issuer, clientId, clientSecret, privateKey }: JournalOptions) {
  let endpoint: string | undefined;

  return async (user: JournalUser, lifetime?: number): Promise<JournalToken> => {
    endpoint ??= await discover(issuer);
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization: basic(clientId, clientSecret) },
      body: new URLSearchParams({
        grant_type: tokenExchange,
        subject_token: await subjectToken(user, { issuer, clientId, privateKey }),
        subject_token_type: jwtType,
        resource: gatewayAudience,
        ...(lifetime === undefined ? {} : { lifetime: String(lifetime) }),
      }),
    });
    const body: unknown = await response.json();
    if (!response.ok) {
      const { error, error_description } = refused.parse(body);
      throw new TokenRefused(error, error_description);
    }
    const accessToken = granted.parse(body).access_token;
    return { accessToken, expiresAt: z.int().parse(decodeJwt(accessToken).exp) * 1_000 };
  };
}

/** A token is good for many requests: a new one only when the last for that user has less than this left, milliseconds. */
const STILL_GOOD = 120_000;

/** The same for who asks often, as a journal system does: it keeps the token of each user while it is good. */
export function keptTokens(options: JournalOptions): (user: JournalUser) => Promise<JournalToken> {
  const tokens = journalTokens(options);
  const kept = new Map<string, JournalToken>();
  return async (user) => {
    const key = JSON.stringify(user);
    const last = kept.get(key);
    if (last && last.expiresAt - Date.now() > STILL_GOOD) return last;
    const token = await tokens(user);
    kept.set(key, token);
    return token;
  };
}

async function discover(issuer: string): Promise<string> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  return metadata.parse(await response.json()).token_endpoint;
}

async function subjectToken(
  { sub, unit, sid }: JournalUser,
  { issuer, clientId, privateKey }: Omit<JournalOptions, 'clientSecret'>,
): Promise<string> {
  return new SignJWT({ unit, ...(sid !== undefined && { sid }) })
    .setProtectedHeader({ alg: signingAlgorithm, ...(privateKey.kid === undefined ? {} : { kid: privateKey.kid }) })
    .setIssuer(clientId)
    .setSubject(sub)
    .setAudience(issuer)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${subjectTokenLifetime}s`)
    .sign(await importJWK(privateKey, signingAlgorithm));
}

/** RFC 6749 2.3.1: both halves are form-encoded before they are joined. */
const basic = (id: string, secret: string): string =>
  `Basic ${btoa(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)}`;
