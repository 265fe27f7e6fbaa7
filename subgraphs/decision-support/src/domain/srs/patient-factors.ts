import { addDays } from '@intygsgraf/kernel/domain';

/** A part of Sweden as the models have it. */
export const Region = { Nord: 'Nord', Mitt: 'Mitt', Stockholm: 'Stockholm', Vast: 'Vast', Syd: 'Syd' } as const;
export type Region = keyof typeof Region;

/**
 * The first two digits of postal codes of each region. They overlap as the researchers have them, and the first that fits
 * holds. Source: domain.md §7.7, Region; §11.1 G19.
 */
const REGIONS: readonly (readonly [Region, readonly (readonly [number, number])[]])[] = [
  ['Nord', [[80, 98]]],
  [
    'Vast',
    [
      [30, 31],
      [40, 47],
      [50, 54],
      [65, 71],
      [77, 79],
    ],
  ],
  [
    'Mitt',
    [
      [19, 19],
      [58, 61],
      [63, 64],
      [72, 75],
    ],
  ],
  [
    'Stockholm',
    [
      [10, 19],
      [62, 76],
    ],
  ],
  [
    'Syd',
    [
      [20, 29],
      [33, 39],
      [55, 57],
    ],
  ],
];

/** The region of a unit by its postal code, `123 45`; undefined when that is none of Sweden's. */
export function regionOf(postalCode: string): Region | undefined {
  const digits = postalCode.replaceAll(/\s/g, '');
  if (!/^\d{5}$/.test(digits)) return undefined;
  const start = Number(digits.slice(0, 2));
  return REGIONS.find(([, ranges]) => ranges.some(([from, to]) => from <= start && start <= to))?.[0];
}

/** The ages that the models know, and the last year of each. Source: domain.md §7.7, age_cat_fct. */
const AGES: readonly (readonly [string, number])[] = [
  ['17-29', 29],
  ['30-39', 39],
  ['40-49', 49],
  ['50-56', 56],
  ['57-63', 63],
];
const YOUNGEST = 17;

/**
 * The model's class of an age in years; undefined below 17 and above 63. Today's system takes everybody older for 57–63;
 * a model that never saw such a patient says nothing of them, so we refuse. Source: domain.md §11.1 G19.
 */
export const ageClassOf = (age: number): string | undefined =>
  age < YOUNGEST ? undefined : AGES.find(([, last]) => age <= last)?.[0];

/** Sex and birth date, as a personal or co-ordination number (12 characters) tells them. */
export interface Person {
  readonly sex: 'Female' | 'Male';
  /** `YYYY-MM-DD`. */
  readonly bornOn: string;
}

/** What a personal or co-ordination number says; undefined for a reserve number, which may say neither. */
export function personOf(personId: string): Person | undefined {
  const [, year, month, day, sex] = /^((?:18|19|20)\d{2})(\d{2})(\d{2})\d{2}(\d)\d$/.exec(personId) ?? [];
  if (!year || !month || !day || !sex) return undefined;
  // a co-ordination number has 60 added to its day
  const born = String(Number(day) > 60 ? Number(day) - 60 : Number(day)).padStart(2, '0');
  return { sex: Number(sex) % 2 === 1 ? 'Male' : 'Female', bornOn: `${year}-${month}-${born}` };
}

/** Whole years on a day, both `YYYY-MM-DD`. Who is born on 29 February is a year older on 1 March. */
export function ageOn(bornOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  const birthday = bornOn.endsWith('02-29') ? addDays(bornOn, 1).slice(5) : bornOn.slice(5);
  return day.slice(5) < birthday && !(bornOn.endsWith('02-29') && day.endsWith('02-29')) ? years - 1 : years;
}
