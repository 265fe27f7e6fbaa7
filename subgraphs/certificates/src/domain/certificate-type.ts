import type { Role } from '@intygsgraf/kernel/domain';
import type { AnswerKind } from './answers.ts';
import type { Condition } from './condition.ts';
import type { DiagnosisCodeSystem } from './diagnosis.ts';

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
  readonly name: string;
  readonly description: string;
  /** The recipient (mottagare) by its code in kv_part; null for a type that is printed only. */
  readonly recipient: string | null;
  /** Who may sign it; those who may sign may also draft. */
  readonly signedBy: readonly Role[];
  /** Who else may write a draft of it. */
  readonly draftedBy: readonly Role[];
  /** Sent to the recipient at signing (signera och skicka). */
  readonly automaticSending: boolean;
  /** The patient sees it in Mina intyg. */
  readonly patientSees: boolean;
  /** Cases (ärenden) may be about it. */
  readonly cases: boolean;
  /** May be written for a patient with protected personal data (sekretessmarkerad). */
  readonly protectedPatients: boolean;
  /** May be written for a patient who has died (avliden). */
  readonly deceasedPatients: boolean;
  /** The actions that make a new draft of a signed certificate, and the fields each of them carries over. */
  readonly copies: Readonly<Partial<Record<CopyAction, 'ALL' | readonly string[]>>>;
  readonly categories: readonly Category[];
  /**
   * English for the form's Swedish words, by what they name: a category, a field, a field's help (`1.1 help`), an option
   * (`1.1 ANNAT`). Ours, not the recipient's.
   */
  readonly english: Readonly<Record<string, string>>;
}

/** Förnya, ersätta, komplettera, kopiera låst utkast. */
type CopyAction = 'RENEW' | 'REPLACE' | 'COMPLEMENT' | 'COPY_LOCKED';

/** A part of the form with a heading of its own (kategori). */
export interface Category {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly Question[];
}

interface Asked<Kind extends AnswerKind> {
  readonly kind: Kind;
  /** National question id (fråga-id, svar). */
  readonly id: string;
  /** National sub-answer id (delsvar-id): the answer's key. */
  readonly field: string;
  readonly label: string;
  /** Plain words of our own. */
  readonly help?: string;
  /** Must be answered while it is shown: always, or when this holds. */
  readonly required?: true | Condition;
  /** Shown only while this holds; without it, always. */
  readonly showWhen?: Condition;
  /** An answer is an error while this holds. */
  readonly refusedWhen?: Condition;
}

export interface Option {
  readonly code: string;
  readonly label: string;
  /** May not be chosen together with another. */
  readonly alone?: true;
}

interface Coded {
  /** The national code table, as KV_FKMU_0001. */
  readonly codeSystem: string;
  readonly options: readonly Option[];
}

type BooleanQuestion = Asked<'boolean'>;

interface TextQuestion extends Asked<'text'> {
  /** Characters. */
  readonly maxLength: number;
  /** The option of the question's other field that the text says more of; it goes with that one. */
  readonly ofOption?: string;
}

interface CodeQuestion extends Asked<'code'>, Coded {}

/** Each code once. */
interface CodesQuestion extends Asked<'codes'>, Coded {}

/** Each code once, each with a date. */
interface DatedCodesQuestion extends Asked<'datedCodes'>, Coded {
  /** Sub-answer id of the date. */
  readonly dateField: string;
  /** No date after this day. */
  readonly latest: 'TODAY';
}

interface DiagnosesQuestion extends Asked<'diagnoses'> {
  readonly codeSystems: readonly DiagnosisCodeSystem[];
  /** Characters of a description. */
  readonly maxLength: number;
  /** Sub-answer ids of each row; there are no more rows than these. */
  readonly rows: readonly { readonly code: string; readonly description: string }[];
}

/** Each code once, each with a period; no two periods share a day. */
interface CodedPeriodsQuestion extends Asked<'codedPeriods'>, Coded {
  /** Sub-answer id of the period. */
  readonly periodField: string;
  /** Days before the day of writing: a period that begins earlier is warned about. */
  readonly usualDaysBack?: number;
}

export type Question =
  | BooleanQuestion
  | TextQuestion
  | CodeQuestion
  | CodesQuestion
  | DatedCodesQuestion
  | DiagnosesQuestion
  | CodedPeriodsQuestion;

/** The question of a kind. */
export type QuestionOf<Kind extends AnswerKind> = Extract<Question, { kind: Kind }>;

/** All questions of a type, in the order of the form. */
export const questionsOf = ({ categories }: Pick<CertificateType, 'categories'>): readonly Question[] =>
  categories.flatMap(({ questions }) => questions);

/** The national question ids of a type, each once, in the order of the form. */
export const questionIdsOf = (type: Pick<CertificateType, 'categories'>): string[] => [
  ...new Set(questionsOf(type).map(({ id }) => id)),
];

/** Whether a role may see certificates of a type. Source: domain.md §2.4, VISA_INTYG and SKRIVA_INTYG: the same types. */
export const maySee = ({ signedBy, draftedBy }: CertificateType, role: Role): boolean =>
  [...signedBy, ...draftedBy].includes(role);

/** The part of a version before the first dot: types of one generation carry each other's answers. */
const generationOf = ({ version }: Pick<CertificateType, 'version'>): string => version.split('.')[0] ?? '';

/** The newest version of a type in the same generation (senaste textversion av samma huvudversion). Source: domain.md §3.13. */
export const newestOf = (types: readonly CertificateType[], type: CertificateType): CertificateType =>
  types
    .filter((one) => one.id === type.id && generationOf(one) === generationOf(type))
    .toSorted((one, other) => one.version.localeCompare(other.version, 'en', { numeric: true }))
    .at(-1) ?? type;
