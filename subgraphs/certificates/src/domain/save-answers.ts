import type { Answer } from './answers.ts';
import { type CertificateType, type Question, questionsWith } from './certificate-type.ts';
import { answersOf, judgingOf, type Draft, type SavedAnswer } from './draft.ts';
import { kindOf } from './question.ts';
import { formFaults, neverStored, violations } from './validate.ts';

/** What an editor wants a field to say, and which revision of it they had before them. */
export interface AnswerChange {
  /** National sub-answer id (delsvar-id). */
  readonly field: string;
  /** Null takes the answer away. */
  readonly answer: Answer | null;
  /** 0 for a field that nobody has saved. */
  readonly expectedRevision: number;
}

/** Why one answer was not saved; the others of the same save were. */
export type AnswerRefusal =
  /** Somebody else has changed it since: what it says now, who wrote it and when. Undefined: nobody ever saved it. */
  | { readonly code: 'CONCURRENT_MODIFICATION'; readonly field: string; readonly current: SavedAnswer | undefined }
  | { readonly code: 'ANSWER_NOT_ACCEPTED'; readonly field: string; readonly rule: string; readonly at?: string };

interface Saving {
  /** Additional questions that the draft is asked from now on, by their fields. */
  readonly additional?: readonly string[];
  /** HSA-id. */
  readonly by: string;
  readonly now: Date;
  /** `YYYY-MM-DD` in Sweden. */
  readonly today: string;
}

/**
 * The draft after a save (spara), answer by answer: each is saved when nobody else has changed it since its editor read
 * it, and refused by itself otherwise, so that nobody's text is lost or overwritten. Saving what already stands there
 * changes nothing and is no conflict: an editor whose answer from the server was lost may ask again.
 * The same draft comes back when nothing was changed.
 * Source: domain.md §4.6; we part from today's system, where one stale save loses all that its user wrote.
 */
export function saveAnswers(
  type: CertificateType,
  draft: Draft,
  changes: readonly AnswerChange[],
  saving: Saving,
): { readonly draft: Draft; readonly refused: readonly AnswerRefusal[] } {
  const fields = [...Object.keys(draft.answers), ...(saving.additional ?? [])];
  const asked = questionsWith(type, fields).filter((question) => !kindOf(question).silent);
  const questions = new Map(asked.map((question) => [question.field, question]));
  const answers = new Map(Object.entries(draft.answers));
  const refused: AnswerRefusal[] = [];
  let changed = false;
  for (const change of changes) {
    const current = answers.get(change.field);
    const question = questions.get(change.field);
    const answer = change.answer && question && isEmpty(question, change.answer) ? null : change.answer;
    const refusal = refusalOf(question, { ...change, answer }, current, saving.today);
    if (refusal) refused.push(refusal);
    else if (!isSame(current?.answer ?? null, answer)) {
      const revision = (current?.revision ?? 0) + 1;
      answers.set(change.field, { answer, revision, savedBy: saving.by, savedAt: saving.now.toISOString() });
      changed = true;
    }
  }
  return { draft: changed ? saved(type, draft, Object.fromEntries(answers), saving) : draft, refused };
}

function saved(type: CertificateType, draft: Draft, answers: Draft['answers'], { by, now, today }: Saving): Draft {
  const complete = violations(type, answersOf({ answers }), judgingOf(draft, today)).length === 0;
  return {
    ...draft,
    answers,
    status: complete ? 'DRAFT_COMPLETE' : 'DRAFT_INCOMPLETE',
    revision: draft.revision + 1,
    savedBy: by,
    savedAt: now,
  };
}

function refusalOf(
  question: Question | undefined,
  { field, answer, expectedRevision }: AnswerChange,
  current: SavedAnswer | undefined,
  today: string,
): AnswerRefusal | undefined {
  if (!question) return { code: 'ANSWER_NOT_ACCEPTED', field, rule: 'UNKNOWN_FIELD' };
  if (answer) {
    if (!isOfItsKind(question, answer)) return { code: 'ANSWER_NOT_ACCEPTED', field, rule: 'WRONG_KIND' };
    const fault = formFaults(question, { [field]: answer }, { today }).find(neverStored);
    if (fault) return { code: 'ANSWER_NOT_ACCEPTED', field, ...fault };
  }
  const isStale = expectedRevision !== (current?.revision ?? 0) && !isSame(current?.answer ?? null, answer);
  return isStale ? { code: 'CONCURRENT_MODIFICATION', field, current } : undefined;
}

const isOfItsKind = ({ kind }: Question, answer: Answer): boolean =>
  Object.keys(answer).length === 1 && Object.hasOwn(answer, kind);

/** A field that was emptied is one without an answer; blanks are something. */
function isEmpty(question: Question, answer: Answer): boolean {
  const [value]: unknown[] = Object.values(answer);
  return isOfItsKind(question, answer) && (value === '' || (Array.isArray(value) && value.length === 0));
}

/** Whether two answers say the same. A database gives the properties back in another order. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return one === other;
  const [ones, others] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return ones.size === others.size && [...ones].every(([name, value]) => isSame(value, others.get(name)));
}
