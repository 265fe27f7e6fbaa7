import type { Answers } from '@intygsgraf/certificates';
import { valued } from './driving.ts';
import { all, answer, boolean, code, codes, type Read, rowsAt, text, textAt } from './parts.ts';

const death = all(
  text('1.1', 'identitetStyrkt'),
  boolean('2.1', 'dodsdatumSakert'),
  valued('2.2', 'partialDate', 'dodsdatum'),
  valued('2.3', 'date', 'antraffatDodDatum'),
  valued('3.1', 'municipality', 'dodsplatsKommun'),
  code('3.2', 'dodsplatsBoende'),
  boolean('4.1', 'barn'),
);

/** One answer there, two national sub-answers here: whether it was done, and if not, why. */
const examination: Read = (json) => {
  const told = textAt(json, 'undersokningYttre').replace('DETALJER_UNDERSOKNING.', '');
  if (told === '') return {};
  const done = told === 'JA';
  const why = told === 'UNDERSOKNING_GJORT_KORT_FORE_DODEN' ? 'UNDERSOKNING_GJORT' : told;
  return { ...answer('6.1', 'boolean', done), ...answer('6.2', 'code', done ? undefined : why) };
};

export const db = all(
  death,
  boolean('5.1', 'explosivImplantat'),
  boolean('5.2', 'explosivAvlagsnat'),
  examination,
  valued('6.3', 'date', 'undersokningDatum'),
  boolean('7.1', 'polisanmalan'),
);

const SPECIFICATION: Readonly<Record<string, string>> = { PLOTSLIG: '424124008', KRONISK: '90734009' };
const specificationOf = (told: unknown): string => SPECIFICATION[String(told)] ?? String(told);

/** Rows in which something is said. */
const causes =
  (field: string, path: string): Read =>
  (json) => {
    const told = rowsAt(json, path)
      .map((row) => ({
        description: textAt(row, 'beskrivning'),
        date: textAt(row, 'datum'),
        specification: textAt(row, 'specifikation') && specificationOf(textAt(row, 'specifikation')),
      }))
      .filter((row) => Object.values(row).some((part) => part !== ''));
    return answer(field, 'causes', told.length === 0 ? undefined : told);
  };

/** The reasons are plain words in a list. */
const grounds: Read = (json): Answers =>
  codes('13.1', 'rows')({ rows: rowsAt(json, 'grunder').map((typ) => ({ typ })) });

export const doi = all(
  death,
  text('14.1', 'land'),
  text('8.1', 'terminalDodsorsak.beskrivning'),
  valued('8.2', 'date', 'terminalDodsorsak.datum'),
  code('8.3', 'terminalDodsorsak.specifikation', (told) => (told === undefined ? undefined : specificationOf(told))),
  causes('9.1', 'foljd'),
  causes('10.1', 'bidragandeSjukdomar'),
  code('11.1', 'operation'),
  valued('11.2', 'date', 'operationDatum'),
  text('11.3', 'operationAnledning'),
  boolean('12.1', 'forgiftning'),
  code('12.2', 'forgiftningOrsak'),
  valued('12.3', 'date', 'forgiftningDatum'),
  text('12.4', 'forgiftningUppkommelse'),
  grounds,
);
