import type { CertificateType } from '../domain/certificate-type.ts';
import { ASKED, englishOf } from './parts/question.ts';
import { DOCTORS_AND_DENTISTS } from './parts/roles.ts';
import {
  assessment,
  basis,
  DIAGNOSES_ENGLISH,
  diagnoses,
  impairment,
  infection,
  limitation,
  LONG,
  measures,
  occupation,
  prognosis,
  treatment,
} from './parts/sick-leave-2.ts';

const impaired = impairment('icfText');
const limited = limitation('icfText');

/** Source: domain.md §3.2 (2026-11-21); labels from Försäkringskassan's form 7804. */
export default {
  id: 'fk7804',
  version: '2.0',
  code: 'LISJP',
  name: 'Läkarintyg för sjukpenning',
  description:
    'Underlag till Försäkringskassan om nedsatt arbetsförmåga på grund av sjukdom, eller om avstängning på grund av smitta.',
  introduction:
    'Patienten kan få sjukpenning när sjukdom gör att minst en fjärdedel av arbetsförmågan saknas. Skriv så att en handläggare som inte är läkare förstår hur sjukdomen påverkar arbetet. Kontrollera patientens identitet om ni inte har träffats förut.',
  owner: 'FKASSA',
  recipient: 'FKASSA',
  ...DOCTORS_AND_DENTISTS,
  raisesOlderDrafts: false,
  automaticSending: false,
  notSickLeaveIf: '27.1',
  patientSees: true,
  cases: true,
  protectedPatients: true,
  deceasedPatients: false,
  contacts: ['UNIT'],
  copies: {
    RENEW: ['27.1', '28.1', '29.1', '6.1', '35.1', '17.1', '19.1', '37.1', '34.1', '33.1', '33.2', '44.1', '25.1'],
    REPLACE: 'ALL',
    COMPLEMENT: 'ALL',
    COPY_LOCKED: 'ALL',
  },
  print: {
    minimal: [
      { field: '1.1' },
      { field: '1.3' },
      { field: '28.1', codes: ['NUVARANDE_ARBETE'] },
      { field: '32.1' },
      { field: '34.1' },
      { field: '33.1' },
      { field: '33.2' },
      { field: '39.1' },
      { field: '39.4' },
      { field: '39.2' },
      { field: '44.1' },
    ],
  },
  categories: [
    { id: 'KAT_1', title: 'Smittbärarpenning', questions: infection.questions },
    { id: 'KAT_2', title: 'Grund för medicinskt underlag', questions: basis.questions },
    { id: 'KAT_3', title: 'Sysselsättning', questions: occupation.questions },
    { id: 'KAT_4', title: 'Diagnos', questions: [{ ...diagnoses, required: true }] },
    { id: 'KAT_5', title: 'Funktionsnedsättning', questions: impaired.questions },
    { id: 'KAT_6', title: 'Aktivitetsbegränsning', questions: limited.questions },
    { id: 'KAT_7', title: 'Medicinsk behandling', questions: treatment.questions },
    { id: 'KAT_8', title: 'Bedömning', questions: assessment.questions },
    { id: 'KAT_9', title: 'Prognos', questions: prognosis.questions },
    { id: 'KAT_10', title: 'Åtgärder', questions: measures.questions },
    {
      id: 'KAT_11',
      title: 'Övriga upplysningar',
      questions: [{ kind: 'text', id: '25', field: '25.1', label: 'Övriga upplysningar', maxLength: LONG }],
    },
    {
      id: 'KAT_12',
      title: 'Kontakt',
      questions: [
        {
          kind: 'boolean',
          id: '26',
          field: '26.1',
          leads: true,
          label: 'Jag önskar att Försäkringskassan kontaktar mig',
          help: 'Du blir kontaktad när intyget har kommit in.',
          askedWhen: ASKED,
        },
        {
          kind: 'text',
          id: '26',
          field: '26.2',
          label: 'Ange gärna varför du vill ha kontakt',
          askedWhen: ASKED,
          showWhen: { field: '26.1', is: true },
          maxLength: LONG,
        },
      ],
    },
  ],
  english: {
    introduction:
      'The patient may have sickness benefit when illness takes away at least a quarter of the ability to work. Write so that a case officer who is no doctor understands how the illness affects the work. Check the patient’s identity if you have not met before.',
    ...englishOf(infection, basis, occupation, impaired, limited, treatment, assessment, prognosis, measures),
    ...DIAGNOSES_ENGLISH,
    KAT_1: 'Disease carrier’s allowance',
    KAT_2: 'Basis of the medical opinion',
    KAT_3: 'Occupation',
    KAT_4: 'Diagnosis',
    KAT_5: 'Impairment of function',
    KAT_6: 'Activity limitation',
    KAT_7: 'Medical treatment',
    KAT_8: 'Assessment',
    KAT_9: 'Prognosis',
    KAT_10: 'Measures',
    KAT_11: 'Other information',
    KAT_12: 'Contact',
    '25.1': 'Other information',
    '26.1': 'I want Försäkringskassan to contact me',
    '26.1 help': 'You will be contacted when the certificate has come in.',
    '26.2': 'Say why you want contact, if you like',
  },
} satisfies CertificateType as CertificateType;
