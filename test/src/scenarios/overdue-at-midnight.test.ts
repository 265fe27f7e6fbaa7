import { database } from '@intygsgraf/cases';
import { createLog, inSession, openOrm, openQueue } from '@intygsgraf/kernel/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { subscribe } from '../support/graph-client.ts';
import { alf, units } from '../support/people.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const OVERDUE = 'subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId overdue version } }';

interface Count {
  readonly overdue: number;
  readonly version: number;
}

/** The last minute of 2027-03-27 in Sweden; the night after it the clock goes forward to summer time. */
let now = new Date('2027-03-27T22:59:00Z');
let stack: SeededStack;

beforeAll(async () => {
  stack = await startSeededStack(() => now);
});
afterAll(() => stack.stop());

/** What the schedule does at midnight in Sweden. */
async function dayBegins(): Promise<void> {
  const url = stack.database.url('cases_app');
  const orm = await openOrm(database, url);
  const queue = await openQueue(database, url, createLog('test'));
  await inSession(orm, { scope: 'system' }, (em) => queue.send(em, 'day-begun', {}));
  await queue.stop();
  await orm.close();
}

describe('A case whose last date for an answer is today', () => {
  it('is not overdue on that day, and is from midnight in Sweden, without anybody asking', async () => {
    const of = { units: [units.alfaVardcentral] };
    const watching = subscribe(stack.gatewayUrl, await stack.token(alf), OVERDUE, of);
    const latest = () => watching.values<Count>('unhandled').at(-1);
    await eventually(() => expect(latest()).toBeDefined());
    const before = latest();

    await agencyAsks(stack.agencyUrl, certificateOf(units.alfaVardcentral), { answerBy: '2027-03-27' });
    await eventually(() => expect(latest()?.version).toBe((before?.version ?? 0) + 1));
    expect(latest()?.overdue).toBe(before?.overdue);

    now = new Date('2027-03-27T23:00:30Z');
    await dayBegins();
    await eventually(() => expect(latest()?.overdue).toBe((before?.overdue ?? 0) + 1), { timeout: 10_000 });
    await watching.close();
  });
});
