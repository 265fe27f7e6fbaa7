import { birthDateOf } from '@intygsgraf/kernel/domain';
import type { Answers } from '../domain/answers.ts';
import { type CertificateType, questionsOf } from '../domain/certificate-type.ts';
import { isNumbered } from '../domain/question.ts';
import { receivedAnswers, type UnreadAnswer } from '../domain/transport.ts';
import { neverStored, unreadViolations, type Violation, violations } from '../domain/validate.ts';
import type { PlacedAnswer } from './answer-reader.ts';
import type { CertificateMessage } from './certificate-message.ts';

/** A rule that a message breaks, with the line where it does. */
export interface PlacedViolation extends Violation {
  readonly line?: number;
}

/** A certificate that came in, read and judged. */
export interface JudgedMessage {
  readonly type: CertificateType;
  readonly answers: Answers;
  readonly violations: readonly PlacedViolation[];
}

/**
 * Reads and judges what a message says by the rules of a type: first whether all of it can be read, then what it says. An
 * older contract's has been read by then, and the rules came later.
 * `today` is `YYYY-MM-DD` in Sweden.
 */
export function judgeMessage(type: CertificateType, message: CertificateMessage, today: string): JudgedMessage {
  const { answers, unread } = receivedAnswers(type, message.answers);
  if (message.others) return { type, answers, violations: [] };
  const judging = { today, profile: 'MESSAGE' as const, birthDate: birthDateOf(message.patient.personId.extension) };
  const unreadFields = new Set(unread.map(({ field }) => field));
  const faults = [
    ...[...unread, ...misnumbered(type, message.answers)].flatMap((fault) => unreadViolations(type, fault, judging)),
    // what could not be read is told as that, and not as missing
    ...violations(type, answers, judging)
      .filter((fault) => !type.inMessages?.unjudged || neverStored(fault))
      .filter(({ rule, field }) => rule !== 'MANDATORY' || !unreadFields.has(field)),
  ];
  return { type, answers, violations: placed(message.answers, faults) };
}

/** Answers to a question that may have several need a number (instans), from 1. Source: domain.md §3.0, transport. */
function misnumbered(type: CertificateType, answers: readonly PlacedAnswer[]): UnreadAnswer[] {
  if (type.inMessages?.unjudged) return [];
  const numbered = questionsOf(type).filter(
    (question) => isNumbered(question) && question.only?.['INSTANCE'] !== 'DRAFT',
  );
  const needed = new Set(numbered.map(({ id }) => id));
  const sequences = numbered.filter((question) => question.numbered === 'IN_SEQUENCE').map(({ id }) => id);
  const isWrong = ({ questionId, instance }: PlacedAnswer): boolean =>
    instance === undefined ? needed.has(questionId) : instance < 1 && !type.inMessages?.anyNumber;
  return [
    ...answers.filter(isWrong),
    ...sequences.map((questionId) => ({ questionId })).filter(({ questionId }) => !isSequence(questionId, answers)),
  ].map(({ questionId }) => ({ questionId, rule: 'INSTANCE' }));
}

/** Whether the answers to a question are numbered 1, 2 and so on, each number once. */
function isSequence(question: string, answers: readonly PlacedAnswer[]): boolean {
  const numbers = answers.filter(({ questionId }) => questionId === question).map(({ instance = 0 }) => instance);
  return numbers.toSorted((one, other) => one - other).every((number, index) => number === index + 1);
}

/** Where each sub-answer begins that a message has, by question and field; or else the first answer to the question. */
function linesOf(answers: readonly PlacedAnswer[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const keep = (key: string, line: number): void => void (lines.has(key) || lines.set(key, line));
  for (const { questionId, line, subAnswers } of answers) {
    keep(questionId, line);
    for (const { id, line: own } of subAnswers) keep(`${questionId} ${id}`, own);
  }
  return lines;
}

/** Each violation once, with the line of the sub-answer that breaks the rule, or of its answer. */
function placed(answers: readonly PlacedAnswer[], faults: readonly Violation[]): PlacedViolation[] {
  const lines = linesOf(answers);
  const byPlace = new Map(
    faults.map((fault) => [`${fault.questionId} ${fault.field} ${fault.at} ${fault.rule}`, fault]),
  );
  return [...byPlace.values()].map((violation) => {
    const { questionId, field } = violation;
    const line = lines.get(`${questionId} ${field}`) ?? lines.get(questionId);
    return line === undefined ? violation : { ...violation, line };
  });
}
