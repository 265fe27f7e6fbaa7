import type { Answers } from './answers.ts';
import { carriedAnswers } from './carried-answers.ts';
import { type CertificateType, questionsOf, questionsWith } from './certificate-type.ts';
import { answersOf, type Draft, judgingOf, type SavedAnswer } from './draft.ts';
import { answerText } from './shown-answer.ts';
import { formFaults, neverStored, violations } from './validate.ts';

interface Versions {
  readonly from: CertificateType;
  readonly to: CertificateType;
}

interface Moment {
  readonly now: Date;
  /** `YYYY-MM-DD` in Sweden. */
  readonly today: string;
}

/** The answers that the newer version asks for and a form of it could have. */
function fitting(to: CertificateType, answers: Answers, today: string): Answers {
  const carried = carriedAnswers(to, answers, 'ALL');
  const fits = questionsOf(to).filter((question) => !formFaults(question, carried, { today }).some(neverStored));
  const fields = new Set(fits.map(({ field }) => field));
  return Object.fromEntries(Object.entries(carried).filter(([field]) => fields.has(field)));
}

/** What was saved of a field, in the newer version; an answer that is no longer the same is a change of its own. */
const moved = (saved: SavedAnswer, answer: SavedAnswer['answer']): SavedAnswer =>
  answer === saved.answer ? saved : { ...saved, answer, revision: saved.revision + 1 };

/**
 * A draft in a newer version of its type (höjd version): answers are carried by question id, what the newer version does
 * not take is kept in words beside it. Source: domain.md §3.13, "latest text version of the same major version".
 */
export function raise(draft: Draft, { from, to }: Versions, { now, today }: Moment): Draft {
  const before = answersOf(draft);
  const carried = fitting(to, before, today);
  const asked = new Set(questionsOf(to).map(({ field }) => field));
  const answers = Object.fromEntries(
    Object.entries(draft.answers)
      .filter(([field]) => asked.has(field))
      .map(([field, saved]) => [field, moved(saved, carried[field] ?? null)] as const),
  );
  const left = questionsWith(from, Object.keys(before))
    .filter(({ field }) => before[field] && !carried[field])
    .map((question) => ({
      questionId: question.id,
      field: question.field,
      label: question.label,
      lines: answerText(question, before),
    }));
  const isEmpty = draft.status === 'EMPTY_DRAFT';
  const isWhole = violations(to, answersOf({ answers }), judgingOf(draft, today)).length === 0;
  return {
    ...draft,
    typeVersion: to.version,
    answers,
    status: isEmpty ? draft.status : isWhole ? 'DRAFT_COMPLETE' : 'DRAFT_INCOMPLETE',
    revision: isEmpty ? draft.revision : draft.revision + 1,
    raised: {
      fromVersion: draft.raised?.fromVersion ?? from.version,
      at: now.toISOString(),
      left: [...(draft.raised?.left ?? []), ...left],
    },
  };
}
