/** Files of registers, each as small as one can be. */

export const chapters = 'A00-B99Infektioner\nF00-Z99Allt annat\n';
/** Chapters, blocks and groups; more lines go to the chapters. */
export const groupFiles = (more = '') => ({
  'chapters.txt': `${chapters}${more}`,
  'blocks.txt': '\uFEFFA00-B99\t\tTarm\nF00-Z99\t\tResten',
  'groups.txt': 'A00-B99,F00-Z99:Alla sjukdomar',
});

/** Codes and synonyms in fixed columns; more lines go to the end of either. */
export function kshFiles({ codes = '', synonyms = '', encoding = 'latin1' as BufferEncoding } = {}) {
  const bytes = (text: string) => Buffer.from(text, encoding);
  return {
    'codes.ans': bytes(`A00-   Kolera\nA045   Enterit orsakad av något\nF43-P  Anpassningsstörning\n${codes}`),
    'synonyms.ans': bytes(
      `A00-   Kolera\nA00-   Asiatisk kolera\nA045   Tarminfektion\nF43-P  Krisreaktion, svår ångest\nF43-P  Livskris\n${synonyms}`,
    ),
  };
}

const HEADINGS = [
  'Komponent',
  'Kapitel',
  'Block',
  'Andra nivå',
  'Tredje nivå',
  'Fjärde nivå',
  'Kodnivå',
  'Sortering',
  'ICF-koder',
  'Leafnode',
  'Benämning/kodtext',
  'Alternativ term ',
  'Beskrivning',
  'Innefattar',
  'Utesluter',
];
const icfRow = (code: string, title: string, alternative = ''): string =>
  [
    'b',
    '1',
    '1',
    '0',
    '0',
    '0',
    '3',
    '1',
    code,
    'FALSE',
    title,
    alternative,
    `"Om ""${title}""\nför alla"`,
    `mycket; annat; `,
    '',
  ].join('\t');

/** A table of ICF with a block and a category that stands there twice, alike; one more row when it is asked for. */
export const icfTable = (code = '', title = ''): string =>
  [
    HEADINGS.join('\t'),
    icfRow('b1', 'Psykiska funktioner'),
    icfRow('', 'Ett block'),
    icfRow('b229a', 'Ett block som före 2019'),
    icfRow('b152', 'Emotionella funktioner', 'Känslor'),
    icfRow('d1', 'Lärande'),
    icfRow('d175', 'Att lösa problem'),
    icfRow('e1', 'Produkter'),
    icfRow('e110', 'Substanser'),
    icfRow('e110', 'Substanser'),
    icfRow('s1', 'Nervsystemet'),
    icfRow('s110', 'Hjärnan'),
    ...(code === '' ? [] : [icfRow(code, title)]),
  ]
    .map((line) => `${line}\r\n`)
    .join('');

const coded = (codes: readonly string[]) => codes.map((kod) => ({ kod, beskrivning: `Namn på ${kod}` }));

interface DocumentOptions {
  readonly title?: string;
  readonly text?: string;
  readonly status?: string;
  /** Central and complementary codes of ICF for each of the two fields. */
  readonly impairment?: readonly [string[], string[]];
  readonly limitation?: readonly [string[], string[]];
}

/** A document of the guidance as JSON:API has it. */
export const documentOf = (
  id: string,
  codes: readonly string[],
  {
    title = `Diagnoser ${id}`,
    text = '<p>Allmänt.</p>',
    status = 'giltig',
    impairment = [['b152'], []],
    limitation = [['d175'], []],
  }: DocumentOptions = {},
) => ({
  type: 'forsakringsmedicinskdiagnosinformation',
  id,
  attributes: {
    status: { kod: status },
    senastuppdaterad: '2019-05-31T22:00:00+0000',
    diagnosrubrik: title,
    diagnoskod: coded(codes),
    forsakringsmedicinskinformation: { markup: text },
    symtomprognosbehandling: { markup: '<p>Symtom.</p>' },
    informationomrehabilitering: { markup: '' },
    funktionsnedsattning: {
      funktionsnedsattningsbeskrivning: 'Nedsatt.',
      centralkod: coded(impairment[0]),
      kompletterandekod: coded(impairment[1]),
    },
    aktivitetsbegransning: {
      aktivitetsbegransningsbeskrivning: 'Begränsad.',
      centralkod: coded(limitation[0]),
      kompletterandekod: coded(limitation[1]),
    },
    referens: [{ text: 'Läs mer', uri: 'https://publisher.test/1' }],
  },
});

/** A typical case as JSON:API has it. */
export const caseOf = (id: string, codes: readonly string[], time: string | null, unit: string | null) => ({
  type: 'typfall',
  id,
  attributes: {
    status: { kod: 'giltig' },
    senastuppdaterad: '2019-05-31T22:00:00+0000',
    typfallsmening: `Typfall ${id}.`,
    fmbtillstand: { diagnoskod: coded(codes) },
    rekommenderadsjukskrivning: {
      maximalsjukskrivningsgrad: { kod: '1', beskrivning: 'heltid' },
      maximalsjukskrivningstid: time,
      maximalsjukskrivningsenhet: unit,
    },
  },
});

export const jsonApiOf = (data: readonly unknown[], next?: string): string =>
  JSON.stringify({ links: { self: 'x', next }, data });
