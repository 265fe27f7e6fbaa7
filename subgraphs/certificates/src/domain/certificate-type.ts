import { type PersonFacts, PRIVILEGES, type Protection, type Role, type UserText } from '@intygsgraf/kernel/domain';
import type { Answers } from './answers.ts';
import type { Condition } from './condition.ts';
import type { Judging } from './kind.ts';
import type { Question } from './question.ts';
import type { Profile, ViolationKind } from './rules.ts';

export type { Question, QuestionOf } from './question.ts';

/**
 * A type of certificate in one version (intygstyp), as data: form, validation, rights and transport are derived from it.
 * A version is never edited once a certificate of it has been signed; a new one is a new file.
 */
export interface CertificateType {
  /** Ours, lower case, as `fk7804`. */
  readonly id: string;
  readonly version: string;
  /** In kv_intygstyp. */
  readonly code: string;
  /** The versions that messages give it: those that ask the same in other words. Without it, its own. */
  readonly messageVersions?: readonly string[];
  readonly name: string;
  readonly description: string;
  /** Shown on the screen above the form, folded; no part of what is signed. Source: domain.md §1.8 P6. */
  readonly introduction?: string;
  /** Whose certificate it is (intygsägare), by its code in kv_part, or SKR. */
  readonly owner: string;
  /** The recipient (mottagare) by its code in kv_part; null for a type that is printed only. */
  readonly recipient: string | null;
  /** Who may sign it; those who may sign may also draft. Nobody: it is only read and printed. */
  readonly signedBy: readonly Role[];
  /** Who else may write a draft of it. */
  readonly draftedBy: readonly Role[];
  /** Who else may read it. */
  readonly readBy?: readonly Role[];
  /** First day on which new ones may be written, `YYYY-MM-DD`; without it, always. */
  readonly validFrom?: string;
  /** Last day on which new ones may be written; those that are there stay. */
  readonly validTo?: string;
  /** A draft of an older version is raised to this one when it is opened. Source: domain.md §3.13. */
  readonly raisesOlderDrafts: boolean;
  /** How many signed ones, and drafts, a patient may have. Source: domain.md §3.11. */
  readonly unique?: UniqueRules;
  /** A certificate that the patient should have before, signed within the care provider: without it, its writer is told. */
  readonly expects?: { readonly typeId: string; readonly text: UserText };
  /** How old its patients are at most, in months: of somebody older, its writer is told, and stopped by nothing. */
  readonly usualAge?: { readonly untilMonths: number; readonly text: UserText };
  /** Sent to the recipient at signing (signera och skicka). */
  readonly automaticSending: boolean;
  /** When it is not sent electronically: it is handed over on paper. Source: domain.md §11.3 C14. */
  readonly onPaper?: OnPaper;
  /** A yes to this field: it counts among no sick leaves (sjukfall). Source: domain.md §3.2, sick-leave provider. */
  readonly notSickLeaveIf?: string;
  /** The patient sees it in Mina intyg. */
  readonly patientSees: boolean;
  /** Cases (ärenden) may be about it. */
  readonly cases: boolean;
  /** May be written for a patient with protected personal data (sekretessmarkerad). */
  readonly protectedPatients: boolean;
  /** May be written for a patient who has died (avliden). */
  readonly deceasedPatients: boolean;
  /** Whose address must be complete (V-UNIT, V-PAT). Source: domain.md §3.0. */
  readonly contacts: readonly ContactOf[];
  /** The actions that make a new draft of a signed certificate, and the fields each of them carries over. */
  readonly copies: Readonly<Partial<Record<CopyAction, Carried>>>;
  /** Types whose signed certificates a draft of this one may be begun from (skapa från), with the fields carried. */
  readonly templates?: readonly Template[];
  readonly print: PrintRules;
  readonly categories: readonly Category[];
  /** Messages of it may have additional questions (tilläggsfrågor), ids 9000 to 9999. Source: domain.md §3.0, V-ADD. */
  readonly additionalQuestions?: true;
  /** How its messages are judged otherwise than those of other types. */
  readonly inMessages?: TypeInMessages;
  /** Rules between questions; those of one question stand with it or its kind. */
  readonly rules?: readonly TypeRule[];
  /** What breaking a rule counts as in this type, where it is not what the rule says. */
  readonly kinds?: Readonly<Record<string, ViolationKind>>;
  /**
   * English for the form's Swedish words, by what they name: a category, a field, a field's help (`1.1 help`), an option
   * (`1.1 ANNAT`), the `introduction`. Ours, not the recipient's.
   */
  readonly english: Readonly<Record<string, string>>;
}

interface TypeInMessages {
  /** Its published rules look at no number (instans) of an answer. */
  readonly anyNumber?: true;
  /** No rules are published for its messages: what can be read and kept is taken. */
  readonly unjudged?: true;
}

/** Förnya, ersätta, komplettera, kopiera låst utkast. */
type CopyAction = 'RENEW' | 'REPLACE' | 'COMPLEMENT' | 'COPY_LOCKED';

/** The fields that are carried over. */
type Carried = 'ALL' | readonly string[];

/** A certificate that another type's drafts may be begun from. */
interface Template {
  /** Type and version of what is signed. */
  readonly typeId: string;
  readonly version: string;
  readonly fields: readonly string[];
}

/** A certificate that is handed over, with what its print says of that. */
interface OnPaper {
  readonly when: Condition;
  readonly notice: string;
}

/** Within whose certificates another one of the patient counts. */
export type Reach = 'CARE_PROVIDER' | 'EVERYWHERE';

interface UniqueRules {
  /** A signed one that is not revoked keeps others from being made. */
  readonly signed: Reach;
  /** So does a draft. */
  readonly draft: Reach;
}

/** The issuing unit's contact data, or the patient's address. */
export type ContactOf = 'UNIT' | 'PATIENT';

interface PrintRules {
  /** The layout that the owner demands; without it, the general one. Source: domain.md §1.2 W42. */
  readonly layout?: string;
  /** A print says the signer's prescriber code (förskrivarkod). Source: domain.md §3.16, FK7263 field 17. */
  readonly prescriberCode?: true;
  /** What the employer's print holds; without it, there is none. Source: domain.md §3.16. */
  readonly minimal?: readonly MinimalField[];
}

/** A field of the minimal print: always, or only the answers that are one of these codes. */
interface MinimalField {
  readonly field: string;
  readonly codes?: readonly string[];
}

/** A part of the form with a heading of its own (kategori). */
export interface Category {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly Question[];
}

/** A rule between questions: broken while its condition holds, or where its function says. */
export interface TypeRule {
  /** Upper case; the same in several types where it is the same rule. */
  readonly id: string;
  readonly kind: ViolationKind;
  /** Where it is told. */
  readonly field: string;
  /** The part of the answer, where it has parts. */
  readonly at?: string;
  readonly only?: Profile;
  readonly text: UserText;
  /** Fields whose own faults are not told where this is. */
  readonly insteadOf?: readonly string[];
  /** Told only where its field has no fault of its own. */
  readonly ifSound?: true;
  /** Broken while this holds; or, where no condition can say it, at these places. */
  readonly brokenWhen: Condition | ((answers: Answers, judging: Judging) => readonly Place[]);
}

/** Where a rule is broken; the rule's own field and part where nothing else is said. */
interface Place {
  readonly field?: string;
  readonly at?: string;
}

/** All questions of a type, in the order of the form. */
export const questionsOf = ({ categories }: Pick<CertificateType, 'categories'>): readonly Question[] =>
  categories.flatMap(({ questions }) => questions);

/** National ids of additional questions (tilläggsfrågor), one text each. Source: domain.md §3.0, V-ADD. */
const ADDITIONAL = /^(9\d{3})\.1$/;
/** Characters of an answer to one. Source: domain.md §3.15. */
const ADDITIONAL_LENGTH = 3500;

/** All questions of a type, and the additional ones that these fields belong to where the type may have such. */
export function questionsWith(
  type: Pick<CertificateType, 'categories' | 'additionalQuestions'>,
  fields: readonly string[],
): readonly Question[] {
  const questions = questionsOf(type);
  if (!type.additionalQuestions) return questions;
  const own = new Set(questions.map(({ field }) => field));
  const more = fields.flatMap((field): Question[] => {
    const id = ADDITIONAL.exec(field)?.[1];
    if (id === undefined || own.has(field)) return [];
    return [{ kind: 'text', id, field, label: `Tilläggsfråga ${id}`, maxLength: ADDITIONAL_LENGTH }];
  });
  return [...questions, ...more];
}

/** The national question ids of a type, each once, in the order of the form. */
export const questionIdsOf = (type: Pick<CertificateType, 'categories'>): string[] => [
  ...new Set(questionsOf(type).map(({ id }) => id)),
];

/** What drafts of a type take over from signed certificates of another one; undefined when they are not begun from those. */
export const templateOf = (
  { templates }: Pick<CertificateType, 'templates'>,
  from: Pick<CertificateType, 'id' | 'version'>,
): Template | undefined => templates?.find(({ typeId, version }) => typeId === from.id && version === from.version);

/** Whether a role may write certificates of a type. Source: domain.md §2.4, SKRIVA_INTYG. */
export const mayWrite = ({ signedBy, draftedBy }: CertificateType, role: Role): boolean =>
  [...signedBy, ...draftedBy].includes(role);

/** The part of a version before the first dot: types of one generation carry each other's answers. */
const generationOf = ({ version }: Pick<CertificateType, 'version'>): string => version.split('.')[0] ?? '';

/**
 * The newest version of a type in the same generation (senaste textversion av samma huvudversion) that has come into use
 * on a day, `YYYY-MM-DD`. Source: domain.md §3.13.
 */
export const newestOf = (types: readonly CertificateType[], type: CertificateType, today: string): CertificateType =>
  types
    .filter(
      (one) => one.id === type.id && generationOf(one) === generationOf(type) && (one.validFrom ?? today) <= today,
    )
    .toSorted((one, other) => one.version.localeCompare(other.version, 'en', { numeric: true }))
    .at(-1) ?? type;

/** Whether a role may see certificates of a type. Source: domain.md §2.4, VISA_INTYG: those it writes, and old ones. */
export const maySee = (type: CertificateType, role: Role): boolean =>
  mayWrite(type, role) || (type.readBy ?? []).includes(role);

/**
 * Whether a role may write, sign or see certificates of a type about somebody whose data are so protected.
 * Source: domain.md §2.4 HANTERA_SEKRETESSMARKERAD_PATIENT, §2.7, §11.3 C10.
 */
export const reaches = (
  { protectedPatients }: Pick<CertificateType, 'protectedPatients'>,
  role: Role,
  protection: Protection,
): boolean =>
  protection === 'OPEN' || (protection === 'PROTECTED' && protectedPatients && PRIVILEGES[role].protectedPatients);

/** Whether certificates of a type may be begun for somebody, who may have died. Source: domain.md §2.7, §11.3 C13. */
export const isForDeceased = (
  { deceasedPatients }: Pick<CertificateType, 'deceasedPatients'>,
  { deceased }: Pick<PersonFacts, 'deceased'>,
): boolean => deceasedPatients || !deceased;

/** Whether new certificates of a type may be written on a day, `YYYY-MM-DD`. */
export const isInForce = (
  { signedBy, validFrom, validTo }: Pick<CertificateType, 'signedBy' | 'validFrom' | 'validTo'>,
  today: string,
): boolean => signedBy.length > 0 && (validFrom ?? today) <= today && today <= (validTo ?? today);
