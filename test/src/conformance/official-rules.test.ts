import { beforeAll, describe, expect, it } from 'vitest';
import { type OfficialRules, openOfficialRules } from '../counterparts/agency/official-rules.ts';
import { bytesOf, conformanceFolder, type FolderRow } from './conformance-folder.ts';

const here = conformanceFolder('how we run the nation’s rules');
const plain = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();
const expected = ({ expectedErrors = [] }: FolderRow): string[] =>
  expectedErrors.flatMap(({ kind, message }) => (kind === 'schematron' ? [plain(message ?? '')] : [])).toSorted();

const refused = (here?.rows ?? []).filter((row) => expected(row).length > 0);
/** What is told alike of several is looked at in one of them; what is sound, where certificates are written again. */
const told = [...Map.groupBy(refused, (row) => `${String(row.schematron)} ${expected(row).join()}`).values()];
const byRules = [
  ...Map.groupBy(
    told.flatMap(([first]) => first ?? []),
    ({ schematron }) => String(schematron),
  ),
];

describe.skipIf(!here).each(byRules)('The nation’s rules %s as we run them', (published, rows) => {
  let rules: OfficialRules;
  beforeAll(async () => {
    rules = await openOfficialRules();
  });

  it('say of a certificate what another implementation says, rule by rule', () => {
    for (const row of rows) {
      const xml = new TextDecoder().decode(bytesOf(here?.folder ?? '', row));
      const broken = rules(xml, published.replace('.sch', '')).map(plain).toSorted();
      expect.soft([row.file, broken]).toEqual([row.file, expected(row)]);
    }
  });
});
