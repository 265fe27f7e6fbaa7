import { createLog, type UserClaims } from '@intygsgraf/kernel/process';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LIMITS } from '../limits.ts';
import { startHeartbeat } from './heartbeat.ts';
import { Hub } from './hub.ts';
import { createLiveDocuments, type LiveDocument } from './live-document.ts';
import { LiveStream } from './live-stream.ts';
import { fakeSocket } from './testing/fake-socket.ts';
import { ScriptedSessions } from './testing/scripted-sessions.ts';
import { ScriptedTruth } from './testing/scripted-truth.ts';
import { UNHANDLED } from './truth.ts';

const log = createLog('test');
log.level = 'silent';
const document = createLiveDocuments(UNHANDLED)(
  'subscription ($units: [ID!]!) { unhandled(units: $units) { total } }',
) as LiveDocument;
const NOW = new Date('2026-11-21T10:00:00Z');
const user = (seconds = 3_600): UserClaims => ({
  hsaId: 'D',
  unit: 'SE1',
  acr: '',
  client: 'journal',
  expiresAt: NOW.getTime() / 1_000 + seconds,
});

/** A response that nobody reads until the test says so. */
class FakeResponse extends EventEmitter {
  readonly written: (string | Buffer)[] = [];
  writableLength = 0;
  writableEnded = false;
  isCut = false;
  write(message: string | Buffer): void {
    this.written.push(message);
  }
  end(message: string): void {
    this.written.push(message);
    this.writableEnded = true;
  }
  destroy(): void {
    this.isCut = true;
  }
}

let truth: ScriptedTruth;
let hub: Hub;
let coalesced: number;
beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  truth = new ScriptedTruth();
  hub = new Hub(truth, log);
  coalesced = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

async function begin(claims = user()) {
  const response = new FakeResponse();
  const stream = new LiveStream(response as unknown as ServerResponse, () => (coalesced += 1));
  stream.user = claims;
  hub.readers.add(stream);
  await hub.join(stream, claims, '1', document, ['SE1']);
  await pass(0);
  return { response, stream };
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);
const change = async (total: number): Promise<void> => {
  truth.set('SE1', total, total);
  hub.notice([{ unit: 'SE1', version: total }]);
  await pass(0);
};
const value = (total: number): string => `event: next\ndata: {"data":{"unhandled":{"total":${total}}}}\n\n`;
const textOf = ({ written }: FakeResponse): string[] => written.map(String);

it('a value is one event, and the very same bytes for every stream, whatever sockets get', async () => {
  const [first, second] = [await begin(), await begin()];
  const socket = fakeSocket();
  await hub.join(socket.live, user(), '1', document, ['SE1']);
  await change(3);
  expect(textOf(first.response)).toEqual([value(0), value(3)]);
  expect(second.response.written.at(-1)).toBe(first.response.written.at(-1));
  expect(socket.values('1')).toEqual([{ total: 0 }, { total: 3 }]);
  expect(truth.reads).toHaveLength(2);
});

it('a slow reader gets the latest value when there is room again, and none of those between', async () => {
  const { response } = await begin();
  response.writableLength = LIMITS.backlog + 1;
  for (let total = 1; total <= 20; total += 1) await change(total);
  expect(textOf(response)).toEqual([value(0)]);
  response.writableLength = 0;
  response.emit('drain');
  expect(textOf(response)).toEqual([value(0), value(20)]);
  expect(coalesced).toBe(20);
});

it('is told that all is well after each probe that succeeds, and not while the truth cannot be read', async () => {
  const { response } = await begin();
  const heartbeat = startHeartbeat(hub, new ScriptedSessions(), log);
  const beats = (): number => textOf(response).filter((text) => text === ':\n\n').length;
  await pass(12);
  expect(beats()).toBe(3);
  truth.unreadable = true;
  await pass(60);
  expect(beats()).toBe(3);
  truth.unreadable = false;
  await pass(4);
  expect(beats()).toBe(4);
  expect(response.isCut).toBe(false);
  heartbeat.stop();
});

it('ends with the reason when the token does', async () => {
  const { response } = await begin(user(5));
  const heartbeat = startHeartbeat(hub, new ScriptedSessions(), log);
  await pass(6);
  expect(textOf(response).slice(-2)).toEqual([
    expect.stringMatching(/^event: next\ndata: \{"errors":\[.*"UNAUTHENTICATED".*\]\}\n\n$/),
    'event: complete\ndata:\n\n',
  ]);
  heartbeat.stop();
});

it('gets nothing after its end', async () => {
  const { response, stream } = await begin();
  stream.complete();
  await change(3);
  stream.beat();
  expect(textOf(response)).toEqual([value(0), 'event: complete\ndata:\n\n']);
});

it('is cut when the process goes, so that its client comes back', async () => {
  const { response, stream } = await begin();
  stream.restart();
  expect(response.isCut).toBe(true);
  expect(textOf(response)).toEqual([value(0)]);
});
