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
import { CHOOSE_AN_OPTION, having, single } from './parts.ts';

/** Characters of an option, as of a yes that may be unknown: such stand beside the question. */
const SHORT = 15;

export interface CodeQuestion extends Asked<'code'>, Coded {}

export const codeKind = kind<string, CodeQuestion, ShownCode>()({
  description: 'One of several options (ett val).',
  shape: 'string',
  missing: CHOOSE_AN_OPTION,
  rules: {},
  faults: ({ options }, code, judging) => codeFaults(options, [code], judging),
  facts: (code) => ({ codes: [code] }),
  fields: ({ field }) => [field],
  toTransport: (question, code) => {
    const isTold = question.options.some((option) => option.code === code && option.toldBy !== undefined);
    return isTold ? [] : [{ subAnswers: [codeToTransport(question, question.field, code)] }];
  },
  fromTransport: (question, groups) => {
    const told = question.options.find(({ toldBy }) => toldBy !== undefined && having(groups, [toldBy]).length > 0);
    const own = single(groups, [question.field], (group) => codeFrom(question, group, question.field));
    return own ?? (told && { value: told.code });
  },
  show: (question, code) => showCode(question, { code }),
  text: (question, code) => [labelOf(question, code)],
  printed: ({ options }) => (longestLabel(options) <= SHORT ? 'BESIDE' : 'TEXT'),
  form: optionsForm,
});
