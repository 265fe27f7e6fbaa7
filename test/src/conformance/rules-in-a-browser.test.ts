import type * as Rules from '@intygsgraf/certificates/rules';
import { type Answers, CERTIFICATE_TYPES, judge } from '@intygsgraf/certificates/rules';
import fc from 'fast-check';
import path from 'node:path';
import { chromium as playwright } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium } from '../support/chromium.ts';
import { anyAnswers } from './any-answers.ts';
import { strangeAnswers } from './strange-answers.ts';

const entry = path.resolve(import.meta.dirname, '../../../subgraphs/certificates/src/rules.ts');

/** The rules as one script of a page, under the name `rules`. */
async function bundled(): Promise<string> {
  const results = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['source'] },
    build: { write: false, lib: { entry, formats: ['iife'], name: 'rules' } },
  });
  const [result] = [results].flat();
  if (!result || !('output' in result)) throw new Error('nothing was built');
  return result.output[0].code;
}

let browser: Awaited<ReturnType<typeof playwright.launch>>;
let page: Awaited<ReturnType<typeof browser.newPage>>;
let script: string;
beforeAll(async () => {
  browser = await playwright.launch(await chromium());
  page = await browser.newPage();
  script = await bundled();
  await page.addScriptTag({ content: script });
  await page.addScriptTag({ content: `globalThis.read = ${read.toString()}` });
});
afterAll(() => browser.close());

const today = '2026-11-22';

/** JSON, with the numbers that it has not. */
const written = (answers: Answers): string =>
  JSON.stringify(answers, (_, value: unknown) =>
    typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
      ? { unwritable: String(value) }
      : value,
  );

/** Reads that again, here and in the page. */
const read = (json: string): Answers =>
  JSON.parse(json, (_, value: { unwritable?: unknown } | null) =>
    typeof value?.unwritable === 'string' ? Number(value.unwritable) : value,
  ) as Answers;

describe('The rules in a page', () => {
  it('are small, and have nothing of Node', () => {
    expect(script.length).toBeLessThan(400_000);
    expect(script).not.toMatch(/\bnode:|\brequire\(/);
  });

  it.each(CERTIFICATE_TYPES.map(({ id, version }, place) => [`${id} ${version}`, place] as const))(
    'judge any answers of %s as the server does, and what makes no sense at all',
    async (_, place) => {
      const type = CERTIFICATE_TYPES[place];
      if (!type) throw new Error('no type');
      const samples = [...fc.sample(anyAnswers(type), 60), ...fc.sample(strangeAnswers(type), 60)].map(written);
      const profiles = ['DRAFT', 'MESSAGE'] as const;
      const ours = profiles.map((profile) => samples.map((json) => judge(type, read(json), { today, profile })));
      const theirs = await page.evaluate(
        ({ place: index, jsons, day }) => {
          const { rules, read: readHere } = globalThis as unknown as { rules: typeof Rules; read: typeof read };
          const own = rules.CERTIFICATE_TYPES[index];
          if (!own) throw new Error('no type');
          return JSON.stringify(
            (['DRAFT', 'MESSAGE'] as const).map((profile) =>
              jsons.map((json) => rules.judge(own, readHere(json), { today: day, profile })),
            ),
          );
        },
        { place, jsons: samples, day: today },
      );
      expect(theirs).toEqual(JSON.stringify(ours));
    },
  );
});
