import { registerEnumType } from 'type-graphql';
import { CaseFilter } from '../application/cases.ts';
import { CaseStatus, CaseSubject, Party, RequiredAction } from '../domain/case.ts';
import { CaseAction } from '../domain/case-action.ts';
import { MessageKind } from '../domain/message.ts';
import { CountState } from '../domain/unhandled-count.ts';

/** The names of a record as an enum; the record itself stays where its rule is. */
export const CaseFilterName = Object.fromEntries(Object.keys(CaseFilter).map((name) => [name, name])) as {
  [Name in CaseFilter]: Name;
};

registerEnumType(CaseStatus, {
  name: 'CaseStatus',
  description: 'Where a case stands (status).',
  valuesConfig: {
    WAITING_FOR_CARE: { description: 'Care has to act (väntar på vården).' },
    WAITING_FOR_AGENCY: { description: 'The agency has to answer (väntar på svar).' },
    ANSWERED: { description: 'The agency has answered; care has yet to read it (besvarat).' },
    HANDLED: { description: 'Hanterat.' },
  },
});

registerEnumType(CaseSubject, {
  name: 'CaseSubject',
  description: 'What a case is about (ämne).',
  valuesConfig: {
    COMPLEMENT: { description: 'Complement request (komplettering).' },
    COORDINATION_MEETING: { description: 'Co-ordination meeting (avstämningsmöte).' },
    CONTACT: { description: 'Contact (kontakt).' },
    OTHER: { description: 'Other (övrigt).' },
  },
});

registerEnumType(Party, {
  name: 'CaseParty',
  description: 'Who asked or wrote (avsändare).',
  valuesConfig: {
    AGENCY: { description: "The certificate's recipient, as Försäkringskassan." },
    CARE: { description: 'Care (vården).' },
  },
});

registerEnumType(MessageKind, {
  name: 'CaseMessageKind',
  description: 'What a message is to its case.',
  valuesConfig: {
    QUESTION: { description: 'Question or complement request (fråga, kompletteringsbegäran).' },
    ANSWER: { description: "The other party's answer (svar)." },
    REMINDER: { description: 'Reminder (påminnelse).' },
  },
});

registerEnumType(RequiredAction, {
  name: 'RequiredAction',
  description: 'What somebody has to do (krävd åtgärd).',
  valuesConfig: {
    COMPLEMENT: { description: 'Complete the certificate (komplettera).' },
    ANSWER: { description: 'Answer (svara).' },
    READ_ANSWER: { description: 'Read the answer that has come (läs inkommet svar).' },
    WAIT: { description: 'Wait for an answer (invänta svar).' },
    NONE: { description: 'Nothing: the case is handled (inget).' },
  },
});

registerEnumType(CaseAction, {
  name: 'CaseAction',
  description: 'What a user may do with a case (åtgärd).',
  valuesConfig: {
    MARK_HANDLED: { description: 'Mark as handled (markera som hanterat).' },
    MARK_UNHANDLED: { description: 'Mark as unhandled again (markera som ej hanterat).' },
    ANSWER: { description: 'Answer in words (svara).' },
    COMPLEMENT: { description: 'Answer with a certificate that complements the one it is about (komplettera).' },
  },
});

registerEnumType(CaseFilterName, {
  name: 'CaseFilter',
  description: 'Which cases a list holds.',
  valuesConfig: {
    UNHANDLED: { description: 'Ej hanterade.' },
    HANDLED: { description: 'Hanterade.' },
    ALL: { description: 'Alla.' },
    COMPLEMENT: { description: 'To complete (komplettera).' },
    ANSWER: { description: 'To answer (svara).' },
    READ_ANSWER: { description: 'Answers to read (läs inkommet svar).' },
    WAIT: { description: 'Waiting for the agency (invänta svar).' },
  },
});

registerEnumType(CountState, {
  name: 'CountState',
  description: 'Whether numbers can be given.',
  valuesConfig: {
    CURRENT: { description: 'The numbers are those of the version.' },
    PU_PROBLEM: {
      description: 'The person service (PU) does not answer: no number can be told without hiding people.',
    },
  },
});

/** What a user may do about a certificate's cases. */
export const CertificateCaseAction = { ASK_AGENCY: 'ASK_AGENCY' } as const;

registerEnumType(CertificateCaseAction, {
  name: 'CertificateCaseAction',
  description: "What a user may begin about a certificate's cases (åtgärd).",
  valuesConfig: { ASK_AGENCY: { description: 'Ask the agency (ny fråga).' } },
});
