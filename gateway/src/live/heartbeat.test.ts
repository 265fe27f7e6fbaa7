import { createLog, UnavailableError, type UserClaims } from '@intygsgraf/kernel/process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startHeartbeat } from './heartbeat.ts';
import { Hub } from './hub.ts';
import { createLiveDocuments, type LiveDocument } from './live-document.ts';
import { fakeSocket, type FakeSocket } from './testing/fake-socket.ts';
import { ScriptedSessions } from './testing/scripted-sessions.ts';
import { ScriptedTruth } from './testing/scripted-truth.ts';
import { UNHANDLED } from './truth.ts';

const log = createLog('test');
log.level = 'silent';
const NOW = new Date('2026-11-21T10:00:00Z');
const inAnHour = NOW.getTime() / 1_000 + 3_600;
const user: UserClaims = { hsaId: 'D', unit: 'SE1', acr: '', client: 'journal', expiresAt: inAnHour };

let truth: ScriptedTruth;
let sessions: ScriptedSessions;
let client: FakeSocket;
let hub: Hub;
let heartbeat: ReturnType<typeof startHeartbeat>;
beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  truth = new ScriptedTruth();
  sessions = new ScriptedSessions();
  client = fakeSocket();
  client.live.user = user;
  hub = new Hub(truth, log);
  hub.readers.add(client.live);
  heartbeat = startHeartbeat(hub, sessions, log);
});
afterEach(() => {
  heartbeat.stop();
  vi.useRealTimers();
});

const anyDocument = createLiveDocuments(UNHANDLED)(
  'subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId total version } }',
) as LiveDocument;
const pings = (of = client): number => of.sent.filter(({ type }) => type === 'ping').length;
function another(): FakeSocket {
  const socket = fakeSocket();
  socket.live.user = user;
  hub.readers.add(socket.live);
  return socket;
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

it('a client that answers is kept', async () => {
  for (let beat = 0; beat < 10; beat += 1) {
    await pass(4);
    client.live.heard();
  }
  expect(pings()).toBe(10);
  expect(client.isEnded).toBe(false);
});

it('a client that does not answer is gone ten seconds later', async () => {
  await pass(4);
  await pass(9);
  expect(client.isEnded).toBe(false);
  await pass(3);
  expect(client.isEnded).toBe(true);
});

it('a client is not blamed for silence while the truth cannot be read, for nobody asks it then', async () => {
  await pass(4);
  client.live.heard();
  truth.unreadable = true;
  await pass(120);
  expect(pings()).toBe(1);
  expect(client.isEnded).toBe(false);
});

it('nobody is told that all is well by what was read more than two and a half seconds ago', async () => {
  await pass(1);
  const later = another();
  await pass(1.5);
  truth.unreadable = true;
  await pass(20);
  expect([pings(), pings(later)]).toEqual([1, 0]);
});

it('clients whose turn it is at the same time are told some at a time, and none is left out', async () => {
  const crowd = Array.from({ length: 2_000 }, another);
  await pass(4.1);
  const told = crowd.filter((socket) => pings(socket) === 1).length;
  expect(told).toBeGreaterThan(20);
  expect(told).toBeLessThan(150);
  await pass(3.4);
  expect(crowd.every((socket) => pings(socket) === 1)).toBe(true);
});

describe('Rights', () => {
  let looks: string[];
  beforeEach(async () => {
    looks = [];
    truth.classOf = (unit) => {
      looks.push(unit);
      return 'class';
    };
    await pass(2.1);
    await hub.join(client.live, user, '1', anyDocument, ['SE1']);
    looks.length = 0;
  });

  it('are looked at anew soon after the truth says that they may have changed, once', async () => {
    truth.rights = 'second';
    await pass(2.1);
    expect(looks).toEqual(['SE1']);
    client.live.heard();
    await pass(4);
    expect(looks).toEqual(['SE1']);
  });

  it('are not looked at while they cannot have changed', async () => {
    await pass(6);
    expect(looks).toEqual([]);
  });

  it('that could not be looked at are, until they can', async () => {
    truth.rights = 'second';
    truth.classOf = () => {
      throw new UnavailableError('UNAVAILABLE');
    };
    await pass(2.1);
    truth.classOf = (unit) => {
      looks.push(unit);
      return 'class';
    };
    await pass(0.1);
    expect(looks).toEqual(['SE1']);
  });

  it('of thousands are looked at some at a time, and none is left out', async () => {
    const crowd = Array.from({ length: 1_000 }, another);
    await Promise.all(crowd.map(({ live }) => hub.join(live, user, '1', anyDocument, ['SE1'])));
    looks.length = 0;
    truth.rights = 'second';
    await pass(2.1);
    expect(looks.length).toBeLessThan(500);
    await pass(1.5);
    expect(looks).toHaveLength(1_001);
  });
});

it('a client whose session went to another unit is told that its subscriptions are over, and hung up on', async () => {
  await hub.join(client.live, user, '1', anyDocument, ['SE1']);
  await pass(1);
  expect(client.isEnded).toBe(false);
  sessions.left.add(user);
  await pass(1);
  expect(client.sent.at(-1)).toEqual({ id: '1', type: 'complete' });
  expect(client.closedWith).toBe(4403);
});

it('nobody is told that all is well while it is not known whose session went elsewhere', async () => {
  sessions.read = async () => {
    throw new UnavailableError('UNAVAILABLE', { service: 'users' });
  };
  await pass(20);
  expect(pings()).toBe(0);
});
