import { type Answer, type Answers, valueOf } from './answers.ts';
import { type CertificateType, type Question, questionsWith } from './certificate-type.ts';
import type { Days } from './holds.ts';
import type { Fault, ReceivedGroup, TransportGroup, TransportSubAnswer } from './kind.ts';
import { isNumbered, kindOf } from './question.ts';
import { isShown } from './validate.ts';

export type { TransportValue } from './kind.ts';

/** An answer (svar) of the message: a question that may be answered several times has one for each, with its number. */
export interface TransportAnswer {
  readonly questionId: string;
  /** From 1. */
  readonly instance?: number;
  readonly subAnswers: readonly TransportSubAnswer[];
}

function groupsOf(question: Question, answers: Answers): TransportGroup[] {
  const value: unknown = valueOf(answers, question);
  return value === undefined ? [] : kindOf(question).toTransport(question, value);
}

/** Joins what belongs to the same option; what is of none belongs to the only answer there is. */
function join(all: readonly TransportGroup[]): (readonly TransportSubAnswer[])[] {
  const joined = Map.groupBy(all, ({ option }) => option);
  return [...joined.values()].map((parts) => parts.flatMap(({ subAnswers }) => subAnswers));
}

/**
 * The answers as a message carries them, in the order of the form. What the form did not show is not sent: its reader
 * could not have seen it. Without `days`, all of it is: of a certificate that came in, nothing is left out.
 * Source: domain.md §3.1; RegisterCertificate 3, core type Svar.
 */
export function transportAnswers(type: CertificateType, answers: Answers, days?: Days): TransportAnswer[] {
  const questions = questionsWith(type, Object.keys(answers));
  const sent = questions.filter(({ appendedTo }) => appendedTo === undefined);
  const shown = sent.filter((question) => !days || isShown(question, answers, days));
  const byQuestion: Map<string, Question[]> = Map.groupBy(shown, ({ id }) => id);
  return [...byQuestion].flatMap(([questionId, questions]) => {
    const isSeveral = questions.some(isNumbered);
    return join(questions.flatMap((question) => groupsOf(question, answers))).map((subAnswers, place) => ({
      questionId,
      ...(isSeveral && { instance: place + 1 }),
      subAnswers,
    }));
  });
}

/** What could not be read of a message: a sub-answer that the type has not, or one that is not of its kind. */
export interface UnreadAnswer extends Fault {
  readonly questionId: string;
  /** The sub-answer; undefined when it is the whole question. */
  readonly field?: string;
}

/**
 * The answers that a message carries, and what of it could not be read: an answer is read whole or told, never dropped.
 * What is read is not yet judged. Source: domain.md §3.0, transport.
 */
export function receivedAnswers(
  type: Pick<CertificateType, 'categories' | 'additionalQuestions'>,
  received: readonly TransportAnswer[],
): { readonly answers: Answers; readonly unread: readonly UnreadAnswer[] } {
  const sent = received.flatMap(({ subAnswers }) => subAnswers.map(({ id }) => id));
  const questions = questionsWith(type, [...new Set(sent)]);
  // their numbers order answers to the same question, not the places that they stand in
  const ordered = received.toSorted((one, other) => (one.instance ?? 0) - (other.instance ?? 0));
  const byQuestion = Map.groupBy(ordered, ({ questionId }) => questionId);
  const groups = new Map([...byQuestion].map(([id, all]) => [id, all.map(({ subAnswers }) => groupOf(subAnswers))]));
  const read = questions.map((question) => ({
    question,
    result: kindOf(question).fromTransport(question, groups.get(question.id) ?? []),
  }));
  const answers = read.flatMap(({ question: { field, kind }, result }) =>
    result && 'value' in result ? [[field, { [kind]: result.value } as unknown as Answer] as const] : [],
  );
  const refused = read.flatMap(({ question: { id, field }, result }) =>
    result && 'fault' in result ? [{ questionId: id, field, ...result.fault }] : [],
  );
  return { answers: Object.fromEntries(answers), unread: [...unknownOf(questions, received), ...refused] };
}

const groupOf = (subAnswers: readonly TransportSubAnswer[]): ReceivedGroup =>
  new Map(subAnswers.map(({ id, value }) => [id, value]));

/** Questions and sub-answers that the type has not, and sub-answers that one answer has twice. */
function unknownOf(questions: readonly Question[], received: readonly TransportAnswer[]): UnreadAnswer[] {
  const known = Map.groupBy(questions, ({ id }) => id);
  return received.flatMap(({ questionId, subAnswers }): UnreadAnswer[] => {
    const own = known.get(questionId);
    if (!own) return [{ questionId, rule: 'UNKNOWN_FIELD' }];
    const fields = new Set(own.flatMap((question) => kindOf(question).fields(question)));
    const ids = subAnswers.map(({ id }) => id);
    return [
      ...ids.filter((id) => !fields.has(id)).map((field) => ({ questionId, field, rule: 'UNKNOWN_FIELD' })),
      ...ids.filter((id, place) => ids.indexOf(id) !== place).map((field) => ({ questionId, field, rule: 'TOO_MANY' })),
    ];
  });
}
