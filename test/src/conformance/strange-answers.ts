import { kindOf, type TransportAnswer } from '@intygsgraf/certificates';
import { type Answers, type CertificateType, type Question, questionsOf } from '@intygsgraf/certificates/rules';
import fc from 'fast-check';

/**
 * Answers as nobody should give them: each of the kind that is asked for and of its shape, made of what no form has, or of
 * no shape at all. What comes by the graph or out of a database is one of these at worst.
 */

const DAYS = [
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '-000001-01-01',
  '+275760-09-14',
  '2026-2-3',
  '2026-02-03T04:05:06Z',
  '2026-W07',
  '٢٠٢٦-٠٢-٠٣',
  '2026-02-03 ',
  'Invalid Date',
];
const WORDS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'NaN',
  '1e999',
  '$&',
  '(((((((((((',
  'x'.repeat(5_000),
];
const NUMBERS = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  2 ** 53,
  0.1 + 0.2,
  -1,
  50.5,
];

const codesOf = (question: Question): string[] =>
  'options' in question ? question.options.map(({ code }) => code) : [];

/** Of no shape that is asked for. */
const shapeless = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, Number.NaN, '', 0, false, [], {}, [[]], [null], { from: null }),
  fc.jsonValue({ maxDepth: 3 }),
);

function ofShape(shape: unknown, question: Question): fc.Arbitrary<unknown> {
  if (shape === 'boolean') return fc.boolean();
  if (shape === 'number') return fc.oneof(fc.constantFrom(...NUMBERS), fc.integer(), fc.double());
  if (shape === 'string')
    return fc.oneof(
      fc.constantFrom(...DAYS, ...WORDS, ...codesOf(question)),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
  if (Array.isArray(shape)) return fc.array(part(shape[0], question), { maxLength: 6 });
  const parts = Object.entries(shape as Readonly<Record<string, unknown>>).map(
    ([name, of]) => [name, part(of, question)] as const,
  );
  return fc.record(Object.fromEntries(parts));
}

const part = (shape: unknown, question: Question): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 40, arbitrary: ofShape(shape, question) }, shapeless);

function strangeAnswer(question: Question): fc.Arbitrary<unknown> {
  const value = part(kindOf(question).shape, question);
  return fc.oneof(
    { weight: 20, arbitrary: value.map((of) => ({ [question.kind]: of })) },
    value.map((of) => ({ text: of, [question.kind]: of })),
    value.map((of) => ({ ['__proto__']: of })),
    shapeless,
  );
}

/** Strange answers to some of the questions of a type, and to some that it has not. */
export function strangeAnswers(type: CertificateType): fc.Arbitrary<Answers> {
  const fields = questionsOf(type).map((question) => [question.field, strangeAnswer(question)] as const);
  const others = ['constructor', '9001.1', '9001.2', '', '1', 'x'.repeat(300)].map(
    (field) => [field, shapeless] as const,
  );
  const all = fc.record(Object.fromEntries([...fields, ...others]), { requiredKeys: [] });
  return all as unknown as fc.Arbitrary<Answers>;
}

/** Values of each sort that a sub-answer may have, made of strange words. */
const strangeValues = (questions: readonly Question[]): fc.Arbitrary<object> => {
  const word = fc.constantFrom(...DAYS, ...WORDS, ...questions.flatMap(codesOf), 'true', '1', '2026-11-20', '2020-05');
  const system = fc.constantFrom('', 'KV_FKMU_0001', '1.2.752.116.1.1.1.1.3', '__proto__');
  return fc.oneof(
    fc.record({ text: word }),
    fc.record({ code: word, codeSystem: system }),
    fc.record({ start: word, end: word }),
    fc.record({
      quantity: fc.oneof(word, fc.constantFrom(...NUMBERS.map(String))),
      unit: fc.constantFrom('%', 'h', ''),
    }),
    fc.record({ format: fc.constantFrom('YYYY', 'YYYY-MM', 'YYYY-MM-DD'), partialDate: word }),
  );
};

/** What a message may carry that has the form of one: any sub-answers in any answers, any number of times. */
export function strangeMessage(type: CertificateType): fc.Arbitrary<TransportAnswer[]> {
  const questions = questionsOf(type);
  const ids = [...questions.map(({ id }) => id), '9001', '77'];
  const fields = [...questions.flatMap((question) => [...kindOf(question).fields(question)]), '9001.1', '77.1'];
  const subAnswer = fc.record({ id: fc.constantFrom(...fields), value: strangeValues(questions) });
  const answer = fc.record(
    {
      questionId: fc.constantFrom(...ids),
      instance: fc.integer({ min: -1, max: 4 }),
      subAnswers: fc.array(subAnswer, { minLength: 1, maxLength: 5 }),
    },
    { requiredKeys: ['questionId', 'subAnswers'] },
  );
  return fc.array(answer, { maxLength: 12 }) as fc.Arbitrary<TransportAnswer[]>;
}
