import { type Asked, kind } from '../kind.ts';
import {
  type Coded,
  codeFaults,
  codeFrom,
  codeToTransport,
  labelOf,
  longestLabel,
  optionsForm,
  showCode,
  type ShownCode,
} from './coded.ts';
import { CHOOSE_OPTIONS, rows } from './parts.ts';

/** Characters of an option, as of a licence: such stand in a row. */
const SHORT = 22;

/** Each code once. */
export interface CodesQuestion extends Asked<'codes'>, Coded {
  /** No more than these; without it, as many as there are options. */
  readonly maxCodes?: number;
}

const together = (options: Coded['options']): number => options.filter(({ alone }) => !alone).length;

export const codesKind = kind<readonly string[], CodesQuestion, readonly ShownCode[]>()({
  description: 'Some of several options (flera val).',
  shape: ['string'],
  missing: CHOOSE_OPTIONS,
  rules: {},
  several: () => true,
  faults: ({ options, maxCodes = Infinity }, codes, { profile }) => [
    codes.length === 0 && { rule: 'BLANK' },
    // a message that says one twice has no more of them than can be chosen together
    codes.length > (profile === 'MESSAGE' ? Math.min(maxCodes, together(options)) : maxCodes) && { rule: 'TOO_MANY' },
    ...codeFaults(options, codes, { profile }),
  ],
  facts: (codes) => ({ codes }),
  fields: ({ field }) => [field],
  toTransport: (question, codes) =>
    codes.map((code) => ({ option: code, subAnswers: [codeToTransport(question, question.field, code)] })),
  fromTransport: (question, groups) =>
    rows(groups, [question.field], (group) => codeFrom(question, group, question.field)),
  show: (question, codes) => codes.map((code) => showCode(question, { code })),
  text: (question, codes) => codes.map((code) => labelOf(question, code)),
  printed: ({ options }) => (longestLabel(options) <= SHORT ? 'ROW' : 'LIST'),
  form: (question, words) => ({ ...optionsForm(question, words), maxRows: question.maxCodes ?? null }),
});
