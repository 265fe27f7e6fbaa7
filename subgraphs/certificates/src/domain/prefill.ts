import type { UserText } from '@intygsgraf/kernel/domain';
import { type Answer, type Answers, valueOf } from './answers.ts';
import { type CertificateType, questionsOf } from './certificate-type.ts';
import type { Fault, Mended, Mending } from './kind.ts';
import { kindOf, type Question } from './question.ts';
import { receivedAnswers, type TransportAnswer, type UnreadAnswer } from './transport.ts';
import { formFaults, neverStored, ruleText } from './validate.ts';

/** What became of an answer. */
export const PrefillOutcome = {
  /** A warning. */
  LEFT_OUT: 'LEFT_OUT',
  FILLED_IN: 'FILLED_IN',
  /** Left out, as it says again what is there. */
  REPEATED: 'REPEATED',
} as const;
export type PrefillOutcome = keyof typeof PrefillOutcome;

/** What became of a part of a prefill (förifyllnad) that was not taken as it was, and why. */
export interface PrefillNote {
  readonly questionId: string;
  readonly field?: string;
  /** Which part of the answer, where it has parts: `HALFTEN.from`, `2.code`. */
  readonly at?: string;
  /** The rule that it breaks. */
  readonly rule: string;
  readonly outcome: PrefillOutcome;
  readonly text: UserText;
}

/** What is kept of a prefill beside the draft: where and why, and nothing of what was written. */
export interface PrefillReport {
  readonly notes: readonly Omit<PrefillNote, 'text'>[];
  /** Answers that could not even be read. */
  readonly unreadable: number;
}

export interface Prefilled {
  readonly answers: Answers;
  readonly notes: readonly PrefillNote[];
}

type Note = Omit<PrefillNote, 'text'>;

/** One answer out of one part of the message, before it joins what is there. */
interface Part {
  readonly question: Question;
  readonly value: unknown;
}

/**
 * The answers that a journal system gives a new draft. Each part is taken by itself: what a draft cannot hold is left out
 * and told, the rest is kept; what is missing is filled in where there is something to fill in. Source: domain.md §3.14.
 */
export function prefill(type: CertificateType, given: readonly TransportAnswer[], mending: Mending): Prefilled {
  const notes: Note[] = [];
  const answers: Record<string, Answer> = {};
  for (const { question, value } of given.flatMap((one) => partsOf(type, one, mending, notes))) {
    const { field, kind, id } = question;
    const there: unknown = valueOf(answers, question);
    const joined = join(there, value, () =>
      notes.push({ questionId: id, field, rule: 'DUPLICATE_CODE', outcome: 'REPEATED' }),
    );
    const answer = { [kind]: joined } as unknown as Answer;
    const fault = unfit(question, answer, mending);
    if (fault) notes.push({ questionId: id, field, ...fault, outcome: 'LEFT_OUT' });
    else answers[field] = answer;
  }
  return { answers, notes: notes.map((note) => ({ ...note, text: ruleText(type, note.rule) })) };
}

/** Reads one answer of the message, each of its questions by itself. */
function partsOf(type: CertificateType, given: TransportAnswer, mending: Mending, notes: Note[]): Part[] {
  const note = (outcome: Note['outcome']) => (fault: UnreadAnswer) => void notes.push({ ...fault, outcome });
  const { subAnswers, repeated } = eachOnce(given);
  repeated.forEach((field) => note('REPEATED')({ questionId: given.questionId, field, rule: 'TOO_MANY' }));
  const { answers, unread } = receivedAnswers(type, [{ ...given, subAnswers }]);
  unread.forEach(note('LEFT_OUT'));
  return questionsOf(type).flatMap((question): Part[] => {
    const { id: questionId, field } = question;
    const read: unknown = valueOf(answers, question);
    if (read === undefined) return [];
    const mended: Mended<unknown> = kindOf(question).mend?.(question, read, mending) ?? {
      value: read,
      filledIn: [],
      leftOut: [],
    };
    mended.filledIn.forEach((fault) => note('FILLED_IN')({ questionId, field, ...fault }));
    mended.leftOut.forEach((fault) => note('LEFT_OUT')({ questionId, field, ...fault }));
    return mended.value === undefined ? [] : [{ question, value: mended.value }];
  });
}

/** The first of each sub-answer, and the ids of those that came again. */
function eachOnce({ subAnswers }: TransportAnswer) {
  const isFirst = (id: string, place: number): boolean => subAnswers.findIndex((other) => other.id === id) === place;
  return {
    subAnswers: subAnswers.filter(({ id }, place) => isFirst(id, place)),
    repeated: subAnswers.filter(({ id }, place) => !isFirst(id, place)).map(({ id }) => id),
  };
}

/** What makes a row another one: its code, or itself. */
const keyOf = (row: unknown): unknown =>
  typeof row === 'object' && row !== null && 'code' in row ? row.code : JSON.stringify(row);

/** Rows join those that are there, each once; anything else stays as it is when it comes again. */
function join(there: unknown, more: unknown, repeated: () => void): unknown {
  if (there === undefined && !Array.isArray(more)) return more;
  if (!Array.isArray(more)) {
    repeated();
    return there;
  }
  const rows: unknown[] = Array.isArray(there) ? [...(there as readonly unknown[])] : [];
  for (const row of more as readonly unknown[])
    if (rows.some((other) => keyOf(other) === keyOf(row))) repeated();
    else rows.push(row);
  return rows;
}

/** Why not even a draft may hold an answer. */
const unfit = (question: Question, answer: Answer, { today }: Mending): Fault | undefined =>
  formFaults(question, { [question.field]: answer }, { today }).find(neverStored);
