import { birthDateOf } from '@intygsgraf/kernel/domain';
import type { Answers } from '../domain/answers.ts';
import { type CertificateType, questionsOf } from '../domain/certificate-type.ts';
import { isNumbered } from '../domain/question.ts';
import { receivedAnswers, type UnreadAnswer } from '../domain/transport.ts';
import { unreadViolations, type Violation, violations } from '../domain/validate.ts';
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
 * Reads and judges what a message says by the rules of a type: first whether all of it can be read, then what it says.
 * `today` is `YYYY-MM-DD` in Sweden.
 */
export function judgeMessage(type: CertificateType, message: CertificateMessage, today: string): JudgedMessage {
  const { answers, unread } = receivedAnswers(type, message.answers);
  const judging = { today, profile: 'MESSAGE' as const, birthDate: birthDateOf(message.patient.personId.extension) };
  const unreadFields = new Set(unread.map(({ field }) => field));
  const faults = [
    ...[...unread, ...misnumbered(type, message.answers)].flatMap((fault) => unreadViolations(type, fault, judging)),
    // what could not be read is told as that, and not as missing
    ...violations(type, answers, judging).filter(({ rule, field }) => rule !== 'MANDATORY' || !unreadFields.has(field)),
  ];
  return { type, answers, violations: faults.map((fault) => placed(message.answers, fault)) };
}

/** Answers to a question that may have several need a number (instans), from 1. Source: domain.md §3.0, transport. */
function misnumbered(type: CertificateType, answers: readonly PlacedAnswer[]): UnreadAnswer[] {
  const numbered = questionsOf(type).filter(
    (question) => isNumbered(question) && question.only?.['INSTANCE'] !== 'DRAFT',
  );
  const needed = new Set(numbered.map(({ id }) => id));
  const sequences = numbered.filter((question) => question.numbered === 'IN_SEQUENCE').map(({ id }) => id);
  const isWrong = ({ questionId, instance }: PlacedAnswer): boolean =>
    instance === undefined ? needed.has(questionId) : instance < 1;
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

/** The line of the sub-answer that breaks a rule, or of its answer. */
function placed(answers: readonly PlacedAnswer[], violation: Violation): PlacedViolation {
  const own = answers.filter(({ questionId }) => questionId === violation.questionId);
  const subAnswer = own.flatMap(({ subAnswers }) => subAnswers).find(({ id }) => id === violation.field);
  const line = subAnswer?.line ?? own[0]?.line;
  return line === undefined ? violation : { ...violation, line };
}
