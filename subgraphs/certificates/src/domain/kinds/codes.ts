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
  faults: ({ options, maxCodes = Infinity }, codes, { profile }) => {
    // a message that says one twice has no more of them than can be chosen together
    const most = Math.min(maxCodes, profile === 'MESSAGE' ? together(options) : options.length);
    const own = codeFaults(options, codes, { profile });
    if (codes.length === 0) return [{ rule: 'BLANK' }, ...own];
    // of more than there are, some are there twice. Source: domain.md §3.1, 28 (too-many)
    return codes.length <= most
      ? own
      : [{ rule: 'TOO_MANY' }, ...own.filter((fault) => fault && fault.rule !== 'DUPLICATE_CODE')];
  },
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
