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
  treatment,
} from './parts/disability.ts';
import { notExamined, roomFor } from './parts/motivations.ts';
import { englishOf } from './parts/question.ts';

const based = basis(['SKOLHALSOVARD']);
const diagnosed = diagnoses(
  'Diagnos/diagnoser för sjukdom som orsakar nedsatt arbetsförmåga',
  'Diagnosis or diagnoses of the illness that reduces the ability to work',
);
const others = other(2700);

/** Source: domain.md §3.3 (2026-11-21), by way of common/luse v1; labels from Försäkringskassan's form 7800, text version 1.3. */
export default {
  id: 'fk7800',
  version: '1.3',
  code: 'LUSE',
  messageVersions: ['1', '1.0', '1.1', '1.2', '1.3'],
  name: 'Läkarutlåtande för sjukersättning',
  description: 'Underlag till Försäkringskassan när arbetsförmågan är varaktigt nedsatt.',
  introduction:
    'Sjukersättning är för den som troligen aldrig mer kan arbeta heltid. Försäkringskassan behöver veta vad som är prövat, vad som återstår och vad patienten kan göra.',
  ...COMMON,
  rules: [KNOWN_BEFORE, ONE_FUNCTION, roomFor(2700, notExamined)],
  categories: [
    { id: 'KAT_1', title: 'Grund för medicinskt underlag', questions: based.questions },
    { id: 'KAT_3', title: 'Bakgrund', questions: history.questions },
    { id: 'KAT_4', title: 'Diagnos', questions: [...diagnosed.questions, ...grounds.questions] },
    { id: 'KAT_5', title: 'Funktionsnedsättningar', questions: functions.questions },
    { id: 'KAT_6', title: 'Aktivitetsbegränsningar', questions: limitation.questions },
    { id: 'KAT_7', title: 'Medicinsk behandling', questions: treatment.questions },
    { id: 'KAT_8', title: 'Medicinska förutsättningar för arbete', questions: conditions.questions },
    { id: 'KAT_9', title: 'Övrigt', questions: others.questions },
    { id: 'KAT_10', title: 'Kontakt', questions: contact.questions },
  ],
  english: {
    introduction:
      'Sickness compensation is for those who will probably never again work full time. Försäkringskassan needs to know what was tried, what is left and what the patient can do.',
    ...englishOf(based, history, diagnosed, grounds, functions, limitation, treatment, conditions, others, contact),
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
