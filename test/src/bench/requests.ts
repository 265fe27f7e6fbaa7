import type { MeasuredProcess } from './measured-process.ts';
import type { RequestSizes } from './sizes.ts';
import { median } from './statistics.ts';

/** Who answers a question, and with what right it is asked. */
export interface Answerer {
  readonly name: string;
  readonly url: string;
  readonly process: MeasuredProcess;
  authorization(): Promise<string>;
}

/** CPU of the answering process, microseconds a request: of each round. */
export interface RequestRounds {
  readonly gateway: readonly number[];
  readonly other: readonly number[];
}

export interface Asking {
  readonly query: string;
  /** For the request with this number; no two that follow one another are alike. */
  variables(place: number): Record<string, unknown>;
}

/** Asks the gateway and somebody else the same in turn. Throws when they do not answer the same. */
export async function compare(
  gateway: Answerer,
  other: Answerer,
  asking: Asking,
  sizes: RequestSizes,
): Promise<RequestRounds> {
  await checkEqual(gateway, other, asking);
  const measured = { gateway: [] as number[], other: [] as number[] };
  for (const side of [gateway, other]) await ask(side, asking, sizes.requests, sizes.concurrency, 0);
  for (let round = 1; round <= sizes.rounds; round += 1) {
    const first = round * sizes.requests;
    measured.gateway.push(await cpu(gateway, asking, sizes, first));
    measured.other.push(await cpu(other, asking, sizes, first));
  }
  return measured;
}

export const ratio = ({ gateway, other }: RequestRounds): number => median(gateway) / median(other);

async function cpu(side: Answerer, asking: Asking, { requests, concurrency }: RequestSizes, first: number) {
  const before = await side.process.usage();
  await ask(side, asking, requests, concurrency, first);
  const after = await side.process.usage();
  return (after.cpu - before.cpu) / requests;
}

async function ask(side: Answerer, asking: Asking, requests: number, concurrency: number, first: number) {
  let next = first;
  const worker = async (): Promise<void> => {
    while (next < first + requests) await one(side, asking, next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

async function one(
  { name, url, authorization }: Answerer,
  { query, variables }: Asking,
  place: number,
): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'graphql-require-preflight': '1',
      authorization: `Bearer ${await authorization()}`,
    },
    body: JSON.stringify({ query, variables: variables(place) }),
  });
  const text = await response.text();
  if (text.includes('"errors"') || !text.includes('"edges":[{'))
    throw new Error(`${name} answered ${text.slice(0, 500)}`);
  return text;
}

async function checkEqual(gateway: Answerer, other: Answerer, asking: Asking): Promise<void> {
  const [ours, theirs] = [await one(gateway, asking, 0), await one(other, asking, 0)];
  if (data(ours) !== data(theirs)) throw new Error(`not the same answer:\n${ours}\n${theirs}`);
}

const data = (text: string): string => JSON.stringify((JSON.parse(text) as { data: unknown }).data);
