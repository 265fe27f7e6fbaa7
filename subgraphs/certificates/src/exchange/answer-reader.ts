import { childElements, CORE, type Sequence, TYPES, XmlFault } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';
import type { TransportAnswer, TransportValue } from '../domain/transport.ts';

/** A sub-answer (delsvar), with the line that it begins on. */
export interface PlacedSubAnswer {
  readonly id: string;
  readonly value: TransportValue;
  readonly line: number;
}

/** An answer (svar), with the line that it begins on. */
export interface PlacedAnswer extends TransportAnswer {
  readonly subAnswers: readonly PlacedSubAnswer[];
  readonly line: number;
}

const QUESTION_ID = /^\d+$/;
const SUB_ANSWER_ID = /^\d+\.\d+$/;
const INTEGER = /^\s*[+-]?\d{1,9}\s*$/;
const PARTIAL_FORMAT = /^YYYY(?:-MM(?:-DD)?)?$/;
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
const VALUES: Readonly<Record<string, (of: Sequence) => TransportValue>> = {
  cv: (of) => ({
    code: of.text('code').trim(),
    codeSystem: of.text('codeSystem'),
    ...given('codeSystemName', of.optionalText('codeSystemName')),
    ...given('codeSystemVersion', of.optionalText('codeSystemVersion')),
    ...given('displayName', of.optionalText('displayName')),
    ...given('originalText', of.optionalText('originalText')),
  }),
  datePeriod: (of) => ({
    // whether they are days is for the type to say
    start: of.optionalText('start') ?? '',
    end: of.optionalText('end') ?? '',
  }),
  pq: (of) => ({ quantity: of.text('value', NUMBER), unit: of.text('unit').trim() }),
  partialDate: (of) => ({ format: of.text('format', PARTIAL_FORMAT), partialDate: of.text('value') }),
};

function valueOf(around: Sequence, subAnswer: XmlElement): TransportValue {
  const [element, ...more] = childElements(subAnswer);
  if (!element) return { text: subAnswer.content };
  const read = around.namespaceOf(element) === TYPES ? VALUES[element.name] : undefined;
  if (!read || more.length > 0)
    throw new XmlFault(
      `delsvar holds ${more.length > 0 ? 'several values' : 'an unknown kind of value'}`,
      element.line,
    );
  const of = around.within(element, TYPES);
  const value = read(of);
  of.end();
  return value;
}

/** An answer of the contracts (core type Svar). Throws XmlFault. */
export function readAnswer(around: Sequence, answer: XmlElement): PlacedAnswer {
  const questionId = idOf(answer, QUESTION_ID);
  const of = around.within(answer, CORE);
  const instance = of.optionalText('instans', INTEGER);
  const subAnswers = of.nodes('delsvar').map((subAnswer) => ({
    id: idOf(subAnswer, SUB_ANSWER_ID),
    value: valueOf(of, subAnswer),
    line: subAnswer.line,
  }));
  of.end();
  if (subAnswers.length === 0) throw new XmlFault(`svar ${questionId} has no delsvar`, answer.line);
  return { questionId, ...(instance !== null && { instance: Number(instance) }), subAnswers, line: answer.line };
}
