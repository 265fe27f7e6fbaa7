import { read as readBook, utils } from '@e965/xlsx';
import { CommandError, faulty, readTable, unreadable } from '@intygsgraf/kernel/server';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { modelFor, type ModelEntry, type SrsContent, srsEntries } from '../../domain/srs/register.ts';
import {
  formOf,
  readAdvice,
  readAsked,
  readDiagnoses,
  readQuestions,
  readStatistics,
  type Sheet,
  type SheetForm,
  statisticsYear,
} from '../../domain/srs/sheets.ts';
import { bytesOf, type ReadEntries } from '../registers/read-file.ts';
import { readModel } from './read-model.ts';

/** Every file below, in order of their names. */
async function filesBelow(given: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const one of given) {
    const { isDirectory } = await stat(one)
      .then((stats) => ({ isDirectory: stats.isDirectory() }))
      .catch((error: unknown) => {
        throw unreadable(one, 1, error);
      });
    if (!isDirectory) found.push(one);
    else
      for (const entry of await readdir(one, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) found.push(path.join(entry.parentPath, entry.name));
  }
  return found.toSorted((one, other) => (one < other ? -1 : 1));
}

async function sheetsOf(file: string): Promise<Sheet[]> {
  const name = path.basename(file);
  if (file.endsWith('.csv')) {
    const rows = [];
    for await (const { cells } of readTable(file, { delimiter: ',', quote: '"' })) rows.push(cells);
    return [{ name, rows }];
  }
  const bytes = await bytesOf(file);
  try {
    const { Sheets } = readBook(bytes, { dense: true, cellFormula: false, cellHTML: false });
    return Object.entries(Sheets).map(([title, sheet]) => {
      const rows = utils.sheet_to_json<(string | number | boolean)[]>(sheet, {
        header: 1,
        defval: '',
        blankrows: true,
      });
      return { name: `${name} (${title})`, rows: rows.map((row) => [...row].map((cell) => String(cell ?? ''))) };
    });
  } catch {
    throw new CommandError(`${name} is no whole workbook: it may be cut. Nothing changed.`);
  }
}

/** The version of a workbook of questions by its file's name: SRS_PM_indata_3_0 is 3.0. Others are for tests. */
const versionOf = ({ name }: Sheet): number => {
  const [, major, minor] = /^SRS_PM_indata_(\d+)_(\d+)(?:\.|__)/.exec(name) ?? [];
  return major && minor ? Number(`${major}.${minor}`) : -1;
};

/** Of several sheets of one form, the newest. A copy of a sheet (`(2)`) is none. */
function newest(sheets: readonly Sheet[], form: SheetForm): Sheet | undefined {
  const rank = (sheet: Sheet): number => (form === 'statistics' ? statisticsYear(sheet) : versionOf(sheet));
  return sheets
    .filter(({ name }) => !/\(2\)/.test(name))
    .toSorted((one, other) => rank(other) - rank(one))
    .at(0);
}

const NEEDED: Readonly<Record<SheetForm, string>> = {
  questions: 'Kodning av variabelnamn',
  choices: 'Kodning av värden för factor',
  asked: 'Variabler per diagnos',
  diagnoses: 'SRS_DIAGNOSER',
  advice: 'Kopplingstabell',
  statistics: 'Antal fall',
};

/**
 * Reads the published files of the support: models as R exports them to JSON, workbooks (.xlsx) or their sheets as CSV.
 * Throws CommandError when a file is cut, a sheet is missing or a row is wrong, with each place.
 */
export async function readSrs(given: readonly string[]): Promise<ReadEntries<SrsContent>> {
  const files = await filesBelow(given);
  const left = new Map<string, number>();
  const leave = (what: string, count = 1) => left.set(what, (left.get(what) ?? 0) + count);
  const faults: string[] = [];
  const models: ModelEntry[] = [];
  for (const file of files.filter((one) => one.endsWith('.json'))) {
    const read = await readModel(file);
    if (read === undefined) leave('JSON that is no model');
    else if (typeof read === 'string') faults.push(read);
    else models.push(read);
  }
  const rds = files.filter((one) => one.endsWith('.rds')).length;
  if (rds > 0) leave('models in R’s own form (.rds), which are read as JSON', rds);

  const workbooks = files.filter((one) => one.endsWith('.xlsx'));
  const tables = files.filter((one) => one.endsWith('.csv'));
  if (workbooks.length > 0 && tables.length > 0) leave('CSV files beside workbooks', tables.length);
  const sheets: Sheet[] = [];
  for (const file of workbooks.length > 0 ? workbooks : tables) sheets.push(...(await sheetsOf(file)));
  const byForm = Map.groupBy(sheets, (sheet) => formOf(sheet)?.form);
  if (byForm.get(undefined)) leave('sheets that hold nothing to import', byForm.get(undefined)?.length);

  const missing: string[] = models.length === 0 ? ['a model (Model_F43_v3.0.json)'] : [];
  const chosen = new Map<SheetForm, Sheet>();
  for (const [form, title] of Object.entries(NEEDED) as [SheetForm, string][]) {
    const of = byForm.get(form) ?? [];
    const sheet = newest(of, form);
    if (!sheet) missing.push(`the sheet ${title}`);
    else chosen.set(form, sheet);
    if (of.length > 1) leave(`older sheets ${title}`, of.length - 1);
  }
  if (missing.length > 0)
    throw new CommandError(
      `The support is not whole, and nothing changed. There is no ${missing.join(', no ')}.`,
      faults,
    );
  const contents = [...models, ...contentsOf(chosen, models, faults)];
  return {
    entries: srsEntries(contents),
    counts: countsOf(contents),
    leftOut: [...left].map(([what, count]) => `${count} ${what}`),
  };
}

/** The questions and diagnoses of the sheets. Throws CommandError for whatever is wrong with any of them. */
function contentsOf(
  chosen: ReadonlyMap<SheetForm, Sheet>,
  models: readonly ModelEntry[],
  known: readonly string[],
): SrsContent[] {
  const sheet = (form: SheetForm): Sheet => chosen.get(form) ?? { name: form, rows: [] };
  const questions = readQuestions(sheet('questions'), sheet('choices'));
  const asked = readAsked(sheet('asked'));
  const diagnoses = readDiagnoses(sheet('diagnoses'));
  const advice = readAdvice(sheet('advice'));
  const statistics = readStatistics(sheet('statistics'));
  const faults = [known, ...[questions, asked, diagnoses, advice, statistics].map((read) => read.faults)].flat();
  const factors = new Set(questions.value.map(({ factor }) => factor));
  for (const [code, own] of asked.value) {
    const unknown = own.find((factor) => !factors.has(factor));
    if (unknown) faults.push(`${sheet('asked').name}: ${code} asks for ${unknown}, which has no words`);
    if (!diagnoses.value.some((one) => one.code === code))
      faults.push(`${sheet('asked').name}: ${code} is not in the sheet ${NEEDED.diagnoses}`);
    if (!modelFor({ code, questions: own }, models))
      faults.push(`${sheet('asked').name}: there is no model for the questions of ${code}`);
  }
  if (faults.length > 0) throw faulty('The support', faults);
  return [
    ...questions.value.map((question) => ({ kind: 'QUESTION' as const, ...question })),
    ...diagnoses.value.map((diagnosis) => ({
      kind: 'DIAGNOSIS' as const,
      ...diagnosis,
      questions: asked.value.get(diagnosis.code) ?? [],
      advice: advice.value.get(diagnosis.code) ?? [],
      statistics: statistics.value.get(diagnosis.code) ?? null,
    })),
  ];
}

/** What is worth telling of an edition; what a diagnosis lacks, the wider one's is told for. */
function countsOf(contents: readonly SrsContent[]): Record<string, number> {
  const models = contents.filter((one) => one.kind === 'MODEL');
  const diagnoses = contents.filter((one) => one.kind === 'DIAGNOSIS');
  return {
    models: models.length,
    testModels: models.filter(({ isTest }) => isTest).length,
    questions: contents.filter(({ kind }) => kind === 'QUESTION').length,
    diagnoses: diagnoses.length,
    withoutPrevalence: diagnoses.filter(({ prevalence }) => prevalence === null).length,
    withoutStatistics: diagnoses.filter(({ statistics }) => statistics === null).length,
    advice: diagnoses.reduce((sum, { advice }) => sum + advice.length, 0),
  };
}
