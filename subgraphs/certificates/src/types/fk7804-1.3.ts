import type { CertificateType } from '../domain/certificate-type.ts';
import { englishOf, LONG } from './parts/question.ts';
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
import { SICKNESS_BENEFIT, SICKNESS_BENEFIT_ENGLISH } from './parts/sickness-benefit.ts';

/**
 * Source: domain.md §3.1 and §3.1.1 (2026-11-21), by way of common/lisjp v1; labels from Försäkringskassan's form 7804,
 * text version 1.3 (2022-02-01). The two reasons that the form adds to question 25 at signing (why no examination, why
 * so early) have no national id: `parts/motivations.ts`.
 */
export default {
  id: 'fk7804',
  version: '1.3',
  code: 'LISJP',
  messageVersions: ['1', '1.0', '1.1', '1.2', '1.3'],
  name: 'Läkarintyg för sjukpenning',
  description:
    'Underlag till Försäkringskassan om nedsatt arbetsförmåga på grund av sjukdom, eller om avstängning på grund av smitta.',
  introduction: SICKNESS_BENEFIT,
  owner: 'FKASSA',
  recipient: 'FKASSA',
  ...DOCTORS_AND_DENTISTS,
  raisesOlderDrafts: true,
  automaticSending: false,
  patientSees: true,
  cases: true,
  protectedPatients: true,
  deceasedPatients: false,
  contacts: ['UNIT'],
  copies: {
    RENEW: ['27.1', '28.1', '29.1', '6.1', '35.1', '17.1', '19.1', '20.1', '37.1', '34.1', '40.1', '44.1', '25.1'],
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
      { field: '39.3' },
      { field: '40.1' },
      { field: '44.1' },
    ],
  },
  additionalQuestions: true,
  rules: [WORKING_HOURS, roomFor(2700, notExamined, earlyStart)],
  // as today's system tells them. Source: domain.md §3.0, V-BLANK
  kinds: { BLANK: 'EMPTY', NOT_APPLICABLE: 'EMPTY' },
  categories: [
    { id: 'KAT_10', title: 'Smittbärarpenning', questions: infection.questions },
    { id: 'KAT_1', title: 'Grund för medicinskt underlag', questions: basis.questions },
    { id: 'KAT_2', title: 'Sysselsättning', questions: occupation.questions },
    { id: 'KAT_3', title: 'Diagnos', questions: [{ ...diagnoses, required: true }] },
    { id: 'KAT_4', title: 'Sjukdomens konsekvenser', questions: consequences.questions },
    { id: 'KAT_5', title: 'Medicinsk behandling', questions: treatment.questions },
    { id: 'KAT_6', title: 'Bedömning', questions: assessment.questions },
    { id: 'KAT_7', title: 'Åtgärder', questions: measures.questions },
    {
      id: 'KAT_8',
      title: 'Övriga upplysningar',
      questions: [{ kind: 'text', id: '25', field: '25.1', label: 'Övriga upplysningar', maxLength: 2700 }],
    },
    {
      id: 'KAT_9',
      title: 'Kontakt',
      questions: [
        {
          kind: 'boolean',
          id: '26',
          field: '26.1',
          leads: true,
          label: 'Jag önskar att Försäkringskassan kontaktar mig',
          help: 'Handläggaren hör av sig när intyget har kommit in.',
        },
        {
          kind: 'text',
          id: '26',
          field: '26.2',
          label: 'Ange gärna varför du vill ha kontakt',
          showWhen: { field: '26.1', is: true },
          // unanswered is accepted beside a reason, a no is not
          refusedWhen: { field: '26.1', is: false },
          kinds: { NOT_APPLICABLE: 'INCORRECT_COMBINATION' },
          maxLength: LONG,
        },
      ],
    },
  ],
  /** For users who read English; what is signed is Swedish. */
  english: {
    introduction: SICKNESS_BENEFIT_ENGLISH,
    ...englishOf(infection, basis, occupation, consequences, treatment, assessment, measures),
    ...DIAGNOSES_ENGLISH,
    KAT_10: 'Disease carrier’s allowance',
    KAT_1: 'Basis of the medical opinion',
    KAT_2: 'Occupation',
    KAT_3: 'Diagnosis',
    KAT_4: 'Consequences of the illness',
    KAT_5: 'Medical treatment',
    KAT_6: 'Assessment',
    KAT_7: 'Measures',
    KAT_8: 'Other information',
    '25.1': 'Other information',
    KAT_9: 'Contact',
    '26.1': 'I want Försäkringskassan to contact me',
    '26.1 help': 'The case officer will be in touch when the certificate has come in.',
    '26.2': 'Say why you want contact, if you like',
  },
} satisfies CertificateType as CertificateType;
