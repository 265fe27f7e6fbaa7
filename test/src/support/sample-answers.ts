import type { Answers, CertificateType, Question } from '@intygsgraf/certificates';
import { isShown, kindOf, questionsOf } from '@intygsgraf/certificates';

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

const withBooleans = (type: CertificateType, words: Words, noes: ReadonlySet<string>): Answers =>
  Object.fromEntries(
    questionsOf(type).map((question) => {
      const value = noes.has(question.field) ? false : valueOf(kindOf(question).shape, question, words);
      return [question.field, { [question.kind]: value }];
    }),
  ) as Answers;

/**
 * An answer to every question of a type, whatever its kind: made of the shape that the kind says its answers have, each
 * yes or no such that the form shows the most. They are to be shown and need not be right.
 */
export function sampleAnswers(type: CertificateType, words: Words, today: string): Answers {
  const noes = new Set<string>();
  const shown = (): number => {
    const answers = withBooleans(type, words, noes);
    return questionsOf(type).filter((question) => isShown(question, answers, { today })).length;
  };
  for (const { field } of questionsOf(type).filter(({ kind }) => kind === 'boolean')) {
    const withYes = shown();
    noes.add(field);
    if (shown() <= withYes) noes.delete(field);
  }
  return withBooleans(type, words, noes);
}
