import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A code, its marker (†, * or none), its title. */
export type Row = readonly [code: string, marker: '' | '†' | '*', title: string];

/** A register as small as one can be: codes of every letter, of three, four and five positions. */
export const edition: readonly Row[] = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').flatMap((letter): Row[] => [
  [`${letter}00`, '', `Sjukdom ${letter}`],
  [`${letter}001`, letter === 'B' ? '†' : letter === 'C' ? '*' : '', `Sjukdom ${letter}, lindrig`],
  [`${letter}001A`, '', `Sjukdom ${letter}, lindrig, på övre delen`],
  // its fourth position says where, not what: the wider code has three
  [`${letter}0020`, '', `Sjukdom ${letter}, i hemmet`],
]);

/** With a header, as the merged table is: lines end as on Windows. */
export const merged = (rows: readonly Row[] = edition): string =>
  [
    'kod\tpositioner\tmarkor\ttitel',
    ...rows.map(([code, marker, title]) => [code, code.length, marker, title].join('\t')),
  ]
    .map((line) => `${line}\r\n`)
    .join('');

/** Without a header, as the lists are: a byte order mark, no line break at the end. */
export const listed = (length: number, rows: readonly Row[] = edition): string =>
  `\uFEFF${rows
    .filter(([code]) => code.length === length)
    .map((row) => row.join('\t'))
    .join('\n')}`;

const quoted = (cells: readonly string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join('\t');

/** In quotation marks, as the published table is: with dots, chapters, blocks, codes that never became valid. */
export const published = (rows: readonly Row[] = edition): string =>
  [
    ['Kod', 'Giltig från', 'Överordnad kod', 'Titel', 'Latin', 'Beskrivning', 'Manifestation(*)/Etiologi(†)'],
    ['01', '1997-01-01', '', 'Ett kapitel', '', '', ''],
    ['A00-B99', '1997-01-01', '01', 'Ett avsnitt', '', '', ''],
    ['A09', '', 'A00-B99', 'Blev aldrig giltig', '', '', ''],
    ...rows.map(([code, marker, title]) => [
      code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code,
      '1997-01-01',
      code.slice(0, 3),
      title,
      '',
      'över\nflera "rader"',
      marker,
    ]),
  ]
    .map((cells) => `${quoted(cells)}\n`)
    .join('');

/** Files in a folder of their own, which goes with the test; their paths. */
export async function filesOf(texts: Readonly<Record<string, string | Buffer>>): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'intygsgraf-import-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = Object.entries(texts).map(([name, text]) => [path.join(folder, name), text] as const);
  for (const [file, text] of files) await writeFile(file, text);
  return files.map(([file]) => file);
}
