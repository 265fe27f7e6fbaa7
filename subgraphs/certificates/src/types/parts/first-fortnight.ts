import type { CertificateType, Question } from '../../domain/certificate-type.ts';
import { DOCTORS_AND_DENTISTS } from './roles.ts';
import type { Part } from './question.ts';

/** What both versions of AG1-14 share. Source: domain.md §3.8; labels from SKR's form AG1-14. */

export const COMMON = {
  id: 'ag114',
  code: 'AG1-14',
  name: 'Läkarintyg om arbetsförmåga – sjuklöneperioden',
  description: 'Underlag till arbetsgivaren om nedsatt arbetsförmåga under de första fjorton dagarna.',
  introduction:
    'Intyget gäller sjuklöneperioden, dag 1–14. Blir patienten sjuk längre ska arbetsgivaren ha intyget AG7804 i stället.',
  owner: 'SKR',
  recipient: null,
  ...DOCTORS_AND_DENTISTS,
  raisesOlderDrafts: false,
  automaticSending: false,
  patientSees: true,
  cases: false,
  protectedPatients: true,
  deceasedPatients: false,
  contacts: ['UNIT'],
  copies: { REPLACE: 'ALL', COPY_LOCKED: 'ALL' },
  print: {},
} as const satisfies Partial<CertificateType>;

export const COMMON_ENGLISH = {
  introduction:
    'The certificate is for the sick-pay period, days 1 to 14. If the patient is ill longer, the employer needs AG7804 instead.',
} as const;

export const passOn: Part = {
  questions: [
    {
      kind: 'boolean',
      id: '3',
      field: '3.1',
      label: 'Önskar patienten uppge information om diagnos/diagnoser till sin arbetsgivare?',
      help: 'Fråga patienten. Arbetsgivaren får inte kräva att få veta diagnosen.',
      required: true,
    },
  ],
  english: {
    '3.1': 'Does the patient want to tell the employer of the diagnosis?',
    '3.1 help': 'Ask the patient. The employer may not demand to know the diagnosis.',
  },
};

/** Each diagnosis is an answer of its own with the same ids. Source: domain.md §3.8. */
export const diagnoses = {
  kind: 'diagnoses',
  id: '4',
  field: '4.1',
  label: 'Diagnos/diagnoser för sjukdom som orsakar nedsatt arbetsförmåga',
  required: true,
  showWhen: { field: '3.1', is: true },
  codeSystems: ['ICD_10_SE', 'KSH_97_P'],
  maxLength: 81,
  each: true,
  rows: [1, 2, 3].map(() => ({ code: '4.2', description: '4.1' })),
} as const satisfies Question;

export const DIAGNOSES_ENGLISH = {
  '4.1': 'Diagnosis or diagnoses of the illness that reduces the ability to work',
} as const;

/** The ability to work; `described` is what goes beside its description. */
export const ability = (maxLength: number, described: Partial<Extract<Question, { kind: 'text' }>> = {}): Part => ({
  questions: [
    {
      kind: 'text',
      id: '5',
      field: '5.1',
      label: 'På vilket sätt medför sjukdomen nedsatt arbetsförmåga?',
      help: 'Svara även när diagnosen står med. Arbetsgivaren behöver veta det för sjuklönen och för att kunna anpassa arbetet.',
      required: true,
      maxLength,
    },
    {
      kind: 'boolean',
      id: '6',
      field: '6.1',
      leads: true,
      label: 'Finns arbetsförmåga trots sjukdom?',
      help: 'Svaret hjälper arbetsgivaren att anpassa arbetet och hålla kontakten.',
      required: true,
    },
    {
      kind: 'text',
      id: '6',
      field: '6.2',
      label: 'Beskriv arbetsförmågan',
      help: 'Vad patienten kan göra, vad hen inte bör göra, om resor till arbetet skulle hjälpa, och om hen kan komma till arbetsplatsen.',
      required: true,
      showWhen: { field: '6.1', is: true },
      maxLength,
      ...described,
    },
  ],
  english: {
    '5.1': 'In what way does the illness reduce the ability to work?',
    '5.1 help':
      'Answer also when the diagnosis is told. The employer needs it for the sick pay, and to be able to adapt the work.',
    '6.1': 'Is there ability to work in spite of the illness?',
    '6.1 help': 'The answer helps the employer to adapt the work and to keep in touch.',
    '6.2': 'Describe the ability to work',
    '6.2 help':
      'What the patient can do and should not do, whether travel to work would help, and whether the patient can come to the workplace.',
  },
});

/** The assessment, from so many per cent. */
export const assessment = (minimum: number, more: { readonly exactly?: true } = {}): Part => ({
  questions: [
    {
      kind: 'integer',
      id: '7',
      field: '7.1',
      label: 'Patientens arbetsförmåga bedöms vara nedsatt med',
      help: 'Av patientens vanliga arbetstid. Alla procenttal går att välja, inte bara 25, 50, 75 och 100.',
      required: true,
      minimum,
      maximum: 100,
      unit: '%',
      ...more,
    },
    {
      kind: 'period',
      id: '7',
      field: '7.2',
      label: 'Period då arbetsförmågan bedöms vara nedsatt',
      required: true,
    },
    {
      kind: 'message',
      id: '7',
      field: '7.longPeriod',
      label: 'Perioden är längre än 14 dagar. Arbetsgivaren behöver i stället intyget AG7804.',
      showWhen: { field: '7.2', atLeast: 15 },
    },
  ],
  english: {
    '7.1': 'The patient’s ability to work is assessed as reduced by',
    '7.1 help': 'Of the patient’s usual hours. Any percentage may be chosen, not only 25, 50, 75 and 100.',
    '7.2': 'Period in which the ability to work is assessed as reduced',
    '7.longPeriod': 'The period is longer than 14 days. The employer needs the certificate AG7804 instead.',
  },
});

export const other = (maxLength: number): Part => ({
  questions: [{ kind: 'text', id: '8', field: '8.1', label: 'Övriga upplysningar till arbetsgivaren', maxLength }],
  english: { '8.1': 'Other information to the employer' },
});

/** Contact; `why` is what goes beside the reason. */
export const contact = (maxLength: number, why: Partial<Extract<Question, { kind: 'text' }>>): Part => ({
  questions: [
    {
      kind: 'boolean',
      id: '9',
      field: '9.1',
      leads: true,
      label: 'Jag önskar att arbetsgivaren kontaktar vårdenheten',
      help: 'Patienten ska ha gått med på det.',
    },
    {
      kind: 'text',
      id: '9',
      field: '9.2',
      label: 'Ange varför du vill ha kontakt och vem som i första hand ska kontaktas',
      required: true,
      showWhen: { field: '9.1', is: true },
      maxLength,
      ...why,
    },
  ],
  english: {
    '9.1': 'I want the employer to contact the care unit',
    '9.1 help': 'The patient must have agreed to it.',
    '9.2': 'Say why you want contact, and who is to be contacted first',
  },
});
