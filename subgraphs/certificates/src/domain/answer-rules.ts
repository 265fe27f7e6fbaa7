import { type AnswerKind, type AnswerValues, type CodedPeriod, isPeriod } from './answers.ts';
import { isDate } from './calendar-date.ts';
import type { Option, QuestionOf } from './certificate-type.ts';
import { isDiagnosisCode } from './diagnosis.ts';

/** Every rule, with the kind of error it is in today's system. Source: domain.md §3.0, "Validation error record". */
export const RULES = {
  /** The question is shown and needs an answer. */
  MANDATORY: 'EMPTY',
  /** The answer does not go with another one. */
  NOT_APPLICABLE: 'INCORRECT_COMBINATION',
  /** The type has no such field. */
  UNKNOWN_FIELD: 'OTHER',
  /** The answer is of another kind than the question. */
  WRONG_KIND: 'INVALID_FORMAT',
  /** There is an answer and it says nothing. Source: V-BLANK. */
  BLANK: 'BLANK',
  /** A character that no message can carry: a control character, half of a pair. Source: XML 1.0 §2.2. */
  CHARACTERS: 'INVALID_FORMAT',
  TOO_LONG: 'OTHER',
  TOO_MANY: 'OTHER',
  /** Not among the question's options. */
  UNKNOWN_CODE: 'INVALID_FORMAT',
  DUPLICATE_CODE: 'INCORRECT_COMBINATION',
  /** The option excludes all others. */
  NOT_ALONE: 'INCORRECT_COMBINATION',
  /** Source: V-DATE. */
  DATE: 'INVALID_FORMAT',
  /** A date of the answer is not given yet. */
  DATE_MISSING: 'EMPTY',
  /** Source: V-NOFUT. */
  DATE_IN_FUTURE: 'INVALID_FORMAT',
  /** Source: V-ICD. */
  DIAGNOSIS_CODE: 'INVALID_FORMAT',
  /** Source: V-DIAG. */
  DIAGNOSIS_DESCRIPTION: 'EMPTY',
  /** Source: V-DIAG, all rows of one register. */
  DIAGNOSIS_CODE_SYSTEM: 'INCORRECT_COMBINATION',
  PERIOD_ORDER: 'INCORRECT_COMBINATION',
  PERIOD_OVERLAP: 'PERIOD_OVERLAP',
} as const;
export type Rule = keyof typeof RULES;

/** A broken rule, and which part of the answer broke it where it has parts: `HALFTEN.from`, `2.code`. */
export interface Fault {
  readonly rule: Rule;
  readonly at?: string;
}

type Check<Kind extends AnswerKind> = (
  question: QuestionOf<Kind>,
  value: AnswerValues[Kind],
  today: string,
) => readonly (Fault | false)[];

/** What an answer that is there has to fulfil by itself. `today` is the day it is judged on, `YYYY-MM-DD` in Sweden. */
export const answerRules: { readonly [Kind in AnswerKind]: Check<Kind> } = {
  boolean: () => [],
  text: ({ maxLength }, text) => textFaults(text, maxLength),
  code: ({ options }, code) => codeFaults(options, [code]),
  codes: ({ options }, codes) => [codes.length === 0 && { rule: 'BLANK' }, ...codeFaults(options, codes)],
  datedCodes: ({ options }, rows, today) => [
    rows.length === 0 && { rule: 'BLANK' },
    ...codeFaults(options, codesOf(rows)),
    ...rows.map(({ code, date }): Fault | false => {
      const at = `${code}.date`;
      return dateFault(date, at) ?? (date > today && { rule: 'DATE_IN_FUTURE', at });
    }),
  ],
  diagnoses: ({ rows: places, codeSystems, maxLength }, rows) => [
    rows.length === 0 && { rule: 'BLANK' },
    rows.length > places.length && { rule: 'TOO_MANY' },
    ...rows.flatMap(({ code, codeSystem, description }, index): (Fault | false)[] => {
      const row = index + 1;
      const known = codeSystems.includes(codeSystem) && codeSystem === rows[0]?.codeSystem;
      return [
        !known && { rule: 'DIAGNOSIS_CODE_SYSTEM', at: `${row}.code` },
        known && !isDiagnosisCode(codeSystem, code) && { rule: 'DIAGNOSIS_CODE', at: `${row}.code` },
        description.trim() === '' && { rule: 'DIAGNOSIS_DESCRIPTION', at: `${row}.description` },
        description.length > maxLength && { rule: 'TOO_LONG', at: `${row}.description` },
        code.length > LONGEST_CODE && { rule: 'TOO_LONG', at: `${row}.code` },
        !isTransportable(code) && { rule: 'CHARACTERS', at: `${row}.code` },
        !isTransportable(description) && { rule: 'CHARACTERS', at: `${row}.description` },
      ];
    }),
  ],
  codedPeriods: ({ options }, rows) => [
    rows.length === 0 && { rule: 'BLANK' },
    ...codeFaults(options, codesOf(rows)),
    ...rows.flatMap(periodFaults),
    ...overlapFaults(rows),
  ],
};

const codesOf = (rows: readonly { readonly code: string }[]): string[] => rows.map(({ code }) => code);

/** Characters of what may stand where a diagnosis code is being written; none that exists is as long. */
const LONGEST_CODE = 10;

/** Whether XML can carry the text, and a database store it. */
const isTransportable = (text: string): boolean =>
  text.isWellFormed() && !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text);

const dateFault = (date: string, at: string): Fault | undefined => {
  if (date === '') return { rule: 'DATE_MISSING', at };
  return isDate(date) ? undefined : { rule: 'DATE', at };
};

const textFaults = (text: string, maxLength: number): (Fault | false)[] => [
  text.trim() === '' && { rule: 'BLANK' },
  !isTransportable(text) && { rule: 'CHARACTERS' },
  text.length > maxLength && { rule: 'TOO_LONG' },
];

const codeFaults = (options: readonly Option[], codes: readonly string[]): (Fault | false)[] => [
  ...codes.map((code) => !options.some((option) => option.code === code) && ({ rule: 'UNKNOWN_CODE' } as const)),
  new Set(codes).size < codes.length && { rule: 'DUPLICATE_CODE' },
  codes.length > 1 && options.some(({ code, alone }) => alone && codes.includes(code)) && { rule: 'NOT_ALONE' },
];

/** Source: domain.md §3.1.1, rule 1. */
function periodFaults({ code, from, to }: CodedPeriod): (Fault | false)[] {
  const faults = [dateFault(from, `${code}.from`), dateFault(to, `${code}.to`)].filter((fault) => fault !== undefined);
  return [...faults, faults.length === 0 && to < from && { rule: 'PERIOD_ORDER', at: code }];
}

/**
 * Periods overlap when they share a day; adjacent days do not. Told on both rows: the end of the one that begins first
 * and the beginning of the other, or all four when they begin together. Source: domain.md §3.1.1, rule 3.
 */
function overlapFaults(rows: readonly CodedPeriod[]): Fault[] {
  const places = rows.filter(isPeriod).flatMap((a, index, periods) =>
    periods.slice(index + 1).flatMap((b) => {
      if (a.from > b.to || b.from > a.to) return [];
      if (a.from === b.from) return [`${a.code}.from`, `${a.code}.to`, `${b.code}.from`, `${b.code}.to`];
      const [first, second] = a.from < b.from ? [a, b] : [b, a];
      return [`${first.code}.to`, `${second.code}.from`];
    }),
  );
  return [...new Set(places)].map((at) => ({ rule: 'PERIOD_OVERLAP', at }));
}
