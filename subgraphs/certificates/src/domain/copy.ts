import { DomainError, PRIVILEGES, type Role } from '@intygsgraf/kernel/domain';
import { type Answer, type Answers, valueOf } from './answers.ts';
import { carriedAnswers } from './carried-answers.ts';
import {
  type CertificateType,
  isInForce,
  mayWrite,
  questionsOf,
  questionsWith,
  templateOf,
} from './certificate-type.ts';
import { type Child, hasDraft, hasSigned, lastPeriod, type PreviousPeriod, type RelationKind } from './relation.ts';
import type { AnswerChange } from './save-answers.ts';

/** What decides whether a draft may be made of a certificate or a locked draft that the viewer sees. */
export interface CopyFacts {
  readonly source: {
    readonly revokedAt?: Date | null;
    /** A draft that is locked. */
    readonly isLocked: boolean;
  };
  /** What was made of it before. */
  readonly children: readonly Child[];
  readonly type: CertificateType;
  /** The version that the draft would be of; of another type where it is begun from a template. */
  readonly to: CertificateType;
  readonly role: Role;
  /** `YYYY-MM-DD` in Sweden. */
  readonly today: string;
}

type Condition = (facts: CopyFacts) => boolean;

const notRevoked: Condition = ({ source }) => !source.revokedAt;
const notReplaced: Condition = ({ children }) => !hasSigned(children, 'REPLACE');
const notComplemented: Condition = ({ children }) => !hasSigned(children, 'COMPLEMENT');
const noDraft =
  (kind: RelationKind): Condition =>
  ({ children, today }) =>
    !hasDraft(children, kind, today);
const ofType =
  (kind: Exclude<RelationKind, 'TEMPLATE'>): Condition =>
  ({ type }) =>
    type.copies[kind] !== undefined;
const mayDraft: Condition = ({ to, role }) => mayWrite(to, role);
const inForce: Condition = ({ to, today }) => isInForce(to, today);

/**
 * Each action with its refusals and what has to hold, the first one first. What the patient's state forbids is decided
 * as for any draft. A replaced certificate's draft must be gone on with or thrown away before it is replaced again; a
 * locked one is in nobody's way. That a recipient has a certificate and asks to complement it, `cases` knows. Several
 * drafts of another type may be begun from one. Source: domain.md §3.13 guards; §2.3 Table 3 (renew and copy: any role;
 * replace: those who sign); §2.4 ERSATTA_INTYG; §4.2 T9, T13–T15, T18; §4.8 REPLACE, RENEW; §11.3 C17–C19; §12.2.
 */
const copying = {
  RENEW: {
    ROLE_MAY_NOT_DRAFT: mayDraft,
    NOT_OF_THIS_TYPE: ofType('RENEW'),
    TYPE_NOT_IN_FORCE: inForce,
    CERTIFICATE_REVOKED: notRevoked,
    CERTIFICATE_REPLACED: notReplaced,
    CERTIFICATE_COMPLEMENTED: notComplemented,
  },
  REPLACE: {
    ROLE_MAY_NOT_REPLACE: ({ to, role }: CopyFacts) => mayReplace(to, role),
    NOT_OF_THIS_TYPE: ofType('REPLACE'),
    TYPE_NOT_IN_FORCE: inForce,
    CERTIFICATE_REVOKED: notRevoked,
    CERTIFICATE_REPLACED: notReplaced,
    CERTIFICATE_COMPLEMENTED: notComplemented,
    REPLACEMENT_BEGUN: noDraft('REPLACE'),
  },
  COMPLEMENT: {
    ROLE_MAY_NOT_DRAFT: mayDraft,
    NOT_OF_THIS_TYPE: ofType('COMPLEMENT'),
    TYPE_NOT_IN_FORCE: inForce,
    CERTIFICATE_REVOKED: notRevoked,
    CERTIFICATE_COMPLEMENTED: notComplemented,
    COMPLEMENT_BEGUN: noDraft('COMPLEMENT'),
  },
  COPY_LOCKED: {
    ROLE_MAY_NOT_DRAFT: mayDraft,
    NOT_OF_THIS_TYPE: ofType('COPY_LOCKED'),
    TYPE_NOT_IN_FORCE: inForce,
    DRAFT_NOT_LOCKED: ({ source }: CopyFacts) => source.isLocked,
    CERTIFICATE_REVOKED: notRevoked,
    COPY_BEGUN: noDraft('COPY_LOCKED'),
  },
  TEMPLATE: {
    ROLE_MAY_NOT_DRAFT: mayDraft,
    NOT_OF_THIS_TYPE: ({ type, to }: CopyFacts) => templateOf(to, type) !== undefined,
    TYPE_NOT_IN_FORCE: inForce,
    CERTIFICATE_REVOKED: notRevoked,
    CERTIFICATE_REPLACED: notReplaced,
    CERTIFICATE_COMPLEMENTED: notComplemented,
  },
} as const satisfies Record<RelationKind, Partial<Record<string, Condition>>>;

/** Those who sign a type replace its certificates. */
const mayReplace = (type: CertificateType, role: Role): boolean => PRIVILEGES[role].signs && mayWrite(type, role);

type CopyRefusal = { [Kind in RelationKind]: keyof (typeof copying)[Kind] }[RelationKind];

export class CopyError extends DomainError<CopyRefusal | 'CERTIFICATE_NOT_SIGNED' | 'CERTIFICATE_NOT_FOUND'> {}

/** Why a draft may not be made so; none means it may. */
export const copyRefusals = (kind: RelationKind, facts: CopyFacts): CopyRefusal[] =>
  (Object.entries(copying[kind]) as [CopyRefusal, Condition][])
    .filter(([, holds]) => !holds(facts))
    .map(([refusal]) => refusal);

interface Between {
  readonly from: CertificateType;
  readonly to: CertificateType;
}

/** Which answers are carried over: the source's type says for its own, the draft's for those of other types. */
const carriedBy = (kind: RelationKind, { from, to }: Between): 'ALL' | readonly string[] =>
  (kind === 'TEMPLATE' ? templateOf(to, from)?.fields : from.copies[kind]) ?? [];

/** Another type may have fewer options: an employer is not told of all measures that an agency is told of. */
function withinOptions(to: CertificateType, field: string, answer: Answer): Answer {
  const question = questionsOf(to).find((one) => one.field === field);
  if (question?.kind !== 'codes' || !('codes' in answer)) return answer;
  return { codes: answer.codes.filter((code) => question.options.some((option) => option.code === code)) };
}

/** Additional questions are a version's own: they are carried within it, by all that it carries. Source: §3.0 V-ADD, §3.1. */
function additional(kind: RelationKind, { from, to }: Between, answers: Answers): Answers {
  if (kind === 'TEMPLATE' || from.copies[kind] === undefined || from.version !== to.version) return {};
  const asked = questionsWith(to, Object.keys(answers)).slice(questionsOf(to).length);
  return Object.fromEntries(Object.entries(answers).filter(([field]) => asked.some((one) => one.field === field)));
}

/**
 * What the new draft begins with: the answers that are carried over for this action, as far as the draft's type, which
 * may be a newer version or another type, has the question. Source: domain.md §3.13, the types' `copies` and `templates`.
 */
export function firstChanges(kind: RelationKind, between: Between, answers: Answers): AnswerChange[] {
  const carried = carriedAnswers(between.to, answers, carriedBy(kind, between));
  return Object.entries({ ...carried, ...additional(kind, between, answers) }).map(([field, answer]) => ({
    field,
    answer: kind === 'TEMPLATE' ? withinOptions(between.to, field, answer) : answer,
    expectedRevision: 0,
  }));
}

/** The last period of sick leave that a certificate tells of. */
export function previousPeriodOf(type: CertificateType, answers: Answers): PreviousPeriod | undefined {
  const question = questionsOf(type).find(({ kind }) => kind === 'codedPeriods');
  const periods = question && valueOf(answers, { field: question.field, kind: 'codedPeriods' });
  return lastPeriod(periods ?? []);
}
