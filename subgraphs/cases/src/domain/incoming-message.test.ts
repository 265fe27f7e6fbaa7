import { describe, expect, it } from 'vitest';
import { CaseSubject } from './case.ts';
import {
  type CertificateFacts,
  type IncomingMessage,
  type MessageFault,
  messageFaults,
  type ReferencedQuestion,
  REMINDER_CODE,
  SUBJECT_OF_CODE,
} from './incoming-message.ts';

const message: IncomingMessage = {
  messageId: '11111111-1111-4111-8111-000000000001',
  reference: null,
  sentAt: new Date('2026-11-21T08:00:00Z'),
  certificateId: '78040000-0000-4000-8000-000000000002',
  personId: '191212121212',
  addressedTo: ['SE1-A1'],
  subject: 'KONTKT',
  heading: null,
  text: 'Ring oss.',
  remindsOf: null,
  answers: null,
  sender: 'FKASSA',
  contactLines: [],
  complements: [],
  answerBy: null,
};
const facts: CertificateFacts = {
  id: message.certificateId,
  typeId: 'fk7804',
  unit: 'SE1-A1',
  careUnit: 'SE1-A',
  careProvider: 'SE1-P',
  personId: message.personId,
  testCertificate: false,
  sent: true,
  revoked: false,
  recipient: 'FKASSA',
  questionIds: ['17', '35'],
};
const asksFor = (...questionIds: string[]): Pick<IncomingMessage, 'complements'> => ({
  complements: questionIds.map((questionId) => ({ questionId, instance: null, text: 'Beskriv mer.' })),
});

interface Row {
  readonly because: string;
  readonly message?: Partial<IncomingMessage>;
  readonly facts?: Partial<CertificateFacts>;
  /** The question that it names, where it is another than it should be; null: nobody knows it. */
  readonly referenced?: Partial<ReferencedQuestion> | null;
}

/** Those of the faults that are told by the message, its certificate and the question it names; the others need more. */
type ToldByMessage = Exclude<MessageFault, 'ANSWER_EXISTS_ERROR' | 'CERTIFICATE_NOT_FOUND_ERROR'>;

const answers = { answers: 'a question of ours' };
const reminds = { subject: 'PAMINN', remindsOf: 'FK-1' };

/** Every rule with messages that keep it and messages that break it, and nothing else. A rule without a row is no program. */
const rules: Record<ToldByMessage, { readonly keeps: Row[]; readonly breaks: Row[] }> = {
  SENDER_UNKNOWN: {
    keeps: [
      {
        because: 'another recipient asks about its own certificate',
        message: { sender: 'TRANSP' },
        facts: { recipient: 'TRANSP' },
      },
    ],
    breaks: [
      { because: 'another agency asks', message: { sender: 'TRANSP' } },
      { because: 'care asks itself', message: { sender: 'HSVARD' } },
      { because: 'the sender is written in lower case', message: { sender: 'fkassa' } },
    ],
  },
  LOGICAL_ADDRESS_UNKNOWN: {
    keeps: [
      { because: 'it is addressed to the care unit', message: { addressedTo: ['SE1-A'] } },
      { because: 'its header is addressed to the care provider', message: { addressedTo: ['SE1-P', 'SE1-A1'] } },
      { because: 'its address is in lower case', message: { addressedTo: ['se1-a1'] } },
    ],
    breaks: [
      { because: 'it is addressed to another unit', message: { addressedTo: ['SE1-A2'] } },
      { because: 'its header is addressed to another unit', message: { addressedTo: ['SE1-A2', 'SE1-A1'] } },
      { because: 'its address is empty', message: { addressedTo: [''] } },
    ],
  },
  SUBJECT_NOT_SUPPORTED_ERROR: {
    keeps: [
      { because: 'it is about a meeting', message: { subject: 'AVSTMN' } },
      { because: 'it is about anything else', message: { subject: 'OVRIGT' } },
    ],
    breaks: [
      { because: 'its subject is a code that there is not', message: { subject: 'SAKNAS' } },
      { because: 'its subject is in lower case', message: { subject: 'kontkt' } },
      { because: 'its subject is a word that every object knows', message: { subject: 'toString' } },
      { because: 'it has none', message: { subject: '' } },
    ],
  },
  MESSAGE_TYPE_CONSISTENCY_ERROR: {
    keeps: [
      { because: 'it is an answer without a last date', message: { answers: 'a question of ours' } },
      { because: 'it is a question with one', message: { answerBy: '2026-12-01' } },
    ],
    breaks: [
      {
        because: 'it is an answer that wants an answer',
        message: { answers: 'a question of ours', answerBy: '2026-12-01' },
      },
    ],
  },
  KOMPLETTERING_INCONSISTENCY_ERROR: {
    keeps: [
      { because: 'it asks to complete a question of the form', message: { subject: 'KOMPLT', ...asksFor('17') } },
      {
        because: 'it asks for one that is there and one that is not',
        message: { subject: 'KOMPLT', ...asksFor('99', '35') },
      },
    ],
    breaks: [
      { because: 'it asks to complete nothing', message: { subject: 'KOMPLT' } },
      {
        because: 'it asks to complete questions that the form has not',
        message: { subject: 'KOMPLT', ...asksFor('99', '1') },
      },
      { because: 'it is about contact and asks to complete', message: asksFor('17') },
    ],
  },
  MEDDELANDE_ID_NOT_UNIQUE_ERROR: {
    keeps: [{ because: 'its id is no UUID', message: { messageId: 'FK-1' } }],
    breaks: [
      { because: 'it has no id', message: { messageId: '' } },
      { because: 'its id is blank', message: { messageId: ' \t' } },
    ],
  },
  PAMINNELSE_ID_INCONSISTENCY_ERROR: {
    keeps: [{ because: 'it reminds of a message', message: { subject: 'PAMINN', remindsOf: 'FK-1' } }],
    breaks: [
      { because: 'it reminds of nothing', message: { subject: 'PAMINN' } },
      { because: 'it is a question and reminds', message: { remindsOf: 'FK-1' } },
    ],
  },
  CIVIC_REGISTRATION_NUMBER_INCONSISTENCY_ERROR: {
    keeps: [
      {
        because: 'both are of the same person',
        message: { personId: '201212121212' },
        facts: { personId: '201212121212' },
      },
    ],
    breaks: [{ because: 'the certificate is another person’s', message: { personId: '201212121212' } }],
  },
  REFERENCED_MESSAGE_NOT_FOUND_ERROR: {
    keeps: [
      { because: 'it answers a question of care about the certificate', message: answers },
      { because: 'it reminds of the agency’s own question', message: reminds },
    ],
    breaks: [
      { because: 'it answers what nobody knows', message: answers, referenced: null },
      { because: 'it answers the agency’s own question', message: answers, referenced: { askedBy: 'AGENCY' } },
      {
        because: 'it answers a question about another certificate',
        message: answers,
        referenced: { certificateId: '78040000-0000-4000-8000-000000000003' },
      },
      { because: 'it reminds of what nobody knows', message: reminds, referenced: null },
      { because: 'it reminds of a question of care', message: reminds, referenced: { askedBy: 'CARE' } },
      {
        because: 'it reminds of a question about another certificate',
        message: reminds,
        referenced: { certificateId: '78040000-0000-4000-8000-000000000003' },
      },
      { because: 'it reminds and answers at once', message: { ...reminds, ...answers } },
    ],
  },
  SUBJECT_CONSISTENCY_ERROR: {
    keeps: [
      {
        because: 'question and answer are about a meeting',
        message: { ...answers, subject: 'AVSTMN' },
        referenced: { subject: 'COORDINATION_MEETING' },
      },
    ],
    breaks: [
      {
        because: 'the question was about a meeting',
        message: answers,
        referenced: { subject: 'COORDINATION_MEETING' },
      },
      { because: 'the answer is about anything else', message: { ...answers, subject: 'OVRIGT' } },
    ],
  },
  CERTIFICATE_REVOKED_ERROR: {
    keeps: [{ because: 'the certificate stands', facts: { revoked: false } }],
    breaks: [{ because: 'the certificate is revoked', facts: { revoked: true } }],
  },
  TEST_CERTIFICATE: {
    keeps: [{ because: 'the certificate is a real one' }],
    breaks: [{ because: 'the certificate is a test', facts: { testCertificate: true } }],
  },
};

const each = (kind: 'keeps' | 'breaks') =>
  (Object.keys(rules) as ToldByMessage[]).flatMap((rule) =>
    rules[rule][kind].map((row) => [rule, row.because, row] as const),
  );

/** What the message names is, but for the row's change, what it should be. */
const named = ({ message: changed, referenced }: Row): ReferencedQuestion | undefined =>
  referenced === null
    ? undefined
    : {
        certificateId: message.certificateId,
        askedBy: changed?.answers ? 'CARE' : 'AGENCY',
        subject: 'CONTACT',
        ...referenced,
      };
const faultsOf = (row: Row) => messageFaults({ ...message, ...row.message }, { ...facts, ...row.facts }, named(row));

describe('A message', () => {
  it.each(each('keeps'))('keeps %s when %s', (_rule, _because, row) => {
    expect(faultsOf(row)).toEqual([]);
  });

  it.each(each('breaks'))('breaks %s, and only that, when %s', (rule, _because, row) => {
    expect(faultsOf(row)).toEqual([rule]);
  });

  it('that breaks several rules is told of each of them once', () => {
    const worst = { ...message, sender: 'TRANSP', personId: '201212121212', ...asksFor('99'), remindsOf: 'FK-1' };
    const faults = messageFaults(worst, { ...facts, testCertificate: true });
    expect(faults.toSorted()).toEqual([
      'CIVIC_REGISTRATION_NUMBER_INCONSISTENCY_ERROR',
      'KOMPLETTERING_INCONSISTENCY_ERROR',
      'PAMINNELSE_ID_INCONSISTENCY_ERROR',
      'REFERENCED_MESSAGE_NOT_FOUND_ERROR',
      'SENDER_UNKNOWN',
      'TEST_CERTIFICATE',
    ]);
  });

  it('about a certificate that nobody knows is told so, beside what it says wrong by itself', () => {
    expect(messageFaults(message, undefined)).toEqual(['CERTIFICATE_NOT_FOUND_ERROR']);
    const blank = { ...message, messageId: '', sender: 'TRANSP' };
    expect(messageFaults(blank, undefined)).toEqual(['MEDDELANDE_ID_NOT_UNIQUE_ERROR', 'CERTIFICATE_NOT_FOUND_ERROR']);
  });
});

describe('The rules', () => {
  it('have each a message that keeps it and one that breaks it', () => {
    for (const { keeps, breaks } of Object.values(rules)) {
      expect(keeps.length).toBeGreaterThan(0);
      expect(breaks.length).toBeGreaterThan(0);
    }
  });
});

describe('The subjects of kv_ämne', () => {
  it('are those of a case, each once; a reminder is none', () => {
    expect(Object.values(SUBJECT_OF_CODE).toSorted()).toEqual(Object.keys(CaseSubject).toSorted());
    expect(Object.hasOwn(SUBJECT_OF_CODE, REMINDER_CODE)).toBe(false);
  });
});
