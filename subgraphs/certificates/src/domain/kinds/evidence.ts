import { isDay } from '@intygsgraf/kernel/domain';
import { type Asked, kind } from '../kind.ts';
import { type Coded, codeFrom, codeToTransport, labelOf, optionsForm, showCode, type ShownCode } from './coded.ts';
import { charactersFault, CHOOSE_OPTIONS, pastDateFaults, rows, subText, textOf, WRONG_KIND } from './parts.ts';

/** Evidence (underlag) that an opinion rests on. */
export interface EvidenceRow {
  /** What it is. */
  readonly code: string;
  readonly date: string;
  /** Where the recipient can have it from. */
  readonly source: string;
}

export interface EvidenceQuestion extends Asked<'evidence'>, Coded {
  /** Sub-answer ids of the date and the source. */
  readonly dateField: string;
  readonly sourceField: string;
  readonly maxRows: number;
  /** Characters of a source. */
  readonly maxLength: number;
  /** No date after this day. */
  readonly latest: 'TODAY';
}

export const evidenceKind = kind<readonly EvidenceRow[], EvidenceQuestion, readonly (ShownCode & EvidenceRow)[]>()({
  description: 'Evidence with a date and where it is found (underlag).',
  shape: [{ code: 'string', date: 'string', source: 'string' }],
  missing: CHOOSE_OPTIONS,
  rules: {
    EVIDENCE_CODE: { kind: 'EMPTY', text: { sv: 'Ange vilket underlag det är.', en: 'Say which evidence it is.' } },
    EVIDENCE_SOURCE: {
      kind: 'EMPTY',
      text: { sv: 'Ange var underlaget kan hämtas.', en: 'Say where the evidence can be found.' },
    },
  },
  several: () => true,
  faults: ({ options, maxRows, maxLength }, value, { today }) => [
    value.length === 0 && { rule: 'BLANK' },
    value.length > maxRows && { rule: 'TOO_MANY' },
    ...value.flatMap(({ code, date, source }, index) => {
      const row = index + 1;
      const isOption = options.some((option) => option.code === code);
      return [
        code === '' && ({ rule: 'EVIDENCE_CODE', at: `${row}.code` } as const),
        code !== '' && !isOption && ({ rule: 'UNKNOWN_CODE', at: `${row}.code` } as const),
        ...pastDateFaults(date, today, `${row}.date`),
        source.trim() === '' && ({ rule: 'EVIDENCE_SOURCE', at: `${row}.source` } as const),
        source.length > maxLength && ({ rule: 'TOO_LONG', at: `${row}.source` } as const),
        charactersFault(source, `${row}.source`),
      ];
    }),
  ],
  facts: (value) => ({
    codes: value.map(({ code }) => code),
    days: value.filter(({ date }) => isDay(date)).map(({ code, date }) => ({ of: code, first: date, last: date })),
  }),
  fields: ({ field, dateField, sourceField }) => [field, dateField, sourceField],
  toTransport: (question, value) =>
    value.map(({ code, date, source }, row) => ({
      option: String(row),
      subAnswers: [
        codeToTransport(question, question.field, code),
        subText(question.dateField, date),
        subText(question.sourceField, source),
      ],
    })),
  fromTransport: (question, groups) => {
    const { field, dateField, sourceField } = question;
    return rows<EvidenceRow>(groups, [field, dateField, sourceField], (group) => {
      const code = codeFrom(question, group, field);
      if (!code || 'fault' in code) return code;
      const date = group.has(dateField) ? textOf(group.get(dateField)) : '';
      const source = group.has(sourceField) ? textOf(group.get(sourceField)) : '';
      if (date === undefined || source === undefined) return WRONG_KIND;
      return { value: { code: code.value, date: date.trimEnd(), source } };
    });
  },
  show: (question, value) => value.map((row) => showCode(question, row)),
  text: (question, value) => value.map(({ code, date, source }) => `${labelOf(question, code)} ${date}, ${source}`),
  table: (question, value) => ({
    heads: ['Underlag', 'Datum', 'Hämtas från'],
    rows: value.map(({ code, date, source }) => [labelOf(question, code), date, source]),
    wide: 2,
  }),
  form: (question, words) => ({
    ...optionsForm(question, words),
    maxRows: question.maxRows,
    maxLength: question.maxLength,
    pastOnly: true,
  }),
});
