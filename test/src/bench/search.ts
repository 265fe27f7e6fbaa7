import { carryRegisters, database } from '@intygsgraf/decision-support';
import { inSession, openOrm } from '@intygsgraf/kernel/server';
import { execFile } from 'node:child_process';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import pg from 'pg';
import { claimsOf } from '../support/behind-the-gateway.ts';
import { peerFile } from '../support/peer.ts';
import { root } from './measured-process.ts';
import type { SearchSizes, Sizes } from './sizes.ts';
import type { BenchStack } from './stack.ts';
import { clock, quantile } from './statistics.ts';
import { type Named, type Typed, typedBy } from './typed.ts';
import { subscriber } from './world.ts';

/** How searches were answered that came at their pace, whether those before were answered or not. */
export interface SearchFigures {
  /** Names that were searched. */
  readonly names: number;
  readonly searches: number;
  readonly perSecond: number;
  /** From when it was to come to its last byte, milliseconds. */
  readonly ours: { readonly p50: number; readonly p99: number };
  /** What the subgraph itself took of that, milliseconds. */
  readonly server: { readonly p50: number; readonly p99: number };
  /** Names that begin so, by one select of a bare client of the database, at the same pace. */
  readonly bare: { readonly p50: number; readonly p99: number };
  /** CPU of the subgraph, milliseconds a search. */
  readonly cpu: number;
}

const SEARCH = `query ($search: String!, $codeSystem: DiagnosisCodeSystem!) {
  diagnoses(search: $search, codeSystem: $codeSystem) {
    hasMore suggestions { foundBy isSynonym isTooWide diagnosis { code codeSystem title } } } }`;

const FILES: readonly [register: string, ...files: string[]][] = [
  ['icd-10-se', 'icd-10-se/icd-10-se-2022.tsv'],
  ['ksh97p', 'ksh97p/KSH97P_KOD.ANS', 'ksh97p/KSH97P_SFAMALT.ANS'],
];

/** Brings the whole registers in where they are at hand, else what the project carries. */
async function bringRegisters(databaseUrl: string, isWhole: boolean): Promise<void> {
  const found = FILES.map(([register, ...files]) => [
    register,
    ...files.map((file) => peerFile(`reference-data/${file}`, 'the search is measured over the small part')),
  ]);
  if (isWhole && found.flat().every((file) => file !== undefined)) {
    const cli = path.join(root, 'subgraphs/decision-support/dist/cli.js');
    for (const of of found as string[][])
      await promisify(execFile)(process.execPath, [cli, 'import', ...of], {
        env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl },
      });
    return;
  }
  const orm = await openOrm(database, databaseUrl);
  try {
    await inSession(orm, { scope: 'system' }, (em) => carryRegisters(em, new Date(), '2026-11-22'));
  } finally {
    await orm.close();
  }
}

/** Asks at the pace, and waits for nobody; milliseconds from when each was to be asked to its answer. */
async function atPace(
  typed: readonly Typed[],
  perSecond: number,
  ask: (typed: Typed, place: number) => Promise<void>,
): Promise<number[]> {
  const times: Promise<number>[] = [];
  const began = clock();
  while (times.length < typed.length) {
    const due = Math.floor(((clock() - began) / 1_000) * perSecond) + 1;
    for (const one of typed.slice(times.length, due)) {
      const at = began + (times.length * 1_000) / perSecond;
      const answered = ask(one, times.length).then(() => clock() - at);
      // told by who waits for all
      answered.catch(() => {});
      times.push(answered);
    }
    await new Promise((wait) => setTimeout(wait, 1));
  }
  return Promise.all(times);
}

/** Searches the whole registers as many users would who type at the same time. Throws when one is not answered. */
export async function measureSearch(stack: BenchStack, sizes: Sizes): Promise<SearchFigures> {
  const { perSecond, searches, warmUp, isWhole, users } = sizes.search;
  const url = stack.url('decision_support_app');
  await bringRegisters(url, isWhole);
  const pool = new pg.Pool({ connectionString: url, max: 10, options: '-c app.scope=user' });
  const agent = new Agent({ keepAlive: true });
  try {
    const { rows: names } = await pool.query<Named>(
      `select code, code_system as "codeSystem", unnest(array[title] || synonyms) as name from decision_support.diagnosis
       where length(code) < 5 or code_system = 'KSH_97_P' order by code_system, code, name`,
    );
    const typed = typedBy(names, warmUp + searches);
    const server = stack.process('decision-support');
    const ask = asker(stack, agent, users, sizes);
    // a few at a time: who has just started cannot keep up yet
    const cold = typed.slice(0, warmUp).entries();
    const worker = async () => {
      for (const [place, one] of cold) await ask(one, place);
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    const before = await server.usage();
    const ours = await atPace(typed.slice(warmUp), perSecond, ask);
    const after = await server.usage();
    const cpu = (after.cpu - before.cpu) / 1_000 / searches;
    const bare = await atPace(typed.slice(warmUp), perSecond, (one) => select(pool, one));
    const shown = (times: readonly number[]) => ({ p50: quantile(times, 0.5), p99: quantile(times, 0.99) });
    return {
      names: names.length,
      searches,
      perSecond,
      ours: shown(ours),
      server: shown(after.served),
      bare: shown(bare),
      cpu,
    };
  } finally {
    agent.destroy();
    await pool.end();
  }
}

function asker(stack: BenchStack, agent: Agent, users: SearchSizes['users'], { units }: Sizes) {
  const url = `${stack.address('decision-support')}/graphql`;
  const claims = Array.from({ length: users }, (_, place) => claimsOf(subscriber(place, units)));
  return async (variables: Typed, place: number): Promise<void> => {
    const authorization = `Bearer ${await stack.identity.token('decision-support', claims[place % users])}`;
    const answered = Promise.withResolvers<string>();
    const headers = { 'content-type': 'application/json', authorization };
    request(url, { method: 'POST', agent, headers }, (response) => answered.resolve(text(response)))
      .on('error', answered.reject)
      .end(JSON.stringify({ query: SEARCH, variables }));
    const answer = await answered.promise;
    if (!answer.startsWith('{"data":{"diagnoses":{')) throw new Error(`a search was answered ${answer.slice(0, 300)}`);
  };
}

async function select(pool: pg.Pool, { search, codeSystem }: Typed): Promise<void> {
  await pool.query(
    `select code, label from decision_support.search_term where code_system = $1 and term like $2
     order by familiarity, length(term) limit 18`,
    [codeSystem, `${search.toLowerCase()}%`],
  );
}
