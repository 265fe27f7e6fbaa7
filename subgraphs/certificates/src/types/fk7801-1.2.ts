import type { CertificateType } from '../domain/certificate-type.ts';
import {
  basis,
  COMMON,
  conditions,
  contact,
  diagnoses,
  functions,
  grounds,
  history,
  KNOWN_BEFORE,
  limitation,
  ONE_FUNCTION,
  other,
  text,
  treatment,
} from './parts/disability.ts';
import { notExamined, roomFor } from './parts/motivations.ts';
import { englishOf } from './parts/question.ts';

const based = basis([], { NOT_APPLICABLE: 'EMPTY' }, 'Underlaget är baserat på');
const diagnosed = diagnoses(
  'Diagnos/diagnoser för sjukdom som orsakar nedsatt arbetsförmåga',
  'Diagnosis or diagnoses of the illness that reduces the ability to work',
);
const others = other(2700);

/** Source: domain.md §3.4 (2026-11-21), by way of common/luae_na v1; labels from Försäkringskassan's form 7801, text version 1.2. */
export default {
  id: 'fk7801',
  version: '1.2',
  code: 'LUAE_NA',
  messageVersions: ['1', '1.0', '1.1', '1.2'],
  name: 'Läkarutlåtande för aktivitetsersättning vid nedsatt arbetsförmåga',
  description: 'Underlag till Försäkringskassan när en ung persons arbetsförmåga är nedsatt i minst ett år.',
  introduction:
    'Aktivitetsersättning är för den som är 19–29 år och inte kan arbeta heltid under minst ett år. Skriv också vad som kan hjälpa patienten till arbete.',
  // 30 years and 2 months: what is written in the last months may be decided later. Source: domain.md §3.4, §4.8
  usualAge: {
    untilMonths: 362,
    text: {
      sv: 'Patienten är äldre än 30 år och 2 månader. Aktivitetsersättning är för den som är 19–29 år. Ska du skriva ett annat intyg?',
      en: 'The patient is older than 30 years and 2 months. Activity compensation is for those aged 19 to 29. Do you mean another certificate?',
    },
  },
  ...COMMON,
  rules: [KNOWN_BEFORE, ONE_FUNCTION, roomFor(2700, notExamined)],
  categories: [
    { id: 'KAT_1', title: 'Grund för medicinskt underlag', questions: based.questions },
    { id: 'KAT_3', title: 'Bakgrund', questions: history.questions },
    { id: 'KAT_4', title: 'Diagnos', questions: [...diagnosed.questions, ...grounds.questions] },
    { id: 'KAT_5', title: 'Funktionsnedsättningar', questions: functions.questions },
    { id: 'KAT_6', title: 'Aktivitetsbegränsningar', questions: limitation.questions },
    { id: 'KAT_7', title: 'Medicinsk behandling', questions: treatment.questions },
    {
      id: 'KAT_8',
      title: 'Medicinska förutsättningar för arbete',
      questions: [
        ...conditions.questions,
        text('24', 'Beskriv eller lämna förslag på vad som kan underlätta för patienten att komma ut i arbete', {
          help: 'Till exempel förberedelse för arbete, fysisk eller social träning, utbildning eller hjälpmedel.',
        }),
      ],
    },
    { id: 'KAT_9', title: 'Övrigt', questions: others.questions },
    { id: 'KAT_10', title: 'Kontakt', questions: contact.questions },
  ],
  english: {
    introduction:
      'Activity compensation is for those aged 19 to 29 who cannot work full time for at least a year. Say also what can help the patient to work.',
    ...englishOf(based, history, diagnosed, grounds, functions, limitation, treatment, conditions, others, contact),
    '24.1': 'Describe or propose what can make it easier for the patient to come out to work',
    '24.1 help': 'For example preparation for work, physical or social training, education or aids.',
    KAT_1: 'Basis of the medical opinion',
    KAT_3: 'Background',
    KAT_4: 'Diagnosis',
    KAT_5: 'Impairments of function',
    KAT_6: 'Activity limitations',
    KAT_7: 'Medical treatment',
    KAT_8: 'Medical conditions for work',
    KAT_9: 'Other',
    KAT_10: 'Contact',
  },
} satisfies CertificateType as CertificateType;
