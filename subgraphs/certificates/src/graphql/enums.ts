import { registerEnumType } from 'type-graphql';
import type { AnswerKind } from '../domain/answers.ts';
import { CertificateAction, CertificateStatus } from '../domain/certificate.ts';
import { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { DraftAction, DraftStatus } from '../domain/draft.ts';
import { CertificateEventKind } from '../domain/event.ts';
import { ChildState, RelationKind } from '../domain/relation.ts';
import { RevocationReason } from '../domain/revocation.ts';
import { FormDayBase } from '../domain/form.ts';
import { PrintProfile } from '../domain/print.ts';
import { KINDS } from '../domain/kinds/index.ts';
import type { ViolationKind as KindOfViolation } from '../domain/rules.ts';

/** A record's names as an enum, each its own value. */
const namesOf = <Name extends string>(record: Readonly<Record<Name, unknown>>) =>
  Object.fromEntries(Object.keys(record).map((name) => [name, name])) as { [Own in Name]: Own };

/** What every name of a record is, for readers of the graph. */
const described = <Name extends string, Of>(record: Readonly<Record<Name, Of>>, words: (of: Of) => string) =>
  Object.fromEntries(Object.entries<Of>(record).map(([name, of]) => [name, { description: words(of) }])) as {
    [Own in Name]: { description: string };
  };

/** The kinds of answer, as the members of an answer's input are called. */
export const AnswerKindName = namesOf<AnswerKind>(KINDS);

registerEnumType(AnswerKindName, {
  name: 'AnswerKind',
  description: 'Which kind of answer a question takes: the one member of its AnswerInput.',
  valuesConfig: described(KINDS, ({ description }) => description),
});

registerEnumType(FormDayBase, {
  name: 'FormDayBase',
  description: 'What a day of a condition is counted from.',
  valuesConfig: {
    TODAY: { description: 'The day of writing, in Sweden.' },
    BIRTH: { description: 'The day on which the patient was born.' },
    ANSWER: { description: 'The day of another answer, the earliest if there are several.' },
  },
});

/** What kind of error a broken rule is. */
export const ViolationKind = {
  EMPTY: 'EMPTY',
  BLANK: 'BLANK',
  INVALID_FORMAT: 'INVALID_FORMAT',
  INCORRECT_COMBINATION: 'INCORRECT_COMBINATION',
  PERIOD_OVERLAP: 'PERIOD_OVERLAP',
  OTHER: 'OTHER',
  WARN: 'WARN',
} as const satisfies { [Kind in KindOfViolation]: Kind };
export type ViolationKind = keyof typeof ViolationKind;

registerEnumType(ViolationKind, {
  name: 'ViolationKind',
  description: 'What kind of error a broken rule is.',
  valuesConfig: {
    EMPTY: { description: 'Something is missing.' },
    BLANK: { description: 'There is nothing but blanks.' },
    INVALID_FORMAT: { description: 'The form of the answer is wrong.' },
    INCORRECT_COMBINATION: { description: 'The answer does not go with another one.' },
    PERIOD_OVERLAP: { description: 'Two periods share a day.' },
    OTHER: { description: 'Something else is wrong.' },
    WARN: { description: 'Unusual (varning): it does not keep anybody from signing.' },
  },
});

registerEnumType(DraftStatus, {
  name: 'DraftStatus',
  description: 'Where a draft stands (status).',
  valuesConfig: {
    EMPTY_DRAFT: { description: 'Nobody has saved an answer yet (tomt utkast).' },
    DRAFT_INCOMPLETE: { description: 'Something has to be mended or added (uppgifter saknas).' },
    DRAFT_COMPLETE: { description: 'It may be signed (kan signeras).' },
    LOCKED: { description: 'Too old to be changed (låst utkast).' },
  },
});

/** What somebody may do with a draft, open or locked. */
export const DraftActionName = { ...DraftAction, COPY: 'COPY', REVOKE: 'REVOKE' } as const;
export type DraftActionName = keyof typeof DraftActionName;

registerEnumType(DraftActionName, {
  name: 'DraftAction',
  description: 'What somebody may do with a draft (åtgärd).',
  valuesConfig: {
    EDIT: { description: 'Save answers (ändra).' },
    DELETE: { description: 'Delete it (radera).' },
    SIGN: { description: 'Sign it (signera).' },
    PRINT: { description: 'Print it (skriv ut).' },
    COPY: { description: 'Copy it, once it is locked (kopiera).' },
    REVOKE: { description: 'Revoke it, once it is locked (makulera).' },
  },
});

registerEnumType(CertificateStatus, {
  name: 'CertificateStatus',
  description: 'Where a certificate stands (status).',
  valuesConfig: {
    SIGNED: { description: 'Signed, not sent (signerat).' },
    SENT: { description: 'Sent to its recipient (skickat).' },
    COMPLEMENTED: { description: 'A signed certificate complements it (kompletterat).' },
    REPLACED: { description: 'A signed certificate replaces it (ersatt): it is only read and printed.' },
    REVOKED: { description: 'Revoked (makulerat): it holds no more.' },
  },
});

registerEnumType(DiagnosisCodeSystem, {
  name: 'DiagnosisCodeSystem',
  description: 'Register of diagnoses (kodverk).',
  valuesConfig: {
    ICD_10_SE: { description: 'ICD-10-SE, Socialstyrelsen.' },
    KSH_97_P: { description: 'KSH97-P, the primary-care version (primärvård).' },
  },
});

registerEnumType(CertificateAction, {
  name: 'CertificateAction',
  description: 'What a user may do with a certificate (åtgärd).',
  valuesConfig: {
    SEND: { description: 'Send it to its recipient (skicka).' },
    PRINT: { description: 'Print it (skriv ut), in full.' },
    RENEW: { description: 'Renew it (förnya).' },
    REPLACE: { description: 'Replace it (ersätta).' },
    REVOKE: { description: 'Revoke it (makulera).' },
  },
});

registerEnumType(RelationKind, {
  name: 'RelationKind',
  description: 'How a certificate was made of another one (relation).',
  valuesConfig: {
    RENEW: { description: 'It renews it (förlängning, FRLANG).' },
    REPLACE: { description: 'It replaces it (ersätter, ERSATT).' },
    COMPLEMENT: { description: 'It complements it, as the recipient asked (kompletterar, KOMPLT).' },
    COPY_LOCKED: { description: 'It is a copy of a locked draft (kopia, KOPIA).' },
    TEMPLATE: { description: 'It was begun from a certificate of another type (skapat från, SKAPATFRAN).' },
  },
});

registerEnumType(ChildState, {
  name: 'ChildState',
  description: 'Where a certificate stands that was made of another one.',
  valuesConfig: {
    DRAFT: { description: 'A draft (utkast), open or locked.' },
    SIGNED: { description: 'Signed (signerat).' },
    REVOKED: { description: 'Revoked (makulerat): it does not count.' },
  },
});

registerEnumType(RevocationReason, {
  name: 'RevocationReason',
  description: 'Why something is revoked (anledning till makulering).',
  valuesConfig: {
    WRONG_PATIENT: { description: 'It was written for another person (FEL_PATIENT).' },
    OTHER_SERIOUS_ERROR: { description: 'Something else is seriously wrong (ANNAT_ALLVARLIGT_FEL).' },
  },
});

registerEnumType(CertificateEventKind, {
  name: 'CertificateEventKind',
  description: 'What happens to a certificate (händelse).',
  valuesConfig: {
    DRAFT_CREATED: { description: 'A draft was begun (SKAPAT).' },
    DRAFT_DELETED: { description: 'The draft was deleted (RADERAT).' },
    DRAFT_LOCKED: { description: 'The draft became too old to be changed (LAST).' },
    CERTIFICATE_SIGNED: { description: 'It was signed (SIGNAT).' },
    CERTIFICATE_SENT: { description: 'It was sent to its recipient (SKICKAT).' },
    CERTIFICATE_REVOKED: { description: 'It, or the locked draft, was revoked (MAKULERAT).' },
  },
});

registerEnumType(PrintProfile, {
  name: 'PrintProfile',
  description: 'How much of a signed certificate a print holds.',
  valuesConfig: {
    FULL: { description: 'All of it (fullständig utskrift).' },
    MINIMAL: { description: 'What an employer may ask for (minimal eller anpassad utskrift).' },
  },
});
