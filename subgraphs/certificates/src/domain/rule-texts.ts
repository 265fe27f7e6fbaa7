import type { UserText } from '@intygsgraf/kernel/domain';
import type { Rule } from './answer-rules.ts';
import type { AnswerKind } from './answers.ts';
import type { Warning } from './warnings.ts';

/** What is asked for where a question has no answer, by its kind. Source: domain.md §3.0, Swedish validation texts. */
const MISSING: Readonly<Record<AnswerKind, UserText>> = {
  boolean: { sv: 'Välj ett alternativ.', en: 'Choose an option.' },
  text: { sv: 'Ange ett svar.', en: 'Give an answer.' },
  code: { sv: 'Välj ett alternativ.', en: 'Choose an option.' },
  codes: { sv: 'Välj minst ett alternativ.', en: 'Choose at least one option.' },
  datedCodes: { sv: 'Välj minst ett alternativ.', en: 'Choose at least one option.' },
  diagnoses: { sv: 'Ange minst en diagnos.', en: 'Give at least one diagnosis.' },
  codedPeriods: { sv: 'Ange period.', en: 'Give a period.' },
};

const TEXTS: Readonly<Record<Exclude<Rule, 'MANDATORY'> | Warning, UserText>> = {
  NOT_APPLICABLE: {
    sv: 'Svaret hör inte ihop med de andra svaren. Ta bort det.',
    en: 'The answer does not go with the others. Take it away.',
  },
  UNKNOWN_FIELD: { sv: 'Frågan finns inte i intyget.', en: 'The certificate has no such question.' },
  WRONG_KIND: { sv: 'Svaret är av fel slag.', en: 'The answer is of the wrong kind.' },
  BLANK: { sv: 'Svaret består bara av blanksteg.', en: 'The answer holds nothing but blanks.' },
  CHARACTERS: {
    sv: 'Svaret innehåller tecken som inte kan sändas.',
    en: 'The answer has characters that cannot be sent.',
  },
  TOO_LONG: { sv: 'Texten är för lång.', en: 'The text is too long.' },
  TOO_MANY: { sv: 'Det är för många rader.', en: 'There are too many rows.' },
  UNKNOWN_CODE: { sv: 'Alternativet finns inte.', en: 'There is no such option.' },
  DUPLICATE_CODE: { sv: 'Samma alternativ är valt flera gånger.', en: 'The same option is chosen more than once.' },
  NOT_ALONE: {
    sv: 'Alternativet kan inte väljas tillsammans med andra.',
    en: 'The option cannot be chosen together with others.',
  },
  DATE: { sv: 'Ange ett giltigt datum.', en: 'Give a valid date.' },
  DATE_MISSING: { sv: 'Ange ett datum.', en: 'Give a date.' },
  DATE_IN_FUTURE: { sv: 'Ange dagens datum eller tidigare.', en: 'Give the date of today or earlier.' },
  DIAGNOSIS_CODE: {
    sv: 'Ange en giltig diagnoskod, så noggrann som intyget kräver.',
    en: 'Give a valid diagnosis code, as precise as the certificate needs.',
  },
  DIAGNOSIS_DESCRIPTION: { sv: 'Beskriv diagnosen.', en: 'Describe the diagnosis.' },
  DIAGNOSIS_CODE_SYSTEM: {
    sv: 'Alla diagnoser ska vara ur samma kodverk.',
    en: 'All diagnoses must be of the same register.',
  },
  PERIOD_ORDER: { sv: 'Perioden slutar innan den börjar.', en: 'The period ends before it begins.' },
  PERIOD_OVERLAP: { sv: 'Perioderna går i varandra.', en: 'The periods overlap.' },
  EARLY_START: {
    sv: 'Perioden börjar mer än en vecka tillbaka. Ange orsaken under Övriga upplysningar.',
    en: 'The period begins more than a week ago. Give the reason under Other information.',
  },
};

/** What a user is told of a broken rule or a warning; what is missing depends on the kind of question. */
export const ruleText = (rule: Rule | Warning, kind: AnswerKind = 'text'): UserText =>
  rule === 'MANDATORY' ? MISSING[kind] : TEXTS[rule];
