import type { CodedPeriod } from './answers.ts';

/** What a certificate is to the one that it was made of (relation). Source: domain.md §4.9, §3.13. */
export const RelationKind = {
  /** Förlängning: förnyar ett intyg. */
  RENEW: 'RENEW',
  /** Ersätter ett intyg. */
  REPLACE: 'REPLACE',
  /** Kompletterar ett intyg, som mottagaren bad om. */
  COMPLEMENT: 'COMPLEMENT',
  /** Kopia av ett låst utkast. */
  COPY_LOCKED: 'COPY_LOCKED',
  /** Skapat från ett intyg av en annan typ (SKAPATFRAN). */
  TEMPLATE: 'TEMPLATE',
} as const;
export type RelationKind = keyof typeof RelationKind;

/**
 * Those that a signed certificate tells of, with their codes in kv_relation. A copy of a locked draft refers to nothing
 * that a recipient has seen, and for what was begun from another type there is no code. Source: domain.md §3.13, §4.9.
 */
export const RELATION_CODE: Readonly<Partial<Record<RelationKind, string>>> = {
  RENEW: 'FRLANG',
  REPLACE: 'ERSATT',
  COMPLEMENT: 'KOMPLT',
};

/** Where the certificate stands that was made of another one. */
export const ChildState = {
  /** Utkast: to be signed, thrown away, or locked by time. */
  DRAFT: 'DRAFT',
  SIGNED: 'SIGNED',
  /** Makulerat: it counts no more. */
  REVOKED: 'REVOKED',
} as const;
export type ChildState = keyof typeof ChildState;

/** A certificate or draft (child) that was made of a certificate or locked draft (parent). One child has one parent. */
export interface Relation {
  /** National intygs-ids. */
  readonly childId: string;
  readonly parentId: string;
  readonly kind: RelationKind;
  readonly state: ChildState;
  /** The first day in Sweden on which the child is locked while it is a draft, `YYYY-MM-DD`. */
  readonly lockedFrom: string;
  readonly createdAt: Date;
  /** Of the complement request that it answers: its meddelande-id. */
  readonly messageId?: string | null;
  /** The last period of sick leave on the parent, for the help text of a renewal or replacement. */
  readonly previousPeriod?: PreviousPeriod | null;
}

/** Sista giltighetsdatum and sista sjukskrivningsgrad. Source: domain.md §4.9. */
export interface PreviousPeriod {
  /** Of the degree's code table, as HALFTEN. */
  readonly code: string;
  /** `YYYY-MM-DD`. */
  readonly lastDay: string;
}

/** What of the relations to a parent's children decides anything. */
export type Child = Pick<Relation, 'kind' | 'state' | 'lockedFrom'>;

/** Whether there is a signed child of a kind; a revoked one does not count. */
export const hasSigned = (children: readonly Child[], kind: RelationKind): boolean =>
  children.some((child) => child.kind === kind && child.state === 'SIGNED');

/** Whether there is a draft of a kind that can still be worked on, `today` being `YYYY-MM-DD` in Sweden. */
export const hasDraft = (children: readonly Child[], kind: RelationKind, today: string): boolean =>
  children.some((child) => child.kind === kind && child.state === 'DRAFT' && today < child.lockedFrom);

/** The period that ends last; undefined when there is none. */
export const lastPeriod = (periods: readonly CodedPeriod[]): PreviousPeriod | undefined =>
  periods
    .map(({ code, to }) => ({ code, lastDay: to }))
    .toSorted((one, other) => one.lastDay.localeCompare(other.lastDay))
    .at(-1);
