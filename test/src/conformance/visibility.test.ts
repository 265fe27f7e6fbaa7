import {
  type AnswerChange,
  type Draft,
  receivedAnswers,
  saveAnswers,
  transportAnswers,
} from '@intygsgraf/certificates';
import {
  type Answer,
  type Answers,
  CERTIFICATE_TYPES,
  type CertificateType,
  fieldsOf,
  isShown,
  judge,
  type Question,
  questionsOf,
} from '@intygsgraf/certificates/rules';
import fc, { type GeneratorValue } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAnswer } from './any-answers.ts';

const today = '2026-11-22';
const birthDate = '1958-01-26';
const days = { today, birthDate };

/** A rule by which the form hides a question. */
interface Hiding {
  readonly question: Question;
  readonly by: 'showWhen' | 'askedWhen';
}

const hidings = (type: CertificateType): Hiding[] =>
  questionsOf(type).flatMap((question) =>
    anAnswer(question)
      ? (['showWhen', 'askedWhen'] as const).flatMap((by) => (question[by] ? [{ question, by }] : []))
      : [],
  );

const types = CERTIFICATE_TYPES.filter((type) => hidings(type).length > 0);

const empty = { answers: {}, status: 'EMPTY_DRAFT', revision: 0, personId: '195801263053' } as unknown as Draft;

const answersOf = ({ answers }: Draft): Answers =>
  Object.fromEntries(Object.entries(answers).flatMap(([field, { answer }]) => (answer ? [[field, answer]] : [])));

/** Saves answers over what stands there; null takes one away. All of them are ones that a form can produce. */
function save(type: CertificateType, draft: Draft, answers: Readonly<Record<string, Answer | null>>): Draft {
  const changes = Object.entries(answers).map(([field, answer]): AnswerChange => ({
    field,
    answer,
    expectedRevision: draft.answers[field]?.revision ?? 0,
  }));
  const saved = saveAnswers(type, draft, changes, { by: 'SE1', now: new Date('2026-11-22T10:00:00Z'), today });
  expect(saved.refused).toEqual([]);
  return saved.draft;
}

/** Draws answers that a form can produce. */
function drawer(g: GeneratorValue, type: CertificateType) {
  const byField = new Map(questionsOf(type).map((question) => [question.field, question]));
  const coin = (): fc.Arbitrary<boolean> => fc.boolean();
  const isStored = (field: string, answer: Answer): boolean =>
    saveAnswers(type, empty, [{ field, answer, expectedRevision: 0 }], { by: 'SE1', now: new Date(0), today }).refused
      .length === 0;
  function answerTo(field: string): Answer {
    const question = byField.get(field);
    const arbitrary = question && anAnswer(question);
    if (!arbitrary) throw new Error(`${field} is not answered`);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = g(() => arbitrary);
      if (isStored(field, answer)) return answer;
    }
    throw new Error(`no answer to ${field} is found`);
  }
  /** The answers, with those to some fields given anew until they are as they have to be. */
  function until(isSo: (answers: Answers) => boolean, answers: Answers, fields: readonly string[]): Answers {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const tried = { ...answers };
      for (const field of fields)
        if (g(coin)) tried[field] = answerTo(field);
        else delete tried[field];
      if (isSo(tried)) return tried;
    }
    throw new Error(`no answers to ${fields.join()} are found`);
  }
  return { answerTo, until, isAnswered: () => g(coin) };
}

const TRIES = 1_000;

/** Answers that show a question, and those that a rule hides it with, which differ in what the rule looks at alone. */
function shownAndHidden(g: GeneratorValue, type: CertificateType, { question, by }: Hiding) {
  const { answerTo, until, isAnswered } = drawer(g, type);
  const controls = [question.showWhen, question.askedWhen].flatMap((condition) =>
    condition ? fieldsOf(condition) : [],
  );
  const others = questionsOf(type).filter((one) => one !== question && anAnswer(one) && isAnswered());
  const base = Object.fromEntries([question, ...others].map(({ field }) => [field, answerTo(field)]));
  const shown = until((answers) => isShown(question, answers, days), base, [...new Set(controls)]);
  const rule = question[by];
  const isHidden = (answers: Answers): boolean => !isShown({ [by]: rule }, answers, days);
  const hidden = until(isHidden, shown, rule ? [...new Set(fieldsOf(rule))] : []);
  const changed = Object.keys({ ...shown, ...hidden }).filter((field) => shown[field] !== hidden[field]);
  return { shown, hidden, changed };
}

describe.each(types.map((type) => [`${type.id} ${type.version}`, type] as const))(
  'What the form of %s hides',
  (_, type) => {
    const all = hidings(type).map((hiding) => [hiding.question.field, hiding.by, hiding] as const);

    it.each(all)(
      '%s by its %s is kept as it was, neither asked for nor sent, and is back when it is shown',
      (field, _by, hiding) => {
        fc.assert(
          fc.property(fc.gen(), (g) => {
            const { shown, hidden, changed } = shownAndHidden(g, type, hiding);
            const pick = (of: Answers) => Object.fromEntries(changed.map((one) => [one, of[one] ?? null]));
            const before = save(type, empty, shown);
            const without = save(type, before, pick(hidden));
            const after = save(type, without, pick(shown));

            expect(isShown(hiding.question, answersOf(without), days)).toBe(false);
            for (const [other, saved] of Object.entries(before.answers))
              if (!changed.includes(other)) expect(without.answers[other]).toBe(saved);
            const sent = receivedAnswers(type, transportAnswers(type, answersOf(without), days));
            expect(sent.answers[field]).toBeUndefined();
            const asked = judge(type, answersOf(without), days).filter(({ rule }) => rule === 'MANDATORY');
            expect(asked.map((one) => one.field)).not.toContain(field);

            expect(answersOf(after)).toEqual(answersOf(before));
            expect(judge(type, answersOf(after), days)).toEqual(judge(type, answersOf(before), days));
            expect(transportAnswers(type, answersOf(after), days)).toEqual(
              transportAnswers(type, answersOf(before), days),
            );
          }),
          // what is drawn depends on what was drawn before: no smaller example is found by leaving parts of it out
          { numRuns: 2, endOnFailure: true },
        );
      },
    );
  },
);
