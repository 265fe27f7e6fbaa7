import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { signingAlgorithm } from './terms.ts';

/** The journal system's own key: the private half stays with it, the identity provider knows the public one. */
export interface JournalKeys {
  readonly privateKey: JWK;
  readonly jwks: { readonly keys: readonly JWK[] };
}

export async function generateJournalKeys(): Promise<JournalKeys> {
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true });
  const named = { alg: signingAlgorithm, use: 'sig', kid: crypto.randomUUID() };
  return {
    privateKey: { ...(await exportJWK(pair.privateKey)), ...named },
    jwks: { keys: [{ ...(await exportJWK(pair.publicKey)), ...named }] },
  };
}
