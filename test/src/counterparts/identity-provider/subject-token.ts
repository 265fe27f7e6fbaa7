import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Client } from 'oidc-provider';
import { z } from 'zod';
import { signingAlgorithm, subjectTokenLifetime } from './terms.ts';

/**
 * What the journal system swears: this member of staff (HSA-id) is logged in and works on this unit (HSA-id).
 * The audience is this identity provider and nobody beside it.
 */
const claims = (issuer: string) =>
  z
    .object({
      sub: z.string().min(1),
      unit: z.string().min(1),
      /** The journal's session. */
      sid: z.string().min(1).max(128).optional(),
      aud: z.literal(issuer),
      iat: z.int(),
      exp: z.int(),
    })
    .refine(({ iat, exp }) => exp - iat <= subjectTokenLifetime, 'lives too long');

/** Reads a subject token, or throws: the client signed it with a key it has registered, and meant it for `issuer`. */
export async function readSubjectToken(token: string, client: Client, issuer: string) {
  // The provider's own type also allows keys that lie elsewhere; ours are given as they are.
  const { payload } = await jwtVerify(token, createLocalJWKSet(client.jwks as JSONWebKeySet), {
    algorithms: [signingAlgorithm],
    issuer: client.clientId,
    audience: issuer,
    maxTokenAge: subjectTokenLifetime,
    // a clock that is set back by a second makes a token of tomorrow's
    clockTolerance: 5,
  });
  return claims(issuer).parse(payload);
}
