import type * as Rules from '@intygsgraf/certificates/rules';
import { CERTIFICATE_TYPES, judge } from '@intygsgraf/certificates/rules';
import fc from 'fast-check';
import path from 'node:path';
import { chromium as playwright } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium } from '../support/chromium.ts';
import { anyAnswers } from './any-answers.ts';

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
});
afterAll(() => browser.close());

const today = '2026-11-22';

describe('The rules in a page', () => {
  it('are small, and have nothing of Node', () => {
    expect(script.length).toBeLessThan(400_000);
    expect(script).not.toMatch(/\bnode:|\brequire\(/);
  });

  it.each(CERTIFICATE_TYPES.map(({ id, version }, place) => [`${id} ${version}`, place] as const))(
    'judge any answers of %s as the server does',
    async (_, place) => {
      const type = CERTIFICATE_TYPES[place];
      if (!type) throw new Error('no type');
      const samples = fc.sample(anyAnswers(type), 100);
      const profiles = ['DRAFT', 'MESSAGE'] as const;
      const ours = profiles.map((profile) => samples.map((answers) => judge(type, answers, { today, profile })));
      const theirs: unknown = await page.evaluate(
        ({ place: index, json, day }) => {
          const { rules } = globalThis as unknown as { rules: typeof Rules };
          const own = rules.CERTIFICATE_TYPES[index];
          if (!own) throw new Error('no type');
          const all = JSON.parse(json) as Parameters<typeof rules.judge>[1][];
          return (['DRAFT', 'MESSAGE'] as const).map((profile) =>
            all.map((answers) => rules.judge(own, answers, { today: day, profile })),
          );
        },
        { place, json: JSON.stringify(samples), day: today },
      );
      expect(theirs).toEqual(ours);
    },
  );
});
