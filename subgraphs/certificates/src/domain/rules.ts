import type { UserText } from '@intygsgraf/kernel/domain';

/** What kind of error a broken rule is; WARN keeps nobody from signing. Source: domain.md §3.0, validation error record. */
export type ViolationKind =
  | 'EMPTY'
  | 'BLANK'
  | 'INVALID_FORMAT'
  | 'INCORRECT_COMBINATION'
  | 'PERIOD_OVERLAP'
  | 'OTHER'
  | 'WARN';

/** How strictly is judged: a draft that is to be signed, or a message that came in (RegisterCertificate). */
export type Profile = 'DRAFT' | 'MESSAGE';

/** A rule, as data: what breaking it is, and what a user is told. */
export interface RuleDefinition {
  readonly kind: ViolationKind;
  readonly text: UserText;
  /** The one profile that it is for; without it, both. */
  readonly only?: Profile;
  /** Not even a draft may break it: the form cannot produce that. */
  readonly neverStored?: true;
}

const rule = (
  kind: ViolationKind,
  sv: string,
  en: string,
  more: Pick<RuleDefinition, 'only' | 'neverStored'> = {},
): RuleDefinition => ({ kind, text: { sv, en }, ...more });

const NEVER_STORED = { neverStored: true } as const;

/** The rules that questions of several kinds share. A rule of one kind only stands in that kind's file. */
export const COMMON_RULES = {
  /** The question is shown and needs an answer. What is told depends on the kind of question. */
  MANDATORY: rule('EMPTY', 'Ange ett svar.', 'Give an answer.'),
  /** The answer does not go with another one. */
  NOT_APPLICABLE: rule(
    'INCORRECT_COMBINATION',
    'Svaret hör inte ihop med de andra svaren. Ta bort det.',
    'The answer does not go with the others. Take it away.',
  ),
  UNKNOWN_FIELD: rule('OTHER', 'Frågan finns inte i intyget.', 'The certificate has no such question.', NEVER_STORED),
  /** The answer is of another kind than the question, or cannot be read as one of its kind. */
  WRONG_KIND: rule('INVALID_FORMAT', 'Svaret är av fel slag.', 'The answer is of the wrong kind.', NEVER_STORED),
  /** There is an answer and it says nothing. Source: V-BLANK. */
  BLANK: rule('BLANK', 'Svaret består bara av blanksteg.', 'The answer holds nothing but blanks.'),
  /** A character that no message can carry: a control character, half of a pair. Source: XML 1.0 §2.2. */
  CHARACTERS: rule(
    'INVALID_FORMAT',
    'Svaret innehåller tecken som inte kan sändas.',
    'The answer has characters that cannot be sent.',
    NEVER_STORED,
  ),
  /** As above. Source: a form has one line for it. */
  ONE_LINE: rule('INVALID_FORMAT', 'Skriv på en rad.', 'Write on one line.', { ...NEVER_STORED, only: 'DRAFT' }),
  /** What a form holds; no message is refused for it. */
  TOO_LONG: rule('OTHER', 'Texten är för lång.', 'The text is too long.', { ...NEVER_STORED, only: 'DRAFT' }),
  TOO_MANY: rule('OTHER', 'Det är för många rader.', 'There are too many rows.', NEVER_STORED),
  /** Not among the question's options. */
  UNKNOWN_CODE: rule('INVALID_FORMAT', 'Alternativet finns inte.', 'There is no such option.', NEVER_STORED),
  DUPLICATE_CODE: rule(
    'INCORRECT_COMBINATION',
    'Samma alternativ är valt flera gånger.',
    'The same option is chosen more than once.',
    NEVER_STORED,
  ),
  /** The option excludes all others. */
  NOT_ALONE: rule(
    'INCORRECT_COMBINATION',
    'Alternativet kan inte väljas tillsammans med andra.',
    'The option cannot be chosen together with others.',
  ),
  /** Of several answers to a question, one is not numbered from 1. Source: domain.md §3.0, transport (instans). */
  INSTANCE: rule('OTHER', 'Svaret saknar ett instansnummer från 1.', 'The answer lacks a number (instans) from 1.', {
    only: 'MESSAGE',
  }),
  /** Source: V-DATE. */
  DATE: rule('INVALID_FORMAT', 'Ange ett giltigt datum.', 'Give a valid date.', NEVER_STORED),
  /** A date of the answer is not given yet. */
  DATE_MISSING: rule('EMPTY', 'Ange ett datum.', 'Give a date.'),
  /** Outside of what a certificate speaks of; no message is refused for it. Source: V-DATE. */
  DATE_RANGE: rule('INVALID_FORMAT', 'Ange ett rimligt datum.', 'Give a date within reason.', {
    ...NEVER_STORED,
    only: 'DRAFT',
  }),
  /** Source: V-NOFUT; most recipients take such a message. */
  DATE_IN_FUTURE: rule('OTHER', 'Ange dagens datum eller tidigare.', 'Give the date of today or earlier.', {
    only: 'DRAFT',
  }),
  /** Sub-answers of a message stand without the one that they say more of. */
  LEADING: rule('EMPTY', 'Svaret som det hör till saknas.', 'The answer that it belongs to is missing.', {
    only: 'MESSAGE',
  }),
  PERIOD_ORDER: rule('INCORRECT_COMBINATION', 'Perioden slutar innan den börjar.', 'The period ends before it begins.'),
} as const satisfies Record<string, RuleDefinition>;
export type CommonRule = keyof typeof COMMON_RULES;
