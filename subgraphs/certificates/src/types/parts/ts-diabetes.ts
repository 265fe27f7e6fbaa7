import type { BilingualQuestion, Words } from './bilingual.ts';
import { TRANSPORTSTYRELSEN } from './driving.ts';
import { LIMITED } from './questions.ts';

/** What the versions of Transportstyrelsens läkarintyg, diabetes, ask alike. Source: domain.md §3.10. */

/** Question 35.1. */
export const yearOfDiagnosis: BilingualQuestion = {
  kind: 'year',
  id: '35',
  field: '35.1',
  label: ['Vilket år ställdes diagnosen diabetes?', 'In which year was diabetes diagnosed?'],
  required: true,
};

const TYPES = [
  { code: 'E10', label: ['Typ 1', 'Type 1'] },
  { code: 'E11', label: ['Typ 2', 'Type 2'] },
] as const;
const LADA = { code: 'E109', label: ['LADA', 'LADA'] } as const;
/** Told by its description alone. Source: domain.md §3.10, row 5. */
const ANOTHER = { code: 'ANNAN', label: ['Annan', 'Another'], toldBy: '18.2' } as const;

const SETS = { two: TYPES, twoAndAnother: [...TYPES, ANOTHER], all: [...TYPES, LADA, ANOTHER] } as const;

/** Question 18.1, and its description where there is another type. */
export const diabetesType = (
  set: keyof typeof SETS,
  label: Words,
  description?: Words,
): readonly BilingualQuestion[] => {
  const isAnother = { field: '18.1', has: [ANOTHER.code] } as const;
  const type: BilingualQuestion = {
    kind: 'code',
    id: '18',
    field: '18.1',
    label,
    required: true,
    codeSystem: '1.2.752.116.1.1.1.1.3',
    options: SETS[set],
  };
  if (!description) return [type];
  const which: BilingualQuestion = {
    kind: 'text',
    id: '18',
    field: '18.2',
    label: description,
    required: true,
    showWhen: isAnother,
    inMessages: { refusedWhen: { not: isAnother } },
    maxLength: 53,
    ...LIMITED,
  };
  return [type, which];
};

/** In Swedish and in English. Source: domain.md §1.8 P6; our words. */
export const DIABETES_INTRODUCTION = [
  'Transportstyrelsen behöver veta om patienten kan köra säkert med sin diabetes. Vilka frågor som ställs beror på behörigheterna. Kontrollera patientens identitet.',
  'Transportstyrelsen needs to know whether the patient can drive safely with diabetes. Which questions are asked depends on the licences. Check the patient’s identity.',
] as const;

/** What holds for all versions. */
export const TS_DIABETES = {
  ...TRANSPORTSTYRELSEN,
  id: 'tstrk1031',
  code: 'TSTRK1031',
  name: 'Transportstyrelsens läkarintyg, diabetes',
  description:
    'Underlag till Transportstyrelsen om diabetes hos den som har eller söker körkort eller taxiförarlegitimation.',
  print: {},
} as const;
