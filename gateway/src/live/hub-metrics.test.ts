import { createLog, createMetrics, type UserClaims } from '@intygsgraf/kernel/process';
import { expect, it } from 'vitest';
import { measureHub } from './hub-metrics.ts';
import { Hub } from './hub.ts';
import { createLiveDocuments, type LiveDocument } from './live-document.ts';
import { fakeSocket } from './testing/fake-socket.ts';
import { ScriptedTruth } from './testing/scripted-truth.ts';
import { UNHANDLED } from './truth.ts';

const log = createLog('test');
log.level = 'silent';
const document = createLiveDocuments(UNHANDLED)(
  'subscription ($units: [ID!]!) { unhandled(units: $units) { total } }',
) as LiveDocument;
const user: UserClaims = { hsaId: 'D', unit: 'SE1', acr: '', client: 'journal', expiresAt: 2_000_000_000 };

it('tells connections, subscriptions, pushes and how far behind the counts are, and no unit', async () => {
  const truth = new ScriptedTruth();
  const hub = new Hub(truth, log);
  const metrics = createMetrics('gateway');
  measureHub(metrics, hub, () => performance.now());
  const value = async (name: string): Promise<number | undefined> => {
    const line = (await metrics.registry.metrics()).split('\n').find((one) => one.startsWith(name));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };

  const readers = [fakeSocket(), fakeSocket()];
  for (const { live } of readers) {
    live.user = user;
    hub.readers.add(live);
    await hub.join(live, user, '1', document, ['SE1', 'SE2']);
  }
  await new Promise(setImmediate);
  expect(await value('intyg_live_connections{kind="socket"')).toBe(2);
  expect(await value('intyg_live_connections{kind="stream"')).toBe(0);
  expect(await value('intyg_live_subscriptions{by="hub"')).toBe(2);
  expect(await value('intyg_live_push_seconds_count')).toBe(0);

  truth.set('SE1', 1, 1);
  hub.notice([{ unit: 'SE1', version: 1 }]);
  await new Promise(setImmediate);
  // one for the unit, however many watch it; values that a comparison found have no notice to count from
  expect(await value('intyg_live_push_seconds_count')).toBe(1);
  truth.set('SE2', 5, 5);
  await hub.compare();
  expect(await value('intyg_live_push_seconds_count')).toBe(1);
  expect(await value('intyg_live_version_lag')).toBe(5);
  await hub.compare();
  expect(await value('intyg_live_version_lag')).toBe(0);

  hub.coalesced = 7;
  await value('intyg_live_coalesced_total');
  expect(await value('intyg_live_coalesced_total')).toBe(7);
  for (const { live } of readers) hub.forget(live);
  expect(await value('intyg_live_connections{kind="socket"')).toBe(0);
  expect(await metrics.registry.metrics()).not.toMatch(/SE1|SE2|journal/);
});
