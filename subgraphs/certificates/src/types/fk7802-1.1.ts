import type { CertificateType } from '../domain/certificate-type.ts';
import { basis, COMMON, contact, diagnoses, KNOWN_BEFORE, other, text } from './parts/disability.ts';
import { notExamined, roomFor } from './parts/motivations.ts';
import { englishOf } from './parts/question.ts';

const based = basis(['FORETAGSHALSOVARD'], { NOT_APPLICABLE: 'EMPTY' });
const diagnosed = diagnoses(
  'Diagnos/diagnoser för sjukdom som orsakar eller har orsakat funktionsnedsättning',
  'Diagnosis or diagnoses of the illness that causes or has caused the impairment',
);
const others = other(2850);

/** Source: domain.md §3.5 (2026-11-21), by way of common/luae_fs v1; labels from Försäkringskassan's form 7802, text version 1.1. */
export default {
  id: 'fk7802',
  version: '1.1',
  code: 'LUAE_FS',
  messageVersions: ['1', '1.0', '1.1'],
  name: 'Läkarutlåtande för aktivitetsersättning vid förlängd skolgång',
  description:
    'Underlag till Försäkringskassan när en ung person behöver längre tid i skolan på grund av funktionsnedsättning.',
  introduction:
    'Aktivitetsersättning vid förlängd skolgång är för den som på grund av en funktionsnedsättning inte har gått klart grundskolan eller gymnasiet.',
  ...COMMON,
  rules: [KNOWN_BEFORE, roomFor(2850, notExamined)],
  // as today's system tells it. Source: domain.md §3.0, V-BLANK
  kinds: { BLANK: 'EMPTY' },
  categories: [
    { id: 'KAT_1', title: 'Grund för medicinskt underlag', questions: based.questions },
    { id: 'KAT_3', title: 'Diagnos', questions: diagnosed.questions },
    {
      id: 'KAT_4',
      title: 'Funktionsnedsättning',
      questions: [
        text(
          '15',
          'Beskriv när och hur patientens funktionsnedsättning debuterat, utvecklats och visar sig för närvarande',
          { required: true },
        ),
        text(
          '16',
          'Beskriv på vilket sätt funktionsnedsättningen påverkar eller har påverkat patientens förmåga att klara sin skolgång',
          { required: true },
        ),
      ],
    },
    { id: 'KAT_5', title: 'Övrigt', questions: others.questions },
    { id: 'KAT_6', title: 'Kontakt', questions: contact.questions },
  ],
  english: {
    introduction:
      'Activity compensation for prolonged schooling is for those who because of an impairment have not finished compulsory or upper secondary school.',
    ...englishOf(based, diagnosed, others, contact),
    KAT_1: 'Basis of the medical opinion',
    KAT_3: 'Diagnosis',
    KAT_4: 'Impairment of function',
    KAT_5: 'Other',
    KAT_6: 'Contact',
    '15.1': 'Describe when and how the impairment began, developed and shows itself at present',
    '16.1': 'Describe in what way the impairment affects or has affected the patient’s ability to manage school',
  },
} satisfies CertificateType as CertificateType;
