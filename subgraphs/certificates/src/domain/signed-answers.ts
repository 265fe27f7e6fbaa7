import { type Answer, type Answers, valueOf } from './answers.ts';
import { type CertificateType, questionsOf } from './certificate-type.ts';
import type { Days } from './holds.ts';
import { isShown } from './validate.ts';

/**
 * What a draft's answers are once it is signed: those that no message has a question for have joined the text that they
 * are appended to, each on a line of its own, so far as the form shows them. Source: domain.md §3.1, rows 4 and 13.
 */
export function signedAnswers(type: CertificateType, answers: Answers, days: Days): Answers {
  const signed: Record<string, Answer> = { ...answers };
  for (const question of questionsOf(type)) {
    const { field, appendedTo } = question;
    if (appendedTo === undefined) continue;
    const added = isShown(question, answers, days) ? valueOf(answers, { field, kind: 'text' }) : undefined;
    delete signed[field];
    if (added === undefined || added.trim() === '') continue;
    const there = valueOf(signed, { field: appendedTo, kind: 'text' });
    signed[appendedTo] = { text: there === undefined ? added : `${there}\n${added}` };
  }
  return signed;
}
