import { carriedAnswers, receivedAnswers, signedAnswers, transportAnswers } from '@intygsgraf/certificates';
import { type Answers, CERTIFICATE_TYPES, isShown, judge, questionsOf } from '@intygsgraf/certificates/rules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAnswers, ungenerated } from './any-answers.ts';
import { strangeAnswers, strangeMessage } from './strange-answers.ts';

const today = '2026-11-22';
const types = CERTIFICATE_TYPES.map((type) => [`${type.id} ${type.version}`, type] as const);

/** The answers of questions that have nothing wrong, by themselves or with others. */
const sound = (answers: Answers, broken: readonly { readonly questionId: string }[]): Answers =>
  Object.fromEntries(
    Object.entries(answers).filter(([field]) => !broken.some(({ questionId }) => questionId === field.split('.')[0])),
  );

describe.each(types)('Whatever is answered in %s', (_, type) => {
  it('is made of answers of each kind that it asks for', () => {
    expect(ungenerated(type)).toEqual([]);
  });

  it('is judged without a fault of ours, each violation at a question and in words', () => {
    fc.assert(
      fc.property(anyAnswers(type), fc.constantFrom('DRAFT' as const, 'MESSAGE' as const), (answers, profile) => {
        for (const { typeId, questionId, rule, kind, text } of judge(type, answers, { today, profile })) {
          expect([typeId, questionId, rule, kind].every((name) => name.length > 0)).toBe(true);
          expect([text.sv, text.en].every((words) => words.endsWith('.'))).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('may be no answers at all, and is judged all the same', () => {
    const births = fc.constantFrom(undefined, '1958-01-26', '2026-02-30', '');
    fc.assert(
      fc.property(strangeAnswers(type), fc.constantFrom('DRAFT' as const, 'MESSAGE' as const), births, (...given) => {
        const [answers, profile, birthDate] = given;
        for (const { kind, text } of judge(type, answers, { today, profile, birthDate }))
          expect([kind, text.sv, text.en].every((words) => words.length > 0)).toBe(true);
        for (const question of questionsOf(type))
          expect(isShown(question, answers, { today, birthDate })).toBeTypeOf('boolean');
      }),
      { numRuns: 100 },
    );
  });

  it('may be a message that makes no sense, and is read as far as it does', () => {
    fc.assert(
      fc.property(strangeMessage(type), (sent) => {
        const { answers, unread } = receivedAnswers(type, sent);
        expect(Array.isArray(judge(type, answers, { today, profile: 'MESSAGE' }))).toBe(true);
        expect(unread.every(({ questionId }) => sent.some((one) => one.questionId === questionId))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same once it was stored as JSON and read again', () => {
    fc.assert(
      fc.property(anyAnswers(type), (answers) => {
        const stored = JSON.parse(JSON.stringify(answers)) as Answers;
        expect(stored).toEqual(answers);
        expect(judge(type, stored, { today })).toEqual(judge(type, answers, { today }));
      }),
      { numRuns: 50 },
    );
  });

  it('comes back out of a message as it was sent, so far as it was shown', () => {
    fc.assert(
      fc.property(anyAnswers(type), (answers) => {
        const sent = signedAnswers(type, sound(answers, judge(type, answers, { today })), { today });
        const shown = questionsOf(type).filter((question) => isShown(question, sent, { today }));
        const { answers: received, unread } = receivedAnswers(type, transportAnswers(type, sent, { today }));
        expect(unread.filter(({ rule }) => rule !== 'NOT_APPLICABLE')).toEqual([]);
        const refused = new Set(unread.map(({ field }) => field));
        for (const { field, kind } of shown) {
          if (refused.has(field)) continue;
          if (kind !== 'icfText') expect(received[field]).toEqual(sent[field]);
          else expect(received[field] === undefined).toBe(sent[field] === undefined);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is carried over whole to the draft that replaces it', () => {
    fc.assert(
      fc.property(anyAnswers(type), (answers) => {
        expect(carriedAnswers(type, answers, 'ALL')).toEqual(answers);
      }),
      { numRuns: 50 },
    );
  });
});
