import { isDate, isDay } from '@intygsgraf/kernel/domain';
import { type Asked, kind } from '../kind.ts';
import {
  type Coded,
  codeFaults,
  codeFrom,
  codeToTransport,
  labelOf,
  optionsForm,
  showCode,
  type ShownCode,
} from './coded.ts';
import { CHOOSE_OPTIONS, mendRows, pastDateFaults, rows, subText, textOf, WRONG_KIND } from './parts.ts';

export interface DatedCode {
  readonly code: string;
  readonly date: string;
}

/** Each code once, each with a date. */
export interface DatedCodesQuestion extends Asked<'datedCodes'>, Coded {
  /** Sub-answer id of the date. */
  readonly dateField: string;
  /** No date after this day. */
  readonly latest: 'TODAY';
  /** No more than these; without it, as many as there are options. */
  readonly maxCodes?: number;
}

export const datedCodesKind = kind<readonly DatedCode[], DatedCodesQuestion, readonly (ShownCode & DatedCode)[]>()({
  description: 'Options with a date each (val med datum).',
  shape: [{ code: 'string', date: 'string' }],
  missing: CHOOSE_OPTIONS,
  rules: {},
  several: () => true,
  faults: ({ options, maxCodes = Infinity }, value, judging) => [
    value.length === 0 && { rule: 'BLANK' },
    value.length > maxCodes && { rule: 'TOO_MANY' },
    ...codeFaults(
      options,
      value.map(({ code }) => code),
      judging,
    ),
    ...value.flatMap(({ code, date }) => pastDateFaults(date, judging.today, `${code}.date`)),
  ],
  facts: (value) => ({
    codes: value.map(({ code }) => code),
    days: value.filter(({ date }) => isDay(date)).map(({ code, date }) => ({ of: code, first: date, last: date })),
  }),
  fields: ({ field, dateField }) => [field, dateField],
  toTransport: (question, value) =>
    value.map(({ code, date }) => ({
      option: code,
      subAnswers: [codeToTransport(question, question.field, code), subText(question.dateField, date)],
    })),
  fromTransport: (question, groups) =>
    rows(groups, [question.field, question.dateField], (group) => {
      const code = codeFrom(question, group, question.field);
      if (!code || 'fault' in code) return code;
      const date = group.has(question.dateField) ? textOf(group.get(question.dateField)) : '';
      return date === undefined ? WRONG_KIND : { value: { code: code.value, date: date.trimEnd() } };
    }),
  mend: (_, value, { today }) =>
    mendRows(value, (row) =>
      isDate(row.date)
        ? { row }
        : { row: { ...row, date: today }, filledIn: { rule: 'DATE_MISSING', at: `${row.code}.date` } },
    ),
  show: (question, value) => value.map((row) => showCode(question, row)),
  text: (question, value) => value.map(({ code, date }) => `${labelOf(question, code)} ${date}`.trim()),
  printed: () => 'LIST',
  form: (question, words) => ({ ...optionsForm(question, words), pastOnly: true }),
});
