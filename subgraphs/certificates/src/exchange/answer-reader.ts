import { childElements, CORE, type Sequence, sequenceOf, TYPES, XmlFault } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';

/** What a sub-answer holds, as it stood there. Codes have no blanks around them. */
export type PlacedValue =
  | { readonly text: string }
  | {
      readonly code: string;
      readonly codeSystem: string;
      readonly displayName?: string;
      readonly codeSystemName?: string;
      readonly codeSystemVersion?: string;
      readonly originalText?: string;
    }
  | { readonly start?: string; readonly end?: string }
  | { readonly quantity: string; readonly unit: string }
  | { readonly partialDate: string; readonly format: string };

/** A sub-answer (delsvar), with the line that it begins on. */
export interface PlacedSubAnswer {
  readonly id: string;
  readonly value: PlacedValue;
  readonly line: number;
}

/** An answer (svar), with the line that it begins on. */
export interface PlacedAnswer {
  readonly questionId: string;
  readonly instance?: number;
  readonly subAnswers: readonly PlacedSubAnswer[];
  readonly line: number;
}

const QUESTION_ID = /^\d+$/;
const SUB_ANSWER_ID = /^\d+\.\d+$/;
const INTEGER = /^\s*[+-]?\d{1,9}\s*$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** Of xs:double what a measure may be. */
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

function idOf(element: XmlElement, form: RegExp): string {
  const id = element.attr('id')?.value ?? '';
  if (!form.test(id)) throw new XmlFault(`${element.name} has no id, or one that is not of its form`, element.line);
  return id;
}

/** Leaves out what is not there. */
const given = <Key extends string>(key: Key, text: string | null): { readonly [K in Key]?: string } =>
  text === null ? {} : ({ [key]: text } as { readonly [K in Key]: string });

/** What a value's element may be called, and how each is read. Source: the contract's types 3.2. */
const VALUES: Readonly<Record<string, (of: Sequence) => PlacedValue>> = {
  cv: (of) => ({
    code: of.text('code').trim(),
    codeSystem: of.text('codeSystem').trim(),
    ...given('codeSystemName', of.optionalText('codeSystemName')),
    ...given('codeSystemVersion', of.optionalText('codeSystemVersion')),
    ...given('displayName', of.optionalText('displayName')),
    ...given('originalText', of.optionalText('originalText')),
  }),
  datePeriod: (of) => ({
    ...given('start', of.optionalText('start', DATE)),
    ...given('end', of.optionalText('end', DATE)),
  }),
  pq: (of) => ({ quantity: of.text('value', NUMBER).trim(), unit: of.text('unit').trim() }),
  partialDate: (of) => ({ format: of.text('format').trim(), partialDate: of.text('value').trim() }),
};

function valueOf(subAnswer: XmlElement): PlacedValue {
  const [element, ...more] = childElements(subAnswer);
  if (!element) return { text: subAnswer.content };
  const read = element.namespaceUri === TYPES ? VALUES[element.name] : undefined;
  if (!read || more.length > 0)
    throw new XmlFault(
      `delsvar holds ${more.length > 0 ? 'several values' : 'an unknown kind of value'}`,
      element.line,
    );
  const of = sequenceOf(element, TYPES);
  const value = read(of);
  of.end();
  return value;
}

/** An answer of the contracts (core type Svar). Throws XmlFault. */
export function readAnswer(answer: XmlElement): PlacedAnswer {
  const questionId = idOf(answer, QUESTION_ID);
  const of = sequenceOf(answer, CORE);
  const instance = of.optionalText('instans', INTEGER);
  const subAnswers = of.nodes('delsvar').map((subAnswer) => ({
    id: idOf(subAnswer, SUB_ANSWER_ID),
    value: valueOf(subAnswer),
    line: subAnswer.line,
  }));
  of.end();
  if (subAnswers.length === 0) throw new XmlFault(`svar ${questionId} has no delsvar`, answer.line);
  return { questionId, ...(instance !== null && { instance: Number(instance) }), subAnswers, line: answer.line };
}
