import { globalId } from '@intygsgraf/kernel/domain';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCdsClient } from '../counterparts/cds-client/cds-client.ts';
import { patientViewed } from '../counterparts/cds-client/hook-calls.ts';
import { listen, type RunningServer } from '../counterparts/listen.ts';
import { journalTokens } from '../counterparts/identity-provider/journal-tokens.ts';
import { journalClient } from '../counterparts/identity-provider/terms.ts';
import { persons } from '../demo/data/persons.ts';
import { anyFreePort } from '../demo/ports.ts';
import type { ProcessName } from '../demo/processes.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { eventually } from '../support/eventually.ts';
import { ask, subscribe, subscribeToEvents } from '../support/graph-client.ts';
import { ajla, units } from '../support/people.ts';
import { setFault } from '../support/person-service.ts';
import { type ProcessStack, startProcessStack } from '../support/process-stack.ts';
import { type Recorder, startCollector, startWay } from '../support/recorder.ts';
import { rowsOf, targetOf } from '../support/rows.ts';
import { everySecret, leaks } from '../support/secrets.ts';
import { tryWay, WAYS } from '../support/ways-in.ts';

const SERVERS = ['users', 'decision-support', 'certificates', 'cases', 'gateway'] as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
/** Nobody's certificate: somebody asks for it by a person's number. */
const [{ personId: canary, surname }] = persons as [(typeof persons)[number]];
const QUESTION = 'Kanariefågeln sjunger om patientens ländrygg.';

/** Numbers, names and words of all patients; ids of certificates are told to operators, but in no label. */
const people = [
  ...new Set([
    ...everySecret.filter((secret) => !UUID.test(secret)),
    ...persons.flatMap((person) => [person.personId, person.surname]),
    QUESTION,
  ]),
];
const certificateIds = everySecret.filter((secret) => UUID.test(secret));

let folder: string;
let keys: RunningServer;
let keysOf = (): object => ({ keys: [] });
let collector: Recorder;
let ways: Recorder[];
let stack: ProcessStack;
let bus: pg.Client;
/** The gateway's, when operations had come over live connections and none over HTTP. */
let liveMetrics = '';
const said: string[] = [];
const told: string[] = [];
const metricsAt = new Map<ProcessName, number>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'intygsgraf-canary-'));
  collector = await startCollector();
  for (const name of SERVERS) metricsAt.set(name, await anyFreePort());
  const ports: Partial<Record<ProcessName, number>> = {};
  const to = async (name: ProcessName): Promise<Recorder> => {
    const port = (ports[name] = await anyFreePort());
    return startWay(`http://127.0.0.1:${port}`);
  };
  const [users, certificates, personService] = [
    await to('users'),
    await to('certificates'),
    await to('person-service'),
  ];
  ways = [users, certificates, personService];
  keys = await listen(() => (_, response) => response.end(JSON.stringify(keysOf())));
  const watched = (name: ProcessName, more: Record<string, string> = {}) => ({
    METRICS_PORT: String(metricsAt.get(name)),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    LOG_LEVEL: 'trace',
    ...more,
  });
  stack = await startProcessStack({
    ports,
    logFolder: folder,
    environment: {
      users: watched('users', { PERSON_SERVICE_URL: personService.url }),
      'decision-support': watched('decision-support', { CDS_CLIENTS: `${keys.url}=${keys.url}` }),
      certificates: watched('certificates', { USERS_URL: `${users.url}/graphql` }),
      cases: watched('cases', { USERS_URL: `${users.url}/graphql`, CERTIFICATES_URL: `${certificates.url}/graphql` }),
      gateway: watched('gateway'),
    },
  });
  bus = new pg.Client({ connectionString: stack.database.url('gateway_bus') });
  await bus.connect();
  bus.on('notification', ({ payload }) => said.push(payload ?? ''));
  await bus.query('listen unhandled');
  await everydayAndWorse();
});
afterAll(async () => {
  await bus.end();
  await stack.stop();
  await Promise.all([collector, keys, ...ways].map((each) => each.stop()));
  await rm(folder, { recursive: true });
});

/** A working day: what is read and written, and what is asked wrongly, with persons' numbers wherever they do not belong. */
async function everydayAndWorse(): Promise<void> {
  const gateway = stack.addresses.gateway;
  const { clientSecret, privateKey } = stack.journal;
  const tokens = journalTokens({
    issuer: stack.addresses['identity-provider'],
    clientId: journalClient,
    clientSecret,
    privateKey: JSON.parse(privateKey) as never,
  });
  const token = (await tokens(ajla)).accessToken;
  const live = 'subscription ($units: [ID!]!) { unhandled(units: $units) { total } }';
  const watching = subscribe(gateway, token, live, { units: [ajla.unit] }, stack.addresses.journal);
  await eventually(() => expect(watching.events.length).toBeGreaterThan(0));
  await askLive(gateway, token);
  liveMetrics = await metricsOf('gateway');
  const certificateId = certificateOf(units.alfaMedicincentrum);
  const { resultCode } = await agencyAsks(stack.addresses.agency, certificateId, { text: QUESTION });
  expect(resultCode).toBe('OK');
  await eventually(() => expect(watching.events.length).toBeGreaterThan(1));
  const target = await targetOf(stack.database, certificateId);
  let read = '';
  for (const way of WAYS) read += (await tryWay(gateway, token, way, ajla.unit, target)).text;
  expect(leaks(read, people).length).toBeGreaterThan(3); // what operators must not see was there to be seen

  const certificate = 'query ($id: ID!) { certificate(id: $id) { id } }';
  const faulty: [string, Record<string, unknown>][] = [
    [certificate, { id: canary }],
    [certificate, { id: globalId('Certificate', canary) }],
    [certificate, { id: { personId: canary, surname } }],
    [`{ certificate(id: "${canary}") { id } }`, {}],
    [`query Q${canary} { cases(first: 1) { edges { cursor } } }`, {}],
    [`{ ${surname.normalize('NFD').replaceAll(/\W/g, '')}${canary} }`, {}],
    [`{ cases(first: "${canary}") { edges { cursor } } }`, {}],
    ['query ($units: [ID!]!) { unhandled(units: $units) { total } }', { units: [canary] }],
  ];
  for (const [document, variables] of faulty) {
    const { text } = await ask(gateway, token, document, variables);
    // a faulty document is told in the words of who wrote it
    if (!document.includes(canary)) told.push(text);
  }
  const post = async (place: string, headers: Record<string, string>, body: string): Promise<void> => {
    const answer = await fetch(`${gateway}${place}`, { method: 'POST', headers, body });
    told.push(await answer.text());
  };
  const json = {
    'content-type': 'application/json',
    'graphql-require-preflight': '1',
    authorization: `Bearer ${token}`,
  };
  const traceparent = `00-${canary.padStart(32, '0')}-${canary.padStart(16, '0')}-01`;
  await post('/graphql', { ...json, traceparent, 'x-request-id': canary }, '{"query":"{ viewer { hsaId } }"}');
  await post('/graphql', { ...json, authorization: `Bearer ${canary}` }, '{"query":"{ viewer { hsaId } }"}');
  await post(`/graphql?person=${canary}`, json, '{"query":"{ viewer { hsaId } }"}');
  await post(`/patients/${canary}`, json, '{}');
  await post('/graphql', json, `{"query": ${canary}`);
  await post(`/soap/SendMessageToCare/${canary}`, { 'content-type': 'text/xml' }, `<a>${canary}</a>`);
  await post('/soap/SendMessageToCare/2', { 'content-type': 'text/xml' }, `<a><b>${canary} ${surname}</c></a>`);
  await post('/soap/SendMessageToCare/2', { 'content-type': 'text/xml' }, `<!DOCTYPE a "${canary}"><a/>`);
  await journalAsks(gateway);
  await setFault(stack.addresses['person-service'], 'down');
  for (const way of WAYS.slice(0, 4)) told.push((await tryWay(gateway, token, way, ajla.unit, target)).text);
  await setFault(stack.addresses['person-service'], 'none');
  const dies = stack.pid('certificates');
  stack.kill('certificates', 'SIGKILL');
  told.push((await ask(gateway, token, certificate, { id: target.certificate })).text);
  await eventually(() => expect(stack.pid('certificates')).not.toBe(dies));
  await stack.ready('certificates');
  told.push((await ask(gateway, token, certificate, { id: target.certificate })).text);
  await watching.close();
}

/** A question, a subscription that the hub takes and one that the graph does, over a connection that stays. */
async function askLive(gateway: string, token: string): Promise<void> {
  const origin = stack.addresses.journal;
  const ofUnits = { units: [ajla.unit] };
  for (const over of [subscribe, subscribeToEvents])
    for (const selection of ['total', 'total unit { name }', `total ${surname}`, undefined]) {
      const live = `subscription ($units: [ID!]!) { unhandled(units: $units) { ${selection} } }`;
      const begun = over(gateway, token, selection ? live : '{ viewer { role } }', ofUnits, origin);
      await eventually(() => expect(begun.events.length).toBeGreaterThan(0));
      await begun.close();
    }
}

/** A journal system whose ids of patients are their numbers, and whose users write of them, rightly and wrongly. */
async function journalAsks(gateway: string): Promise<void> {
  const journal = await createCdsClient(keys.url, gateway);
  keysOf = () => journal.jwks;
  const call = patientViewed([]);
  const about = { ...call, context: { ...call.context, patientId: canary }, fhirServer: `https://fhir.test/${canary}` };
  const override = { card: crypto.randomUUID(), outcome: 'overridden', overrideReason: { userComment: QUESTION } };
  const feedback = [{ ...override, outcomeTimestamp: '2026-11-22T10:00:00Z' }];
  const authorization = `Bearer ${canary}.${canary}.${canary}`;
  for (const [path, body, options, status] of [
    ['fmb-patient-view', about, {}, 200],
    ['fmb-patient-view', { ...about, hookInstance: canary }, {}, 400],
    ['fmb-patient-view', { ...about, context: { userId: `${surname} ${canary}` } }, {}, 400],
    ['fmb-patient-view', about, { authorization }, 401],
    ['fmb-patient-view/feedback', { feedback }, {}, 200],
    ['fmb-patient-view/feedback', { feedback: [{ ...override, outcome: canary }] }, {}, 400],
    [canary, about, {}, 404],
  ] as const) {
    const answer = await journal.post(path, body, options);
    expect([path, answer.status]).toEqual([path, status]);
    told.push(await answer.text());
  }
}

const metricsOf = async (name: ProcessName): Promise<string> =>
  (await fetch(`http://127.0.0.1:${metricsAt.get(name)}/metrics`)).text();
const logs = async (): Promise<string> => {
  const files = (await readdir(folder)).filter((file) => SERVERS.some((name) => file.startsWith(name)));
  return (await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))).join('\n');
};

describe('No person’s number, name or words', () => {
  it('are in what is looked through here by a search that would find them', () => {
    expect(leaks(`…${canary}…`, people)).toContain(canary);
    expect(leaks(`…${canary.slice(2, 8)}-${canary.slice(8)}…`, people)).toContain(canary);
    expect(leaks(`"${surname}"`, people)).toEqual([surname]);
  });

  it('are in a log, at its most talkative', async () => {
    const text = await logs();
    for (const name of ['gateway', 'cases', 'users']) expect(text).toContain(`"service":"${name}"`);
    expect(text).toMatch(/"trace":"[0-9a-f]{32}"/);
    expect(leaks(text, people)).toEqual([]);
  });

  it.each(SERVERS)('are in the metrics of %s, nor an id of anything', async (name) => {
    const text = await eventually(() => metricsOf(name));
    expect(text).toContain(`service="${name}"`);
    if (name !== 'decision-support') expect(text).toMatch(/intyg_requests_total\{type="query",code="OK"/);
    if (name === 'cases' || name === 'certificates') {
      expect(text).toMatch(/intyg_queue_jobs\{queue="[a-z-]+",state="waiting"/);
      expect(text).toMatch(/intyg_outbox_messages\{state="pending"/);
    }
    if (name !== 'gateway') expect(text).toMatch(/intyg_pool\{pool="side",state="waiting"/);
    expect(leaks(text, [...people, ...certificateIds])).toEqual([]);
    expect(text).not.toMatch(/TSTNMT|[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('are in what is counted of sockets and streams, where every operation is', () => {
    // two of the hub, two of the graph, and the one that watches
    expect(liveMetrics).toMatch(/intyg_requests_total\{type="subscription",code="OK",service="gateway"\} 5/);
    expect(liveMetrics).toMatch(/intyg_requests_total\{type="query",code="OK",service="gateway"\} 2/);
    expect(liveMetrics).toMatch(
      /intyg_requests_total\{type="none",code="GRAPHQL_VALIDATION_FAILED",service="gateway"\} 2/,
    );
    const spans = collector.bodies.join('\n');
    expect(spans).toMatch(/"graphql.operation.type","value":\{"stringValue":"subscription"\}/);
    expect(leaks(liveMetrics, [...people, ...certificateIds])).toEqual([]);
  });

  it('are in a trace, which goes through every process', async () => {
    await eventually(() => {
      for (const name of SERVERS.filter((one) => one !== 'decision-support'))
        expect(collector.bodies.some((body) => body.includes(`intygsgraf-${name}`))).toBe(true);
    });
    interface Exported {
      resourceSpans: { scopeSpans: { spans: { traceId: string; name: string }[] }[] }[];
    }
    const spans = collector.bodies.flatMap((body) =>
      (JSON.parse(body) as Exported).resourceSpans.flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap((scope) => scope.spans),
      ),
    );
    const byTrace = Map.groupBy(spans, ({ traceId }) => traceId);
    const through = [...byTrace.values()].map((of) => new Set(of.map(({ name }) => name)));
    expect(through.some((names) => ['gateway', 'cases', 'users'].every((name) => names.has(name)))).toBe(true);
    expect(leaks(collector.bodies.join('\n'), [...people, ...certificateIds])).toEqual([]);
  });

  it('are in an address of one of our processes', () => {
    const addresses = ways.flatMap((way) => way.addresses);
    expect(new Set(addresses).size).toBeGreaterThan(1);
    expect(leaks(addresses.join('\n'), [...people, ...certificateIds])).toEqual([]);
  });

  it('are in what an error says', () => {
    expect(told.join('')).toContain('PU_PROBLEM');
    expect(told.join('')).toContain('UNAVAILABLE');
    expect(leaks(told.join('\n'), people)).toEqual([]);
  });

  it('are said on the bus', () => {
    expect(said.join('\n')).toContain(ajla.unit);
    expect(leaks(said.join('\n'), [...people, ...certificateIds])).toEqual([]);
  });

  it('are in the queue’s rows', async () => {
    for (const schema of ['cases_queue', 'certificates_queue']) {
      const rows = await rowsOf(stack.database, `select j::text as row from ${schema}.job j`);
      expect(leaks(JSON.stringify(rows), people)).toEqual([]);
    }
  });
});
