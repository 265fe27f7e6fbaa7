import { isDay } from '@intygsgraf/kernel/domain';
import { type Asked, type Fault, kind } from '../kind.ts';
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
import { oneLineFaults, dateFault, rows, subText, textOf, WRONG_KIND } from './parts.ts';

/** An illness or injury, about when it began, and whether it came suddenly. */
export interface Cause {
  readonly description: string;
  /** Empty where it is not told. */
  readonly date: string;
  /** The code of an option, empty where it is not told. */
  readonly specification: string;
}

/** Null where something is not told. */
export interface ShownCause {
  readonly description: string;
  readonly date: string | null;
  readonly specification: ShownCode | null;
}

/** Illnesses in a row, each of which may have a date and a specification (akut, kronisk). */
export interface CausesQuestion extends Asked<'causes'>, Coded {
  /** Sub-answer ids of the date and the specification; the description's is the field. */
  readonly dateField: string;
  readonly specificationField: string;
  /** Characters of a description. */
  readonly maxLength: number;
  readonly maxRows: number;
  /** Each led to the one before it, and so did not begin after it. */
  readonly backwards?: true;
}

/** Source: domain.md §3.12, R21: no date after the latest before it that is one. */
function orderFaults(value: readonly Cause[]): Fault<'CAUSE_ORDER'>[] {
  const dated = value.map(({ date }, index) => ({ date, row: index + 1 })).filter(({ date }) => isDay(date));
  return dated
    .filter(({ date }, index) => index > 0 && date > (dated[index - 1]?.date ?? date))
    .map(({ row }) => ({ rule: 'CAUSE_ORDER', at: `${row}.date` }));
}

export const causesKind = kind<readonly Cause[], CausesQuestion, readonly ShownCause[]>()({
  description: 'Illnesses or injuries, each with about when it began and how.',
  shape: [{ description: 'string', date: 'string', specification: 'string' }],
  missing: { sv: 'Ange minst en sjukdom eller skada.', en: 'Give at least one illness or injury.' },
  rules: {
    CAUSE_DESCRIPTION: { kind: 'EMPTY', text: { sv: 'Beskriv tillståndet.', en: 'Describe the condition.' } },
    CAUSE_ORDER: {
      kind: 'INCORRECT_COMBINATION',
      text: {
        sv: 'Datumet är efter det tillstånd som det ledde till.',
        en: 'The date is after the condition that it led to.',
      },
    },
  },
  several: () => true,
  faults: ({ maxLength, maxRows, options, backwards }, value, judging) => [
    value.length === 0 && { rule: 'BLANK' },
    value.length > maxRows && { rule: 'TOO_MANY' },
    ...value.flatMap(({ description, date, specification }, index) => {
      const row = index + 1;
      return [
        description.trim() === '' && ({ rule: 'CAUSE_DESCRIPTION', at: `${row}.description` } as const),
        description.length > maxLength && ({ rule: 'TOO_LONG', at: `${row}.description` } as const),
        ...oneLineFaults(description, `${row}.description`),
        date !== '' && dateFault(date, `${row}.date`),
        ...(specification === '' ? [] : codeFaults(options, [specification], judging)),
      ];
    }),
    ...(backwards ? orderFaults(value) : []),
  ],
  facts: (value) => ({
    days: value.filter(({ date }) => isDay(date)).map(({ date }) => ({ first: date, last: date })),
  }),
  fields: ({ field, dateField, specificationField }) => [field, dateField, specificationField],
  toTransport: (question, value) =>
    value.map(({ description, date, specification }, index) => ({
      option: String(index + 1),
      subAnswers: [
        subText(question.field, description),
        ...(date === '' ? [] : [subText(question.dateField, date)]),
        ...(specification === '' ? [] : [codeToTransport(question, question.specificationField, specification)]),
      ],
    })),
  fromTransport: (question, groups) =>
    rows(groups, [question.field, question.dateField, question.specificationField], (group) => {
      const specification = codeFrom(question, group, question.specificationField);
      if (!specification || 'fault' in specification) return specification;
      const [description, date] = [question.field, question.dateField].map((id) =>
        group.has(id) ? textOf(group.get(id)) : '',
      );
      if (description === undefined || date === undefined) return WRONG_KIND;
      // each may be left out, but not empty
      if (group.has(question.specificationField) && specification.value === '')
        return { fault: { rule: 'UNKNOWN_CODE' } };
      if (group.has(question.dateField) && date.trim() === '') return { fault: { rule: 'DATE_MISSING' } };
      return { value: { description, date: date.trimEnd(), specification: specification.value } };
    }),
  show: (question, value) =>
    value.map(({ description, date, specification }) => ({
      description,
      date: date === '' ? null : date,
      specification: specification === '' ? null : showCode(question, { code: specification }),
    })),
  text: (question, value) =>
    value.map(({ description, date, specification }) =>
      [description, date, specification && labelOf(question, specification)].filter((part) => part !== '').join(', '),
    ),
  table: (question, value) => ({
    heads: ['Tillstånd', 'Ungefärlig debut', 'Specificering'],
    rows: value.map(({ description, date, specification }) => [
      description,
      date,
      specification && labelOf(question, specification),
    ]),
    wide: 0,
  }),
  form: (question, words) => ({
    ...optionsForm(question, words),
    maxLength: question.maxLength,
    maxRows: question.maxRows,
  }),
});
