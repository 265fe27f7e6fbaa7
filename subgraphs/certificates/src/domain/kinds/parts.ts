import { isDay, isWithinReason, type UserText } from '@intygsgraf/kernel/domain';
import type {
  Fault,
  Mended,
  Received,
  ReceivedGroup,
  TransportGroup,
  TransportSubAnswer,
  TransportValue,
} from '../kind.ts';
import type { CommonRule } from '../rules.ts';

/** What several kinds are made of. */

export const GIVE_AN_ANSWER: UserText = { sv: 'Ange ett svar.', en: 'Give an answer.' };
export const CHOOSE_AN_OPTION: UserText = { sv: 'Välj ett alternativ.', en: 'Choose an option.' };
export const CHOOSE_OPTIONS: UserText = { sv: 'Välj minst ett alternativ.', en: 'Choose at least one option.' };
export const GIVE_A_DATE: UserText = { sv: 'Ange ett datum.', en: 'Give a date.' };
export const GIVE_A_PERIOD: UserText = { sv: 'Ange period.', en: 'Give a period.' };

type CommonFault = Fault<CommonRule>;

/** Whether XML can carry the text, and a database store it. */
const isTransportable = (text: string): boolean =>
  text.isWellFormed() && !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text);

const place = (at: string | undefined): { at?: string } => (at === undefined ? {} : { at });

/** What is wrong with a text however short it is. */
export const charactersFault = (text: string, at?: string): CommonFault | false =>
  !isTransportable(text) && { rule: 'CHARACTERS', ...place(at) };

/** What is wrong with a text of one line, as a diagnosis' description, however short it is. */
export const oneLineFaults = (text: string, at: string): (CommonFault | false)[] => [
  charactersFault(text, at),
  /[\n\r\u0085\u2028\u2029]/.test(text) && { rule: 'ONE_LINE', at },
];

/** What is wrong with a text that is there. */
export const textFaults = (text: string, maxLength: number, at?: string): (CommonFault | false)[] => [
  text.trim() === '' && { rule: 'BLANK', ...place(at) },
  charactersFault(text, at),
  text.length > maxLength && { rule: 'TOO_LONG', ...place(at) },
];

/** Characters of a year or a date while it is being written. */
const LONGEST_DATE = 10;

/** What no draft keeps of a year or a date that is being written, whatever it is to become. */
export const writingFaults = (text: string, at?: string): (CommonFault | false)[] => [
  charactersFault(text, at),
  text.length > LONGEST_DATE && { rule: 'TOO_LONG', ...place(at) },
];

/** What is wrong with a date by itself; `latest` is the last day that is accepted. */
export function dateFault(date: string, at?: string, latest?: string): CommonFault | undefined {
  if (date === '') return { rule: 'DATE_MISSING', ...place(at) };
  if (!isDay(date)) return { rule: 'DATE', ...place(at) };
  if (!isWithinReason(date)) return { rule: 'DATE_RANGE', ...place(at) };
  return latest !== undefined && date > latest ? { rule: 'DATE_IN_FUTURE', ...place(at) } : undefined;
}

/**
 * The faults of a date that may not be after `latest`; one that is beyond reason is both, as a message is held to the
 * second alone.
 */
export function pastDateFaults(date: string, latest: string, at?: string): CommonFault[] {
  const fault = dateFault(date, at, latest);
  const isBeyond = fault?.rule === 'DATE_RANGE' && date > latest;
  return [...(fault ? [fault] : []), ...(isBeyond ? [{ rule: 'DATE_IN_FUTURE' as const, ...place(at) }] : [])];
}

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Whether a period can be counted on: two days, in order. */
export const isPeriod = ({ from, to }: Period): boolean => isDay(from) && isDay(to) && from <= to;

/** Source: domain.md §3.1.1, rule 1. */
export function periodFaults({ from, to }: Period, row?: string, orderAt = row): (CommonFault | false)[] {
  const part = (name: string): string => (row === undefined ? name : `${row}.${name}`);
  const faults = [dateFault(from, part('from')), dateFault(to, part('to'))].filter((fault) => fault !== undefined);
  return [...faults, faults.length === 0 && to < from && { rule: 'PERIOD_ORDER', ...place(orderAt) }];
}

/** One group of one sub-answer. */
export const alone = (id: string, value: TransportValue): TransportGroup[] => [{ subAnswers: [{ id, value }] }];

export const subText = (id: string, text: string): TransportSubAnswer => ({ id, value: { text } });

/** The text of a value; a code or a period has none. */
export const textOf = (value: TransportValue | undefined): string | undefined =>
  value && 'text' in value ? value.text : undefined;

/** The groups that have at least one of the sub-answers. */
export const having = (groups: readonly ReceivedGroup[], fields: readonly string[]): ReceivedGroup[] =>
  groups.filter((group) => fields.some((field) => group.has(field)));

/** The one group that may say something of these sub-answers, read. */
export function single<Value>(
  groups: readonly ReceivedGroup[],
  fields: readonly string[],
  read: (group: ReceivedGroup) => Received<Value>,
): Received<Value> {
  const [group, ...more] = having(groups, fields);
  if (!group) return undefined;
  return more.length > 0 ? { fault: { rule: 'TOO_MANY' } } : read(group);
}

/** Rows, one out of each group; the first that cannot be read is the fault. */
export function rows<Row>(
  groups: readonly ReceivedGroup[],
  fields: readonly string[],
  read: (group: ReceivedGroup) => Received<Row>,
): Received<Row[]> {
  const found = having(groups, fields).map(read);
  const fault = found.find((one) => one && 'fault' in one);
  if (fault && 'fault' in fault) return fault;
  const values = found.flatMap((one) => (one && 'value' in one ? [one.value] : []));
  return values.length > 0 ? { value: values } : undefined;
}

export const WRONG_KIND = { fault: { rule: 'WRONG_KIND' } } as const satisfies Received<never>;

/** Mends an answer row by row: each row becomes one with what was filled in, or a fault for which it is left out. */
export function mendRows<Row>(
  all: readonly Row[],
  mend: (row: Row) => { readonly row: Row; readonly filledIn?: Fault } | { readonly leftOut: Fault },
): Mended<readonly Row[]> {
  const results = all.map(mend);
  const kept = results.flatMap((result) => ('row' in result ? [result] : []));
  return {
    value: kept.length === 0 ? undefined : kept.map(({ row }) => row),
    filledIn: kept.flatMap(({ filledIn }) => (filledIn ? [filledIn] : [])),
    leftOut: results.flatMap((result) => ('leftOut' in result ? [result.leftOut] : [])),
  };
}
