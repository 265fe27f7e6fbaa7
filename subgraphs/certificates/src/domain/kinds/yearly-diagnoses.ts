import { isPreciseCode, isRegisterCode } from '../diagnosis.ts';
import { type Asked, kind, type Received, type ReceivedGroup } from '../kind.ts';
import { oneLineFaults, rows, subText, textOf, writingFaults, WRONG_KIND } from './parts.ts';
import { YEAR_RULES, yearFaults, yearFrom, yearToTransport } from './years.ts';

/** A diagnosis of ICD-10-SE with the year that it was made. */
export interface YearlyDiagnosis {
  /** Upper case, no dot. */
  readonly code: string;
  /** In the doctor's words, or the register's title. */
  readonly description: string;
  /** `YYYY`; empty while it is not given. */
  readonly year: string;
}

export interface YearlyDiagnosesQuestion extends Asked<'yearlyDiagnoses'> {
  /** Sub-answer ids of the description and the year; the code's is the field. */
  readonly descriptionField: string;
  readonly yearField: string;
  /** Characters of a description. */
  readonly maxLength: number;
  readonly maxRows: number;
}

const REGISTER = 'ICD_10_SE';
/** Source: domain.md §3.0, OIDs. */
const ICD_10_SE = '1.2.752.116.1.1.1.1.3';

function rowFrom(question: YearlyDiagnosesQuestion, group: ReceivedGroup): Received<YearlyDiagnosis> {
  const [code, description] = [group.get(question.field), group.get(question.descriptionField)];
  const text = description === undefined ? '' : textOf(description);
  const year = yearFrom(group.get(question.yearField));
  if (text === undefined || (code && !('code' in code)) || !year) return WRONG_KIND;
  // it may be left out, but not empty
  if (description && text.trim() === '') return { fault: { rule: 'BLANK' } };
  if ('fault' in year) return year;
  if (code && code.codeSystem.trim() !== ICD_10_SE) return { fault: { rule: 'UNKNOWN_CODE' } };
  return { value: { code: code?.code.trim().toUpperCase() ?? '', description: text, year: year.value } };
}

export const yearlyDiagnosesKind = kind<readonly YearlyDiagnosis[], YearlyDiagnosesQuestion>()({
  description: 'Diagnoses of ICD-10-SE, each with the year that it was made.',
  shape: [{ code: 'string', description: 'string', year: 'string' }],
  missing: { sv: 'Ange minst en diagnos.', en: 'Give at least one diagnosis.' },
  rules: {
    /** Source: V-ICD. */
    YEARLY_DIAGNOSIS_CODE: {
      kind: 'INVALID_FORMAT',
      text: { sv: 'Ange en giltig diagnoskod ur ICD-10-SE.', en: 'Give a valid diagnosis code of ICD-10-SE.' },
    },
    /** What stands in a message was looked up by whoever signed it. */
    YEARLY_DIAGNOSIS_UNKNOWN: {
      kind: 'INVALID_FORMAT',
      text: { sv: 'Diagnoskoden finns inte i ICD-10-SE.', en: 'ICD-10-SE has no such diagnosis code.' },
      only: 'DRAFT',
    },
    /** A message may leave the words to the code. */
    YEARLY_DIAGNOSIS_DESCRIPTION: {
      kind: 'EMPTY',
      text: { sv: 'Beskriv diagnosen.', en: 'Describe the diagnosis.' },
      only: 'DRAFT',
    },
    YEAR_MISSING: { kind: 'EMPTY', text: { sv: 'Ange ett år.', en: 'Give a year.' } },
    ...YEAR_RULES,
  },
  several: () => true,
  faults: ({ maxLength, maxRows }, value, judging) => [
    value.length === 0 && { rule: 'BLANK' },
    value.length > maxRows && { rule: 'TOO_MANY' },
    ...value.flatMap(({ code, description, year }, index) => {
      const row = index + 1;
      const isKnown = isRegisterCode(REGISTER, code) && (judging.isDiagnosis?.(REGISTER, code) ?? true);
      return [
        !isPreciseCode(code) && ({ rule: 'YEARLY_DIAGNOSIS_CODE', at: `${row}.code` } as const),
        isPreciseCode(code) && !isKnown && ({ rule: 'YEARLY_DIAGNOSIS_UNKNOWN', at: `${row}.code` } as const),
        description.trim() === '' && ({ rule: 'YEARLY_DIAGNOSIS_DESCRIPTION', at: `${row}.description` } as const),
        description.length > maxLength && ({ rule: 'TOO_LONG', at: `${row}.description` } as const),
        ...writingFaults(code, `${row}.code`),
        ...writingFaults(year, `${row}.year`),
        ...oneLineFaults(description, `${row}.description`),
        ...(year === ''
          ? [{ rule: 'YEAR_MISSING', at: `${row}.year` } as const]
          : yearFaults(year, judging, `${row}.year`)),
      ];
    }),
  ],
  facts: (value) => ({ codes: value.map(({ code }) => code) }),
  fields: ({ field, descriptionField, yearField }) => [field, descriptionField, yearField],
  toTransport: (question, value) =>
    value.map(({ code, description, year }, index) => ({
      option: String(index + 1),
      subAnswers: [
        { id: question.field, value: { code, codeSystem: ICD_10_SE, displayName: description } },
        subText(question.descriptionField, description),
        { id: question.yearField, value: yearToTransport(year) },
      ],
    })),
  fromTransport: (question, groups) =>
    rows(groups, [question.field, question.descriptionField, question.yearField], (group) => rowFrom(question, group)),
  show: (_, value) => value,
  text: (_, value) => value.map(({ code, description, year }) => `${code} ${description}, ${year}`),
  table: (_, value) => ({
    heads: ['Kod enligt ICD-10-SE', 'Diagnos', 'År för diagnos'],
    rows: value.map(({ code, description, year }) => [code, description, year]),
    wide: 1,
  }),
  form: ({ maxLength, maxRows }) => ({ maxLength, maxRows, codeSystems: ['ICD_10_SE'] }),
});
