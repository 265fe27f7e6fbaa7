import { commandsWith, typeOfRow } from '@intygsgraf/certificates';
import { describe, expect, it } from 'vitest';
import { intyg } from '../support/commands.ts';
import { bytesOf, conformanceFolder, type FolderError, type FolderRow } from './conformance-folder.ts';
import { errorsOf, INTERNAL_FORMATS } from './internal-json/format-readers.ts';
import { jsonOf } from './internal-json/round-trip.ts';

const conformance = (...args: readonly string[]) => intyg(commandsWith(INTERNAL_FORMATS), {}, 'conformance', ...args);

const here = conformanceFolder('our verdicts are not held against those that are known');
const known = (here?.rows ?? []).filter((row) => typeOfRow(row) !== undefined);

/** Errors that are told at another question, or as another kind; why, is in DECISIONS.md. */
const TOLD_OTHERWISE: readonly string[] = [
  // they name no question there
  'ts-diabetes-v4/internal/fail/fail-R18b.json: 106 OTHER,107 OTHER,209 OTHER,210 OTHER for  OTHER,106 OTHER,107 OTHER,210 OTHER',
  'doi/internal/other/no-round-trip-fail-R3-4.json: 10 INCORRECT_COMBINATION,2 INVALID_FORMAT,8 INCORRECT_COMBINATION for 10 INCORRECT_COMBINATION,2 INVALID_FORMAT',
];

/** Errors of a group of questions are told at its first one. */
const FIRST_OF: Readonly<Record<string, string>> = { funktionsnedsattning: '8' };

describe.skipIf(!here)('Certificates whose verdict is known', () => {
  it('are judged as everybody judges them', async () => {
    const { code, said } = await conformance(here?.folder ?? '', '--json');
    const report = JSON.parse(said) as { disagreements: unknown[]; agree: number; of: number };
    expect(report.disagreements).toEqual([]);
    expect([code, report.agree]).toEqual([0, known.length]);
  });

  it('in the old systems’ format have the same errors at the same questions', () => {
    const failing = known.filter((row) => row.format === 'internal-json' && row.expect === 'fail');
    const others = failing.flatMap((row) => differences(row, row.expectedErrors ?? [], row.clock ?? '2026-07-20'));
    expect(others.filter((told) => !TOLD_OTHERWISE.includes(told))).toEqual([]);
    expect(others.length).toBeLessThanOrEqual(failing.length * 0.02);
  });

  it('have the errors of another day on that day', () => {
    const dated = known.filter((row) => row.format === 'internal-json' && row[ANOTHER_DAY]);
    const others = dated.flatMap((row) => differences(row, row[ANOTHER_DAY] ?? [], '2017-06-01'));
    expect(dated.length).toBeGreaterThan(30);
    expect(others.filter((told) => !TOLD_OTHERWISE.includes(told))).toEqual([]);
  });
});

describe.skipIf(!here)('A TSTRK1007 in the old systems’ format', () => {
  const minimal = known.find(({ file }) => file === 'ts-bas-v7/internal/pass/valid-minimal.json');
  const errors = (change: (syn: Record<string, { utanKorrektion: number }>) => unknown) => {
    const type = minimal && typeOfRow(minimal);
    const json = minimal && jsonOf(bytesOf(here?.folder ?? '', minimal));
    if (!type || !json) throw new Error('no such certificate');
    return errorsOf(type, { ...json, syn: change(json['syn'] as Parameters<typeof change>[0]) }, '2026-07-20');
  };

  it('is asked nothing about sight where it has no such part, and may be more precise than the form', () => {
    expect(errors(() => undefined)).toEqual([]);
    expect(errors((syn) => ({ ...syn, hogerOga: { utanKorrektion: 1.25 } }))).toEqual([]);
    expect(errors((syn) => ({ ...syn, diplopi: null }))).toMatchObject([{ questionId: '6', kind: 'EMPTY' }]);
    expect(errors((syn) => ({ ...syn, hogerOga: { utanKorrektion: 2.1 } }))).toMatchObject([{ questionId: '8' }]);
  });
});

const ANOTHER_DAY = 'expectedErrorsIfClockIs2017-06-01';

/** Our errors of a row on a day where they are not the expected ones. */
function differences(row: FolderRow, expected: readonly FolderError[], today: string): string[] {
  const [ours, theirs] = errorSets(row, expected, today);
  return ours.join() === theirs.join() ? [] : [`${row.file}: ${ours.join()} for ${theirs.join()}`];
}

/** Our errors and theirs as sorted `question kind`; only kinds where they name no question. */
function errorSets(
  row: FolderRow,
  expected: readonly FolderError[],
  today: string,
): [readonly string[], readonly string[]] {
  const type = typeOfRow(row);
  const json = jsonOf(bytesOf(here?.folder ?? '', row));
  const unnamed = expected.every(({ questionId }) => !questionId);
  const written = (question: string, kind: string) => (unnamed ? kind : `${question} ${kind}`);
  const ours = (type && json && errorsOf(type, json, today)) ?? [];
  return [
    sorted(ours.map(({ questionId, kind }) => written(questionId, kind))),
    sorted(expected.map(({ questionId, type: kind }) => written(questionOf(questionId), kind ?? ''))),
  ];
}

const questionOf = (id: string | null | undefined): string => {
  const [question = ''] = (id ?? '').split('.');
  return FIRST_OF[question] ?? question;
};

const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort();
