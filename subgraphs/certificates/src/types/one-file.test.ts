import { describe, expect, it } from 'vitest';
import type { Answers } from '../domain/answers.ts';
import { type CertificateType, questionsOf } from '../domain/certificate-type.ts';
import { formOf, introductionOf } from '../domain/form.ts';
import { answerText, shownAnswers } from '../domain/shown-answer.ts';
import { receivedAnswers, transportAnswers } from '../domain/transport.ts';
import { judge } from '../domain/validate.ts';

const today = '2026-11-22';

/** A type that nobody has: all that is needed for one is what stands here. */
const fishing: CertificateType = {
  id: 'xx0001',
  version: '1.0',
  code: 'FISKE',
  name: 'Intyg om fiske',
  description: 'Underlag till fiskeföreningen.',
  introduction: 'Intyget behövs för den som vill fiska.',
  owner: 'FISK',
  recipient: null,
  signedBy: ['DOCTOR'],
  draftedBy: ['NURSE'],
  raisesOlderDrafts: false,
  automaticSending: false,
  patientSees: true,
  cases: false,
  protectedPatients: true,
  deceasedPatients: false,
  contacts: ['UNIT'],
  copies: { REPLACE: 'ALL' },
  print: { minimal: [{ field: '1.1' }] },
  rules: [
    {
      id: 'NO_ICE',
      kind: 'WARN',
      field: '1.1',
      text: { sv: 'Isen är tunn.', en: 'The ice is thin.' },
      brokenWhen: {
        all: [
          { field: '1.1', has: ['IS'] },
          { field: '2.1', below: 10 },
        ],
      },
    },
  ],
  categories: [
    {
      id: 'KAT_1',
      title: 'Fiske',
      questions: [
        {
          kind: 'codes',
          id: '1',
          field: '1.1',
          label: 'Var?',
          required: true,
          codeSystem: 'KV_FISKE',
          options: [
            { code: 'IS', label: 'På is' },
            { code: 'BAT', label: 'Från båt' },
          ],
        },
        {
          kind: 'integer',
          id: '2',
          field: '2.1',
          label: 'Hur tjock är isen?',
          showWhen: { field: '1.1', has: ['IS'] },
          required: true,
          minimum: 0,
          maximum: 200,
          unit: 'cm',
        },
      ],
    },
  ],
  english: {
    introduction: 'Needed by those who want to fish.',
    KAT_1: 'Fishing',
    '1.1': 'Where?',
    '1.1 IS': 'On ice',
    '1.1 BAT': 'From a boat',
    '2.1': 'How thick is the ice?',
  },
};

const answers: Answers = { '1.1': { codes: ['IS'] }, '2.1': { integer: 12 } };

describe('A type that is one file', () => {
  it('has a form in two languages', () => {
    const [where, ice] = formOf(fishing).flatMap(({ questions }) => questions);
    expect(introductionOf(fishing)).toEqual({
      sv: 'Intyget behövs för den som vill fiska.',
      en: 'Needed by those who want to fish.',
    });
    expect(where).toMatchObject({ kind: 'codes', required: true, label: { sv: 'Var?', en: 'Where?' } });
    expect(where?.options?.map(({ label }) => label.en)).toEqual(['On ice', 'From a boat']);
    expect(ice).toMatchObject({ minimum: 0, maximum: 200, unit: 'cm' });
    expect(ice?.showWhen?.[0]?.tests).toMatchObject([{ subAnswerId: '1.1', has: ['IS'], negated: false }]);
  });

  it('is judged, with rules between its questions', () => {
    const told = (given: Answers) => judge(fishing, given, { today }).map(({ field, rule }) => `${field} ${rule}`);
    expect(told(answers)).toEqual([]);
    expect(told({})).toEqual(['1.1 MANDATORY']);
    expect(told({ '1.1': { codes: ['IS'] } })).toEqual(['2.1 MANDATORY']);
    expect(told({ ...answers, '2.1': { integer: 9 } })).toEqual(['1.1 NO_ICE']);
    expect(told({ ...answers, '2.1': { integer: 201 } })).toEqual(['2.1 NUMBER_RANGE']);
  });

  it('travels in messages and comes back', () => {
    const sent = transportAnswers(fishing, answers, { today });
    expect(sent).toEqual([
      {
        questionId: '1',
        instance: 1,
        subAnswers: [{ id: '1.1', value: { code: 'IS', codeSystem: 'KV_FISKE', displayName: 'På is' } }],
      },
      { questionId: '2', subAnswers: [{ id: '2.1', value: { quantity: '12.0', unit: 'cm' } }] },
    ]);
    expect(receivedAnswers(fishing, sent)).toEqual({ answers, unread: [] });
  });

  it('is shown and printed in words', () => {
    expect(shownAnswers(fishing, answers)).toMatchObject([{ codes: [{ label: 'På is' }] }, { integer: 12 }]);
    expect(questionsOf(fishing).map((question) => answerText(question, answers))).toEqual([['På is'], ['12 cm']]);
  });
});
