import { normalCode } from '../diagnosis.ts';
import { type Advice, AdviceKind, INTERVALS, type LengthStatistics, type RiskQuestion } from './support.ts';

/** A sheet of the published workbooks, or the same as CSV: every cell as text. */
export interface Sheet {
  /** For reports: the file, and the sheet in it. */
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** Which of the published sheets these are, each told by its heading. Source: SRS_PM_indata, SRS_indata, nationellstatistik. */
const HEADS = {
  /** Words of the questions (Kodning av variabelnamn). */
  questions: ['Variabelnamn i prediktiv modell', 'Type', '', 'Frågetext', '', 'Hjälptext'],
  /** Words of the answers (Kodning av värden för factor). */
  choices: ['Tillhör frågeid', 'Svarstext', 'SvarsId i prediktionsmodell', 'Order', 'Default'],
  /** Which questions a diagnosis has, in which order (Variabler per diagnos). */
  asked: ['Diagnos', 'Variabelnamn i prediktiv modell', 'Order'],
  /** Diagnoses with their prevalence (SRS_DIAGNOSER). */
  diagnoses: ['Diagnosgrupp', 'ICD10', 'Diagnostext', 'Prevalence'],
  /** Advice for each diagnosis (Kopplingstabell). */
  advice: ['ICD10', 'ID', 'Kategori', 'PRIO', 'Diagnostext', 'Webcert_Rubrik', 'Webcert_Text'],
} as const;
export type SheetForm = keyof typeof HEADS | 'statistics';

/** A heading stands in one of the first rows. */
const SEARCHED = 4;
const STATISTICS = /^Diagnosfördelning för antal startade sjukfall \(>14 dagar\) under (\d{4})$/;

/** Which sheet it is, and the row after its heading, from 0; undefined for one that is not read. */
export function formOf({ rows }: Sheet): { readonly form: SheetForm; readonly from: number } | undefined {
  if (STATISTICS.test(rows[0]?.[0]?.trim() ?? '')) return { form: 'statistics', from: 2 };
  for (const [place, row] of rows.slice(0, SEARCHED).entries())
    for (const [form, head] of Object.entries(HEADS))
      if (head.every((word, column) => word === '' || row[column]?.trim() === word))
        return { form: form as SheetForm, from: place + 1 };
  return undefined;
}

/** What a sheet says, or what is wrong with it, row by row. */
export interface Read<T> {
  readonly value: T;
  readonly faults: readonly string[];
}

const CODE = /^[A-Z]\d{2}\w{0,3}$/;

/** Rows with something in their first cell, each with its number in the sheet. */
const filled = ({ rows }: Sheet, from: number) =>
  rows
    .map((cells, place) => ({ cells: cells.map((cell) => cell.trim()), number: place + 1 }))
    .slice(from)
    .filter(({ cells }) => cells[0] !== '' && cells[0] !== undefined);

const fault = ({ name }: Sheet, row: number, what: string): string => `${name}, row ${row}: ${what}`;

/** The questions with the words of their answers. Those without words are the patient's own factors. */
export function readQuestions(questions: Sheet, choices: Sheet): Read<readonly RiskQuestion[]> {
  const faults: string[] = [];
  const given = filled(choices, formOf(choices)?.from ?? 0).filter(({ cells }) => cells[1] !== '');
  const value = filled(questions, formOf(questions)?.from ?? 0).flatMap(({ cells, number }): RiskQuestion[] => {
    const [factor = '', , , text = '', , help = ''] = cells;
    if (text === '') return [];
    const own = given
      .filter((choice) => choice.cells[0] === factor)
      .toSorted((one, other) => Number(one.cells[3]) - Number(other.cells[3]));
    if (own.length < 2) faults.push(fault(questions, number, `${factor} has fewer than two answers`));
    if (own.filter((choice) => choice.cells[4] === 'T').length !== 1)
      faults.push(fault(questions, number, `${factor} has no default answer, or several`));
    const shown = own.map(({ cells: [, words = '', level = '', , usual = ''] }) => ({
      value: level,
      text: words,
      isDefault: usual === 'T',
    }));
    return [{ factor, text, help, choices: shown }];
  });
  return { value, faults };
}

/** The factors that each diagnosis asks for, in their order. */
export function readAsked(sheet: Sheet): Read<ReadonlyMap<string, readonly string[]>> {
  const faults: string[] = [];
  const rows = filled(sheet, formOf(sheet)?.from ?? 0).flatMap(({ cells, number }) => {
    const [code = '', factor = '', order = ''] = cells;
    if (!CODE.test(normalCode(code))) faults.push(fault(sheet, number, 'this is no diagnosis code'));
    return order === '' ? [] : [{ code: normalCode(code), factor, order: Number(order) }];
  });
  const value = new Map(
    [...Map.groupBy(rows, ({ code }) => code)].map(([code, own]) => [
      code,
      own.toSorted((one, other) => one.order - other.order).map(({ factor }) => factor),
    ]),
  );
  return { value, faults };
}

export interface NamedDiagnosis {
  readonly code: string;
  readonly title: string;
  readonly prevalence: number | null;
}

/** The diagnoses, and how many of their sick leaves last more than 90 days. */
export function readDiagnoses(sheet: Sheet): Read<readonly NamedDiagnosis[]> {
  const faults: string[] = [];
  const value = filled(sheet, formOf(sheet)?.from ?? 0).flatMap(({ cells, number }): NamedDiagnosis[] => {
    const [, code = '', title = '', part = ''] = cells;
    // notes stand below the table
    if (code === '') return [];
    const prevalence = part === '' ? null : Number(part.replace(',', '.'));
    if (!CODE.test(normalCode(code))) faults.push(fault(sheet, number, 'this is no diagnosis code'));
    if (prevalence !== null && !(prevalence >= 0 && prevalence <= 1))
      faults.push(fault(sheet, number, 'the prevalence is no part of one'));
    return [{ code: normalCode(code), title, prevalence }];
  });
  return { value, faults };
}

/** The advice for each diagnosis. */
export function readAdvice(sheet: Sheet): Read<ReadonlyMap<string, readonly Advice[]>> {
  const faults: string[] = [];
  const rows = filled(sheet, formOf(sheet)?.from ?? 0).map(({ cells, number }) => {
    const [code = '', , kind = '', priority = '', , title = '', text = ''] = cells;
    if (!CODE.test(normalCode(code))) faults.push(fault(sheet, number, 'this is no diagnosis code'));
    if (!Object.hasOwn(AdviceKind, kind)) faults.push(fault(sheet, number, 'the category is none of OBS REK FRL REH'));
    if (!/^\d+$/.test(priority)) faults.push(fault(sheet, number, 'the priority is no number'));
    if (title === '' || title.includes('#REF!')) faults.push(fault(sheet, number, 'there is no title'));
    return { code: normalCode(code), advice: { kind: kind as AdviceKind, priority: Number(priority), title, text } };
  });
  const value = new Map(
    [...Map.groupBy(rows, ({ code }) => code)].map(([code, own]) => [code, own.map(({ advice }) => advice)]),
  );
  return { value, faults };
}

const intervalName = ([from, to]: (typeof INTERVALS)[number]): string =>
  to === null ? `>=${from} dagar` : `${from}-${to} dagar`;

/** The year of a sheet with statistics. */
export const statisticsYear = ({ rows }: Sheet): number =>
  Number(STATISTICS.exec(rows[0]?.[0]?.trim() ?? '')?.[1] ?? 0);

/** How long sick leaves of each diagnosis lasted. The sheet's own sums are held against it: a cut one does not add up. */
export function readStatistics(sheet: Sheet): Read<ReadonlyMap<string, LengthStatistics>> {
  const faults: string[] = [];
  const year = statisticsYear(sheet);
  const head =
    sheet.rows.slice(1, SEARCHED + 1).find((row) => row.some((cell) => CODE.test(normalCode(cell.trim())))) ?? [];
  const rowOf = (name: string) => sheet.rows.find((row) => row[0]?.trim() === name);
  const number = (name: string, column: number): number => Number(rowOf(name)?.[column] ?? Number.NaN);
  const columns = head
    .map((cell, column) => ({ code: cell.trim(), column }))
    .filter(({ code }) => CODE.test(normalCode(code)));
  if (columns.length === 0) faults.push(`${sheet.name}: there are no diagnosis codes`);
  const value = new Map(
    columns.map(({ code, column }): [string, LengthStatistics] => {
      const intervals = INTERVALS.map((interval) => {
        const [from, to] = interval;
        return { from, to, cases: number(intervalName(interval), column) };
      });
      const sum = intervals.reduce((total, { cases }) => total + cases, 0);
      if (sum !== number('Totalsumma', column))
        faults.push(`${sheet.name}: the sick leaves of ${code} do not add up to their sum`);
      return [normalCode(code), { year, intervals }];
    }),
  );
  return { value, faults };
}
