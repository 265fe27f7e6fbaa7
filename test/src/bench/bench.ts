import { type HookRounds, measureHooks } from './cds-hooks-figures.ts';
import { type CertificateFigures, measureCertificates } from './certificates.ts';
import { measurePrints, type PrintRounds } from './print-figures.ts';
import { measurePush, type PushStep } from './push-figures.ts';
import { measureRequests, type RequestFigures } from './request-figures.ts';
import { measureSearch, type SearchFigures } from './search.ts';
import type { Sizes } from './sizes.ts';
import { type BenchStack, startBenchStack } from './stack.ts';
import { makeWorld } from './world.ts';

/** All that a run measured. */
export interface Measured {
  readonly push: readonly PushStep[];
  readonly requests: RequestFigures;
  readonly certificates: CertificateFigures;
  readonly prints: PrintRounds;
  readonly search: SearchFigures;
  readonly hooks: HookRounds;
}

/** Starts the system over a new database of the server, with the data that is measured on. */
export async function startBench(adminUrl: string, sizes: Sizes, tell: (line: string) => void): Promise<BenchStack> {
  tell('starting the system');
  const stack = await startBenchStack(adminUrl, `bench_${process.pid}`);
  try {
    tell('making units, users, certificates and cases');
    await makeWorld({
      url: stack.url,
      personServiceUrl: stack.address('person-service'),
      agencyUrl: stack.address('agency'),
      subscribers: sizes.subscribers[1],
      units: sizes.units,
      listed: sizes.listed,
    });
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

export async function measure(stack: BenchStack, sizes: Sizes, tell: (line: string) => void): Promise<Measured> {
  const push = await measurePush(stack, sizes, tell);
  const requests = await measureRequests(stack, sizes, tell);
  tell('answering journal systems');
  const hooks = await measureHooks(stack, sizes.hooks);
  tell('judging certificates');
  const certificates = await measureCertificates(sizes.judgements);
  tell('printing thirty pages');
  const prints = await measurePrints(sizes.prints);
  tell('searching diagnoses');
  const search = await measureSearch(stack, sizes);
  return { push, requests, hooks, certificates, prints, search };
}
