import { type Asked, kind, type TransportValue } from '../kind.ts';
import { alone, GIVE_AN_ANSWER, single, WRONG_KIND } from './parts.ts';

/** A number, as a visual acuity or hours a week. */
export interface NumberQuestion extends Asked<'number'> {
  readonly minimum: number;
  readonly maximum: number;
  /** Decimals that it may have, and is written with. */
  readonly decimals: number;
  /** What it counts, as `h`: messages then carry it as a quantity. */
  readonly unit?: string;
}

/** The number as it was written, with at least the decimals that it has to have. */
function written(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === value ? text : String(value);
}

/** A number out of a message. A quantity of another unit is none. */
function numberFrom(value: TransportValue | undefined, unit: string | undefined): number | undefined {
  if (!value) return undefined;
  const text = unit === undefined ? ('text' in value ? value.text : '') : 'quantity' in value ? value.quantity : '';
  const isOfUnit = unit === undefined || ('unit' in value && value.unit.trim() === unit);
  return isOfUnit && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text.trim()) ? Number(text) : undefined;
}

export const numberKind = kind<number, NumberQuestion>()({
  description: 'A number.',
  shape: 'number',
  missing: GIVE_AN_ANSWER,
  rules: {
    OUT_OF_RANGE: {
      kind: 'INVALID_FORMAT',
      text: { sv: 'Talet är för litet eller för stort.', en: 'The number is too small or too great.' },
    },
    /** A message may be more precise than the form. */
    DECIMALS: {
      kind: 'INVALID_FORMAT',
      text: { sv: 'Talet har för många decimaler.', en: 'The number has too many decimals.' },
      only: 'DRAFT',
    },
  },
  faults: ({ minimum, maximum, decimals }, value) => [
    !(value >= minimum && value <= maximum) && { rule: 'OUT_OF_RANGE' },
    Number(value.toFixed(decimals)) !== value && { rule: 'DECIMALS' },
  ],
  facts: (number) => ({ number }),
  fields: ({ field }) => [field],
  toTransport: ({ field, decimals, unit }, value) => {
    const text = written(value, decimals);
    return alone(field, unit === undefined ? { text } : { quantity: text, unit });
  },
  fromTransport: ({ field, unit }, groups) =>
    single(groups, [field], (group) => {
      const value = numberFrom(group.get(field), unit);
      return value === undefined ? WRONG_KIND : { value };
    }),
  show: (_, value) => value,
  text: ({ decimals, unit }, value) => [
    `${written(value, decimals).replace('.', ',')}${unit === undefined ? '' : ` ${unit}`}`,
  ],
  printed: () => 'BESIDE',
  form: ({ minimum, maximum, unit }) => ({ minimum, maximum, unit: unit ?? null }),
});
