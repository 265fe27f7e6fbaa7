import { DomainError } from './domain-error.ts';

/** The kinds of person identity, each with the OID that messages name it by. Source: RIV-TA, clinicalprocess:healthcond:certificate. */
export const PERSON_ID_ROOT = {
  /** Personnummer, YYYYMMDDNNNC. */
  PERSONAL_NUMBER: '1.2.752.129.2.1.3.1',
  /** Samordningsnummer, as a personal number with 60 added to the day. */
  COORDINATION_NUMBER: '1.2.752.129.2.1.3.3',
  /** Nationellt reservnummer (NRID), XXYYMMDDNNGC, where NN are letters, and G too when the sex is unknown. */
  RESERVE_NUMBER: '1.2.752.74.9.1',
} as const;
export type PersonIdKind = keyof typeof PERSON_ID_ROOT;

/** A checked person identity: 12 characters, upper case, no dash. */
export interface PersonId {
  readonly kind: PersonIdKind;
  readonly value: string;
}

export class IdentifierError extends DomainError<'PERSON_ID' | 'HSA_ID' | 'ID'> {}

/** The day number is raised by this in a co-ordination number. Source: Skatteverket, SKV 707. */
const COORDINATION_DAY = 60;

/**
 * Luhn's check digit, the last character. A letter of a reserve number counts as its ASCII code (A = 65), of which the
 * digits are summed as of every other product.
 */
function checkDigitHolds(characters: string): boolean {
  const sum = [...characters].reduce((total, character, place) => {
    const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0);
    const weighed = String(value * (place % 2 === 0 ? 2 : 1));
    return total + [...weighed].reduce((digits, digit) => digits + Number(digit), 0);
  }, 0);
  return sum % 10 === 0;
}

/** Whether somebody can have been born on that day: it is in the calendar and not after `today`. */
function isBirthDate(year: number, month: number, day: number, today: string): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isInCalendar = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isInCalendar && date.toISOString().slice(0, 10) <= today;
}

const figuresOf = (text: string, ...places: [from: number, to: number][]): number[] =>
  places.map(([from, to]) => Number(text.slice(from, to)));

function dated(value: string, today: string): PersonId | undefined {
  const [year = 0, month = 0, day = 0] = figuresOf(value, [0, 4], [4, 6], [6, 8]);
  const coordination = day > COORDINATION_DAY;
  const born = coordination ? day - COORDINATION_DAY : day;
  if (year < 1800 || !isBirthDate(year, month, born, today) || !checkDigitHolds(value.slice(2))) return undefined;
  return { kind: coordination ? 'COORDINATION_NUMBER' : 'PERSONAL_NUMBER', value };
}

/** Eight figures, two letters, the sex as a figure or, unknown, a letter, a check digit. No letter that is mistaken. */
const RESERVE_NUMBER = /^\d{8}[A-HJ-NPR-UX-Z]{2}[\dA-HJ-NPR-UX-Z]\d$/;

/**
 * A reserve number says when somebody was born, the century raised by 3, 6, 9 … 78; or, beginning with 00, that nobody
 * knows, with a month and a day that no calendar has.
 */
function reserve(value: string, today: string): PersonId | undefined {
  const [series = 0, year = 0, month = 0, day = 0] = figuresOf(value, [0, 2], [2, 4], [4, 6], [6, 8]);
  const isUnknown = series === 0 && month >= 20 && day >= 40 && day <= 59;
  const century = 19 + ((series - 19) % 3);
  const isKnown = series >= 22 && isBirthDate(century * 100 + year, month, day, today);
  return (isUnknown || isKnown) && checkDigitHolds(value) ? { kind: 'RESERVE_NUMBER', value } : undefined;
}

/**
 * A person identity as messages and imports carry it: twelve characters, century included, no dash, no blank.
 * Throws PERSON_ID; the number itself is never repeated in the error.
 * `today` is `YYYY-MM-DD` in Europe/Stockholm: nobody is born tomorrow.
 * Source: Skatteverket, SKV 704 and 707; Inera, Nationellt ReservID 1.0, as described on
 * confluence.cgiostersund.se/display/PU/Nationellt+Reservidformat (2026-11-21).
 */
export function parsePersonId(text: string, today: string): PersonId {
  const found = /^\d{12}$/.test(text)
    ? dated(text, today)
    : RESERVE_NUMBER.test(text)
      ? reserve(text, today)
      : undefined;
  if (!found) throw new IdentifierError('PERSON_ID');
  return found;
}

/**
 * The day on which somebody was born, `YYYY-MM-DD`, as their number says it; undefined when it says none. The number
 * itself is not checked.
 */
export function birthDateOf(personId: string): string | undefined {
  const [series = 0, year = 0, month = 0, day = 0] = figuresOf(personId, [0, 2], [2, 4], [4, 6], [6, 8]);
  // a reserve number has the century raised by 3, 6, 9 …; a co-ordination number the day by 60
  const century = RESERVE_NUMBER.test(personId) ? 19 + ((series - 19) % 3) : series;
  const date = new Date(
    Date.UTC(century * 100 + year, month - 1, day > COORDINATION_DAY ? day - COORDINATION_DAY : day),
  );
  const isUnknown = !/^\d{8}/.test(personId) || series === 0 || Number.isNaN(date.getTime());
  return isUnknown || date.getUTCMonth() !== month - 1 ? undefined : date.toISOString().slice(0, 10);
}

/** HSA-id: country code, organisation number (or a test prefix), a dash, a serial part. Source: Inera, HSA schema. */
const HSA_ID = /^[A-Z]{2}[A-Z0-9]{4,22}-[A-Z0-9]{1,25}$/;

/** Checks the form of an HSA-id. Whether it exists is for the directory to say. Throws HSA_ID. */
export function parseHsaId(text: string): string {
  if (!HSA_ID.test(text)) throw new IdentifierError('HSA_ID');
  return text;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => UUID.test(text);

/** An entity's id in the graph: `Case_<uuid>`. */
export const globalId = (type: string, uuid: string): string => `${type}_${uuid}`;

/** The UUID of a graph id of this type. Throws ID, also when it is an id of another type. */
export function parseGlobalId(type: string, id: string): string {
  const uuid = id.startsWith(`${type}_`) ? id.slice(type.length + 1) : '';
  if (!isUuid(uuid)) throw new IdentifierError('ID', { type });
  return uuid;
}
