import type { Answers, CertificateType, Question } from '@intygsgraf/certificates';
import { kindOf, questionsOf } from '@intygsgraf/certificates';

type Shape = ReturnType<typeof kindOf>['shape'];

/** A text for each question of a type, so that each is found again. */
export type Words = (question: Question) => string;

const codesOf = (question: Question): readonly string[] =>
  'options' in question ? question.options.map(({ code }) => code) : ['S47', 'M545', 'F430'];

/** A value of a shape: dates and codes where the member's name says so, the question's words elsewhere. */
function valueOf(shape: Shape, question: Question, words: Words, { member = '', place = 0 } = {}): unknown {
  if (shape === 'boolean') return place % 2 === 0;
  if (shape === 'number') return 7 + place;
  if (Array.isArray(shape))
    return [0, 1].map((row) =>
      valueOf((shape as readonly [Shape])[0], question, words, { member: member || 'code', place: row }),
    );
  if (typeof shape === 'object')
    return Object.fromEntries(
      Object.entries(shape).map(([name, of]) => [name, valueOf(of, question, words, { member: name, place })]),
    );
  if (/^(?:date|from|to|day)$/.test(member)) return `2026-11-${10 + place}`;
  if (member === 'codeSystem') return 'ICD_10_SE';
  if (member === 'code' || question.kind === 'code') return codesOf(question)[place % codesOf(question).length];
  return words(question);
}

/**
 * An answer to every question of a type, whatever its kind: made of the shape that the kind says its answers have. They
 * are to be shown and need not be right.
 */
export const sampleAnswers = (type: CertificateType, words: Words): Answers =>
  Object.fromEntries(
    questionsOf(type).map((question) => [
      question.field,
      { [question.kind]: valueOf(kindOf(question).shape, question, words) },
    ]),
  ) as Answers;
