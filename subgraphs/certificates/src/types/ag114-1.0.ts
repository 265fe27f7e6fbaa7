import type { CertificateType } from '../domain/certificate-type.ts';
import {
  ability,
  assessment,
  COMMON,
  COMMON_ENGLISH,
  contact,
  DIAGNOSES_ENGLISH,
  diagnoses,
  other,
  passOn,
} from './parts/first-fortnight.ts';
import { englishOf, LONG, onlyWith } from './parts/question.ts';

const able = ability(LONG);
const assessed = assessment(0, { exactly: true });
const others = other(LONG);
const contacted = contact(LONG, {
  refusedWhen: { not: { field: '9.1', is: true } },
  only: { NOT_APPLICABLE: 'DRAFT' },
});

/** Source: domain.md §3.8 (2026-11-21), by way of common/ag114 v1; text version 1.0 (2019-10-31). */
export default {
  ...COMMON,
  version: '1.0',
  inMessages: { anyNumber: true },
  messageVersions: ['1', '1.0'],
  categories: [
    {
      id: 'KAT_7',
      title: 'Grund för medicinskt underlag',
      questions: [
        {
          kind: 'datedCodes',
          id: '10',
          field: '10.1',
          leads: true,
          dateField: '10.2',
          label: 'Intyget är baserat på',
          help: 'Välj allt som bedömningen bygger på, med datum.',
          required: true,
          // a message may do without
          only: { MANDATORY: 'DRAFT' },
          latest: 'TODAY',
          codeSystem: 'KV_FKMU_0001',
          options: [
            { code: 'UNDERSOKNING', label: 'min undersökning av patienten' },
            { code: 'TELEFONKONTAKT', label: 'min telefonkontakt med patienten' },
            { code: 'JOURNALUPPGIFTER', label: 'journaluppgifter från den' },
            { code: 'ANNAT', label: 'annat' },
          ],
        },
        {
          kind: 'text',
          id: '10',
          field: '10.3',
          label: 'Ange vad annat är',
          ...onlyWith({ field: '10.1', has: ['ANNAT'] }),
          kinds: { NOT_APPLICABLE: 'EMPTY' },
          ofOption: 'ANNAT',
          maxLength: LONG,
        },
      ],
    },
    {
      id: 'KAT_1',
      title: 'Sysselsättning',
      questions: [
        {
          kind: 'code',
          id: '1',
          field: '1.1',
          label: 'I relation till vilken sysselsättning bedömer du arbetsförmågan?',
          required: true,
          kinds: { UNKNOWN_CODE: 'EMPTY' },
          codeSystem: 'KV_FKMU_0002',
          options: [{ code: 'NUVARANDE_ARBETE', label: 'Nuvarande arbete' }],
        },
        {
          kind: 'text',
          id: '2',
          field: '2.1',
          label: 'Ange yrke och arbetsuppgifter',
          help: 'Patientens vanliga arbete, och vad det mest består av.',
          required: true,
          maxLength: LONG,
        },
      ],
    },
    { id: 'KAT_2', title: 'Diagnos', questions: [...passOn.questions, diagnoses] },
    { id: 'KAT_3', title: 'Arbetsförmåga', questions: able.questions },
    { id: 'KAT_4', title: 'Bedömning', questions: assessed.questions },
    { id: 'KAT_5', title: 'Övrigt', questions: others.questions },
    { id: 'KAT_6', title: 'Kontakt', questions: contacted.questions },
  ],
  english: {
    ...COMMON_ENGLISH,
    ...englishOf(passOn, able, assessed, others, contacted),
    ...DIAGNOSES_ENGLISH,
    KAT_7: 'Basis of the medical opinion',
    '10.1': 'The certificate is based on',
    '10.1 help': 'Choose everything that the assessment rests on, with its date.',
    '10.1 UNDERSOKNING': 'my examination of the patient',
    '10.1 TELEFONKONTAKT': 'my telephone contact with the patient',
    '10.1 JOURNALUPPGIFTER': 'medical records from',
    '10.1 ANNAT': 'other',
    '10.3': 'Say what the other is',
    KAT_1: 'Occupation',
    '1.1': 'In relation to which occupation do you assess the ability to work?',
    '1.1 NUVARANDE_ARBETE': 'Present work',
    '2.1': 'Give profession and tasks',
    '2.1 help': 'The patient’s usual work, and what it mostly consists of.',
    KAT_2: 'Diagnosis',
    KAT_3: 'Ability to work',
    KAT_4: 'Assessment',
    KAT_5: 'Other',
    KAT_6: 'Contact',
  },
} satisfies CertificateType as CertificateType;
