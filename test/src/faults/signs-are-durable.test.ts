import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../demo/admin.ts';
import { ADMIN } from '../demo/roles.ts';
import { type DurableStack, startDurableStack } from '../support/durable-stack.ts';
import { eventually } from '../support/eventually.ts';
import { ajla } from '../support/people.ts';
import { agencyHas, misbehave, type ReadyDraft, signer } from '../support/signing.ts';

const SIGNS = 100;
const KILLS = 10;
/** Doctors at their screens at the same time. */
const AT_ONCE = 6;
const PATIENT = '199001182394';

let stack: DurableStack;
let doctor: ReturnType<typeof signer>;
beforeAll(async () => {
  stack = await startDurableStack();
  doctor = signer(stack, ajla);
}, 180_000);
afterAll(() => stack.stop());

const rows = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  connected(
    stack.databaseUrl(ADMIN),
    async (client) => (await client.query<Record<string, unknown>>(sql, values)).rows,
  );

/** Asks until there is an answer that says yes or no; the same wish each time, as whoever lost an answer does. */
async function untilAnswered<T extends { readonly errors: readonly { readonly code: string }[] }>(
  wish: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const answer = await wish().catch(() => undefined);
    const isDown = answer?.errors.some(({ code }) =>
      ['UNAVAILABLE', 'SIGNING_UNAVAILABLE', 'PU_PROBLEM'].includes(code),
    );
    if (answer && !isDown) return answer;
    await sleep(500);
  }
}

/** Does it for each, some at once. */
async function forEach<T>(all: readonly T[], work: (one: T, place: number) => Promise<void>): Promise<void> {
  const left = [...all.entries()];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = left.shift(); next; next = left.shift()) await work(next[1], next[0]);
    }),
  );
}

/** Kills by process id, and waits until somebody else is there in its place. */
async function killed(pid: () => number | undefined): Promise<number> {
  const victim = await eventually(
    () => {
      const found = pid();
      expect(found).toBeGreaterThan(0);
      return found ?? 0;
    },
    { timeout: 60_000 },
  );
  process.kill(victim, 'SIGKILL');
  await eventually(() => expect(pid() ?? victim).not.toBe(victim), { timeout: 60_000 });
  return victim;
}

/** The certificates subgraph is the worker too: what it was sending when it is killed is another life's to send. */
const VICTIMS = {
  certificates: () => stack.pid('certificates'),
  database: () => stack.databasePid(),
} as const;

describe('Ten kills of the subgraph that signs and sends, and of the database, under a hundred signs', () => {
  it('lose none, deliver none twice, and keep the order of each certificate', { timeout: 900_000 }, async () => {
    const drafts: ReadyDraft[] = [];
    await forEach(Array.from({ length: SIGNS }), async () => void drafts.push(await doctor.ready(PATIENT)));

    const victims: number[] = [];
    let signed = 0;
    const killing = (async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const due = (kill * SIGNS) / KILLS;
        await eventually(() => expect(signed).toBeGreaterThanOrEqual(due), { timeout: 300_000 });
        victims.push(await killed(kill % 3 === 2 ? VICTIMS.database : VICTIMS.certificates));
      }
    })();
    const answered: string[] = [];
    await forEach(drafts, async (draft, place) => {
      const keys = { sign: randomUUID(), send: randomUUID(), ask: randomUUID() };
      const { certificate, errors } = await untilAnswered(() => doctor.sign(draft, keys.sign));
      expect(errors).toEqual([]);
      signed += 1;
      const id = certificate?.id ?? '';
      expect((await untilAnswered(() => doctor.send(id, { idempotencyKey: keys.send }))).errors).toEqual([]);
      answered.push(draft.certificateId);
      // a question of care's has to come after its certificate
      if (place % 5 === 0) await ask(id, keys.ask);
    });
    await killing;
    expect([victims.length, new Set(victims).size]).toEqual([KILLS, KILLS]);
    expect(answered).toHaveLength(SIGNS);

    await eventually(
      async () => {
        const left = await rows(`select state, count(*)::int from certificates.delivery group by state`);
        expect(left).toEqual([{ state: 'DELIVERED', count: SIGNS }]);
        expect(await rows(`select distinct state from cases.delivery`)).toEqual([{ state: 'DELIVERED' }]);
      },
      { timeout: 180_000, interval: 500 },
    );
    const stored = await rows(
      `select c.id from certificates.certificate c join certificates.signature s on s.certificate_id = c.id
       where position(c.id::text in convert_from(s.document, 'UTF8')) > 0`,
    );
    expect(stored.map(({ id }) => String(id)).toSorted()).toEqual(answered.toSorted());
    expect(await rows('select id from certificates.draft where id = any($1)', [answered])).toEqual([]);
    // other bytes under the same id, and a question before its certificate, would have been refused
    const agency = await agencyHas(stack.addresses.agency);
    expect(agency.refused).toEqual([]);
    expect(agency.certificates.map(({ id }) => id).toSorted()).toEqual(answered.toSorted());
    expect(agency.messages).toHaveLength(SIGNS / 5);
  });

  /** Care asks the agency about a certificate that has arrived. */
  async function ask(id: string, idempotencyKey: string): Promise<void> {
    await eventually(
      async () => {
        const shown = await doctor.certificate(id).catch(() => null);
        expect(shown?.deliveries).toMatchObject([{ state: 'DELIVERED' }]);
      },
      { timeout: 120_000, interval: 200 },
    );
    const document = `mutation ($input: AskAgencyInput!) { askAgency(input: $input) { errors { code } } }`;
    const input = { certificateId: id, subject: 'CONTACT', text: 'När är beslutet klart?', idempotencyKey };
    const { errors } = await untilAnswered(async () => {
      const { data, errors } = await doctor.asks(document, { input });
      if (errors || !data) throw new Error('not answered');
      return (data as unknown as { askAgency: { errors: { code: string }[] } }).askAgency;
    });
    expect(errors).toEqual([]);
  }
});

describe('A message whose sender is killed while the recipient does not answer', () => {
  it('is another one’s to send within 60 s, and arrives once', { timeout: 180_000 }, async () => {
    await misbehave(stack.addresses.agency, { mode: 'hang', times: 1 });
    const { certificate } = await untilAnswered(async () => doctor.sign(await doctor.ready(PATIENT)));
    const id = certificate?.certificateId ?? '';
    await doctor.send(certificate?.id ?? '');
    const delivery = () =>
      rows('select state, attempts from certificates.delivery where certificate_id = $1', [id]).then(([row]) => row);
    await eventually(async () => expect(await delivery()).toEqual({ state: 'PENDING', attempts: 1 }));
    await killed(VICTIMS.certificates);
    await eventually(async () => expect(await delivery()).toEqual({ state: 'DELIVERED', attempts: 2 }), {
      timeout: 60_000,
    });
    expect((await agencyHas(stack.addresses.agency)).certificates).toContainEqual({ id, times: 1 });
  });
});
