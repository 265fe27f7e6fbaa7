import { createServiceIdentity } from '@intygsgraf/kernel/server';
import { globalId } from '@intygsgraf/kernel/domain';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { certificateOf } from '../support/agency.ts';
import { type BehindTheGateway, claimsOf, startBehindTheGateway } from '../support/behind-the-gateway.ts';
import type { FreshDatabase } from '../support/database.ts';
import { withoutPolicies } from '../support/one-wall-down.ts';
import { ajla, alf, alva, beata, petra, type SignedIn, units } from '../support/people.ts';
import { digest, rowsOf, targetOf } from '../support/rows.ts';
import { everySecret, leaks, secrets } from '../support/secrets.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import type { Target } from '../support/ways-in.ts';

let stack: SeededStack;
let target: Target;

beforeAll(async () => {
  stack = await startSeededStack();
  target = await targetOf(stack.database, certificateOf(units.alfaMedicincentrum));
});
afterAll(() => stack.stop());

const ENTITIES = (fields: string) => `query ($of: [_Any!]!) { _entities(representations: $of) { ${fields} } }`;

describe.each(['users', 'certificates', 'cases'] as const)(
  'The subgraph %s, when somebody asks it directly,',
  (name) => {
    const url = () => stack[`${name}Url`];
    const asks = (path: string, headers: Record<string, string>) =>
      fetch(`${url()}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({
          query: ENTITIES('__typename'),
          variables: { of: [{ __typename: 'Case', id: target.case }] },
        }),
      });
    const refuses = async (headers: Record<string, string>) => {
      const answer = await asks('/graphql', headers);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    };

    it('refuses who has no token', () => refuses({}));

    it('refuses who only says who they are', () =>
      refuses({ 'x-user-id': ajla.sub, 'x-unit': ajla.unit, 'x-forwarded-for': '127.0.0.1' }));

    it('refuses the user’s own token: only the gateway takes it', async () =>
      refuses({ authorization: `Bearer ${await stack.token(ajla)}` }));

    it('refuses who calls itself the gateway but has another key', async () => {
      const impostor = await createServiceIdentity('gateway');
      await refuses({ authorization: `Bearer ${await impostor.token(name, claimsOf(ajla))}` });
      await refuses({ authorization: `Bearer ${await impostor.token(name)}` });
    });

    it('refuses a service that nobody has heard of', async () => {
      const stranger = await createServiceIdentity('https://somewhere.example');
      await refuses({ authorization: `Bearer ${await stranger.token(name, claimsOf(ajla))}` });
    });
  },
);

describe('The agencies’ door of the cases', () => {
  it('opens to the gateway only', async () => {
    const impostor = await createServiceIdentity('gateway');
    for (const token of ['', await stack.token(ajla), await impostor.token('cases')]) {
      const headers = { 'content-type': 'text/xml', authorization: `Bearer ${token}` };
      const answer = await fetch(`${stack.casesUrl}/soap/SendMessageToCare/2`, {
        method: 'POST',
        headers,
        body: '<a/>',
      });
      expect([answer.status, await answer.text()]).toEqual([401, '']);
    }
  });
});

describe('The stream of the cases', () => {
  it('is closed to everybody but the gateway', async () => {
    const impostor = await createServiceIdentity('gateway');
    for (const token of ['', await stack.token(ajla), await impostor.token('cases', claimsOf(ajla))]) {
      const socket = new WebSocket(`${stack.casesUrl.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      await once(socket, 'open');
      const payload = { authorization: `Bearer ${token}` };
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
      const [code] = (await once(socket, 'close')) as [number];
      expect(code).toBe(4403);
    }
  });
});

describe.each([
  ['over the database as it is', (database: FreshDatabase) => database],
  ['over a database that would show everything', withoutPolicies],
])('A subgraph that the gateway asks, %s,', (_, over) => {
  let behind: BehindTheGateway;
  let patient: string;
  beforeAll(async () => {
    behind = await startBehindTheGateway(over(stack.database));
    const [found] = await rowsOf(stack.database, 'select patient_id from certificates.certificate where id = $1', [
      certificateOf(units.alfaMedicincentrum),
    ]);
    patient = globalId('Patient', found?.['patient_id'] ?? '');
  });
  afterAll(() => behind.stop());

  const entity = (name: 'users' | 'certificates' | 'cases', user: SignedIn | undefined, of: object, fields: string) =>
    behind.ask(name, user, ENTITIES(fields), { of: [of] });
  const CASE = '... on Case { text certificate { id } }';
  const CASES = '... on Certificate { cases { text } }';
  const CERTIFICATE = '... on Certificate { certificateId answers { label } patient { id } }';
  const COUNT = '... on CareUnit { unhandled { total } }';
  const PATIENT = '... on Patient { personId givenName surname }';

  const FOREIGN: readonly [string, SignedIn][] = [
    ['of another unit', alf],
    ['of another care provider', beata],
    ['without authority', petra],
  ];

  it.each(FOREIGN)('shows no entity of a unit to a user %s', async (__, user) => {
    const before = await digest(stack.database);
    const none = '{"data":{"_entities":[null]}}';
    expect(await entity('cases', user, { __typename: 'Case', id: target.case }, CASE)).toContain(none.slice(0, -1));
    const certificate = { __typename: 'Certificate', id: target.certificate };
    expect(await entity('cases', user, certificate, CASES)).toContain('{"data":{"_entities":[{"cases":[]}]}');
    expect(await entity('certificates', user, certificate, CERTIFICATE)).toContain(none.slice(0, -1));
    expect(await entity('users', user, { __typename: 'Patient', id: patient }, PATIENT)).toContain(none.slice(0, -1));
    const unit = await entity('cases', user, { __typename: 'CareUnit', hsaId: target.unit }, COUNT);
    expect(unit).toContain('"code":"FORBIDDEN"');
    expect(unit).toContain('"data":{"_entities":[{"unhandled":null}]}');
    expect(await digest(stack.database)).toEqual(before);
  });

  it('shows them to the unit’s own doctor', async () => {
    const answers = await Promise.all([
      entity('cases', ajla, { __typename: 'Case', id: target.case }, CASE),
      entity('cases', ajla, { __typename: 'Certificate', id: target.certificate }, CASES),
      entity('certificates', ajla, { __typename: 'Certificate', id: target.certificate }, CERTIFICATE),
      entity('users', ajla, { __typename: 'Patient', id: patient }, PATIENT),
    ]);
    const own = secrets(({ id }) => id === certificateOf(units.alfaMedicincentrum));
    for (const answer of answers) expect(leaks(answer, own)).not.toEqual([]);
  });

  it('shows a protected patient to a doctor and not to a care administrator', async () => {
    const of = (user: SignedIn, id: string) => entity('users', user, { __typename: 'Patient', id }, PATIENT);
    const [found] = await rowsOf(stack.database, `select id from users.patient where person_id = '198405299291'`);
    const id = globalId('Patient', found?.['id'] ?? '');
    expect(await of(ajla, id)).toContain('Hemlige');
    expect(await of(alva, id)).toContain('{"data":{"_entities":[null]}');
  });

  it('shows the gateway itself nothing of a patient: it has no patients', async () => {
    const asked = [
      entity('cases', undefined, { __typename: 'Case', id: target.case }, CASE),
      entity('cases', undefined, { __typename: 'Certificate', id: target.certificate }, CASES),
      entity('cases', undefined, { __typename: 'CareUnit', hsaId: target.unit }, COUNT),
      entity('certificates', undefined, { __typename: 'Certificate', id: target.certificate }, CERTIFICATE),
      entity('users', undefined, { __typename: 'Patient', id: patient }, PATIENT),
      behind.ask('cases', undefined, '{ cases(first: 100) { edges { node { text } } } }'),
      behind.ask(
        'users',
        undefined,
        `{ personFacts(personIds: ["195801263053"], unit: "${target.unit}") { protection } }`,
      ),
      behind.ask('certificates', undefined, `{ certificateFacts(ids: ["${target.certificate}"]) { personId } }`),
    ];
    for (const answer of await Promise.all(asked)) {
      expect(answer).toContain('"code":"FORBIDDEN"');
      expect(leaks(answer, everySecret)).toEqual([]);
    }
  });

  it('answers no user what is for services', async () => {
    const asked = [
      behind.ask(
        'cases',
        ajla,
        `{ unhandledOfClasses(of: [{ unit: "${target.unit}", key: "OPEN/fk7804" }]) { total } }`,
      ),
      behind.ask('cases', ajla, `{ unhandledClasses(asked: []) { key } }`),
      behind.ask('users', ajla, '{ viewersOf(users: []) { role } }'),
      behind.ask('cases', ajla, `{ unhandledProbe(units: ["${target.unit}"]) { epoch } }`),
      behind.ask('users', ajla, `{ personFacts(personIds: ["195801263053"], unit: "${target.unit}") { protection } }`),
      behind.ask('users', ajla, '{ personServiceAnswers }'),
      behind.ask('users', ajla, '{ directoryRevision }'),
      behind.ask('users', ajla, '{ movedSessions(seconds: 1) { id } }'),
      behind.ask('users', ajla, 'mutation { redeemSocketTicket(ticket: "t") { isReplay } }'),
      behind.ask('certificates', ajla, `{ certificateFacts(ids: ["${target.certificate}"]) { personId } }`),
    ];
    for (const answer of await Promise.all(asked)) {
      expect(answer).toContain('"code":"FORBIDDEN"');
      expect(answer).toContain('"data":null');
    }
  });

  it('asks the directory itself whether the user belongs to the unit, whatever the gateway says', async () => {
    const claimed = { ...beata, unit: units.alfaMedicincentrum };
    expect(await behind.ask('cases', claimed, '{ cases(first: 100) { edges { node { text } } } }')).toContain(
      'FORBIDDEN',
    );
    expect(await behind.ask('certificates', claimed, `{ certificate(id: "${target.certificate}") { id } }`)).toContain(
      'FORBIDDEN',
    );
    expect(await behind.ask('users', claimed, '{ viewer { hsaId } }')).toContain('FORBIDDEN');
  });

  it.each([
    ['users', 'cases'],
    ['cases', 'certificates'],
    ['certificates', 'users'],
  ] as const)('takes no token that is for another one (%s at %s)', async (meantFor, presentedTo) => {
    expect(await behind.misdirected(meantFor, meantFor)).toBe(200);
    expect(await behind.misdirected(meantFor, presentedTo)).toBe(401);
  });
});
