import type { Condition } from '../../domain/condition.ts';
import type { BilingualQuestion, Words } from './bilingual.ts';

type Of<Kind extends BilingualQuestion['kind']> = Extract<BilingualQuestion, { readonly kind: Kind }>;
type More<Kind extends BilingualQuestion['kind']> = Partial<Omit<Of<Kind>, 'kind' | 'id' | 'field' | 'label'>>;

const idOf = (field: string): string => field.split('.')[0] ?? field;

/** A yes or no that has to be answered while it is shown. */
export const yesNo = (field: string, label: Words, more: More<'boolean'> = {}): Of<'boolean'> => ({
  kind: 'boolean',
  id: idOf(field),
  field,
  label,
  required: true,
  ...more,
});

/** A box to tick. */
export const tick = (field: string, label: Words, more: More<'boolean'> = {}): Of<'boolean'> => ({
  kind: 'boolean',
  id: idOf(field),
  field,
  label,
  ...more,
});

/** A text that has to be given while it is shown; without words on when, always. */
export const text = (field: string, label: Words, maxLength: number, more: More<'text'> = {}): Of<'text'> => ({
  kind: 'text',
  id: idOf(field),
  field,
  label,
  required: true,
  maxLength,
  ...more,
});

/** A text that may be left out. */
export const optionalText = (field: string, label: Words, maxLength: number, more: More<'text'> = {}): Of<'text'> => ({
  kind: 'text',
  id: idOf(field),
  field,
  label,
  maxLength,
  ...more,
});

/** The published rules hold messages to the length of the text as well. */
export const LIMITED = { only: { TOO_LONG: 'BOTH' } } as const;

export const yes = (field: string): Condition => ({ field, is: true });
export const no = (field: string): Condition => ({ field, is: false });
export const has = (field: string, codes: readonly string[]): Condition => ({ field, has: codes });
export const either = (...any: readonly Condition[]): Condition => ({ any });
export const both = (...all: readonly Condition[]): Condition => ({ all });

/** The form's own limit, in characters, where the type has none. Source: domain.md §3.15. */
export const LONG = 3500;
