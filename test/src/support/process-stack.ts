import { seed } from '../demo/seed.ts';
import { type Stack, type StackOptions, startStack } from '../demo/stack.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

export interface ProcessStack extends Stack {
  readonly database: FreshDatabase;
}

/** The whole system as processes of their own with the demo's data: for tests that kill or freeze one. Needs a build. */
export async function startProcessStack(
  options: Omit<StackOptions, 'database' | 'isCold'> = {},
): Promise<ProcessStack> {
  const database = await freshDatabase();
  const stack = await startStack({ ...options, database, isCold: true });
  const { addresses } = stack;
  await seed({ url: database.url, personServiceUrl: addresses['person-service'], agencyUrl: addresses.agency });
  return {
    ...stack,
    database,
    async stop() {
      await stack.stop();
      await database.drop();
    },
  };
}
