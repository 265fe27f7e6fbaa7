import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AccessError } from '../domain/index.ts';
import {
  createServiceIdentity,
  createVerifier,
  type ServiceIdentity,
  type UserClaims,
  type VerifyCaller,
} from './service-token.ts';

const user: UserClaims = {
  hsaId: 'SE1-DRAA',
  unit: 'SE1-ALMC',
  acr: 'loa3',
  client: 'journal',
  expiresAt: Math.floor(Date.now() / 1000) + 600,
};
const seconds = (): number => Math.floor(Date.now() / 1000);

/** Where the gateway's and a stranger's public keys are read; what is served changes when a process restarts. */
const served: { gateway: { keys: JWK[] }; readings: number } = { gateway: { keys: [] }, readings: 0 };
const server = http.createServer((_, response) => {
  served.readings += 1;
  response.setHeader('content-type', 'application/json').end(JSON.stringify(served.gateway));
});
let jwksUrl: string;
let gateway: ServiceIdentity;
let verify: VerifyCaller;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  gateway = await createServiceIdentity('gateway');
  served.gateway = { keys: [...gateway.jwks.keys] };
  verify = createVerifier('cases', new Map([['gateway', jwksUrl]]));
});
afterAll(() => server.close());

/** How a call with this token ends: nothing but UNAUTHENTICATED may be said, whatever was wrong. */
const refusal = (token: string | undefined, by = verify): Promise<string> =>
  by(token === undefined ? undefined : `Bearer ${token}`).then(
    () => 'accepted',
    (error: unknown) => {
      expect(error).toBeInstanceOf(AccessError);
      expect((error as AccessError).facts).toEqual({});
      return (error as AccessError).code;
    },
  );

/** A key pair whose public half the gateway serves, to mint what our own minting never would. */
async function mintAs(claims: Record<string, unknown>, header: Record<string, unknown> = {}, by?: CryptoKey) {
  const kid = 'by-hand';
  const pair = await generateKeyPair('ES256', { extractable: true });
  served.gateway = { keys: [...gateway.jwks.keys, { ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256' }] };
  const whole = {
    iss: 'gateway',
    aud: 'cases',
    iat: seconds(),
    exp: seconds() + 60,
    jti: 'one',
    ...claims,
  };
  const present = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
  return new SignJWT(present)
    .setProtectedHeader({ alg: 'ES256', typ: 'service+jwt', kid, ...header })
    .sign(by ?? pair.privateKey);
}
/** A verifier that has read no keys yet. */
const anew = (): VerifyCaller => createVerifier('cases', new Map([['gateway', jwksUrl]]));

describe('A service token', () => {
  it('tells who calls', async () => {
    expect(await verify(`Bearer ${await gateway.token('cases')}`)).toEqual({ service: 'gateway' });
  });

  it('tells on whose behalf, word for word', async () => {
    expect(await verify(`Bearer ${await gateway.token('cases', user)}`)).toEqual({ service: 'gateway', user });
  });

  it('minted by hand as ours are is accepted, so that the refusals below have one cause each', async () => {
    expect(await refusal(await mintAs({ user }), anew())).toBe('accepted');
  });

  it('of a service whose clock is a second before ours is accepted', async () => {
    const iat = seconds() + 1;
    expect(await refusal(await mintAs({ user, iat, exp: iat + 60 }), anew())).toBe('accepted');
  });

  it('is minted once for a callee and a user while it lasts, and anew for another', async () => {
    const token = await gateway.token('cases', user);
    expect(await gateway.token('cases', { ...user })).toBe(token);
    expect(await gateway.token('users', user)).not.toBe(token);
    expect(await gateway.token('cases', { ...user, unit: 'SE1-ALVC' })).not.toBe(token);
    expect(await gateway.token('cases')).not.toBe(token);
  });

  it('is minted anew before it ends', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const token = await gateway.token('cases', user);
    vi.advanceTimersByTime(39_000);
    expect(await gateway.token('cases', user)).toBe(token);
    vi.advanceTimersByTime(2_000);
    expect(await gateway.token('cases', user)).not.toBe(token);
    vi.useRealTimers();
  });

  it('is checked once: the keys are not read for each call', async () => {
    const token = await gateway.token('cases');
    await refusal(token);
    const before = served.readings;
    await Promise.all(Array.from({ length: 20 }, () => refusal(token)));
    expect(served.readings).toBe(before);
  });

  it('carries no private key to the world', () => {
    expect(gateway.jwks.keys).toHaveLength(1);
    expect(gateway.jwks.keys[0]).not.toHaveProperty('d');
  });
});

describe('A service token is refused', () => {
  it('when it is for another service', async () => {
    expect(await refusal(await gateway.token('users', user))).toBe('UNAUTHENTICATED');
  });

  it('when it is also for another service', async () => {
    expect(await refusal(await mintAs({ aud: ['cases', 'users'] }), anew())).toBe('UNAUTHENTICATED');
  });

  it('when its issuer may not call', async () => {
    const stranger = await createServiceIdentity('stranger');
    expect(await refusal(await stranger.token('cases'))).toBe('UNAUTHENTICATED');
  });

  it('when a service that may not call says that it is one that may', async () => {
    const stranger = await createServiceIdentity('gateway');
    expect(await refusal(await stranger.token('cases'))).toBe('UNAUTHENTICATED');
  });

  it('when it names our key and is signed with another', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await refusal(await mintAs({}, {}, privateKey), anew())).toBe('UNAUTHENTICATED');
  });

  it.each<[string, Record<string, unknown>]>([
    ['it has ended', { iat: seconds() - 61, exp: seconds() - 1 }],
    ['it lasts, but was minted too long ago', { iat: seconds() - 120, exp: seconds() + 60 }],
    ['it is not yet minted', { iat: seconds() + 600, exp: seconds() + 660 }],
    ['it is not yet good', { nbf: seconds() + 600 }],
    ['it never ends', { exp: undefined }],
    ['it says not when it was minted', { iat: undefined }],
    ['it has no id', { jti: undefined }],
    ['it has no issuer', { iss: undefined }],
    ['it has no audience', { aud: undefined }],
    ['its user is nothing', { user: null }],
    ['its user is a text', { user: 'SE1-DRAA' }],
    ['its user lacks a claim', { user: { ...user, unit: undefined } }],
    ['its user has a claim too many', { user: { ...user, role: 'DOCTOR' } }],
    ['its unit is a list', { user: { ...user, unit: ['SE1-ALMC', 'SE1-ALVC'] } }],
    ['its unit is an object', { user: { ...user, unit: { $ne: '' } } }],
    ['its unit is empty', { user: { ...user, unit: '' } }],
    ['its unit is too long', { user: { ...user, unit: 'S'.repeat(65) } }],
    ['its user is a list', { user: { ...user, hsaId: ['SE1-DRAA'] } }],
    ['the end of its user’s token is a text', { user: { ...user, expiresAt: String(user.expiresAt) } }],
    ['its user’s own token has ended', { user: { ...user, expiresAt: seconds() - 1 } }],
  ])('when %s', async (_, claims) => {
    expect(await refusal(await mintAs(claims), anew())).toBe('UNAUTHENTICATED');
  });

  it('when it is a token of another type, as a user’s is', async () => {
    expect(await refusal(await mintAs({}, { typ: 'at+jwt' }), anew())).toBe('UNAUTHENTICATED');
  });

  it('when it is signed with the public key as a shared secret', async () => {
    const [key] = gateway.jwks.keys;
    const secret = new TextEncoder().encode(JSON.stringify(key));
    const token = await new SignJWT({ iss: 'gateway', aud: 'cases', jti: 'one' })
      .setProtectedHeader({ alg: 'HS256', typ: 'service+jwt', ...(key?.kid && { kid: key.kid }) })
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(secret);
    expect(await refusal(token)).toBe('UNAUTHENTICATED');
  });

  it('when it is signed by nobody', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: 'gateway', aud: 'cases', iat: seconds(), exp: seconds() + 60, jti: 'one' };
    const unsigned = `${part({ alg: 'none', typ: 'service+jwt' })}.${part(claims)}.`;
    expect(await refusal(unsigned)).toBe('UNAUTHENTICATED');
  });

  it('when it brings its own key', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(pair.publicKey);
    const token = await new SignJWT({ iss: 'gateway', aud: 'cases', jti: 'one' })
      .setProtectedHeader({ alg: 'ES256', typ: 'service+jwt', jwk, jku: jwksUrl })
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign((await importJWK(await exportJWK(pair.privateKey), 'ES256')) as CryptoKey);
    expect(await refusal(token)).toBe('UNAUTHENTICATED');
  });

  it('when it is longer than ours ever are, unread', async () => {
    const long = await mintAs({ user, more: 'x'.repeat(4_096) });
    const before = served.readings;
    expect(await refusal(long, anew())).toBe('UNAUTHENTICATED');
    expect(served.readings).toBe(before);
  });

  it.each([undefined, '', 'x', 'a.b.c', 'null', '..'])('when it is none: %j', async (token) => {
    expect(await refusal(token)).toBe('UNAUTHENTICATED');
  });

  it('under another scheme', async () => {
    const token = await gateway.token('cases');
    for (const header of [token, `bearer ${token}`, `Basic ${token}`, `Bearer  ${token}`])
      await expect(verify(header)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('once its user’s own token has ended, though it was accepted before', async () => {
    const short = { ...user, expiresAt: seconds() + 30 };
    const token = await gateway.token('cases', short);
    served.gateway = { keys: [...gateway.jwks.keys] };
    expect(await refusal(token)).toBe('accepted');
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.advanceTimersByTime(31_000);
    expect(await refusal(token)).toBe('UNAUTHENTICATED');
    vi.useRealTimers();
  });

  it('once it has ended, though it was accepted before', async () => {
    const token = await gateway.token('cases', { ...user, client: 'another journal' });
    expect(await refusal(token)).toBe('accepted');
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.advanceTimersByTime(61_000);
    expect(await refusal(token)).toBe('UNAUTHENTICATED');
    vi.useRealTimers();
  });
});

describe('A service that was restarted', () => {
  it('has a new key, which is read anew and accepted', async () => {
    const checking = anew();
    served.gateway = { keys: [...gateway.jwks.keys] };
    expect(await refusal(await gateway.token('cases'), checking)).toBe('accepted');
    const restarted = await createServiceIdentity('gateway');
    served.gateway = { keys: [...restarted.jwks.keys] };
    await vi.waitFor(async () => expect(await refusal(await restarted.token('cases'), checking)).toBe('accepted'), {
      timeout: 2_000,
      interval: 100,
    });
  });

  it('cannot be made to have its keys read at every call', async () => {
    const checking = anew();
    await refusal(await gateway.token('cases'), checking);
    const before = served.readings;
    const strangers = await Promise.all(Array.from({ length: 10 }, () => createServiceIdentity('gateway')));
    for (const stranger of strangers) await refusal(await stranger.token('cases'), checking);
    expect(served.readings - before).toBeLessThanOrEqual(1);
  });
});
