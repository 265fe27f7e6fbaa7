import { type Asked, kind } from '../kind.ts';
import { alone, CHOOSE_AN_OPTION, single, textOf, WRONG_KIND } from './parts.ts';

export type BooleanQuestion = Asked<'boolean'>;

/** How a message may write it. Source: domain.md §3.0. */
const WRITTEN: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };

export const booleanKind = kind<boolean, BooleanQuestion>()({
  description: 'Yes or no (ja eller nej).',
  shape: 'boolean',
  missing: CHOOSE_AN_OPTION,
  rules: {},
  faults: () => [],
  facts: (is) => ({ is }),
  fields: ({ field }) => [field],
  toTransport: ({ field }, value) => alone(field, { text: String(value) }),
  fromTransport: ({ field }, groups) =>
    single(groups, [field], (group) => {
      const value = WRITTEN[textOf(group.get(field))?.trim() ?? ''];
      return value === undefined ? WRONG_KIND : { value };
    }),
  show: (_, value) => value,
  text: (_, value) => [value ? 'Ja' : 'Nej'],
  printed: () => 'BESIDE',
  form: () => ({}),
});
