import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { type CdsClient, createCdsClient } from '../counterparts/cds-client/cds-client.ts';
import { listen } from '../counterparts/listen.ts';
import { type Cards, responseShape } from './cds-shapes.ts';
import { ORIGIN } from './in-process-stack.ts';
import { type SeededStack, startSeededStack } from './seeded-stack.ts';

export const VIEW = 'fmb-patient-view';
export const CREATE = 'fmb-problem-list-item-create';

export interface CdsStack extends SeededStack {
  /** A journal system whose keys are at an address. */
  readonly journal: CdsClient;
  /** Another one, whose keys were given beforehand. */
  readonly other: CdsClient;
  /** What the address of the keys was asked. */
  readonly asked: string[];
}

const OTHER = 'https://other-journal.test';

/** The whole system, and two journal systems that may call it by CDS Hooks. */
export async function startCdsStack(): Promise<CdsStack> {
  const asked: string[] = [];
  let journal: CdsClient | undefined;
  const keys = await listen(() => (request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify(journal?.jwks));
  });
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'intyg-keys-')), 'jwks.json');
  const forOther = await createCdsClient(OTHER, '', 'RS384');
  await writeFile(file, JSON.stringify(forOther.jwks));
  const stack = await startSeededStack(undefined, {
    cdsHooks: {
      clients: new Map([
        [keys.url, `${keys.url}/jwks`],
        [OTHER, pathToFileURL(file).href],
      ]),
      origins: new Set([ORIGIN]),
    },
  });
  journal = await createCdsClient(keys.url, stack.gatewayUrl, 'ES384', `${keys.url}/jwks`);
  return {
    ...stack,
    journal,
    other: forOther.at(stack.gatewayUrl),
    asked,
    async stop() {
      await stack.stop();
      await keys.stop();
    },
  };
}

/** Cards of an answer that keeps to the specification, field by field. */
export async function cardsIn(answer: Response): Promise<Cards> {
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('application/json'),
  ]);
  return responseShape.parse(await answer.json()).cards;
}

/** Status of a refusal, with the fields that it names. */
export async function refusalIn(answer: Response): Promise<[status: number, code: unknown, ...fields: unknown[]]> {
  const { errors } = (await answer.json()) as { errors: { extensions: { code: string; field?: string } }[] };
  const [first] = errors;
  const fields = errors.flatMap(({ extensions: { field } }) => (field === undefined ? [] : [field]));
  return [answer.status, first?.extensions.code, ...fields];
}
