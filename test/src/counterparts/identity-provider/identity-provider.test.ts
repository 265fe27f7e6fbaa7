import { createRemoteJWKSet, decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../listen.ts';
import { startIdentityProvider } from './identity-provider.ts';
import { generateJournalKeys, type JournalKeys } from './journal-keys.ts';
import { journalTokens, type JournalUser } from './journal-tokens.ts';
import { journalClient } from './terms.ts';

const clientSecret = 'hemlighet: 100 % prov';
const ajla: JournalUser = { sub: 'TSTNMT2321000156-DRAA', unit: 'TSTNMT2321000156-ALMC' };
const stranger: JournalUser = { ...ajla, sub: 'TSTNMT2321000156-XXXX' };

let keys: JournalKeys;
let provider: RunningServer;
beforeAll(async () => {
  keys = await generateJournalKeys();
  provider = await startIdentityProvider({
    staff: [ajla.sub],
    journal: { clientSecret, jwks: { keys: [...keys.jwks.keys] } },
  });
});
afterAll(() => provider.stop());

const journal = (changes: Partial<Parameters<typeof journalTokens>[0]> = {}) =>
  journalTokens({
    issuer: provider.url,
    clientId: journalClient,
    clientSecret,
    privateKey: keys.privateKey,
    ...changes,
  });

/** The exchange with one thing wrong: parameters, or claims of the subject token. */
async function exchange(parameters: Record<string, string>, claims: Record<string, unknown> = {}) {
  const now = Math.floor(Date.now() / 1_000);
  const subject = { iss: journalClient, aud: provider.url, ...ajla, iat: now, exp: now + 60, ...claims };
  const signed = await new SignJWT(subject)
    .setProtectedHeader({ alg: 'ES256', kid: keys.privateKey.kid ?? '' })
    .sign(await importJWK(keys.privateKey, 'ES256'));
  const response = await fetch(`${provider.url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${journalClient}:${encodeURIComponent(clientSecret)}`)}` },
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: signed,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      ...parameters,
    }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('An access token', () => {
  it('says who, on which unit, how surely, for whom and how long, and is signed by a published key', async () => {
    const { accessToken, expiresAt } = await journal()(ajla);
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
    const { payload } = await jwtVerify(accessToken, createRemoteJWKSet(new URL(`${provider.url}/jwks`)), {
      issuer: provider.url,
      audience: 'urn:intygsgraf:gateway',
      typ: 'at+jwt',
    });
    expect(payload).toEqual({
      iss: provider.url,
      aud: 'urn:intygsgraf:gateway',
      sub: ajla.sub,
      unit: ajla.unit,
      acr: 'http://id.sambi.se/loa/loa3',
      client_id: 'demo-journal',
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: Number(payload.iat) + 600,
    });
    expect(expiresAt).toBe(Number(payload.exp) * 1_000);
  });

  it('lives as short as the journal asks', async () => {
    const { expiresAt } = await journal()(ajla, 2);
    expect(expiresAt - Date.now()).toBeGreaterThan(0);
    expect(expiresAt - Date.now()).toBeLessThanOrEqual(2_000);
  });

  it.each(['901', '0', '-5', 'forever'])('never lives %s seconds', async (lifetime) => {
    expect(await exchange({ lifetime })).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  it('comes as the standard says it comes', async () => {
    expect(await exchange({})).toEqual({
      status: 200,
      body: {
        access_token: expect.any(String),
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        token_type: 'Bearer',
        expires_in: 600,
      },
    });
  });
});

describe('The exchange refuses', () => {
  it.each([
    ['staff that is not known', {}, { sub: stranger.sub }, 'invalid_request'],
    ['a subject token that has expired', {}, { iat: 1_700_000_000, exp: 1_700_000_060 }, 'invalid_request'],
    [
      'a subject token that lives over a minute',
      {},
      { exp: Math.floor(Date.now() / 1_000) + 3_600 },
      'invalid_request',
    ],
    ['a subject token for somebody else', {}, { aud: 'urn:other' }, 'invalid_request'],
    ['a subject token of another client', {}, { iss: 'other-journal' }, 'invalid_request'],
    ['a subject token without a unit', {}, { unit: undefined }, 'invalid_request'],
    ['a unit that is no text', {}, { unit: { $ne: null } }, 'invalid_request'],
    ['another kind of subject token', { subject_token_type: 'urn:other' }, {}, 'invalid_request'],
    ['something that is no token', { subject_token: 'token' }, {}, 'invalid_request'],
    ['another audience', { audience: 'urn:other' }, {}, 'invalid_target'],
    ['another resource', { resource: 'urn:other' }, {}, 'invalid_target'],
    ['another grant', { grant_type: 'client_credentials' }, {}, 'unsupported_grant_type'],
  ])('%s', async (_what, parameters: Record<string, string>, claims, error) => {
    expect(await exchange(parameters, claims)).toMatchObject({ status: 400, body: { error } });
  });

  it('a subject token for somebody else as well', async () => {
    const shared = { aud: [provider.url, 'urn:other'] };
    expect(await exchange({}, shared)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  it('a subject token that another key signed', async () => {
    const { privateKey } = await generateJournalKeys();
    const forged = { ...privateKey, ...(keys.privateKey.kid === undefined ? {} : { kid: keys.privateKey.kid }) };
    await expect(journal({ privateKey: forged })(ajla)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('a journal that does not know its secret', async () => {
    await expect(journal({ clientSecret: 'gissning' })(ajla)).rejects.toMatchObject({ code: 'invalid_client' });
  });
});

describe('The identity provider', () => {
  it('publishes no private key', async () => {
    const { keys: published } = (await (await fetch(`${provider.url}/jwks`)).json()) as { keys: object[] };
    expect(published).toHaveLength(1);
    expect(published[0]).not.toHaveProperty('d');
  });

  it('names itself by its own address', async () => {
    const metadata = (await (await fetch(`${provider.url}/.well-known/openid-configuration`)).json()) as object;
    expect(metadata).toMatchObject({ issuer: provider.url, jwks_uri: `${provider.url}/jwks` });
  });
});
