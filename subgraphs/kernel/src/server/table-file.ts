import { CsvError, parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { CommandError } from './commands.ts';

/** A row of a file of rows and columns (CSV, TSV). */
export interface TableRow {
  /** The line it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface TableForm {
  readonly delimiter: ',' | ';' | '\t';
  /** What may stand around a cell; false when a quotation mark is text like any other. */
  readonly quote: '"' | false;
}

/** Longest row, characters; a file of another kind may have no line break at all. */
const LONGEST_ROW = 100_000;

/** The rows of a file, read as they are asked for; a byte order mark is left out. Throws CommandError naming the line. */
export async function* readTable(file: string, form: TableForm): AsyncGenerator<TableRow> {
  const parser = parse({ ...form, bom: true, info: true, relax_column_count: true, max_record_size: LONGEST_ROW });
  const source = createReadStream(file).on('error', (error) => parser.destroy(error));
  let line = 1;
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      yield { line, cells: record };
      line = info.lines + 1;
    }
  } catch (error) {
    throw unreadable(file, line, error);
  } finally {
    source.destroy();
  }
}

/** Whether the last line of a file is whole: a file that was cut seldom ends with a line break. */
export async function endsWithLineBreak(file: string): Promise<boolean> {
  await using handle = await open(file).catch((error: unknown) => {
    throw unreadable(file, 1, error);
  });
  const { size } = await handle.stat();
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
  return buffer.toString('latin1') === '\n';
}

/** What is wrong with a file, without quoting it. */
export function unreadable(file: string, line: number, error: unknown): unknown {
  const name = path.basename(file);
  if (error instanceof CsvError)
    return new CommandError(`${name}, line ${line}: the row does not end as it began; the file may be cut.`);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new CommandError(`There is no file ${file}.`);
  if (code === 'EACCES' || code === 'EISDIR') return new CommandError(`${file} cannot be read (${code}).`);
  return error;
}
