import { matches } from '@intygsgraf/kernel/domain';
import { type Case, isOverdue, requiredAction, unhandled } from './case.ts';

/** The numbers of unhandled cases, broken down by what must be done. Source: domain.md §5.3, §5.4. */
export interface UnhandledNumbers {
  readonly total: number;
  /** Komplettera. */
  readonly complement: number;
  /** Svara. */
  readonly answer: number;
  /** Läs inkommet svar. */
  readonly read: number;
  /** Invänta svar. */
  readonly waiting: number;
  /** Certificates with at least one unhandled case. */
  readonly certificates: number;
  /** Of `complement` and `answer`: those whose last date for an answer is past. */
  readonly overdue: number;
}

/** Cases that stand alike, counted; as the database groups them. */
export interface CaseGroup extends Pick<Case, 'unit' | 'careUnit' | 'status' | 'subject' | 'answerBy'> {
  readonly cases: number;
}

/** Certificates with an unhandled case, counted for a unit; each has one issuing unit, so units add up. */
export interface CertificateGroup extends Pick<Case, 'unit' | 'careUnit'> {
  readonly certificates: number;
}

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

/** Adds the groups up. Groups that are not unhandled add nothing, whoever passes them. `today` in Sweden. */
export function addUp(
  groups: readonly CaseGroup[],
  certificates: readonly CertificateGroup[],
  today: string,
): UnhandledNumbers {
  const open = groups.filter((group) => matches(group, unhandled));
  const byAction = (action: ReturnType<typeof requiredAction>): number =>
    sum(
      open.filter((group) => requiredAction(group) === action),
      ({ cases }) => cases,
    );
  return {
    total: sum(open, ({ cases }) => cases),
    complement: byAction('COMPLEMENT'),
    answer: byAction('ANSWER'),
    read: byAction('READ_ANSWER'),
    waiting: byAction('WAIT'),
    certificates: sum(certificates, (group) => group.certificates),
    overdue: sum(
      open.filter((group) => isOverdue(group, today)),
      ({ cases }) => cases,
    ),
  };
}

/** Whether numbers can be given. */
export const CountState = {
  CURRENT: 'CURRENT',
  /** The person service does not answer: a number would silently leave people out. */
  PU_PROBLEM: 'PU_PROBLEM',
} as const;
export type CountState = keyof typeof CountState;

/** A unit's unhandled cases as one kind of viewer may count them, at one version. */
export interface UnhandledCount extends Nullable<UnhandledNumbers> {
  readonly hsaId: string;
  readonly state: CountState;
  /** Without the cases of sub-units. */
  readonly withoutSubUnits: Nullable<UnhandledNumbers>;
  /** Changes only when the database is another one: versions of two epochs cannot be compared. */
  readonly epoch: string;
  /** Rises with every change that may change the numbers; the highest of an epoch is the truth. */
  readonly version: number;
}

type Nullable<Row> = { readonly [Key in keyof Row]: Row[Key] | null };

export const NO_NUMBERS: Nullable<UnhandledNumbers> = {
  total: null,
  complement: null,
  answer: null,
  read: null,
  waiting: null,
  certificates: null,
  overdue: null,
};
