import type { Condition } from '../../domain/condition.ts';
import type { BilingualQuestion, Words } from './bilingual.ts';
import { both, either, has, tick } from './questions.ts';

/** Visual acuity (synskärpa), 0.0 to 2.0, of both eyes and each, as they are and with glasses or lenses. */

/** The sub-answers of question 8. Source: domain.md §3.9, rows 8 to 11. */
export interface AcuityFields {
  /** That the values are sent on their own, where the form has that. */
  readonly separately?: string;
  readonly uncorrected: readonly [right: string, left: string, both: string];
  readonly corrected: readonly [right: string, left: string, both: string];
  readonly lenses?: readonly [right: string, left: string];
}

const EYES: readonly Words[] = [
  ['Höger öga', 'Right eye'],
  ['Vänster öga', 'Left eye'],
  ['Binokulärt', 'Both eyes'],
];

const words = (index: number, [sv, en]: Words): Words => {
  const [eyeSv, eyeEn] = EYES[index] ?? ['', ''];
  return [`${eyeSv} ${sv}`, `${eyeEn} ${en}`];
};

const value = (field: string, label: Words): BilingualQuestion => ({
  kind: 'number',
  id: '8',
  field,
  label,
  help: [
    'Den minsta raden där patienten läser alla bokstäver. Sämre än 0,1 skrivs som 0,0.',
    'The smallest line on which the patient reads all letters. Worse than 0.1 is written as 0.0.',
  ],
  minimum: 0,
  maximum: 2,
  decimals: 1,
});

/** When the values are asked for, and when the corrected ones have to be given. */
interface Asked {
  /** The form needs the uncorrected values while this holds; without it, always. */
  readonly needed?: Condition;
  /** What a message needs of the uncorrected ones; without it, the same. */
  readonly neededInMessages?: false;
  readonly correctedNeeded: Condition;
}

/** Question 8, its sub-answers in the order of the form. */
export function acuity(
  fields: AcuityFields,
  { needed, neededInMessages, correctedNeeded }: Asked,
): BilingualQuestion[] {
  const { separately, uncorrected, corrected, lenses = [] } = fields;
  const isSeparate: Condition | undefined = separately === undefined ? undefined : { field: separately, is: true };
  // values that are sent on their own stand in no certificate. Source: domain.md §3.9, R37
  const apart = isSeparate && ({ showWhen: { not: isSeparate }, refusedWhen: isSeparate } as const);
  return [
    ...(separately === undefined
      ? []
      : [tick(separately, ['Uppgifter om synskärpa skickas separat', 'The visual acuity is sent separately'])]),
    ...uncorrected.map((field, index) => ({
      ...value(field, words(index, ['utan korrektion', 'without correction'])),
      required: needed ?? true,
      ...(neededInMessages === false && { inMessages: { required: false } }),
      ...apart,
    })),
    ...corrected.map((field, index) => ({
      ...value(field, words(index, ['med korrektion', 'with correction'])),
      required: correctedNeeded,
      inMessages: { required: correctedNeeded },
      ...apart,
    })),
    ...lenses.map((field, index) => ({
      ...tick(field, words(index, ['har kontaktlins', 'has a contact lens'])),
      ...apart,
      inMessages: { refusedWhen: false },
    })),
  ] as BilingualQuestion[];
}

/**
 * Both eyes are poor: each below 0.8; or one of them very poor, below 0.1. Asked of those who drive what is heavy or for
 * hire. Source: domain.md §3.9, R34 and R35 (which are one question here: both ask for the same).
 */
export const poorForHigher = ([right, left]: AcuityFields['uncorrected'], higher: readonly string[]): Condition =>
  both(
    has('1.1', higher),
    either(
      both({ field: right, below: 0.8 }, { field: left, below: 0.8 }),
      { field: right, below: 0.1 },
      { field: left, below: 0.1 },
    ),
  );

/** Together they are below 0.5. Asked of those who drive nothing heavy. Source: domain.md §3.9, R33. */
export const poorForOthers = ([, , together]: AcuityFields['uncorrected'], others: readonly string[]): Condition =>
  both(has('1.1', others), { field: together, below: 0.5 });
