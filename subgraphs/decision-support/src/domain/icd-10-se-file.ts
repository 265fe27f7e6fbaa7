import { type DiagnosisMarker, type DiagnosisRecord, ICD_10_SE_CODE, normalCode } from './diagnosis.ts';

/** What a column of a file of ICD-10-SE holds. */
type Column = 'code' | 'title' | 'marker' | 'validFrom';

/** A form in which Socialstyrelsen's register is handed on. */
export interface RegisterForm {
  readonly name: string;
  readonly quote: '"' | false;
  /** Its columns; null for a form without a header. */
  readonly header: readonly string[] | null;
  /** Where a header's column is, and that it must be there. */
  readonly columns: Readonly<Partial<Record<Column, number>>>;
  /** Every row has this many cells; null for a header with columns that come and go. */
  readonly width: number | null;
  /** Its last line ends with a line break. */
  readonly isClosed: boolean;
}

/** Of the file with a header in quotation marks: the columns that are read, by the beginning of their names. */
const PUBLISHED: Readonly<Record<Column, string>> = {
  code: 'Kod',
  title: 'Titel',
  marker: 'Manifestation',
  validFrom: 'Giltig från',
};

/**
 * The form of a file by its first row; undefined when it is none of the three: the published table (its cells in
 * quotation marks), the merged table, and the lists without a header (code, marker, title), one for each length of code.
 */
export function registerFormOf(first: readonly string[]): RegisterForm | undefined {
  const cells = first.map((cell) => cell.replaceAll(/^\s*"|"\s*$/g, ''));
  if (cells.join() === 'kod,positioner,markor,titel') return { ...MERGED, header: cells };
  if (cells.length === 3 && ICD_10_SE_CODE.test(normalCode(cells[0] ?? ''))) return LIST;
  const place = (name: string) =>
    cells.findIndex((cell) => cell === name || (name.length > 5 && cell.startsWith(name)));
  const [code, title, validFrom] = [place(PUBLISHED.code), place(PUBLISHED.title), place(PUBLISHED.validFrom)];
  const marker = place(PUBLISHED.marker);
  if (code < 0 || title < 0 || validFrom < 0) return undefined;
  const columns = { code, title, validFrom, ...(marker >= 0 && { marker }) };
  return { name: 'published', quote: '"', header: cells, columns, width: cells.length, isClosed: false };
}

const MERGED: RegisterForm = {
  name: 'merged',
  quote: false,
  header: null,
  columns: { code: 0, marker: 2, title: 3 },
  width: 4,
  isClosed: true,
};
const LIST: RegisterForm = {
  name: 'list',
  quote: false,
  header: null,
  columns: { code: 0, marker: 1, title: 2 },
  width: 3,
  isClosed: false,
};

/** What a row is: a diagnosis, left out for a reason, or wrong in some column (from 1). */
export type ReadRow =
  | { readonly record: DiagnosisRecord }
  | { readonly leftOut: 'chapter' | 'block' | 'no validity' | 'empty' }
  | { readonly column: number; readonly fault: string };

const MARKERS: Readonly<Record<string, DiagnosisMarker | null>> = {
  '': null,
  '†': 'ETIOLOGY',
  '*': 'MANIFESTATION',
};

/** `YYYY-MM-DD` of a date as registers write it, perhaps with a time behind it; undefined when it is none. */
function dateOf(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}`;
  const time = Date.parse(iso);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined;
}

/** Control characters, and what stands for a byte that is no UTF-8. */
// oxlint-disable-next-line eslint/no-control-regex -- control characters are what it looks for
const UNPRINTABLE = /[\u0000-\u001F\u007F\uFFFD]/;

/** Reads one row, the header excepted. */
export function readRegisterRow(form: RegisterForm, cells: readonly string[]): ReadRow {
  const { columns, width } = form;
  const text = (column: Column) => (columns[column] === undefined ? '' : (cells[columns[column]] ?? '').trim());
  const fault = (column: Column, what: string): ReadRow => ({ column: (columns[column] ?? 0) + 1, fault: what });
  if (cells.every((cell) => cell.trim() === '')) return { leftOut: 'empty' };
  if (width !== null && cells.length !== width)
    return { column: Math.min(cells.length, width), fault: `the row has ${cells.length} cells, not ${width}` };
  const code = text('code');
  if (form.name === 'published') {
    // chapters have numbers, blocks are ranges; what never became valid has no date
    if (/^\d/.test(code)) return { leftOut: 'chapter' };
    if (code.includes('-')) return { leftOut: 'block' };
    if (text('validFrom') === '') return { leftOut: 'no validity' };
  }
  if (!ICD_10_SE_CODE.test(normalCode(code))) return fault('code', 'this is no code of ICD-10-SE');
  const title = text('title');
  if (title === '') return fault('title', 'there is no title');
  if (UNPRINTABLE.test(title)) return fault('title', 'the title is not readable as UTF-8 text');
  const marker = MARKERS[text('marker').replaceAll(/[()]/g, '')];
  if (marker === undefined) return fault('marker', 'the marker is neither †, * nor empty');
  if (columns.validFrom === undefined) return { record: { code: normalCode(code), title, marker } };
  const validFrom = dateOf(text('validFrom'));
  if (!validFrom) return fault('validFrom', 'this is no date');
  return { record: { code: normalCode(code), title, marker, validFrom } };
}
