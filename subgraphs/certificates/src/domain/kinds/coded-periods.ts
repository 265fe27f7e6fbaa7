import { addDays } from '@intygsgraf/kernel/domain';
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
import { OVERLAP_RULES, overlapFaults, PERIOD_HEADS } from './overlap.ts';
import { GIVE_A_PERIOD, isPeriod, mendRows, periodFaults, rows, WRONG_KIND } from './parts.ts';

/** Both days are within the period. */
export interface CodedPeriod {
  readonly code: string;
  readonly from: string;
  readonly to: string;
}

/** Each code once, each with a period; no two periods share a day. */
export interface CodedPeriodsQuestion extends Asked<'codedPeriods'>, Coded {
  /** Sub-answer id of the period. */
  readonly periodField: string;
  /** Days before the day of writing: a period that begins earlier is warned about. */
  readonly usualDaysBack?: number;
}

export const codedPeriodsKind = kind<
  readonly CodedPeriod[],
  CodedPeriodsQuestion,
  readonly (ShownCode & CodedPeriod)[]
>()({
  description: 'Options with a period each (val med period).',
  shape: [{ code: 'string', from: 'string', to: 'string' }],
  missing: GIVE_A_PERIOD,
  several: () => true,
  rules: {
    ...OVERLAP_RULES,
    /** A period begins longer ago than the type takes for granted. Source: domain.md §3.1.1, rule 6. */
    EARLY_START: {
      kind: 'WARN',
      text: {
        sv: 'Perioden börjar mer än en vecka tillbaka. Ange orsaken under Övriga upplysningar.',
        en: 'The period begins more than a week ago. Give the reason under Other information.',
      },
    },
  },
  faults: ({ options, usualDaysBack }, value, judging) => [
    value.length === 0 && { rule: 'BLANK' },
    ...codeFaults(
      options,
      value.map(({ code }) => code),
      judging,
    ),
    ...value.flatMap((row) => periodFaults(row, row.code)),
    ...overlapFaults(value),
    ...earlyStarts(value, usualDaysBack, judging.today),
  ],
  // a code whose period cannot be counted on is none
  facts: (value) => ({
    codes: value.filter(isPeriod).map(({ code }) => code),
    days: value.filter(isPeriod).map(({ code, from, to }) => ({ of: code, first: from, last: to })),
  }),
  fields: ({ field, periodField }) => [field, periodField],
  toTransport: (question, value) =>
    value.map(({ code, from, to }) => ({
      option: code,
      subAnswers: [
        codeToTransport(question, question.field, code),
        { id: question.periodField, value: { start: from, end: to } },
      ],
    })),
  fromTransport: (question, groups) =>
    rows(groups, [question.field, question.periodField], (group) => {
      const code = codeFrom(question, group, question.field);
      if (!code || 'fault' in code) return code;
      const period = group.get(question.periodField) ?? { start: '', end: '' };
      if (!('start' in period)) return WRONG_KIND;
      return { value: { code: code.value, from: period.start.trimEnd(), to: period.end.trimEnd() } };
    }),
  mend: (_, value, { today }) =>
    mendRows(value, (row) => {
      if (row.code === '') return { leftOut: { rule: 'UNKNOWN_CODE' } };
      if (isPeriod(row)) return { row };
      return { row: { ...row, from: today, to: '' }, filledIn: { rule: 'DATE_MISSING', at: `${row.code}.from` } };
    }),
  show: (question, value) => value.map((row) => showCode(question, row)),
  text: (question, value) => value.map(({ code, from, to }) => `${labelOf(question, code)}: ${from} – ${to}`),
  table: (question, value) => ({
    heads: PERIOD_HEADS,
    rows: value.map(({ code, from, to }) => [labelOf(question, code), from, to]),
    wide: 2,
  }),
  form: optionsForm,
});

function earlyStarts(value: readonly CodedPeriod[], usualDaysBack: number | undefined, today: string) {
  if (usualDaysBack === undefined) return [];
  const earliest = addDays(today, -usualDaysBack);
  return value
    .filter((period) => isPeriod(period) && period.from < earliest)
    .map(({ code }) => ({ rule: 'EARLY_START', at: `${code}.from` }) as const);
}
