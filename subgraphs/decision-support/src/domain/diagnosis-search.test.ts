import { describe, expect, it } from 'vitest';
import { type DiagnosisPatterns, diagnosisPatterns, searchTextOf, wordsOf } from './diagnosis-search.ts';
import { ICD_10_SE } from './diagnoses/icd-10-se.ts';

/** What SQL's LIKE does. */
const like = (text: string, pattern: string): boolean =>
  new RegExp(`^${pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('%', '.*')}$`).test(text);

/** The codes that a search finds, the best first: what the database does with the patterns. */
function found(search: string): string[] {
  const { every, ranks }: DiagnosisPatterns = diagnosisPatterns(search) ?? { every: [['']], ranks: [] };
  const rank = (text: string) => {
    const place = ranks.findIndex((all) => all.every((pattern) => like(text, pattern)));
    return place < 0 ? ranks.length : place;
  };
  return ICD_10_SE.map((record) => ({ ...record, text: searchTextOf(record) }))
    .filter(({ text }) => every.every((any) => any.some((pattern) => like(text, pattern))))
    .toSorted((one, other) => rank(one.text) - rank(other.text) || one.title.length - other.title.length)
    .map(({ code }) => code);
}

describe('Words of a title', () => {
  it.each([
    ['Ångestsyndrom', ['angestsyndrom']],
    ['Striæ atrophicæ', ['striae', 'atrophicae']],
    [
      'Tand- och käkmissbildningar (felaktig sammanbitning)',
      ['tand', 'och', 'kakmissbildningar', 'felaktig', 'sammanbitning'],
    ],
    ['B12-brist, 100 %', ['b12', 'brist', '100']],
    ['%_ \\ \'"', []],
  ])('of %j are %j', (title, words) => {
    expect(wordsOf(title)).toEqual(words);
  });
});

describe('A search for a diagnosis', () => {
  it.each([
    ['f43', ['F43', 'F438A', 'F430', 'F432', 'F431', 'F438']],
    ['F43.8', ['F438', 'F438A']],
    ['F 43 8a', ['F438A']],
    ['f438A', ['F438A']],
  ])('%j finds codes that begin so, the very one first', (search, codes) => {
    expect(found(search)).toEqual(expect.arrayContaining(codes));
    expect(found(search)[0]).toBe(codes[0]);
    expect(found(search).every((code) => code.startsWith(codes[0]?.slice(0, 3) ?? ''))).toBe(true);
  });

  it.each(['F', 'F4', '43', '4'])('%j is no code yet: from three characters', (search) => {
    expect(found(search).filter((code) => code.startsWith('F43'))).toEqual(
      ICD_10_SE.filter(
        ({ code, title }) =>
          code.startsWith('F43') && wordsOf(title).some((word) => word.startsWith(search.toLowerCase())),
      ).map(({ code }) => code),
    );
  });

  it('takes words from the first letter, at the beginning of a word', () => {
    const titles = new Map(ICD_10_SE.map(({ code, title }) => [code, title]));
    const all = found('p').map((code) => titles.get(code) ?? '');
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter((title) => !wordsOf(title).some((word) => word.startsWith('p')))).toEqual([]);
  });

  it.each([
    ['angest', 'F41'],
    ['ÅNGEST', 'F411'],
    ['utmattnings', 'F438A'],
    ['artros', 'M17'],
    ['svår stress reaktion', 'F43'],
    ['hjartinfarkt akut', 'I21'],
  ])('%j finds %s by its words, in any order and without diacritics', (search, code) => {
    expect(found(search)).toContain(code);
  });

  it('puts the title that is the search before one that begins so, and that before one that has it within', () => {
    expect(found('migrän')[0]).toBe('G43');
    const arthrosis = found('astma');
    expect(arthrosis.slice(0, 2)).toEqual(['J45', 'J459']);
  });

  it.each(['', '   ', '%', '_%_', "'; drop table"])('%j finds nothing, and means nothing to the database', (search) => {
    expect(found(search)).toEqual([]);
  });
});
