import { type Asked, kind, type TransportValue } from '../kind.ts';
import { alone, GIVE_AN_ANSWER, single, WRONG_KIND } from './parts.ts';

export interface IntegerQuestion extends Asked<'integer'> {
  readonly minimum: number;
  readonly maximum: number;
  /** It travels as a quantity (pq) of this unit with one decimal; without it, as text. */
  readonly unit?: string;
  /** Its recipients take that one decimal and nothing else. */
  readonly exactly?: true;
}

const WHOLE = /^\s*-?\d+(?:\.0*)?\s*$/;
const ONE_DECIMAL = /^-?(?:0|[1-9]\d*)\.0$/;

/** A whole number out of a message, as text or as a quantity of the question's unit. */
function numberFrom({ unit, exactly }: IntegerQuestion, value: TransportValue): { readonly value: number } | undefined {
  if (exactly === undefined && 'text' in value && WHOLE.test(value.text)) return { value: Number(value.text) };
  const isQuantity = 'quantity' in value && unit !== undefined && value.unit.trim() === unit;
  return isQuantity && (exactly ? ONE_DECIMAL : WHOLE).test(value.quantity)
    ? { value: Number(value.quantity) }
    : undefined;
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
  fromTransport: (question, groups) =>
    single<number>(groups, [question.field], (group) => {
      const value = group.get(question.field);
      return value && (numberFrom(question, value) ?? WRONG_KIND);
    }),
  show: (_, value) => value,
  text: ({ unit }, number) => [unit === undefined ? String(number) : `${number} ${unit}`],
  printed: () => 'BESIDE',
  form: ({ minimum, maximum, unit = null }) => ({ minimum, maximum, unit }),
});
