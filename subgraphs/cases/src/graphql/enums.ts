import { registerEnumType } from 'type-graphql';
import { CaseFilter } from '../application/cases.ts';
import { CaseAction, CaseStatus, CaseSubject, RequiredAction } from '../domain/case.ts';
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
  },
});

registerEnumType(CaseFilterName, {
  name: 'CaseFilter',
  description: 'Which cases a list holds.',
  valuesConfig: {
    UNHANDLED: { description: 'Ej hanterade.' },
    HANDLED: { description: 'Hanterade.' },
    ALL: { description: 'Alla.' },
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
