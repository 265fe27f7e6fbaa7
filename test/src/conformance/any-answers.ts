import {
  type Answer,
  type AnswerKind,
  type Answers,
  type CertificateType,
  type Question,
  type QuestionOf,
  questionsOf,
} from '@intygsgraf/certificates/rules';
import fc from 'fast-check';

/** Answers as somebody may give them: most of them right, some not. */

const day = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const date = fc.oneof({ weight: 20, arbitrary: day }, fc.constantFrom('', '2026-02-30', '1850-01-01', '2026-11'));
const year = fc.oneof({ weight: 10, arbitrary: fc.integer({ min: 1950, max: 2026 }).map(String) }, fc.constant('20x6'));
const period = fc
  .record({ from: date, to: date })
  .map(({ from, to }) => (from < to ? { from, to } : { from: to, to: from }));

const text = (maxLength: number) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(maxLength, 40) }) },
    fc.constantFrom('   ', 'Åäö “”', 'a\u0000b', 'x'.repeat(maxLength + 1), '<b>&amp;</b>\n\u202eabc'),
  );

const codeOf = ({ options }: { readonly options: readonly { readonly code: string }[] }) =>
  fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...options.map(({ code }) => code)) }, fc.constant('NO_SUCH'));

const rowsOf = <Row>(codes: { readonly options: readonly { readonly code: string }[] }, row: fc.Arbitrary<Row>) =>
  fc
    .uniqueArray(fc.tuple(codeOf(codes), row), { selector: ([code]) => code, maxLength: 4 })
    .map((rows) => rows.map(([code, more]) => ({ code, ...more })));

const DIAGNOSES = ['S47', 'M545', 'F438A', 'Z731', 'A00-', 'F32', 'S4', 'Z223'] as const;

/** A value for a question of each kind. */
type Values = { readonly [Kind in AnswerKind]?: (question: QuestionOf<Kind>) => fc.Arbitrary<unknown> };
const VALUES: Values = {
  boolean: () => fc.boolean(),
  text: ({ maxLength }) => text(maxLength),
  code: codeOf,
  codes: (question) => fc.uniqueArray(codeOf(question), { maxLength: 4 }),
  datedCodes: (question) => rowsOf(question, fc.record({ date })),
  diagnoses: ({ maxLength, codeSystems }) =>
    fc.array(
      fc.record({
        code: fc.constantFrom(...DIAGNOSES),
        codeSystem: fc.constantFrom(...codeSystems),
        description: text(maxLength),
      }),
      { maxLength: 3 },
    ),
  codedPeriods: (question) => rowsOf(question, period),
  date: () => date,
  evidence: (question) => rowsOf(question, fc.record({ date, source: text(40) })),
  icfText: ({ maxLength }) =>
    fc.record({ text: text(maxLength), categories: fc.constantFrom([], [{ code: 'b280', title: 'Smärta' }]) }),
  integer: ({ minimum, maximum }) => fc.integer({ min: minimum - 1, max: maximum + 1 }),
  period: () => period,
  number: ({ minimum, maximum, decimals }) =>
    fc
      .integer({ min: minimum * 10 - 1, max: maximum * 10 + 1 })
      .map((tenths) => Number((tenths / 10).toFixed(decimals))),
  year: () => year,
  partialDate: () => fc.oneof(date, fc.constantFrom('2026-05-00', '2026-00-00', '0000-00-00', '2026-13-00')),
  municipality: ({ maxLength }) => fc.oneof(fc.constantFrom('ÖSTERSUND', 'Malmö'), text(maxLength)),
  percentPeriods: ({ maxRows }) =>
    fc
      .array(fc.tuple(fc.integer({ min: -1, max: 101 }), period), { maxLength: maxRows })
      .map((rows) => rows.map(([percent, days]) => ({ percent, ...days }))),
  yearlyDiagnoses: ({ maxLength, maxRows }) =>
    fc.array(fc.record({ code: fc.constantFrom(...DIAGNOSES), description: text(maxLength), year }), {
      maxLength: maxRows,
    }),
  causes: ({ maxLength, maxRows, options }) =>
    fc.array(
      fc.record({
        description: text(maxLength),
        date,
        specification: fc.constantFrom('', ...options.map(({ code }) => code)),
      }),
      { maxLength: maxRows },
    ),
};

/** The kinds that nothing is generated for. */
export const ungenerated = (type: CertificateType): string[] => [
  ...new Set(questionsOf(type).flatMap(({ kind }) => (kind === 'message' || kind in VALUES ? [] : [kind]))),
];

const valueOf = (question: Question): fc.Arbitrary<unknown> | undefined =>
  (VALUES[question.kind] as ((question: Question) => fc.Arbitrary<unknown>) | undefined)?.(question);

/** Made once for a question: what draws graphemes is large. */
const ANSWERS = new WeakMap<Question, fc.Arbitrary<Answer>>();

/** An answer to a question; undefined where it is none but a message of the form. */
export function anAnswer(question: Question): fc.Arbitrary<Answer> | undefined {
  const made = ANSWERS.get(question) ?? valueOf(question)?.map((of) => ({ [question.kind]: of }) as unknown as Answer);
  if (made) ANSWERS.set(question, made);
  return made;
}

/** Answers to some of the questions of a type. */
export function anyAnswers(type: CertificateType): fc.Arbitrary<Answers> {
  const fields = questionsOf(type).flatMap((question) => {
    const answer = anAnswer(question);
    return answer ? [[question.field, answer] as const] : [];
  });
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] }) as unknown as fc.Arbitrary<Answers>;
}
