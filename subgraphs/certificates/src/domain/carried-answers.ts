import { type Answer, type Answers, valueOf } from './answers.ts';
import { type CertificateType, questionsOf } from './certificate-type.ts';
import { whole } from './kinds/icf-text.ts';
import { kindOf } from './question.ts';

/**
 * The answers that a new draft of a type begins with, out of those of another certificate: the fields that are carried
 * over and that the type asks. A text with categories of ICF becomes text where the type has no categories. What the
 * type asks in another way is left out. Source: domain.md §3.13.
 */
export function carriedAnswers(
  type: Pick<CertificateType, 'categories'>,
  answers: Answers,
  fields: 'ALL' | readonly string[],
): Answers {
  const carried = questionsOf(type).filter(({ field }) => fields === 'ALL' || fields.includes(field));
  const begun = carried.flatMap((question): [string, Answer][] => {
    const { field } = question;
    const answer = answers[field];
    if (!answer || kindOf(question).silent) return [];
    if (valueOf(answers, question) !== undefined) return [[field, answer]];
    const icfText = question.kind === 'text' ? valueOf(answers, { field, kind: 'icfText' }) : undefined;
    return icfText ? [[field, { text: whole(icfText) }]] : [];
  });
  return Object.fromEntries(begun);
}
