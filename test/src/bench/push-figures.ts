import { anyFreePort } from '../demo/ports.ts';
import { ADMIN } from '../demo/roles.ts';
import { openChanger } from './changes.ts';
import type { Client } from './load.ts';
import { startLoad } from './load.ts';
import { startMeasured } from './measured-process.ts';
import { type Pusher, type PushRound, pushRound } from './push.ts';
import type { Sizes } from './sizes.ts';
import { type BenchStack, ORIGIN } from './stack.ts';
import { subscriber, unitIds } from './world.ts';

/** The rounds of both sides with one number of subscribers. */
export interface PushStep {
  readonly subscribers: number;
  readonly ours: readonly PushRound[];
  readonly raw: readonly PushRound[];
}

/** A token lives longer than the bench, seconds. */
const LIFETIME = 880;
/** Processes that hold the subscribers. */
const LOADS = 2;

/** Pushes to few and to many, ours and raw in turn. */
export async function measurePush(stack: BenchStack, sizes: Sizes, tell: (line: string) => void): Promise<PushStep[]> {
  const clients = await makeClients(stack, sizes);
  const port = await anyFreePort();
  const raw = await startMeasured('raw', 'test/dist/bench/raw-server.main.js', {
    PORT: String(port),
    DATABASE_URL: stack.url(ADMIN),
  });
  const loads = Array.from({ length: LOADS }, startLoad);
  const changer = await openChanger(stack.url('cases_app'));
  const sides = {
    ours: {
      url: `${stack.address('gateway').replace('http', 'ws')}/graphql`,
      process: stack.process('gateway'),
      behind: [stack.process('cases'), stack.process('users')],
    },
    raw: { url: `ws://127.0.0.1:${port}`, process: raw, behind: [] },
  } satisfies Record<string, Pusher>;
  const pushing = { loads, changer, sizes, origin: ORIGIN, units: unitIds(sizes.units) };
  const steps: PushStep[] = [];
  try {
    for (const subscribers of sizes.subscribers) {
      const step = { subscribers, ours: [] as PushRound[], raw: [] as PushRound[] };
      steps.push(step);
      for (let round = 1; round <= sizes.rounds; round += 1)
        for (const side of ['ours', 'raw'] as const) {
          tell(`push to ${subscribers}, round ${round} of ${sizes.rounds}, ${side}`);
          step[side].push(await pushRound(pushing, sides[side], clients.slice(0, subscribers)));
        }
    }
  } finally {
    await changer.stop();
    await Promise.all(loads.map((load) => load.stop()));
    await raw.stop();
  }
  return steps;
}

/** Each subscriber watches one of the units, and the hot one, with a token of their own. */
async function makeClients({ issuer }: BenchStack, { subscribers: [, many], units }: Sizes): Promise<Client[]> {
  const hot = unitIds(units).at(-1)!;
  const iat = Math.floor(Date.now() / 1_000);
  return Promise.all(
    Array.from({ length: many }, async (_, place) => {
      const user = subscriber(place, units);
      return { token: await issuer.token(user, { claims: { iat, exp: iat + LIFETIME } }), units: [user.unit, hot] };
    }),
  );
}
