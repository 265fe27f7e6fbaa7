import {
  type Answer,
  type Answers,
  type CertificateType,
  isShown,
  judge,
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

const drawn = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value> => value;

/** Answers under way, and how one of them is drawn anew. */
function drawing(g: GeneratorValue, type: CertificateType, begun: Answers) {
  const answers: Record<string, Answer> = { ...begun };
  const byField = new Map(questionsOf(type).map((question) => [question.field, question]));
  const answerAnew = (field: string): void => {
    const question = byField.get(field);
    const answer = question && anAnswer(question);
    if (answer) answers[field] = g(drawn, answer);
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
  const coin = fc.boolean();
  for (const question of questionsOf(type))
    if (isShown(question, answers, against) && g(drawn, coin)) answerAnew(question.field);
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
  const times = g(drawn, fc.nat({ max: 3 }));
  for (let time = 0; time < times; time += 1) {
    const given = Object.keys(answers);
    if (g(drawn, fc.boolean()) && given.length > 0) delete answers[g(drawn, fc.constantFrom(...given))];
    else answerAnew(g(drawn, fc.constantFrom(...fields)));
  }
  return answers;
}
