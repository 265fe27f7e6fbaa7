import {
  type Answer,
  type Answers,
  type CertificateType,
  isShown,
  judge,
  type Question,
  questionsOf,
} from '@intygsgraf/certificates/rules';
import fc, { type GeneratorValue } from 'fast-check';
import { anAnswer } from './any-answers.ts';

/** What answers are judged against. */
interface Against {
  readonly today: string;
  readonly birthDate: string;
}

/** How often what is wrong is answered anew before answers are taken as they are. */
const ROUNDS = 25;

/**
 * What draws is handed over as a function without arguments, one for each question: what is handed over beside it is
 * compared, part by part, with all that was drawn before.
 */
const DRAWS = new WeakMap<Question, () => fc.Arbitrary<Answer>>();
const coin = (): fc.Arbitrary<boolean> => fc.boolean();
const fewTimes = (): fc.Arbitrary<number> => fc.nat({ max: 3 });
const anyPlace = (): fc.Arbitrary<number> => fc.nat({ max: 0xff_ff_ff });

function drawOf(question: Question): (() => fc.Arbitrary<Answer>) | undefined {
  const answer = anAnswer(question);
  if (!answer) return undefined;
  const draw = DRAWS.get(question) ?? (() => answer);
  DRAWS.set(question, draw);
  return draw;
}

/** One of several, or none of none. */
const oneOf = (g: GeneratorValue, of: readonly string[]): string | undefined => of[g(anyPlace) % of.length];

/** Answers under way, and how one of them is drawn anew. */
function drawing(g: GeneratorValue, type: CertificateType, begun: Answers) {
  const answers: Record<string, Answer> = { ...begun };
  const byField = new Map(questionsOf(type).map((question) => [question.field, question]));
  const answerAnew = (field: string): void => {
    const question = byField.get(field);
    const draw = question && drawOf(question);
    if (draw) answers[field] = g(draw);
    else delete answers[field];
  };
  return { answers, answerAnew };
}

/**
 * Answers that keep a type's rules, or nearly: of what may be answered about half is, and what breaks a rule is answered
 * anew or left out until nothing does.
 */
export function soundAnswers(g: GeneratorValue, type: CertificateType, against: Against): Answers {
  const { answers, answerAnew } = drawing(g, type, {});
  for (const question of questionsOf(type))
    if (isShown(question, answers, against) && g(coin)) answerAnew(question.field);
  for (let round = 0; round < ROUNDS; round += 1) {
    const broken = judge(type, answers, against).filter(({ kind }) => kind !== 'WARN');
    if (broken.length === 0) break;
    for (const { field } of broken.filter(({ rule }) => rule === 'NOT_APPLICABLE')) delete answers[field];
    for (const { field, rule } of broken) if (rule !== 'NOT_APPLICABLE') answerAnew(field);
  }
  return answers;
}

/** The answers with up to three of them left out or given anew, whatever the rules say. */
export function disturbed(g: GeneratorValue, type: CertificateType, sound: Answers): Answers {
  const { answers, answerAnew } = drawing(g, type, sound);
  const fields = questionsOf(type).map(({ field }) => field);
  const times = g(fewTimes);
  for (let time = 0; time < times; time += 1) {
    const given = g(coin) ? oneOf(g, Object.keys(answers)) : undefined;
    if (given !== undefined) delete answers[given];
    else answerAnew(oneOf(g, fields) ?? '');
  }
  return answers;
}
