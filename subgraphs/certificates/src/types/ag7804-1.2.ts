import type { CertificateType, Question } from '../domain/certificate-type.ts';
import { englishOf, LONG, onlyWith } from './parts/question.ts';
import { earlyStart, notExamined, roomFor } from './parts/motivations.ts';
import { DOCTORS_AND_DENTISTS } from './parts/roles.ts';
import {
  assessment,
  basis,
  consequences,
  DIAGNOSES_ENGLISH,
  diagnoses,
  infection,
  measures,
  occupation,
  treatment,
  WORKING_HOURS,
} from './parts/sick-leave-1.ts';

/** Measures that an employer is not told of. Source: domain.md §3.7. */
const WITHOUT = ['SOKA_NYTT_ARBETE', 'KONFLIKTHANTERING'];

/** Of the measures, only those that the employer can take, eight at most; a basis in the future is refused in messages too. */
const forEmployer = (question: Question): Question => {
  if (question.kind === 'codes' && question.field === '40.1')
    return { ...question, maxCodes: 8, options: question.options.filter(({ code }) => !WITHOUT.includes(code)) };
  return question.kind === 'datedCodes' ? { ...question, only: { DATE_IN_FUTURE: 'BOTH' } } : question;
};

const english = englishOf(infection, basis, occupation, consequences, treatment, assessment, measures);

/** What a certificate of version 1 for Försäkringskassan says and this one asks. Source: domain.md §3.7. */
const SHARED = [
  '27.1',
  '1.1',
  '1.3',
  '28.1',
  '29.1',
  '6.1',
  '35.1',
  '17.1',
  '19.1',
  '20.1',
  '32.1',
  '37.1',
  '34.1',
  '33.1',
  '33.2',
  '39.1',
  '39.3',
  '40.1',
  '44.1',
  '25.1',
];

/**
 * Source: domain.md §3.7 (2026-11-21), by way of common/ag7804 v1; labels from SKR's form AG7804, text version 1.2
 * (2022-02-01).
 */
export default {
  id: 'ag7804',
  version: '1.2',
  code: 'AG7804',
  messageVersions: ['1', '1.0', '1.1', '1.2'],
  name: 'Läkarintyg om arbetsförmåga – arbetsgivaren',
  description: 'Underlag till arbetsgivaren om nedsatt arbetsförmåga från och med den femtonde sjukdagen.',
  introduction:
    'Intyget är till för patientens arbetsgivare och lämnas på papper av patienten. Patienten väljer själv om diagnosen ska stå med.',
  owner: 'SKR',
  recipient: null,
  ...DOCTORS_AND_DENTISTS,
  raisesOlderDrafts: true,
  automaticSending: false,
  patientSees: true,
  cases: false,
  protectedPatients: true,
  deceasedPatients: false,
  contacts: ['UNIT'],
  copies: {
    RENEW: ['27.1', '28.1', '29.1', '6.1', '35.1', '17.1', '19.1', '20.1', '37.1', '34.1', '40.1', '44.1', '25.1'],
    REPLACE: 'ALL',
    COPY_LOCKED: 'ALL',
  },
  templates: [{ typeId: 'fk7804', version: '1.3', fields: SHARED }],
  print: {},
  rules: [WORKING_HOURS, roomFor(4000, notExamined, earlyStart)],
  kinds: { BLANK: 'EMPTY', NOT_APPLICABLE: 'EMPTY' },
  categories: [
    { id: 'KAT_10', title: 'Smittbärarpenning', questions: infection.questions },
    { id: 'KAT_1', title: 'Grund för medicinskt underlag', questions: basis.questions.map(forEmployer) },
    { id: 'KAT_2', title: 'Sysselsättning', questions: occupation.questions },
    {
      id: 'KAT_3',
      title: 'Diagnos',
      questions: [
        {
          kind: 'boolean',
          id: '100',
          field: '100.1',
          label: 'Önskar patienten förmedla information om diagnos/diagnoser till sin arbetsgivare?',
          help: 'Fråga patienten. Arbetsgivaren får inte kräva att få veta diagnosen.',
          required: true,
        },
        {
          ...diagnoses,
          ...onlyWith({ field: '100.1', is: true }),
          refusedWhen: { field: '100.1', is: false },
          kinds: { NOT_APPLICABLE: 'INCORRECT_COMBINATION' },
        },
      ],
    },
    { id: 'KAT_4', title: 'Sjukdomens konsekvenser för patienten', questions: consequences.questions },
    { id: 'KAT_5', title: 'Medicinsk behandling', questions: treatment.questions },
    { id: 'KAT_6', title: 'Bedömning', questions: assessment.questions },
    { id: 'KAT_7', title: 'Åtgärder', questions: measures.questions.map(forEmployer) },
    {
      id: 'KAT_8',
      title: 'Övrigt',
      questions: [
        { kind: 'text', id: '25', field: '25.1', label: 'Övriga upplysningar till arbetsgivaren', maxLength: 4000 },
      ],
    },
    {
      id: 'KAT_9',
      title: 'Kontakt',
      questions: [
        {
          kind: 'boolean',
          id: '103',
          field: '103.1',
          leads: true,
          label: 'Jag önskar att arbetsgivaren kontaktar vårdenheten',
          help: 'Patienten ska ha gått med på det.',
        },
        {
          kind: 'text',
          id: '103',
          field: '103.2',
          label: 'Ange varför du vill ha kontakt och vem som i första hand ska kontaktas',
          showWhen: { field: '103.1', is: true },
          // unanswered is accepted beside a reason, a no is not
          refusedWhen: { field: '103.1', is: false },
          kinds: { NOT_APPLICABLE: 'INCORRECT_COMBINATION' },
          maxLength: LONG,
        },
      ],
    },
  ],
  english: {
    introduction:
      'The certificate is for the patient’s employer and is handed over on paper by the patient. The patient decides whether it has the diagnosis.',
    ...Object.fromEntries(Object.entries(english).filter(([key]) => !WITHOUT.some((code) => key.endsWith(` ${code}`)))),
    ...DIAGNOSES_ENGLISH,
    KAT_10: 'Disease carrier’s allowance',
    KAT_1: 'Basis of the medical opinion',
    KAT_2: 'Occupation',
    KAT_3: 'Diagnosis',
    KAT_4: 'Consequences of the illness for the patient',
    KAT_5: 'Medical treatment',
    KAT_6: 'Assessment',
    KAT_7: 'Measures',
    KAT_8: 'Other',
    KAT_9: 'Contact',
    '100.1': 'Does the patient want to pass on the diagnosis to the employer?',
    '100.1 help': 'Ask the patient. The employer may not demand to know the diagnosis.',
    '25.1': 'Other information to the employer',
    '103.1': 'I want the employer to contact the care unit',
    '103.1 help': 'The patient must have agreed to it.',
    '103.2': 'Say why you want contact, and who is to be contacted first',
  },
} satisfies CertificateType as CertificateType;
