import type { UserText } from '@intygsgraf/kernel/domain';
import { type Answer, type Answers, valueOf } from './answers.ts';
import type { Certificate } from './certificate.ts';
import { type CertificateType, type Question, questionIdsOf, questionsOf } from './certificate-type.ts';

/** How much of a signed certificate a print holds. */
export const PrintProfile = {
  /** Fullständig utskrift. */
  FULL: 'FULL',
  /** Minimal or tailored (anpassad) print, for the employer. */
  MINIMAL: 'MINIMAL',
} as const;
export type PrintProfile = keyof typeof PrintProfile;

/** A print that somebody wants of a signed certificate. */
export interface PrintWish {
  readonly profile: PrintProfile;
  /** National question ids that the patient lets the employer see, beside what the minimal print always holds. */
  readonly optionalQuestionIds: readonly string[];
}

/** What decides whether a certificate may be printed by somebody who sees it. */
interface PrintingFacts {
  readonly certificate: Pick<Certificate, 'revokedAt'>;
  readonly type: Pick<CertificateType, 'print'>;
  readonly profile: PrintProfile;
}

/**
 * Print (skriv ut): each refusal with what has to hold. What is revoked is shown and no more.
 * Source: domain.md §3.16, §4.2 T17, §11.3 C20.
 */
const printing = {
  CERTIFICATE_REVOKED: ({ certificate }) => !certificate.revokedAt,
  NO_MINIMAL_PRINT: ({ type, profile }) => profile === 'FULL' || type.print.minimal !== undefined,
} as const satisfies Record<string, (facts: PrintingFacts) => boolean>;
export type PrintingRefusal = keyof typeof printing;

/** Why a certificate may not be printed; none means it may. */
export const printingRefusals = (facts: PrintingFacts): PrintingRefusal[] =>
  (Object.keys(printing) as PrintingRefusal[]).filter((refusal) => !printing[refusal](facts));

/** The questions that the minimal print may hold beside those that it always does; none where there is no such print. */
export function optionalQuestionIds(type: Pick<CertificateType, 'categories' | 'print'>): string[] {
  const { minimal } = type.print;
  if (!minimal) return [];
  const whole = new Set(minimal.filter(({ codes }) => !codes).map(({ field }) => field));
  // what is appended to another text is in no certificate by itself
  const more = questionsOf(type).filter(({ field, appendedTo }) => !whole.has(field) && appendedTo === undefined);
  return questionIdsOf(type).filter((id) => more.some((question) => question.id === id));
}

/**
 * How much of a question's answer a print holds: all, only these codes, or nothing. The minimal print holds what
 * Sjuklönelagen (1991:1047) asks for, and what the patient lets the employer see. Source: domain.md §3.16, Table 4.
 */
export function heldOf(
  { id, field }: Pick<Question, 'id' | 'field'>,
  { print }: Pick<CertificateType, 'print'>,
  { profile, optionalQuestionIds: chosen }: PrintWish,
): 'ALL' | readonly string[] {
  if (profile === 'FULL' || chosen.includes(id)) return 'ALL';
  const always = print.minimal?.find((own) => own.field === field);
  return always ? (always.codes ?? 'ALL') : [];
}

/** The answer to a question so far as a print holds it. Of which only some codes are held has several. */
export function heldAnswer(question: Question, answers: Answers, held: 'ALL' | readonly string[]): Answers {
  const value: unknown = valueOf(answers, question);
  const { field, kind } = question;
  const answer = answers[field];
  if (value === undefined || answer === undefined) return {};
  if (held === 'ALL') return { [field]: answer };
  const kept = Array.isArray(value) ? value.filter((row: unknown) => held.includes(codeOf(row))) : [];
  return kept.length > 0 ? { [field]: { [kind]: kept } as unknown as Answer } : {};
}

const codeOf = (row: unknown): string => (typeof row === 'string' ? row : ((row as { code?: string }).code ?? ''));

/** The name of the file; nothing in it tells who the patient is. Source: domain.md §3.16, the prefix. */
export const fileName = (
  { typeId }: Pick<Certificate, 'typeId'>,
  day: string,
  prefix: 'minimalt_' | 'utkast_' | '' = '',
): string => `${prefix}${typeId}_${day}.pdf`;

/** What a user is to be told before something is printed. */
export const PRINT_NOTICES = {
  /** Before a minimal print. Source: domain.md §1.2 W44. */
  MINIMAL: {
    sv: 'Utskriften är anpassad för arbetsgivaren och innehåller bara de uppgifter som behövs enligt lagen (1991:1047) om sjuklön, och de som patienten väljer att visa. Arbetsgivaren får inte kräva fler uppgifter.',
    en: 'The print is tailored for the employer and holds only what the Sick Pay Act (1991:1047) asks for, and what the patient chooses to show. The employer may not demand more.',
  },
  /** Before a print about somebody with protected personal data. Source: domain.md §1.2 W67. */
  PROTECTED: {
    sv: 'Utskriften gäller någon med skyddade personuppgifter: hantera den varsamt.',
    en: 'The patient’s personal data are protected. Handle the print with care.',
  },
} as const satisfies Record<string, UserText>;
