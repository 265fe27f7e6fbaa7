import { AccessError } from '@intygsgraf/kernel/domain';
import { StartError } from '@intygsgraf/kernel/server';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JSONWebKeySet,
  jwtVerify,
} from 'jose';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { UsedToken } from '../application/cds-hooks/used-tokens.ts';

/** Signatures that are taken: those that the specification recommends, and the stronger ones of their kinds. Never a shared key. */
const ALGORITHMS = ['ES384', 'ES512', 'RS384', 'RS512', 'PS384', 'PS512'];
/** How old a token may be, seconds, however long it says that it lives: so long it is remembered that it was used. */
const OLDEST = 300;
/** How far a journal system's clock may be from ours, seconds. */
const SKEW = 30;
/** Longer tokens are refused unread. */
const LONGEST = 8_192;

/** The name of a scheme may be written in any case. Source: RFC 9110, section 11.1. */
const BEARER = /^Bearer +(?<token>\S+)$/i;

/** What a token's header may say: one that brings a key, or asks to be read in another way, is not read at all. */
const header = z.strictObject({
  alg: z.enum(ALGORITHMS),
  typ: z.literal('JWT'),
  kid: z.string().min(1).max(256),
  jku: z.string().optional(),
});

const claims = z.object({
  iss: z.string(),
  /** One endpoint: a token that is for another one, too, could be used there by whoever sees it here. */
  aud: z.union([z.string(), z.array(z.string()).length(1)]),
  exp: z.number(),
  iat: z.number(),
  jti: z.string().min(1).max(256),
});

/** Journal systems by the issuer of their tokens, and where each one's public keys are: an address, or a file. */
export type CdsClients = ReadonlyMap<string, string>;

function keysIn(file: URL) {
  try {
    return createLocalJWKSet(JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet);
  } catch {
    throw new StartError('CDS_CLIENTS names a file that holds no keys (a JSON Web Key Set): put them there.');
  }
}

const keysAt = (address: string) =>
  URL.parse(address)?.protocol === 'file:'
    ? keysIn(new URL(address))
    : createRemoteJWKSet(new URL(address), { cooldownDuration: 500 });

/** Checks a journal system's token for one of these endpoints. Throws UNAUTHENTICATED. It may have been used before. */
export type VerifyClient = (
  authorization: string | undefined,
  endpoints: readonly string[],
  now: Date,
) => Promise<UsedToken>;

/**
 * Keys come from where the operator said, never from where a token says: a `jku` that names another place is refused.
 * Source: CDS Hooks 2.0, Trusting CDS Clients.
 */
export function createClientVerifier(clients: CdsClients): VerifyClient {
  const known = new Map([...clients].map(([issuer, address]) => [issuer, { address, keys: keysAt(address) }]));

  const verify = async (token: string, endpoints: readonly string[], now: Date): Promise<UsedToken> => {
    const issuer = decodeJwt(token).iss ?? '';
    const client = known.get(issuer);
    const { jku } = header.parse(decodeProtectedHeader(token));
    if (!client || (jku !== undefined && jku !== client.address)) throw new AccessError('UNAUTHENTICATED');
    const { payload } = await jwtVerify(token, client.keys, {
      issuer,
      audience: [...endpoints],
      algorithms: ALGORITHMS,
      typ: 'JWT',
      maxTokenAge: OLDEST,
      clockTolerance: SKEW,
      currentDate: now,
      requiredClaims: ['exp', 'iat', 'jti'],
    });
    const { iss, iat, jti } = claims.parse(payload);
    return { client: iss, jti, until: new Date((iat + OLDEST + 2 * SKEW) * 1_000) };
  };

  return async (authorization, endpoints, now) => {
    const token = BEARER.exec(authorization ?? '')?.groups?.['token'];
    if (!token || token.length > LONGEST) throw new AccessError('UNAUTHENTICATED');
    return verify(token, endpoints, now).catch(() => {
      throw new AccessError('UNAUTHENTICATED');
    });
  };
}
