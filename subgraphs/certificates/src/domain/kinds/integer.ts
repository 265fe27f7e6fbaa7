import { type Asked, kind } from '../kind.ts';
import { alone, GIVE_AN_ANSWER, single, WRONG_KIND } from './parts.ts';

export interface IntegerQuestion extends Asked<'integer'> {
  readonly minimum: number;
  readonly maximum: number;
  /** It travels as a quantity (pq) of this unit with one decimal; without it, as text. */
  readonly unit?: string;
}

export const integerKind = kind<number, IntegerQuestion>()({
  description: 'A whole number (heltal).',
  shape: 'number',
  missing: GIVE_AN_ANSWER,
  rules: {
    NUMBER_RANGE: {
      kind: 'OTHER',
      text: { sv: 'Ange ett heltal inom gränserna.', en: 'Give a whole number within the limits.' },
    },
  },
  faults: ({ minimum, maximum }, number) => [
    !(Number.isSafeInteger(number) && minimum <= number && number <= maximum) && { rule: 'NUMBER_RANGE' },
  ],
  facts: (number) => ({ number }),
  fields: ({ field }) => [field],
  toTransport: ({ field, unit }, number) =>
    alone(field, unit === undefined ? { text: String(number) } : { quantity: number.toFixed(1), unit }),
  fromTransport: ({ field, unit }, groups) =>
    single<number>(groups, [field], (group) => {
      const value = group.get(field);
      if (!value) return undefined;
      if (unit === undefined)
        return 'text' in value && /^\s*-?\d+\s*$/.test(value.text) ? { value: Number(value.text) } : WRONG_KIND;
      // the recipients take one decimal and nothing else
      const isQuantity =
        'quantity' in value && value.unit.trim() === unit && /^-?(?:0|[1-9]\d*)\.0$/.test(value.quantity);
      return isQuantity ? { value: Number(value.quantity) } : WRONG_KIND;
    }),
  show: (_, value) => value,
  text: ({ unit }, number) => [unit === undefined ? String(number) : `${number} ${unit}`],
  printed: () => 'BESIDE',
  form: ({ minimum, maximum, unit = null }) => ({ minimum, maximum, unit }),
});
