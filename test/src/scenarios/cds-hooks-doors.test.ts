import { start } from '@intygsgraf/decision-support';
import { exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conditionOf, patientViewed, problemCreated } from '../counterparts/cds-client/hook-calls.ts';
import { type CdsClient, createCdsClient, type TokenChanges } from '../counterparts/cds-client/cds-client.ts';
import { anyFreePort } from '../demo/ports.ts';
import { cardsIn, CREATE, type CdsStack, refusalIn, startCdsStack, VIEW } from '../support/cds-hooks.ts';
import { feedbackShape } from '../support/cds-shapes.ts';
import { ORIGIN } from '../support/in-process-stack.ts';
import { inSeconds } from '../support/issuer.ts';
import { ajla } from '../support/people.ts';
import { startCollector } from '../support/recorder.ts';
import { rowsOf } from '../support/rows.ts';

let stack: CdsStack;
let journal: CdsClient;
beforeAll(async () => {
  stack = await startCdsStack();
  ({ journal } = stack);
});
afterAll(() => stack.stop());

const call = () => patientViewed([conditionOf('F43.2')]);
const shows = (token: string) => journal.post(VIEW, call(), { authorization: `Bearer ${token}` });
const signed = (changes: TokenChanges, endpoint = journal.endpoint(VIEW)) => journal.token(endpoint, changes);
const refuses = async (answer: Response): Promise<void> => {
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  expect(await refusalIn(answer)).toEqual([401, 'UNAUTHENTICATED']);
};

describe('A service of CDS Hooks opens to the token of a journal system', () => {
  it('whose keys are at an address or were given beforehand, with either recommended signature', async () => {
    expect(await cardsIn(await journal.post(VIEW, call()))).toHaveLength(1);
    expect(await cardsIn(await stack.other.post(VIEW, call()))).toHaveLength(1);
  });

  it('for one endpoint, alone or as the only one of a list', async () => {
    expect((await shows(await signed({ claims: { aud: [journal.endpoint(VIEW)] } }))).status).toBe(200);
    const tenant = await signed({ claims: { tenant: '2ddd6c3a' }, header: { jku: undefined } });
    expect((await shows(tenant)).status).toBe(200);
    // the name of a scheme is the same in any case
    const authorization = `bearer  ${await signed({})}`;
    expect((await journal.post(VIEW, call(), { authorization })).status).toBe(200);
  });

  it('once', async () => {
    const token = await signed({});
    expect((await shows(token)).status).toBe(200);
    await refuses(await shows(token));
    // a bad request uses it up, too
    const other = await signed({});
    const bad = await journal.post(VIEW, {}, { authorization: `Bearer ${other}` });
    expect(bad.status).toBe(400);
    await refuses(await shows(other));
  });

  it('once, however many come at the same time', async () => {
    const token = await signed({});
    const answers = await Promise.all(Array.from({ length: 8 }, () => shows(token)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200,
      ...Array(7).fill(401),
    ]);
  });

  it.each<[string, () => TokenChanges]>([
    ['another endpoint', () => ({ claims: { aud: journal.endpoint(CREATE) } })],
    ['two endpoints', () => ({ claims: { aud: [journal.endpoint(VIEW), journal.endpoint(CREATE)] } })],
    ['discovery', () => ({ claims: { aud: journal.endpoint() } })],
    ['another host', () => ({ claims: { aud: `http://cds.test/cds-services/${VIEW}` } })],
    ['nobody', () => ({ claims: { aud: undefined } })],
  ])('but not for %s', async (_, changes) => refuses(await shows(await signed(changes()))));

  it.each<[string, () => TokenChanges]>([
    ['has ended', () => ({ claims: { iat: inSeconds(-120), exp: inSeconds(-60) } })],
    ['never ends', () => ({ claims: { exp: undefined } })],
    [
      'is older than five minutes, though it lives on',
      () => ({ claims: { iat: inSeconds(-400), exp: inSeconds(600) } }),
    ],
    ['is of tomorrow', () => ({ claims: { iat: inSeconds(86_400), exp: inSeconds(86_500) } })],
    ['does not say when it was made', () => ({ claims: { iat: undefined } })],
    ['has no id', () => ({ claims: { jti: undefined } })],
    ['has an empty id', () => ({ claims: { jti: '' } })],
    ['is another issuer’s', () => ({ claims: { iss: 'https://nobody.test' } })],
    ['calls itself the other journal', () => ({ claims: { iss: stack.other.issuer } })],
    ['names no key', () => ({ header: { kid: undefined } })],
    ['names a key that is not there', () => ({ header: { kid: 'another' } })],
    ['is no JWT by its own word', () => ({ header: { typ: 'at+jwt' } })],
    ['says nothing of what it is', () => ({ header: { typ: undefined } })],
    ['brings its own key', () => ({ header: { jwk: journal.jwks.keys[0] as JWK } })],
  ])('but not one that %s', async (_, changes) => refuses(await shows(await signed(changes()))));

  it('but not one that is signed with nothing, or with a key that both know', async () => {
    const claims = {
      iss: journal.issuer,
      aud: journal.endpoint(VIEW),
      iat: inSeconds(0),
      exp: inSeconds(60),
      jti: 'x',
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const kid = journal.jwks.keys[0]?.kid ?? '';
    for (const alg of ['none', 'None', 'NONE'])
      await refuses(await shows(`${part({ alg, typ: 'JWT', kid })}.${part(claims)}.`));
    const pem = await exportSPKI((await importJWK(journal.jwks.keys[0] as JWK, 'ES384')) as CryptoKey);
    for (const secret of [pem, '']) {
      const key = createHash('sha512').update(secret).digest();
      await refuses(
        await shows(await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid }).sign(key)),
      );
    }
    const raw = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid }).sign(Buffer.from(pem));
    await refuses(await shows(raw));
  });

  it('but not one of another key, nor a weaker signature', async () => {
    const { privateKey } = await generateKeyPair('ES384');
    await refuses(await shows(await signed({ key: privateKey })));
    const weak = await generateKeyPair('ES256');
    await refuses(await shows(await signed({ key: weak.privateKey, header: { alg: 'ES256' } })));
  });

  it('and fetches no keys from where a token says', async () => {
    const elsewhere = await startCollector();
    const stranger = await createCdsClient(elsewhere.url, stack.gatewayUrl, 'ES384', `${elsewhere.url}/jwks`);
    await refuses(await stranger.post(VIEW, call()));
    await refuses(await shows(await signed({ header: { jku: `${elsewhere.url}/jwks` } })));
    await elsewhere.stop();
    expect(elsewhere.addresses).toEqual([]);
  });

  it.each(['', 'Bearer', 'Bearer ', 'Bearer x', 'Bearer a.b.c', 'Basic YTpi', `Bearer ${'x'.repeat(9_000)}`])(
    'and not to %.20j',
    async (authorization) => refuses(await journal.post(VIEW, call(), { authorization: authorization || ' ' })),
  );

  it('and not to a user’s or a service’s token', async () => refuses(await shows(await stack.token(ajla))));

  it('and reads no body before', async () => {
    const answer = await journal.post(VIEW, '{"cut', { authorization: 'Bearer x' });
    await refuses(answer);
  });
});

describe('The door of CDS Hooks', () => {
  const preflight = (origin: string) =>
    fetch(journal.endpoint(VIEW), {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });

  it('lets pages of the named origins ask, and no others', async () => {
    const asked = await preflight(ORIGIN);
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, ORIGIN]);
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    const answer = await journal.discover({ headers: { origin: ORIGIN } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    for (const origin of ['http://foreign.test', 'null', `${ORIGIN}.foreign.test`]) {
      const foreign = await preflight(origin);
      expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
      expect((await journal.post(VIEW, call(), { headers: { origin } })).status).toBe(403);
    }
  });

  it.each([
    '/cds-services/../graphql',
    '/cds-services/%2e%2e/graphql',
    '/cds-services/../livez',
    '/cds-services//x/../../livez',
  ])('leads nowhere else: %s', async (path) => {
    const status = await new Promise<number>((resolve, reject) => {
      const asking = httpRequest(stack.gatewayUrl, { path, method: 'GET' }, (response) => {
        void text(response).then((body) => resolve(body.includes('"ok"') ? 200 : (response.statusCode ?? 0)));
      });
      asking.on('error', reject).end();
    });
    expect(status).toBe(404);
  });

  it('is shut while nothing is configured', async () => {
    const closed = await start({
      port: 0,
      databaseUrl: stack.database.url('decision_support_app'),
      issuers: new Map(),
      usersUrl: `${stack.usersUrl}/graphql`,
    });
    const base = new URL(closed.url).origin;
    // or a load balancer would wait for its first request, and nobody would send one
    expect((await fetch(`${base}/readyz`)).status, 'ready before anybody asked it anything').toBe(200);
    const answer = await fetch(`${base}/cds-services`);
    expect([answer.status, await answer.json()]).toEqual([200, { services: [] }]);
    await refuses(await journal.at(base).post(VIEW, call()));
    await refuses(await journal.at(base).post(`${VIEW}/feedback`, {}));
    await closed.stop();
  });
});

describe('What is old', () => {
  it('is forgotten: tokens that are refused for their age, and cards after 60 days', async () => {
    const old = `insert into decision_support.cds_card select gen_random_uuid(), 'old', 'old', current_date - days, null, null, null, '{}'
      from unnest(array[59, 62]) as days`;
    await rowsOf(stack.database, old);
    await rowsOf(
      stack.database,
      `insert into decision_support.cds_used_token values ('old', '1', now() - interval '1 s')`,
    );
    const settings = { clients: new Map([[journal.issuer, `${journal.issuer}/jwks`]]), origins: new Set<string>() };
    const port = await anyFreePort();
    const base = `http://127.0.0.1:${port}`;
    const fresh = await start({
      port,
      databaseUrl: stack.database.url('decision_support_app'),
      issuers: new Map(),
      usersUrl: `${stack.usersUrl}/graphql`,
      cdsHooks: { ...settings, baseUrl: base },
    });
    expect(await cardsIn(await journal.at(base).post(VIEW, call()))).toHaveLength(1);
    await fresh.stop();
    const left = `select (current_date - shown_on)::text as days from decision_support.cds_card where client = 'old'
      union all select digest from decision_support.cds_used_token where client = 'old'`;
    expect(await rowsOf(stack.database, left)).toEqual([{ days: '59' }]);
  });
});

const REASON = { code: 'comorbidity', system: 'urn:intygsgraf:cds-hooks:override-reasons' };
const NOW = '2026-11-22T10:05:31.52Z';
const shown = async () => {
  const [card] = await cardsIn(await journal.post(CREATE, problemCreated(['M54.5'])));
  if (!card?.uuid) throw new Error('there is no card');
  return { card: card.uuid, suggestion: card.suggestions?.[0]?.uuid ?? '', reasons: card.overrideReasons ?? [] };
};
const tells = (...feedback: object[]) => journal.post(`${CREATE}/feedback`, { feedback });
/** As the specification has it. */
const tellsRightly = (...feedback: object[]) => journal.post(`${CREATE}/feedback`, feedbackShape.parse({ feedback }));
const keptOf = (card: string) =>
  rowsOf(stack.database, 'select * from decision_support.cds_feedback where card = $1 order by outcome', [card]);

describe('Feedback by CDS Hooks', () => {
  it('is kept with what the card was about: the suggestion that was accepted', async () => {
    const { card, suggestion } = await shown();
    const answer = await tellsRightly({
      card,
      outcome: 'accepted',
      acceptedSuggestions: [{ id: suggestion }],
      outcomeTimestamp: NOW,
    });
    expect([answer.status, await answer.json()]).toEqual([200, { received: 1 }]);
    expect(await keptOf(card)).toMatchObject([
      {
        client: journal.issuer,
        service: CREATE,
        outcome: 'accepted',
        accepted_suggestions: [suggestion],
        accepted_cases: [expect.any(String)],
        resolved_code: 'M545',
        revision: 1,
        outcome_at: new Date(NOW),
      },
    ]);
  });

  it('is kept with the reason that was chosen of the card’s, or another, or a comment alone, or none', async () => {
    const told = [
      { reason: { ...REASON, display: 'Samsjuklighet' }, userComment: 'Väntar på operation' },
      { reason: { code: 'd7ecf885', system: 'https://example.com/cds-hooks/override-reason-system' } },
      { userComment: 'Annat' },
      undefined,
    ];
    for (const overrideReason of told) {
      const { card, reasons } = await shown();
      expect(reasons).toContainEqual({ ...REASON, display: 'Samsjuklighet påverkar längden' });
      const answer = await tellsRightly({ card, outcome: 'overridden', overrideReason, outcomeTimestamp: NOW });
      expect(answer.status).toBe(200);
      expect(await keptOf(card)).toMatchObject([
        {
          outcome: 'overridden',
          reason: overrideReason?.reason ?? null,
          user_comment: overrideReason?.userComment ?? null,
        },
      ]);
    }
  });

  it('counts once however often it is told, and the latest act is the one that stands', async () => {
    const { card } = await shown();
    const at = (time: string, userComment: string) => ({
      card,
      outcome: 'overridden',
      overrideReason: { userComment },
      outcomeTimestamp: time,
    });
    const first = at('2026-11-22T10:00:00Z', 'först');
    await Promise.all([tellsRightly(first), tellsRightly(first), tellsRightly(first, first)]);
    expect(await keptOf(card)).toMatchObject([{ user_comment: 'först' }]);
    await tellsRightly(at('2026-11-22T11:00:00Z', 'sedan'));
    await tellsRightly(at('2026-11-22T10:30:00Z', 'däremellan'));
    expect(await keptOf(card)).toMatchObject([{ user_comment: 'sedan' }]);
    await tellsRightly({ card, outcome: 'accepted', acceptedSuggestions: [{ id: card }], outcomeTimestamp: NOW });
    expect(await keptOf(card)).toHaveLength(2);
  });

  it('about a card that is not known, or is another journal’s, is kept without what it was about', async () => {
    const { card } = await shown();
    const feedback = [{ card, outcome: 'overridden', outcomeTimestamp: NOW }];
    expect((await stack.other.post(`${CREATE}/feedback`, { feedback })).status).toBe(200);
    expect(
      (await tellsRightly({ card: crypto.randomUUID(), outcome: 'overridden', outcomeTimestamp: NOW })).status,
    ).toBe(200);
    expect(await keptOf(card)).toMatchObject([{ client: stack.other.issuer, resolved_code: null, revision: null }]);
  });

  it('takes a token for the service or for its feedback, and once', async () => {
    const body = { feedback: [{ card: crypto.randomUUID(), outcome: 'overridden', outcomeTimestamp: NOW }] };
    const path = `${CREATE}/feedback`;
    const authorization = `Bearer ${await journal.token(journal.endpoint(path))}`;
    expect((await journal.post(path, body, { authorization })).status).toBe(200);
    await refuses(await journal.post(path, body, { authorization }));
    await refuses(
      await journal.post(path, body, { authorization: `Bearer ${await journal.token(journal.endpoint(VIEW))}` }),
    );
  });

  it('has comments that the system itself cannot read again', async () => {
    const readable = await rowsOf(
      stack.database,
      `select has_column_privilege('decision_support_app', 'decision_support.cds_feedback', 'user_comment', 'select')::text as comment`,
    );
    expect(readable).toEqual([{ comment: 'false' }]);
  });

  const fine = { card: '4e0a3a1e-3283-4575-ab82-028d55fe2719', outcome: 'overridden', outcomeTimestamp: NOW };
  it.each([
    ['card', { card: undefined }],
    ['card', { card: 'x' }],
    ['outcome', { outcome: undefined }],
    ['outcome', { outcome: 'ignored' }],
    ['acceptedSuggestions', { outcome: 'accepted' }],
    ['acceptedSuggestions', { outcome: 'accepted', acceptedSuggestions: [] }],
    ['acceptedSuggestions[0].id', { outcome: 'accepted', acceptedSuggestions: [{}] }],
    ['acceptedSuggestions[0]', { outcome: 'accepted', acceptedSuggestions: ['x'] }],
    ['overrideReason', { overrideReason: {} }],
    ['overrideReason', { overrideReason: null }],
    ['overrideReason.reason.system', { overrideReason: { reason: { code: 'x' } } }],
    ['overrideReason.reason.code', { overrideReason: { reason: { system: 'x' } } }],
    ['overrideReason.reason.code', { overrideReason: { reason: { ...REASON, code: 'no-such' } } }],
    ['overrideReason.userComment', { overrideReason: { userComment: '' } }],
    ['overrideReason.userComment', { overrideReason: { userComment: 'x'.repeat(2_001) } }],
    ['outcomeTimestamp', { outcomeTimestamp: undefined }],
    ['outcomeTimestamp', { outcomeTimestamp: '2026-11-22' }],
    ['outcomeTimestamp', { outcomeTimestamp: '2026-11-22T10:05:31+01:00' }],
    ['outcomeTimestamp', { outcomeTimestamp: '2026-02-30T10:05:31Z' }],
  ])('with a wrong %s is refused as a whole: %j', async (field, change) => {
    const card = crypto.randomUUID();
    const [status, code, ...fields] = await refusalIn(await tells({ ...fine, card }, { ...fine, ...change }));
    expect([status, code, fields]).toEqual([400, 'BAD_USER_INPUT', expect.arrayContaining([`feedback[1].${field}`])]);
    expect(await keptOf(card)).toEqual([]);
  });

  it.each([{}, { feedback: [] }, { feedback: {} }, { feedback: null }])('that is none is refused: %j', async (body) => {
    const answer = await journal.post(`${CREATE}/feedback`, body);
    expect(await refusalIn(answer)).toEqual([400, 'BAD_USER_INPUT', 'feedback']);
  });
});
