import { type Asked, kind } from '../kind.ts';
import { GIVE_AN_ANSWER, single, subText, textFaults, textOf, WRONG_KIND } from './parts.ts';

export interface TextQuestion extends Asked<'text'> {
  /** Characters. */
  readonly maxLength: number;
  /** The option of the question's other field that the text says more of; it goes with that one. */
  readonly ofOption?: string;
}

export const textKind = kind<string, TextQuestion>()({
  description: 'Free text (fritext).',
  shape: 'string',
  missing: GIVE_AN_ANSWER,
  rules: {},
  faults: ({ maxLength }, text) => textFaults(text, maxLength),
  fields: ({ field }) => [field],
  toTransport: ({ field, ofOption }, text) => [
    { subAnswers: [subText(field, text)], ...(ofOption !== undefined && { option: ofOption }) },
  ],
  fromTransport: ({ field, ofOption }, groups) =>
    single<string>(groups, [field], (group) => {
      const value = textOf(group.get(field));
      if (value === undefined) return WRONG_KIND;
      const isElsewhere = [...group.values()].some((other) => 'code' in other && other.code.trim() !== ofOption);
      return ofOption !== undefined && isElsewhere ? { fault: { rule: 'NOT_APPLICABLE' } } : { value };
    }),
  show: (_, value) => value,
  text: (_, value) => value.split(/\r\n?|\n/),
  form: ({ maxLength }) => ({ maxLength }),
});
