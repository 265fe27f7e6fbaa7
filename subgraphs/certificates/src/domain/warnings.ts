import { isPeriod, valueOf } from './answers.ts';
import type { Answers } from './answers.ts';
import { addDays } from './calendar-date.ts';
import { type CertificateType, questionsOf } from './certificate-type.ts';

/** What a user is told without being kept from signing, with the kind of it. Source: domain.md §3.0, type WARN. */
export const WARNINGS = {
  /** A period begins longer ago than the type takes for granted. */
  EARLY_START: 'WARN',
} as const;
export type Warning = keyof typeof WARNINGS;

/** What is unusual about an answer. */
interface CertificateWarning {
  /** National question id. */
  readonly questionId: string;
  /** National sub-answer id. */
  readonly field: string;
  readonly rule: Warning;
  readonly kind: 'WARN';
  /** Which part of the answer: `HALFTEN.from`. */
  readonly at: string;
}

/** What is unusual about the answers; none of it blocks. `today` is `YYYY-MM-DD` in Sweden. Source: domain.md §3.1.1, 6. */
export const warnings = (
  type: Pick<CertificateType, 'categories'>,
  answers: Answers,
  { today }: { readonly today: string },
): CertificateWarning[] =>
  questionsOf(type).flatMap((question) => {
    if (question.kind !== 'codedPeriods' || question.usualDaysBack === undefined) return [];
    const { id: questionId, field, usualDaysBack } = question;
    const earliest = addDays(today, -usualDaysBack);
    return (valueOf(answers, question) ?? [])
      .filter((period) => isPeriod(period) && period.from < earliest)
      .map(({ code }) => ({ questionId, field, rule: 'EARLY_START', kind: WARNINGS.EARLY_START, at: `${code}.from` }));
  });
