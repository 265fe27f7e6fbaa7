import { isErrorCode } from '@intygsgraf/kernel/domain';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../demo/seed.ts';
import { certificateOf } from '../support/agency.ts';
import { freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { ask } from '../support/graph-client.ts';
import { startInProcessStack } from '../support/in-process-stack.ts';
import { startIssuer } from '../support/issuer.ts';
import { ajla, beata, units } from '../support/people.ts';
import { targetOf, wholeDigest } from '../support/rows.ts';
import { everySecret, leaks } from '../support/secrets.ts';
import { createTlsAuthority } from '../support/tls-certificates.ts';
import { GROUP_A } from './group-a.ts';
import { GROUP_B } from './group-b.ts';
import { GROUP_C } from './group-c.ts';
import { GROUP_D } from './group-d.ts';
import { GROUP_E } from './group-e.ts';
import { GROUP_F } from './group-f.ts';
import { GROUP_G } from './group-g.ts';
import { GROUP_H } from './group-h.ts';
import { GROUP_OWN } from './group-own.ts';
import { GROUP_X } from './group-x.ts';
import { type LogLines, listenToTheLog } from './log-lines.ts';
import { CONTRACT_CODES, DOCUMENT_CODES, RENAMED_CODES } from './renamed-codes.ts';
import {
  type Attempt,
  EVERYWHERE,
  type Ground,
  type GroundAgency,
  type OperationAttempt,
  type Row,
  type Transport,
  type XmlAttempt,
  type XmlDoorName,
} from './row.ts';
import { request, send, showToken } from './send.ts';
import { XML_DOORS } from './soap.ts';

const GROUPS = {
  A: GROUP_A,
  B: GROUP_B,
  C: GROUP_C,
  D: GROUP_D,
  E: GROUP_E,
  F: GROUP_F,
  G: GROUP_G,
  H: GROUP_H,
  X: GROUP_X,
};
/** Those of the team's list. */
const LISTED: readonly Row[] = Object.values(GROUPS).flat();
const ROWS = [...LISTED, ...GROUP_OWN];

/** The demo's certificate of a patient with protected personal data, on Alfa Medicincentrum. */
const PROTECTED = '78040000-0000-4000-8000-000000000016';

/** Försäkringskassan's organisation number, in the HSA-id of its certificate. */
const ORGANISATION = '2021005521';
async function agencyOf(): Promise<GroundAgency> {
  const [authority, stranger] = await Promise.all([createTlsAuthority(), createTlsAuthority()]);
  const subject = `C=SE, O=Försäkringskassan, 2.5.4.5=SE${ORGANISATION}-TEST`;
  return { ca: authority.ca, authority, stranger, subject, client: await authority.client(subject) };
}

let ground: Ground;
/** What waits for limits, begun at once: each is looked at in its turn. */
const begun = new Map<Attempt, Promise<unknown>>();
/** What is stored after the last attempt, and so before the next. */
let stored: unknown;
let log: LogLines;
let end = async (): Promise<void> => {};
beforeAll(async () => {
  log = listenToTheLog();
  const issuer = await startIssuer();
  const database = await freshDatabase();
  const agency = await agencyOf();
  const { key, certificate } = await agency.authority.server();
  const stack = await startInProcessStack({
    url: database.url,
    issuer: issuer.url,
    soapTls: { key, certificate, ca: agency.ca, organisations: new Set([ORGANISATION]), client: agency.client },
    imports: { administrators: new Set([ajla.sub]), folder: import.meta.dirname, sources: [] },
  });
  end = async () => {
    await stack.stop();
    await issuer.stop();
    await database.drop();
    log.stop();
  };
  await seed({ url: database.url, personServiceUrl: stack.personServiceUrl, agencyUrl: stack.agencyUrl });
  const target = await targetOf(database, certificateOf(units.alfaMedicincentrum));
  const hidden = await targetOf(database, PROTECTED);
  ground = { stack, database, issuer, token: (user) => issuer.token(user), target, hidden, agency };
  stored = await wholeDigest(ground.database);
  for (const attempt of ROWS.flatMap(({ attempts }) => attempts).filter(({ slow }) => slow)) {
    const done = tryOver(attempt, 'http');
    done.catch(() => {}); // it is told in its turn
    begun.set(attempt, done);
  }
});
afterAll(() => end());

/** What an answer never holds: where something is, what runs here, how a table is called. */
const INSIDE = /node_modules|\bat \S+ \(|127\.0\.0\.1|\.ts:\d|postgres|mikro|apollo|yoga|hive|express|select .* from/i;

function expectPublic(text: string): void {
  expect(text).not.toMatch(INSIDE);
  expect(leaks(text, everySecret)).toEqual([]);
}

async function tryOperation(operation: OperationAttempt, over: Transport): Promise<void> {
  const sent = await send(over, ground.stack.gatewayUrl, await ground.token(ajla), operation);
  if (over === 'http') expect(sent.status).toBe(operation.codes.length > 0 ? 400 : 200);
  else expect(sent.status).toBe(200);
  if (operation.codes.length > 0) expect(operation.codes).toContain(sent.codes[0]);
  else expect(sent.codes).toEqual([]);
  expect(sent.codes.length).toBeLessThanOrEqual(5);
  expect(sent.text).not.toContain('Did you mean');
  if (operation.codes.length > 0) expectPublic(sent.text);
}

/** An operator's own: nobody to be warned of. */
const isFile = (over: Transport | XmlDoorName): boolean => over === 'file' || over === 'folder';

async function tryXml({ spoil, status, toldNot }: XmlAttempt, door: XmlDoorName): Promise<void> {
  const spoilt = await spoil(XML_DOORS[door].message());
  const { bytes, afterwards } =
    typeof spoilt === 'string' || spoilt instanceof Uint8Array ? { bytes: spoilt, afterwards: () => {} } : spoilt;
  const { refusal, told } = await XML_DOORS[door].take(ground, bytes);
  afterwards();
  expect(refusal).toBe(status === 200 ? undefined : isFile(door) ? 'FILE' : status);
  if (toldNot) expect(told).not.toContain(toldNot);
  expectPublic(told);
  // the place, but of what is too large to be looked at
  if (status === 400) expect(told).toMatch(/\bline \d+/);
}

async function tryIt(attempt: Attempt, over: Transport | XmlDoorName): Promise<void> {
  if (begun.has(attempt)) await begun.get(attempt);
  else await tryOver(attempt, over);
}

async function tryOver(attempt: Attempt, over: Transport | XmlDoorName): Promise<void> {
  if ('xml' in attempt) await tryXml(attempt.xml, over as XmlDoorName);
  else await tryAtGateway(attempt, over as Transport);
}

async function tryAtGateway(attempt: Exclude<Attempt, { xml: XmlAttempt }>, over: Transport): Promise<void> {
  const { gatewayUrl } = ground.stack;
  if ('operation' in attempt) await tryOperation(attempt.operation, over);
  else if ('request' in attempt) {
    const headers = { ...(over === 'stream' && { accept: 'text/event-stream' }), ...attempt.request.headers };
    const { status, text } = await request(gatewayUrl, await ground.token(ajla), { ...attempt.request, headers });
    expect(status).toBe(attempt.request.status);
    expect(text).not.toMatch(/<html|<!doctype/i);
    expectPublic(text);
  } else if ('shown' in attempt) {
    const answered = await showToken(gatewayUrl, await attempt.shown.token(ground));
    expect(answered).toEqual({ http: 401, stream: 401, socket: 4403 });
  } else await attempt.trial(ground, over);
}

/** Every door; a certificate that is asked for is nobody's, so that there is no right message to one. */
const doorsFor = ({ status }: XmlAttempt): readonly XmlDoorName[] =>
  (Object.keys(XML_DOORS) as XmlDoorName[]).filter((door) => status !== 200 || door !== 'certificate');

const transportsOf = (attempt: Attempt): readonly (Transport | XmlDoorName)[] => {
  if ('operation' in attempt) return attempt.operation.over ?? EVERYWHERE;
  if ('xml' in attempt) return attempt.xml.over ?? doorsFor(attempt.xml);
  // streams begin by the same request, at the same address
  if ('request' in attempt && !attempt.request.method && !attempt.request.path) return ['http', 'stream'];
  return ('over' in attempt && attempt.over) || ['http'];
};

/** Whether something right stands beside the bad input, and is stored. */
const isStoring = (attempt: Attempt): boolean =>
  'stores' in attempt || ('xml' in attempt && attempt.xml.status === 200);

const securityLines = (since: number): string[] => log.lines.slice(since).filter((line) => line.includes('"security"'));

describe.each(ROWS.filter((row) => row.attempts.length > 0))('$id: $sent: $answered', ({ attempts, logged }) => {
  let since = 0;
  beforeAll(() => {
    since = log.lines.length;
  });
  afterEach(() => expect(({} as { polluted?: unknown }).polluted).toBeUndefined());

  const tries = attempts.flatMap((attempt) =>
    transportsOf(attempt).map((over) => ({ attempt, over, what: attempt.what })),
  );
  it.each(tries)('$what ($over), while others are answered', async ({ attempt, over }) => {
    const token = await ground.token(beata);
    const others = ask(ground.stack.gatewayUrl, token, '{ viewer { hsaId } }');
    const before = { stored, lines: log.lines.length };
    const [tried] = await Promise.allSettled([tryIt(attempt, over)]);
    expect(await others).toMatchObject({ status: 200, data: { viewer: { hsaId: beata.sub } } });
    stored = await wholeDigest(ground.database);
    if (tried.status === 'rejected') throw tried.reason;
    if (!isStoring(attempt)) expect(stored).toEqual(before.stored);
    // a trial has more than one thing in it, not all of them bad
    if (logged && !('trial' in attempt) && !isFile(over))
      await eventually(() => expect(securityLines(before.lines)).not.toEqual([]));
  });

  if (!logged) return;
  it('is in the security log, and nothing of who or what', async () => {
    await eventually(() => expect(securityLines(since)).not.toEqual([]));
    for (const line of securityLines(since)) {
      const { event, code, service, ...rest } = JSON.parse(line) as Record<string, unknown>;
      expect([event, code, service]).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
      expect(['level', 'msg', 'time', 'trace']).toEqual(expect.arrayContaining(Object.keys(rest)));
    }
  });
});

describe('The log', () => {
  it('has no token, no person and no document of all that', () => {
    const text = log.lines.join('\n');
    expect(leaks(text, everySecret)).toEqual([]);
    expect(text).not.toMatch(/eyJ[\w-]{10}|__schema|191212121212|1990010\d{5}/);
    expect(text).not.toContain(ajla.sub);
  });

  it('has nothing that was not foreseen', () => {
    expect(log.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describe('The list', () => {
  it('has each row once', () => {
    expect(new Set(ROWS.map(({ id }) => id)).size).toBe(ROWS.length);
  });

  it('has a reason for each row that cannot be tried yet', () => {
    const pending = ROWS.flatMap(({ id, pending: why }) => (why ? [`${id}: ${why}`] : []));
    expect(pending).toEqual([]);
    for (const { id, attempts, pending: why } of ROWS) expect(attempts.length > 0 || why, id).toBeTruthy();
  });
});

/** The team's list, where it is there. */
const LIST = new URL('../../../../shared/bad-inputs.json', import.meta.url);
/** Rows of the later groups that concern certificates. */
const OF_CERTIFICATES = /^[GHX]/;
/** Rows of these groups that are of later work. */
const LATER = new Set(['A17', 'A18', 'D16', 'E16']);

describe('The team’s list of bad inputs', () => {
  const path = process.env['INTYG_BAD_INPUTS'] ?? LIST;
  const isThere = existsSync(path);
  if (!isThere)
    console.warn(`SKIPPED: there is no list of bad inputs at ${String(path)}; INTYG_BAD_INPUTS names another`);
  interface Listed {
    readonly id: string;
    readonly expected: string;
    readonly securityLog: boolean;
  }
  const listed = (isThere ? (JSON.parse(readFileSync(path, 'utf8')) as Listed[]) : []).filter(
    ({ id }) => (/^[A-F]/.test(id) || OF_CERTIFICATES.test(id)) && !LATER.has(id),
  );

  it.runIf(isThere)('has each of its rows here, logged where it says so', () => {
    expect(LISTED.map(({ id }) => id).toSorted()).toEqual(listed.map(({ id }) => id).toSorted());
    const logged = listed.filter(({ securityLog }) => securityLog).map(({ id }) => id);
    expect(ROWS.flatMap(({ id, logged: isLogged }) => (isLogged ? [id] : [])).toSorted()).toEqual(logged.toSorted());
  });

  it.runIf(isThere)('names no code that is not ours, but for those that were renamed', () => {
    const codes = new Set(listed.flatMap(({ expected }) => expected.match(/[A-Z]{2,}(?:_[A-Z]+)+/g) ?? []));
    const unknown = [...codes].filter(
      (code) =>
        !isErrorCode(code) && ![...DOCUMENT_CODES, ...CONTRACT_CODES].includes(code) && !(code in RENAMED_CODES),
    );
    expect(unknown).toEqual([]);
    for (const code of Object.values(RENAMED_CODES).flat()) expect(isErrorCode(code), code).toBe(true);
  });
});
