import { inject } from 'vitest';
import { connected } from '../demo/admin.ts';
import { seed, seededQuestions } from '../demo/seed.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { type InProcessStack, type StackOptions, startInProcessStack } from './in-process-stack.ts';

export interface SeededStack extends InProcessStack {
  readonly database: FreshDatabase;
}

/** The database with the demo's data that the run's others are copies of: bringing that in takes a second or two. */
const SEEDED = 'template_seeded';

/** A clock that shows another day than today would have stored other rows. */
const NEARLY_NOW = 60_000;

/** The whole system in this process with the demo's data in a database of its own. */
export async function startSeededStack(
  clock?: () => Date,
  options: Omit<StackOptions, 'url' | 'clock' | 'asked'> = {},
): Promise<SeededStack> {
  const isToday = !clock || Math.abs(clock().getTime() - Date.now()) < NEARLY_NOW;
  const database = await (isToday ? seededDatabase() : freshDatabase());
  const given = { ...options, url: database.url, ...(clock && { clock }) };
  const stack = isToday ? await startInProcessStack({ ...given, asked: seededQuestions() }) : await startAndSeed(given);
  return {
    ...stack,
    database,
    async stop() {
      await stack.stop();
      await database.drop();
    },
  };
}

/** The demo's data as it is today, for who starts the system over it in another way. */
export async function seededDatabase(): Promise<FreshDatabase> {
  await seedOnce();
  return freshDatabase(SEEDED);
}

async function startAndSeed(options: StackOptions): Promise<InProcessStack> {
  const stack = await startInProcessStack(options);
  await seed({ url: options.url, personServiceUrl: stack.personServiceUrl, agencyUrl: stack.agencyUrl });
  return stack;
}

/** The first worker of the run that needs it makes it; the others wait. */
const seedOnce = (): Promise<void> =>
  connected(inject('postgres'), async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [SEEDED]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [SEEDED]);
    if (rowCount !== 0) return;
    const { name, url } = await freshDatabase();
    const stack = await startAndSeed({ url });
    await stack.stop();
    await client.query(`alter database ${name} rename to ${SEEDED}`);
    await client.query(`alter database ${SEEDED} allow_connections false`);
  });
