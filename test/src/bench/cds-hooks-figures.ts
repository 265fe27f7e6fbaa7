import { carryRegisters, database } from '@intygsgraf/decision-support';
import { dayInSweden } from '@intygsgraf/kernel/domain';
import { inSession, openOrm } from '@intygsgraf/kernel/server';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCdsClient } from '../counterparts/cds-client/cds-client.ts';
import { conditionOf, patientViewed } from '../counterparts/cds-client/hook-calls.ts';
import { listen } from '../counterparts/listen.ts';
import { anyFreePort } from '../demo/ports.ts';
import { type MeasuredProcess, startMeasured } from './measured-process.ts';
import { clock, median, quantile } from './statistics.ts';
import type { HookSizes } from './sizes.ts';
import type { BenchStack } from './stack.ts';

/** Milliseconds of each call, from the moment when it was due. */
export interface HookRounds {
  /** A journal system's call through the gateway: three diagnoses, three cards. */
  readonly ours: readonly number[];
  /** Straight to a handler that runs the same statements and does nothing else. */
  readonly bare: readonly number[];
}

const SERVICE = 'fmb-patient-view';
const CODES = ['F43.2', 'M54.5', 'S83.2', 'M51', 'F32.1', 'I63.9'];

/** Three of the diagnoses, never the same three twice in a row. */
const call = (place: number) =>
  patientViewed([0, 1, 2].map((step) => conditionOf(CODES[(place + step) % CODES.length] ?? '')));

/** Brings the small guidance in that the project carries itself. */
async function carryGuidance(url: string): Promise<void> {
  const orm = await openOrm(database, url);
  const now = new Date();
  await inSession(orm, { scope: 'system' }, (em) => carryRegisters(em, now, dayInSweden(now)));
  await orm.close();
}

/** How long a card takes, called at a fixed pace whether or not the one before was answered. */
export async function measureHooks(stack: BenchStack, { calls, interval }: HookSizes): Promise<HookRounds> {
  await carryGuidance(stack.url('decision_support_app'));
  const gateway = stack.address('gateway');
  const keys = await listen(() => (_, response) => response.end(JSON.stringify(journal.jwks)));
  const journal = await createCdsClient(keys.url, gateway);
  const started: MeasuredProcess[] = [];
  try {
    await stack.restart('decision-support', { CDS_CLIENTS: `${keys.url}=${keys.url}` });
    const port = String(await anyFreePort());
    started.push(
      await startMeasured('bare hooks', 'test/dist/bench/bare-hooks.main.js', {
        PORT: port,
        DATABASE_URL: stack.url('decision_support_app'),
      }),
    );
    const bareUrl = `http://127.0.0.1:${port}`;
    const warm = Math.ceil(calls / 4);
    // a token opens the door once; the journal signs them beforehand
    const tokens = await Promise.all(
      Array.from({ length: warm + calls }, () => journal.token(journal.endpoint(SERVICE))),
    );
    const oursAt = async (place: number): Promise<void> =>
      answered(await journal.post(SERVICE, call(place), { authorization: `Bearer ${tokens[place] ?? ''}` }), 3);
    const bareAt = async (place: number): Promise<void> =>
      answered(await fetch(bareUrl, { method: 'POST', body: JSON.stringify(call(place)) }), 1);
    const measured = async (at: (place: number) => Promise<void>): Promise<number[]> => {
      await paced(warm, interval, at);
      return paced(calls, interval, (place) => at(warm + place));
    };
    return { ours: await measured(oursAt), bare: await measured(bareAt) };
  } finally {
    await Promise.all(started.map((one) => one.stop()));
    await keys.stop();
  }
}

async function answered(answer: Response, expected: number): Promise<void> {
  const { cards } = (await answer.json()) as { cards?: unknown[] };
  if (cards?.length !== expected)
    throw new Error(`a call was answered ${answer.status}, with ${cards?.length ?? 'no'} cards`);
}

async function paced(count: number, interval: number, at: (place: number) => Promise<void>): Promise<number[]> {
  const began = clock();
  return Promise.all(
    Array.from({ length: count }, async (_, place) => {
      const due = began + place * interval;
      await sleep(Math.max(0, due - clock()));
      await at(place);
      return clock() - due;
    }),
  );
}

export const hookFigures = ({ ours, bare }: HookRounds) => ({
  'cdsHooks.card.p95Ms': quantile(ours, 0.95),
  'cdsHooks.card.p50VsBare': median(ours) / median(bare),
});

/** The figures and what they were made of, for people. */
export const hookLines = ({ ours, bare }: HookRounds): string[] => [
  `three cards for a journal system, ms: p50 ${median(ours).toFixed(1)}, p95 ${quantile(ours, 0.95).toFixed(1)}, ` +
    `p99 ${quantile(ours, 0.99).toFixed(1)}; the same statements alone: p50 ${median(bare).toFixed(1)}, ` +
    `p95 ${quantile(bare, 0.95).toFixed(1)}`,
  '',
];
