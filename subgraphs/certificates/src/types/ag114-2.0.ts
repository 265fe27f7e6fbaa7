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
import { englishOf } from './parts/question.ts';
import { BASES, BASES_ENGLISH, LONG, sentWith, shownWith } from './parts/sick-leave-2.ts';

const able = ability(LONG, shownWith({ field: '6.1', is: true }));
const assessed = assessment(1);
const others = other(LONG);
const contacted = contact(LONG, shownWith({ field: '9.1', is: true }));

/** Source: domain.md §3.8, v2.0 (2026-11-21). */
export default {
  ...COMMON,
  version: '2.0',
  categories: [
    {
      id: 'KAT_1',
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
          latest: 'TODAY',
          codeSystem: 'KV_FKMU_0001',
          options: BASES,
        },
        {
          kind: 'text',
          id: '10',
          field: '10.3',
          label: 'Ange vad annat är',
          ...sentWith({ field: '10.1', has: ['ANNAT'] }),
          ofOption: 'ANNAT',
          maxLength: 50,
        },
      ],
    },
    {
      id: 'KAT_2',
      title: 'Sysselsättning',
      questions: [
        {
          kind: 'text',
          id: '1',
          field: '1.1',
          label: 'Ange yrke och arbetsuppgifter',
          help: 'Arbetsförmågan bedöms mot patientens nuvarande arbete.',
          required: true,
          maxLength: LONG,
        },
      ],
    },
    {
      id: 'KAT_3',
      title: 'Diagnos',
      questions: [
        ...passOn.questions,
        {
          ...diagnoses,
          ...sentWith({ field: '3.1', is: true }),
          codeSystems: ['ICD_10_SE'],
          oids: { ICD_10_SE: '1.2.752.116.1.1.1.1.8' },
        },
      ],
    },
    { id: 'KAT_4', title: 'Arbetsförmåga', questions: able.questions },
    { id: 'KAT_5', title: 'Bedömning', questions: assessed.questions },
    { id: 'KAT_6', title: 'Övriga upplysningar', questions: others.questions },
    { id: 'KAT_7', title: 'Kontakt', questions: contacted.questions },
  ],
  english: {
    ...COMMON_ENGLISH,
    ...englishOf(passOn, able, assessed, others, contacted),
    ...DIAGNOSES_ENGLISH,
    KAT_1: 'Basis of the medical opinion',
    '10.1': 'The certificate is based on',
    '10.1 help': 'Choose everything that the assessment rests on, with its date.',
    ...Object.fromEntries(Object.entries(BASES_ENGLISH).map(([code, words]) => [`10.1 ${code}`, words])),
    '10.3': 'Say what the other is',
    KAT_2: 'Occupation',
    '1.1': 'Give profession and tasks',
    '1.1 help': 'The ability to work is assessed against the patient’s present work.',
    KAT_3: 'Diagnosis',
    KAT_4: 'Ability to work',
    KAT_5: 'Assessment',
    KAT_6: 'Other information',
    KAT_7: 'Contact',
  },
} satisfies CertificateType as CertificateType;
