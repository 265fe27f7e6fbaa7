import { read as readBook, utils } from '@e965/xlsx';
import { CommandError, endsWithLineBreak, faulty, readTable, UnknownFormError } from '@intygsgraf/kernel/server';
import path from 'node:path';
import { type IcfCategory, type IcfForm, icfFormOf, missingComponents, readIcfRow } from '../../domain/icf/icf.ts';
import { bytesOf, type ReadEntries } from '../registers/read-file.ts';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows of headings stand near the top. */
const HEADING_WITHIN = 10;
const WORKBOOK = /\.xlsx?$/i;

/** Reads ICF with its alternative terms from the published workbook (.xls, .xlsx) or a sheet of it with tabs. */
export async function readIcf(files: readonly string[]): Promise<ReadEntries<IcfCategory>> {
  const [file = '', ...more] = files;
  if (more.length > 0) throw new CommandError('ICF comes in from one file. Nothing changed.');
  const name = path.basename(file);
  const rows = WORKBOOK.test(file) ? await sheetOf(file, name) : await tableOf(file, name);
  const place = rows.slice(0, HEADING_WITHIN).findIndex(({ cells }) => icfFormOf(cells));
  const form = icfFormOf(rows[place]?.cells ?? []);
  if (!form) throw new UnknownFormError(`${name} is in no form of ICF that is known (--help tells which are).`);
  return gathered(name, form, rows.slice(place + 1));
}

function gathered(name: string, form: IcfForm, rows: readonly Row[]): ReadEntries<IcfCategory> {
  const found = new Map<string, IcfCategory>();
  const [faults, leftOut]: [string[], string[]] = [[], []];
  let [blocks, coded] = [0, 0];
  for (const { line, cells } of rows) {
    const row = readIcfRow(form, cells);
    const where = `${name}, line ${line}`;
    if ('fault' in row) faults.push(`${where}, column ${row.column}: ${row.fault}`);
    else if ('leftOut' in row) blocks += row.leftOut === 'block' ? 1 : 0;
    else {
      coded++;
      const { code } = row.category;
      const known = found.get(code);
      if (!known) found.set(code, row.category);
      else if (JSON.stringify(known) === JSON.stringify(row.category))
        leftOut.push(`${where}: ${code} stands there twice, alike`);
      else faults.push(`${where}, column ${form.code + 1}: ${code} stands there twice`);
    }
  }
  if (faults.length > 0) throw faulty('The classification', faults);
  const missing = missingComponents([...found.keys()]);
  if (missing.length > 0)
    throw new CommandError(`${name} has nothing of ${missing.join(', ')}: it is cut. Nothing changed.`);
  const all = [...found.values()];
  const of = (component: string) => all.filter(({ code }) => code.startsWith(component)).length;
  return {
    entries: all.map((content) => ({ code: content.code, content })),
    counts: {
      rowsWithCode: coded,
      blocks,
      ...Object.fromEntries(['b', 's', 'd', 'e'].map((component) => [component, of(component)])),
      withAlternative: all.filter(({ alternative }) => alternative).length,
    },
    leftOut,
  };
}

async function sheetOf(file: string, name: string): Promise<Row[]> {
  let book: ReturnType<typeof readBook>;
  try {
    book = readBook(await bytesOf(file), { dense: true, cellFormula: false, cellHTML: false });
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${name} is no whole workbook: it may be cut. Nothing changed.`);
  }
  for (const sheet of Object.values(book.Sheets)) {
    const cells = utils.sheet_to_json<(string | undefined)[]>(sheet, {
      header: 1,
      raw: false,
      defval: '',
      blankrows: true,
    });
    const rows = cells.map((row, place) => ({ line: place + 1, cells: [...row].map((cell) => cell ?? '') }));
    if (rows.slice(0, HEADING_WITHIN).some((row) => icfFormOf(row.cells))) return rows;
  }
  return [];
}

async function tableOf(file: string, name: string): Promise<Row[]> {
  if (!(await endsWithLineBreak(file)))
    throw new CommandError(`${name} does not end with a line break: it may be cut. Nothing changed.`);
  const rows: Row[] = [];
  for await (const row of readTable(file, { delimiter: '\t', quote: '"' })) rows.push(row);
  return rows;
}
