import { seed } from '../demo/seed.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { type InProcessStack, type StackOptions, startInProcessStack } from './in-process-stack.ts';

export interface SeededStack extends InProcessStack {
  readonly database: FreshDatabase;
}

/** The whole system in this process with the demo's data in a database of its own. */
export async function startSeededStack(
  clock?: () => Date,
  options: Omit<StackOptions, 'url' | 'clock'> = {},
): Promise<SeededStack> {
  const database = await freshDatabase();
  const stack = await startInProcessStack({ url: database.url, ...(clock && { clock }), ...options });
  await seed({ url: database.url, personServiceUrl: stack.personServiceUrl, agencyUrl: stack.agencyUrl });
  return {
    ...stack,
    database,
    async stop() {
      await stack.stop();
      await database.drop();
    },
  };
}
