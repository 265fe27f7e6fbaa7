import { type Sequence, XmlFault } from '@intygsgraf/kernel/server';
import type { TransportValue } from '../../domain/transport.ts';
import type { PlacedAnswer, PlacedSubAnswer } from '../answer-reader.ts';

/** What was read so far: sub-answers as today's contract has them, and what it has no place for. */
export interface Collected {
  readonly subAnswers: PlacedSubAnswer[];
  readonly others: { readonly name: string; readonly text: string }[];
}

/** Reads the next elements of an older contract, in its order. */
export type Part = (of: Sequence, collected: Collected) => void;

/** What an element's text says as a value of today's contract. Throws XmlFault. */
type ValueOf = (text: string, name: string, line: number) => TransportValue;

const yesOrNo: ValueOf = (text, name, line) => {
  if (/^\s*(?:true|false|1|0)\s*$/.test(text)) return { text: text.trim() };
  throw new XmlFault(`${name} is neither yes nor no`, line);
};

const decimal: ValueOf = (text, name, line) => {
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(text)) return { text: text.trim() };
  throw new XmlFault(`${name} is no number`, line);
};

const inWords: ValueOf = (text) => ({ text });

const year: ValueOf = (text, name, line) => {
  if (/^[12]\d{3}$/.test(text)) return { format: 'YYYY', partialDate: text };
  throw new XmlFault(`${name} is no year`, line);
};

const day: ValueOf = (text, name, line) => {
  if (/^[12]\d{3}-\d\d-\d\d$/.test(text)) return { text };
  throw new XmlFault(`${name} is no date`, line);
};

/** One of the codes that the older contract has, each with the one that it is today. */
export const codeOf =
  (codeSystem: string, codes: Readonly<Record<string, string>>): ValueOf =>
  (text, name, line) => {
    const code = Object.hasOwn(codes, text) ? codes[text] : undefined;
    if (code === undefined) throw new XmlFault(`${name} is none of its codes`, line);
    return { code, codeSystem };
  };

const put = ({ subAnswers }: Collected, id: string, value: TransportValue): void =>
  void subAnswers.push({ id, value, line: 0 });

const required =
  (valueOf: ValueOf) =>
  (name: string, id: string): Part =>
  (of, collected) =>
    put(collected, id, valueOf(of.text(name), name, of.line));

const optional =
  (valueOf: ValueOf) =>
  (name: string, id: string): Part =>
  (of, collected) => {
    const text = of.optionalText(name);
    if (text !== null) put(collected, id, valueOf(text, name, of.line));
  };

export const yesNo = required(yesOrNo);
export const optionalYesNo = optional(yesOrNo);
export const number = required(decimal);
export const optionalNumber = optional(decimal);
export const optionalText = optional(inWords);
export const yearOf = required(year);
export const optionalYear = optional(year);
export const optionalDay = optional(day);

/** Each of the codes is an answer of its own; `least` of them must be there, and no more than `most`. */
export const codes =
  (name: string, id: string, valueOf: ValueOf, { least = 1, most = Infinity } = {}): Part =>
  (of, collected) => {
    const texts = of.elements(name, (_, text) => text());
    if (texts.length < least) throw new XmlFault(`${name} is missing`, of.line);
    if (texts.length > most) throw new XmlFault(`${name} is there too often`, of.line);
    for (const text of texts) put(collected, id, valueOf(text, name, of.line));
  };

/** Something that today's contract has no question for; it is kept by its name. */
export const other =
  (name: string, isOptional = false): Part =>
  (of, { others }) => {
    const text = isOptional ? of.optionalText(name) : of.text(name);
    if (text !== null) others.push({ name, text });
  };

/** An answer that is there when this one is a yes: a code, and not a yes. */
export const codeIfYes =
  (name: string, id: string, value: TransportValue): Part =>
  (of, collected) => {
    const text = of.optionalText(name);
    if (text !== null && /^(?:true|1)$/.test((yesOrNo(text, name, of.line) as { readonly text: string }).text))
      put(collected, id, value);
  };

export const within =
  (name: string, namespace: string, parts: readonly Part[], isOptional = false): Part =>
  (of, collected) => {
    const read = (inner: Sequence): void => {
      for (const part of parts) part(inner, collected);
      inner.end();
    };
    if (isOptional) of.optionalElement(name, namespace, read);
    else of.element(name, namespace, read);
  };

const questionOf = (id: string): string => id.split('.')[0] ?? '';

/**
 * Sub-answers as answers (svar): those of a question together, but each code of a question that has several in one of its
 * own, numbered.
 */
export function answersOf(subAnswers: readonly PlacedSubAnswer[], several: readonly string[]): PlacedAnswer[] {
  const byQuestion = Map.groupBy(subAnswers, ({ id }) => questionOf(id));
  return [...byQuestion].flatMap(([questionId, own]): PlacedAnswer[] =>
    several.includes(questionId)
      ? own.map((one, place) => ({ questionId, instance: place + 1, subAnswers: [one], line: one.line }))
      : [{ questionId, subAnswers: own, line: own[0]?.line ?? 0 }],
  );
}
