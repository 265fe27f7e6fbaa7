import {
  addDays,
  birthDateOf,
  type Criterion,
  DomainError,
  type PersonFacts,
  type Protection,
  type Role,
} from '@intygsgraf/kernel/domain';
import type { Answer, Answers } from './answers.ts';
import { type CertificateType, isForDeceased, isInForce, reaches } from './certificate-type.ts';
import { type Contact, unitViolations } from './contacts.ts';
import type { Judging } from './kind.ts';
import type { PrefillReport } from './prefill.ts';
import type { Revocation } from './revocation.ts';
import type { UniqueRefusal } from './unique.ts';

/** Where a draft stands. Source: domain.md §4.1; a signed one is a certificate, a deleted one is gone. */
export const DraftStatus = {
  /** Tomt utkast: nobody has saved an answer yet. */
  EMPTY_DRAFT: 'EMPTY_DRAFT',
  /** Utkast, uppgifter saknas. */
  DRAFT_INCOMPLETE: 'DRAFT_INCOMPLETE',
  /** Utkast, kan signeras. */
  DRAFT_COMPLETE: 'DRAFT_COMPLETE',
  /** Låst utkast: too old to be changed, for good. */
  LOCKED: 'LOCKED',
} as const;
export type DraftStatus = keyof typeof DraftStatus;

/** A field as somebody saved it last. A field that nobody has saved has revision 0. */
export interface SavedAnswer {
  /** Null once the answer was taken away. */
  readonly answer: Answer | null;
  /** 1 at the first save of this field, one more with each that changes it. */
  readonly revision: number;
  /** HSA-id. */
  readonly savedBy: string;
  /** Instant, ISO 8601 in UTC. */
  readonly savedAt: string;
}

/** What became of a draft when a newer version of its type came into use. */
export interface Raised {
  /** The version that it was begun in. */
  readonly fromVersion: string;
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
  /** Answers that the newer version does not take, in the words of the older one. */
  readonly left: readonly LeftAnswer[];
}

interface LeftAnswer {
  readonly questionId: string;
  readonly field: string;
  readonly label: string;
  readonly lines: readonly string[];
}

/** Draft (intygsutkast): a certificate before it is signed, under the id that the certificate will have. */
export interface Draft extends Revocation {
  /** The national intygs-id. */
  readonly id: string;
  readonly typeId: string;
  readonly typeVersion: string;
  readonly status: DraftStatus;
  /** HSA-id of the unit that writes it. */
  readonly unit: string;
  /** HSA-id of the care unit (vårdenhet) that the unit belongs to; the unit itself when it is one. */
  readonly careUnit: string;
  /** HSA-id of the care provider (vårdgivare). */
  readonly careProvider: string;
  readonly personId: string;
  /** The id that the patient has in `users`. */
  readonly patientId: string;
  /** As the person service told it last. */
  readonly protection: Protection;
  /** For a test person (testindikerad): never sent. */
  readonly testCertificate: boolean;
  /** HSA-id. */
  readonly createdBy: string;
  readonly createdAt: Date;
  /** The first day in Sweden on which it is locked, `YYYY-MM-DD`. */
  readonly lockedFrom: string;
  /** How many saves have changed it. */
  readonly revision: number;
  /** HSA-id; null until the first save. */
  readonly savedBy?: string | null;
  readonly savedAt?: Date | null;
  /** By national sub-answer id (delsvar-id). */
  readonly answers: Readonly<Record<string, SavedAnswer>>;
  /** The journal system's own name for it (referens), where one asked for it. */
  readonly reference?: string | null;
  /** What became of the answers that the journal system gave it; null when it gave none. */
  readonly prefill?: PrefillReport | null;
  /** What became of it when a newer version of its type came; null while it is in the version that it was begun in. */
  readonly raised?: Raised | null;
}

export class DraftError extends DomainError<
  | 'DRAFT_NOT_FOUND'
  | 'DRAFT_SIGNED'
  | 'CERTIFICATE_TYPE_UNKNOWN'
  | 'CONCURRENT_MODIFICATION'
  | 'ROLE_MAY_NOT_DRAFT'
  | 'TYPE_NOT_IN_FORCE'
  | 'PERSON_NOT_FOUND'
  | 'RISK_NO_MODEL'
  | DraftRefusal
  | UniqueRefusal
> {}

/** Days after the creation day on which a draft may still be edited. Source: domain.md §4.5, `locked.after.day`. */
const EDITABLE_DAYS = 14;

/** The first day on which a draft is locked; both are `YYYY-MM-DD` in Sweden. Source: domain.md §4.2 T8. */
export const lockedFrom = (createdOn: string): string => addDays(createdOn, EDITABLE_DAYS + 1);

/** Still to be worked on, as far as its stored status tells; its day may have come all the same. */
export const open = {
  status: { $in: ['EMPTY_DRAFT', 'DRAFT_INCOMPLETE', 'DRAFT_COMPLETE'] },
} satisfies Criterion<Draft>;

/** Whether its day to be locked has come, `today` being `YYYY-MM-DD` in Sweden. What is locked stays so. */
export const isLocked = ({ status, lockedFrom: from }: Pick<Draft, 'status' | 'lockedFrom'>, today: string): boolean =>
  status === 'LOCKED' || today >= from;

/** The answers that a draft has now, as a certificate would have them. */
export const answersOf = ({ answers }: Pick<Draft, 'answers'>): Answers =>
  Object.fromEntries(Object.entries(answers).flatMap(([field, { answer }]) => (answer ? [[field, answer]] : [])));

/** What answers about a person are judged against on a day, `YYYY-MM-DD` in Sweden. */
export const judgingOf = ({ personId }: Pick<Draft, 'personId'>, today: string): Judging => ({
  today,
  birthDate: birthDateOf(personId),
});

/** What decides whether a draft may be made for a patient, by somebody whose role writes the type. */
interface CreationFacts {
  readonly type: Pick<CertificateType, 'protectedPatients' | 'deceasedPatients'>;
  readonly role: Role;
  readonly person: Pick<PersonFacts, 'protection' | 'deceased'>;
}

/** Make a draft (skapa utkast): each refusal with what has to hold. Source: domain.md §4.2 T1, §2.6, §2.7. */
const creating = {
  PATIENT_PROTECTED: ({ type, role, person }) => reaches(type, role, person.protection),
  PATIENT_DECEASED: ({ type, person }) => isForDeceased(type, person),
} as const satisfies Record<string, (facts: CreationFacts) => boolean>;

/** Why a draft may not be made; none means it may. */
export const creationRefusals = (facts: CreationFacts): (keyof typeof creating)[] =>
  (Object.keys(creating) as (keyof typeof creating)[]).filter((refusal) => !creating[refusal](facts));

/** What a user may do with a draft that is open (åtgärd). */
export const DraftAction = {
  /** Ändra. */
  EDIT: 'EDIT',
  /** Radera. */
  DELETE: 'DELETE',
  /** Signera. */
  SIGN: 'SIGN',
  /** Skriv ut. */
  PRINT: 'PRINT',
} as const;
export type DraftAction = keyof typeof DraftAction;

/** What decides whether something may be done with a draft that its viewer sees. */
interface ActionFacts {
  readonly draft: Pick<Draft, 'status' | 'lockedFrom' | 'revokedAt'>;
  readonly type: Pick<CertificateType, 'id' | 'version' | 'signedBy' | 'validFrom' | 'validTo' | 'contacts'>;
  readonly role: Role;
  /** The unit's address, null when the directory has none; left out where nobody has asked. */
  readonly unitContact?: Contact | null;
  /** `YYYY-MM-DD` in Sweden. */
  readonly today: string;
}

const inForce = ({ type, today }: ActionFacts): boolean => isInForce(type, today);
const unlocked = ({ draft, today }: ActionFacts): boolean => !isLocked(draft, today);

/**
 * Each action with its refusals and what has to hold. A deceased patient's draft may be edited, deleted and signed, as
 * it was made while they lived. Source: domain.md §4.2 T2, T3, T7; §2.6.1 rows Edit, Delete, Sign; §1.2 W68; §12.2 Inactive type.
 */
const acting = {
  EDIT: { DRAFT_LOCKED: unlocked, TYPE_NOT_IN_FORCE: inForce },
  DELETE: { DRAFT_LOCKED: unlocked },
  SIGN: {
    ROLE_MAY_NOT_SIGN: ({ type, role }: ActionFacts) => type.signedBy.includes(role),
    DRAFT_LOCKED: unlocked,
    TYPE_NOT_IN_FORCE: inForce,
    DRAFT_NOT_COMPLETE: ({ draft }: ActionFacts) => draft.status === 'DRAFT_COMPLETE',
    // Source: domain.md §3.0 V-UNIT, §12.2 Validate
    UNIT_CONTACT_MISSING: ({ type, unitContact }: ActionFacts) =>
      unitContact === undefined || unitViolations(type, unitContact).length === 0,
  },
  // whoever reads it prints it, locked or not (domain.md §4.2 T17)
  PRINT: { CERTIFICATE_REVOKED: ({ draft }: ActionFacts) => !draft.revokedAt },
} as const satisfies Record<DraftAction, Partial<Record<string, (facts: ActionFacts) => boolean>>>;

type DraftRefusal = keyof typeof creating | { [Action in DraftAction]: keyof (typeof acting)[Action] }[DraftAction];

/** Why an action may not be taken now; none means it may. */
export const actionRefusals = (action: DraftAction, facts: ActionFacts): DraftRefusal[] =>
  (Object.entries(acting[action]) as [DraftRefusal, (facts: ActionFacts) => boolean][])
    .filter(([, holds]) => !holds(facts))
    .map(([refusal]) => refusal);
