import type { FormOption } from '../form-question.ts';
import type { Fault, Judging, Received, ReceivedGroup, TransportSubAnswer, TransportValue, Words } from '../kind.ts';
import type { CommonRule } from '../rules.ts';
import { WRONG_KIND } from './parts.ts';

/** What the kinds with options share. */

export interface Option {
  readonly code: string;
  readonly label: string;
  /** May not be chosen together with another. */
  readonly alone?: true;
  /** Messages may say it, and no form shows it. */
  readonly only?: 'MESSAGE';
  /** How a message writes it, where that is not the code in the question's table. */
  readonly sent?: { readonly text: string } | { readonly code: string; readonly codeSystem: string };
  /** It is not written at all: the text of this sub-answer alone tells of it. */
  readonly toldBy?: string;
}

export interface Coded {
  /** The national code table, as KV_FKMU_0001. */
  readonly codeSystem: string;
  readonly options: readonly Option[];
  /** Messages may have blanks around the table's name. */
  readonly loosely?: true;
}

/** A code with what it is called where it was chosen. */
export interface ShownCode {
  readonly code: string;
  readonly codeSystem: string;
  readonly label: string;
}

export const codeFaults = (
  options: readonly Option[],
  codes: readonly string[],
  { profile = 'DRAFT' }: Pick<Judging, 'profile'>,
): (Fault<CommonRule> | false)[] => [
  ...codes.map(
    (code) =>
      !options.some((option) => option.code === code && (option.only ?? profile) === profile) &&
      ({ rule: 'UNKNOWN_CODE' } as const),
  ),
  new Set(codes).size < codes.length && { rule: 'DUPLICATE_CODE' },
  codes.length > 1 && options.some(({ code, alone }) => alone && codes.includes(code)) && { rule: 'NOT_ALONE' },
];

export const labelOf = ({ options }: Pick<Coded, 'options'>, wanted: string): string =>
  options.find(({ code }) => code === wanted)?.label ?? wanted;

/** Characters. */
export const longestLabel = (options: readonly Option[]): number =>
  Math.max(...options.map(({ label }) => label.length));

export const showCode = <Row extends { readonly code: string }>(question: Coded, row: Row): Row & ShownCode => ({
  ...row,
  codeSystem: question.codeSystem,
  label: labelOf(question, row.code),
});

export function codeToTransport(question: Coded, id: string, code: string): TransportSubAnswer {
  const { codeSystem, options } = question;
  const option = options.find((one) => one.code === code);
  if (option?.sent && 'text' in option.sent) return { id, value: option.sent };
  return { id, value: { code, codeSystem, ...option?.sent, ...(option && { displayName: option.label }) } };
}

/** The other way to write a truth (xs:boolean). */
const TRUTHS: Readonly<Record<string, string>> = { '1': 'true', '0': 'false' };

/** Whether a message's value is how an option is written. */
const isSentAs = ({ sent }: Option, value: TransportValue): boolean => {
  if (!sent) return false;
  if ('text' in sent) return 'text' in value && (TRUTHS[value.text.trim()] ?? value.text.trim()) === sent.text;
  return 'code' in value && value.code.trim() === sent.code && value.codeSystem.trim() === sent.codeSystem;
};

/** The code of a sub-answer. Blanks around it say nothing; without one it is empty, and so no option. */
export function codeFrom(
  { codeSystem, options, loosely }: Coded,
  group: ReceivedGroup,
  field: string,
): Received<string> {
  const value = group.get(field);
  if (!value) return { value: '' };
  const option = options.find((one) => isSentAs(one, value));
  if (option) return { value: option.code };
  if (!('code' in value)) return WRONG_KIND;
  const system = loosely ? value.codeSystem.trim() : value.codeSystem;
  return system === codeSystem ? { value: value.code.trim() } : { fault: { rule: 'UNKNOWN_CODE' } };
}

export const optionsForm = (
  { codeSystem, options }: Coded,
  words: Words,
): { codeSystem: string; options: FormOption[] } => ({
  codeSystem,
  options: options
    .filter(({ only }) => only === undefined)
    .map(({ code, label, alone = false }) => ({ code, label: words(code, label), alone })),
});
