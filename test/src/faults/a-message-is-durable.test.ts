import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { connected } from '../demo/admin.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { units } from '../support/people.ts';
import { type ProcessStack, startProcessStack } from '../support/process-stack.ts';

let stack: ProcessStack;

beforeAll(async () => {
  stack = await startProcessStack();
});
afterAll(() => stack.stop());

const asAdmin = <T>(work: Parameters<typeof connected<T>>[1]): Promise<T> =>
  connected(stack.database.url('intyg_admin'), work);

const storedCases = (messageId: string): Promise<number> =>
  asAdmin(async (client) => {
    const { rows } = await client.query<{ cases: number }>(
      'select count(*)::int as cases from cases.message m join cases."case" c on c.id = m.case_id where m.id = $1',
      [messageId],
    );
    return rows[0]?.cases ?? 0;
  });

/** The agency tries again until it is answered: whatever was killed is back by then. */
const asksUntilAnswered = (certificate: string, messageId: string): Promise<string> =>
  eventually(
    async () => {
      const { resultCode } = await agencyAsks(stack.addresses.agency, certificate, { messageId });
      if (!resultCode) throw new Error('nobody answers');
      return resultCode;
    },
    { timeout: 30_000 },
  );

/** Waits until a statement of the cases subgraph matches. */
const untilRunning = (like: string): Promise<void> =>
  eventually(
    () =>
      asAdmin(async (client) => {
        const { rowCount } = await client.query(
          `select from pg_stat_activity where usename = 'cases_app' and state = 'active' and query ilike $1`,
          [like],
        );
        expect(rowCount).toBeGreaterThan(0);
      }),
    { timeout: 10_000, interval: 20 },
  );

describe('A message whose receiver is killed', () => {
  it('before it is durable was not answered, and comes again as if for the first time', async () => {
    const messageId = 'dead0001-0000-4000-8000-000000000000';
    const certificate = certificateOf(units.alfaMedicincentrum);
    await asAdmin(async (client) => {
      // whoever holds the unit's version holds the transaction that must raise it
      await client.query('begin');
      await client.query('lock table cases.unit_version in exclusive mode');
      const asked = agencyAsks(stack.addresses.agency, certificate, { messageId });
      await untilRunning('%insert into cases.unit_version%');
      stack.kill('cases', 'SIGKILL');
      await client.query('rollback');
      expect((await asked).resultCode).toBeUndefined();
    });
    expect(await storedCases(messageId)).toBe(0);
    expect(await asksUntilAnswered(certificate, messageId)).toBe('OK');
    expect(await storedCases(messageId)).toBe(1);
  });

  it('after it is durable but before it is answered is there once, and the next copy is told so', async () => {
    const messageId = 'dead0002-0000-4000-8000-000000000000';
    const certificate = certificateOf(units.alfaMedicincentrum);
    await asAdmin(async (client) => {
      // a commit that takes a while, so that there is a moment between it and the answer
      await client.query(`create function public.slow_commit() returns trigger language plpgsql as
        $$ begin perform pg_sleep(1.5); return null; end $$`);
      await client.query(`create constraint trigger slow_commit after insert on cases.message
        deferrable initially deferred for each row execute function public.slow_commit()`);
    });
    onTestFinished(() =>
      asAdmin(async (client) => void (await client.query('drop function if exists public.slow_commit cascade'))),
    );
    const asked = agencyAsks(stack.addresses.agency, certificate, { messageId });
    await untilRunning('commit%');
    stack.kill('cases', 'SIGKILL');
    expect((await asked).resultCode).toBeUndefined();
    // the server finishes the commit that it was asked for, though nobody hears of it
    await eventually(async () => expect(await storedCases(messageId)).toBe(1), { timeout: 5_000 });
    await asAdmin(async (client) => void (await client.query('drop function public.slow_commit cascade')));
    expect(await asksUntilAnswered(certificate, messageId)).toBe('INFO');
    expect(await storedCases(messageId)).toBe(1);
  });
});

describe('When every process of ours is killed at once', () => {
  it('nothing that was answered is lost', { timeout: 60_000 }, async () => {
    const ids = Array.from({ length: 20 }, (_, place) => `dead1000-0000-4000-8000-${String(place).padStart(12, '0')}`);
    const answered: string[] = [];
    const asking = Promise.all(
      ids.map(async (messageId) => {
        const { resultCode } = await agencyAsks(stack.addresses.agency, certificateOf(units.alfaVardcentral), {
          messageId,
        });
        if (resultCode) answered.push(messageId);
      }),
    );
    await eventually(() => expect(answered.length).toBeGreaterThan(2), { interval: 1, timeout: 10_000 });
    for (const name of ['cases', 'certificates', 'users', 'gateway'] as const) stack.kill(name, 'SIGKILL');
    await asking;
    for (const messageId of answered) expect(await storedCases(messageId)).toBe(1);
    // and what was not answered comes again
    for (const messageId of ids)
      expect(['OK', 'INFO']).toContain(await asksUntilAnswered(certificateOf(units.alfaVardcentral), messageId));
    for (const messageId of ids) expect(await storedCases(messageId)).toBe(1);
  });
});
