import { Protection } from '@intygsgraf/kernel/domain';
import { registerEnumType } from 'type-graphql';
import type { AnswerKind } from '../domain/answers.ts';
import { CertificateAction, CertificateStatus } from '../domain/certificate.ts';
import { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { DraftAction, DraftStatus } from '../domain/draft.ts';
import { FormDayBase } from '../domain/form.ts';
import { KINDS } from '../domain/kinds/index.ts';
import { KIND_RULES } from '../domain/question.ts';
import { COMMON_RULES, type RuleDefinition, type ViolationKind as KindOfViolation } from '../domain/rules.ts';
import { CERTIFICATE_TYPES } from '../types/index.ts';

/** A record's names as an enum, each its own value. */
const namesOf = <Name extends string>(record: Readonly<Record<Name, unknown>>) =>
  Object.fromEntries(Object.keys(record).map((name) => [name, name])) as { [Own in Name]: Own };

/** What every name of a record is, for readers of the graph. */
const described = <Name extends string, Of>(record: Readonly<Record<Name, Of>>, words: (of: Of) => string) =>
  Object.fromEntries(Object.entries<Of>(record).map(([name, of]) => [name, { description: words(of) }])) as {
    [Own in Name]: { description: string };
  };

const ALL_RULES: Readonly<Record<string, RuleDefinition>> = {
  ...COMMON_RULES,
  ...KIND_RULES,
  ...Object.fromEntries(CERTIFICATE_TYPES.flatMap(({ rules = [] }) => rules.map((rule) => [rule.id, rule]))),
};

/** The rules of answers and what is only warned about: those that all share, those of the kinds, those of the types. */
export const RuleName = namesOf(ALL_RULES);

registerEnumType(RuleName, {
  name: 'AnswerRule',
  description: 'A rule of answers, or what a user is warned about.',
  valuesConfig: described(ALL_RULES, ({ text }) => text.en),
});

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

registerEnumType(DraftAction, {
  name: 'DraftAction',
  description: 'What somebody may do with a draft (åtgärd).',
  valuesConfig: {
    EDIT: { description: 'Save answers (ändra).' },
    DELETE: { description: 'Delete it (radera).' },
    SIGN: { description: 'Sign it (signera).' },
  },
});

registerEnumType(CertificateStatus, {
  name: 'CertificateStatus',
  description: 'Where a certificate stands (status).',
  valuesConfig: {
    SIGNED: { description: 'Signed (signerat).' },
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

registerEnumType(Protection, {
  name: 'Protection',
  description: 'Whether personal data are protected (sekretessmarkering).',
  valuesConfig: {
    OPEN: { description: 'Not protected.' },
    PROTECTED: { description: 'Protected: certain roles on the own unit only.' },
    UNKNOWN: { description: 'The person service did not tell: treated as if nobody may see.' },
  },
});

registerEnumType(CertificateAction, {
  name: 'CertificateAction',
  description: 'What a user may do with a certificate (åtgärd).',
  valuesConfig: {
    SEND: { description: 'Send it to its recipient (skicka).' },
  },
});
