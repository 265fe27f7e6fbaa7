import type { CertificateType, Question, TypeRule } from '../../domain/certificate-type.ts';
import type { Condition } from '../../domain/condition.ts';
import { DIAGNOSIS_ROWS, LONG, onlyWith, type Part } from './question.ts';
import { notExamined } from './motivations.ts';
import { DOCTORS } from './roles.ts';

/**
 * What the opinions on lasting disability ask alike (LUSE, LUAE_NA, LUAE_FS).
 * Source: domain.md §3.3–§3.5; labels from Försäkringskassan's forms 7800, 7801 and 7802.
 */

/** What the three types have in common beside questions. Renewal is a full copy. Source: domain.md §3.13. */
export const COMMON = {
  owner: 'FKASSA',
  recipient: 'FKASSA',
  ...DOCTORS,
  raisesOlderDrafts: true,
  automaticSending: false,
  patientSees: true,
  cases: true,
  protectedPatients: true,
  deceasedPatients: false,
  contacts: ['UNIT'],
  copies: { RENEW: 'ALL', REPLACE: 'ALL', COMPLEMENT: 'ALL', COPY_LOCKED: 'ALL' },
  print: {},
  additionalQuestions: true,
} as const satisfies Partial<CertificateType>;

/** A text of one sub-answer. */
export const text = (id: string, label: string, more: Partial<Extract<Question, { kind: 'text' }>> = {}): Question => ({
  kind: 'text',
  id,
  field: `${id}.1`,
  label,
  maxLength: LONG,
  ...more,
});

/** The patient was known before they were examined, or a relative told of them. */
export const KNOWN_BEFORE: TypeRule = {
  id: 'KNOWN_BEFORE',
  kind: 'OTHER',
  field: '2.1',
  text: {
    sv: 'Du kan inte ha känt patienten kortare tid än från undersökningen eller den anhörigas beskrivning.',
    en: 'You must have known the patient since the examination or the relative’s description at the latest.',
  },
  brokenWhen: {
    any: ['UNDERSOKNING', 'ANHORIG'].map((of): Condition => ({ field: '2.1', after: { field: '1.1', of } })),
  },
};

const EVIDENCE: Readonly<Record<string, readonly [string, string]>> = {
  NEUROPSYKIATRISKT: ['Neuropsykiatriskt utlåtande', 'Neuropsychiatric opinion'],
  HABILITERING: ['Underlag från habiliteringen', 'Evidence from habilitation services'],
  ARBETSTERAPEUT: ['Underlag från arbetsterapeut', 'Evidence from an occupational therapist'],
  FYSIOTERAPEUT: ['Underlag från fysioterapeut', 'Evidence from a physiotherapist'],
  LOGOPED: ['Underlag från logoped', 'Evidence from a speech therapist'],
  PSYKOLOG: ['Underlag från psykolog', 'Evidence from a psychologist'],
  FORETAGSHALSOVARD: ['Underlag från företagshälsovård', 'Evidence from occupational health services'],
  SKOLHALSOVARD: ['Underlag från skolhälsovård', 'Evidence from school health services'],
  SPECIALISTKLINIK: ['Utredning av annan specialistklinik', 'Investigation by another specialist clinic'],
  VARD_UTOMLANDS: ['Utredning från vårdinrättning utomlands', 'Investigation by a care facility abroad'],
  OVRIGT_UTLATANDE: ['Övrigt', 'Other'],
};

/** What the opinion is based on, with all kinds of evidence but these; `kinds` as today's system tells of 1.3. */
export function basis(
  without: readonly string[],
  kinds: Question['kinds'] = {},
  label = 'Utlåtandet är baserat på',
): Part {
  const evidence = Object.entries(EVIDENCE).filter(([code]) => !without.includes(code));
  return {
    questions: [
      {
        kind: 'datedCodes',
        id: '1',
        field: '1.1',
        leads: true,
        dateField: '1.2',
        label,
        help: 'Välj allt som du bygger utlåtandet på, med datum.',
        required: true,
        latest: 'TODAY',
        codeSystem: 'KV_FKMU_0001',
        options: [
          { code: 'UNDERSOKNING', label: 'min undersökning av patienten' },
          { code: 'JOURNALUPPGIFTER', label: 'journaluppgifter från den' },
          { code: 'ANHORIG', label: 'anhörigs beskrivning av patienten' },
          { code: 'ANNAT', label: 'annat' },
        ],
      },
      {
        kind: 'text',
        id: '1',
        field: '1.3',
        label: 'Ange vad annat är',
        ...onlyWith({ field: '1.1', has: ['ANNAT'] }),
        kinds,
        ofOption: 'ANNAT',
        maxLength: LONG,
      },
      ...notExamined.questions,
      {
        kind: 'date',
        id: '2',
        field: '2.1',
        label: 'Jag har känt patienten sedan den',
        help: 'Dagen då du träffade patienten eller fick ansvar för vården.',
        required: true,
        latest: 'TODAY',
      },
      {
        kind: 'boolean',
        id: '3',
        field: '3.1',
        label: 'Är utlåtandet även baserat på andra medicinska utredningar eller underlag?',
        required: true,
      },
      {
        kind: 'evidence',
        id: '4',
        field: '4.1',
        dateField: '4.2',
        sourceField: '4.3',
        label: 'Ange utredning eller underlag',
        help: 'Högst tre. Skriv från vilken vårdgivare Försäkringskassan kan hämta varje underlag, eller att patienten bifogar det.',
        ...onlyWith({ field: '3.1', is: true }),
        kinds: { NOT_APPLICABLE: 'OTHER' },
        maxRows: 3,
        maxLength: LONG,
        latest: 'TODAY',
        codeSystem: 'KV_FKMU_0005',
        options: evidence.map(([code, [label]]) => ({ code, label })),
      },
    ],
    english: {
      '1.1': 'The opinion is based on',
      '1.1 help': 'Choose everything that you base the opinion on, with its date.',
      '1.1 UNDERSOKNING': 'my examination of the patient',
      '1.1 JOURNALUPPGIFTER': 'medical records from',
      '1.1 ANHORIG': 'a relative’s description of the patient',
      '1.1 ANNAT': 'other',
      '1.3': 'Say what the other is',
      ...notExamined.english,
      '2.1': 'I have known the patient since',
      '2.1 help': 'The day on which you met the patient or took charge of the care.',
      '3.1': 'Is the opinion also based on other medical investigations or evidence?',
      '4.1': 'Give investigation or evidence',
      '4.1 help':
        'Three at most. Say from which care provider Försäkringskassan can have each, or that the patient sends it along.',
      ...Object.fromEntries(evidence.map(([code, [, words]]) => [`4.1 ${code}`, words])),
    },
  };
}

/** The question of diagnoses. */
export const diagnoses = (label: string, words: string): Part => ({
  questions: [
    {
      kind: 'diagnoses',
      id: '6',
      field: '6.1',
      label,
      help: 'Börja med den sjukdom som betyder mest, med en så noggrann kod som möjligt.',
      required: true,
      codeSystems: ['ICD_10_SE', 'KSH_97_P'],
      maxLength: 81,
      rows: DIAGNOSIS_ROWS,
    },
  ],
  english: {
    '6.1': words,
    '6.1 help': 'Begin with the illness that matters most, with a code as precise as possible.',
  },
});

export const contact: Part = {
  questions: [
    {
      kind: 'boolean',
      id: '26',
      field: '26.1',
      leads: true,
      label: 'Jag önskar att Försäkringskassan kontaktar mig',
      help: 'Handläggaren hör av sig när utlåtandet har kommit in.',
    },
    {
      kind: 'text',
      id: '26',
      field: '26.2',
      label: 'Ange gärna varför du vill ha kontakt',
      showWhen: { field: '26.1', is: true },
      refusedWhen: { not: { field: '26.1', is: true } },
      maxLength: LONG,
    },
  ],
  english: {
    '26.1': 'I want Försäkringskassan to contact me',
    '26.1 help': 'The case officer will be in touch when the opinion has come in.',
    '26.2': 'Say why you want contact, if you like',
  },
};

/** The fields of impaired functions, of which one at least is answered. */
const FUNCTIONS: Readonly<Record<string, readonly [string, string]>> = {
  '8': ['Intellektuell funktion', 'Intellectual function'],
  '9': ['Övergripande psykosociala funktioner', 'General psychosocial functions'],
  '10': ['Uppmärksamhet, koncentration och exekutiv funktion', 'Attention, concentration and executive function'],
  '11': ['Annan psykisk funktion', 'Other mental function'],
  '12': ['Sinnesfunktioner och smärta', 'Senses and pain'],
  '13': ['Balans, koordination och motorik', 'Balance, coordination and motor function'],
  '14': ['Annan kroppslig funktion', 'Other function of the body'],
};
const FUNCTION_FIELDS = Object.keys(FUNCTIONS).map((id) => `${id}.1`);
const FUNCTION_HELP = 'Beskriv fynd och hur stor nedsättningen är: lätt, måttlig, stor eller total.';

export const functions: Part = {
  questions: Object.entries(FUNCTIONS).map(([id, [label]]) => text(id, label, { help: FUNCTION_HELP })),
  english: Object.fromEntries(
    Object.entries(FUNCTIONS).flatMap(([id, [, words]]) => [
      [`${id}.1`, words],
      [`${id}.1 help`, 'Describe findings and how great the impairment is: light, moderate, great or total.'],
    ]),
  ),
};

export const ONE_FUNCTION: TypeRule = {
  id: 'ONE_FUNCTION',
  kind: 'EMPTY',
  field: '8.1',
  text: { sv: 'Ange minst en funktionsnedsättning.', en: 'Give at least one impairment of function.' },
  brokenWhen: { not: { any: FUNCTION_FIELDS.map((field): Condition => ({ field, answered: true })) } },
  insteadOf: FUNCTION_FIELDS,
};

export const history: Part = {
  questions: [text('5', 'Bakgrund - beskriv kortfattat förloppet för aktuella sjukdomar', { required: true })],
  english: { '5.1': 'Background - describe briefly the course of the illnesses in question' },
};

export const grounds: Part = {
  questions: [
    text('7', 'När och var ställdes diagnosen/diagnoserna?', { required: true }),
    {
      kind: 'boolean',
      id: '45',
      field: '45.1',
      leads: true,
      label: 'Finns skäl till att revidera/uppdatera tidigare satt diagnos?',
      help: 'Till exempel när utredningen är gammal, någon har föreslagit en ny bedömning, eller bilden inte stämmer med diagnosen.',
      required: true,
    },
    {
      kind: 'text',
      id: '45',
      field: '45.2',
      label: 'Beskriv vilken eller vilka diagnoser som avses',
      ...onlyWith({ field: '45.1', is: true }),
      maxLength: LONG,
    },
  ],
  english: {
    '7.1': 'When and where were the diagnoses made?',
    '45.1': 'Is there reason to revise or update a diagnosis made earlier?',
    '45.1 help':
      'For example when the investigation is old, somebody has proposed a new assessment, or the picture does not fit the diagnosis.',
    '45.2': 'Describe which diagnoses are meant',
  },
};

export const limitation: Part = {
  questions: [
    text(
      '17',
      'Aktivitetsbegränsningar - beskriv vad har patienten svårt att göra på grund av den eller de funktionsnedsättningar som beskrivs ovan',
      { required: true, help: 'Ge exempel ur vardagen.' },
    ),
  ],
  english: {
    '17.1': 'Activity limitations - describe what the patient finds hard to do because of the impairments above',
    '17.1 help': 'Give examples of daily life.',
  },
};

export const treatment: Part = {
  questions: [
    text('18', 'Avslutade medicinska behandlingar/åtgärder', {
      help: 'Ange när de pågick och vad de ledde till, också sådana som patienten har avböjt.',
    }),
    text('19', 'Pågående medicinska behandlingar/åtgärder', {
      help: 'Ange syfte och, om det går, tidplan och ansvarig enhet.',
    }),
    text('20', 'Planerade medicinska behandlingar/åtgärder', {
      help: 'Ange syfte och, om det går, tidplan och ansvarig enhet.',
    }),
    text('21', 'Substansintag', { help: 'Läkemedel på recept, och annat som narkotika eller mycket alkohol.' }),
  ],
  english: {
    '18.1': 'Treatment and measures that have ended',
    '18.1 help': 'Say when they took place and what they led to, also those that the patient refused.',
    '19.1': 'Treatment and measures under way',
    '19.1 help': 'Give the purpose and, if possible, the schedule and the unit in charge.',
    '20.1': 'Treatment and measures planned',
    '20.1 help': 'Give the purpose and, if possible, the schedule and the unit in charge.',
    '21.1': 'Intake of substances',
    '21.1 help': 'Prescribed drugs, and others such as narcotics or much alcohol.',
  },
};

export const conditions: Part = {
  questions: [
    text(
      '22',
      'Hur bedömer du att patientens medicinska förutsättningar för arbete, helt eller delvis, kan utvecklas över tid? Beskriv även om det finns medicinska skäl till särskilda arbetstider.',
      {
        required: true,
        help: 'Särskilda arbetstider är att arbetstiden förläggs på ett annat sätt än att den minskas lika mycket varje dag.',
      },
    ),
    text('23', 'Beskriv vad patienten kan göra trots sin sjukdom eller sina begränsningar', {
      help: 'Särskilda förmågor och resurser, också sådana som inte hör till arbetet.',
    }),
  ],
  english: {
    '22.1':
      'How do you judge that the patient’s medical conditions for work, whole or part, can develop over time? Describe also any medical reasons for special working hours.',
    '22.1 help': 'Special working hours are arranged otherwise than by the same reduction each day.',
    '23.1': 'Describe what the patient can do in spite of illness or limitations',
    '23.1 help': 'Special abilities and resources, also such as have nothing to do with work.',
  },
};

/** Other information, of so many characters. */
export const other = (maxLength: number): Part => ({
  questions: [text('25', 'Övriga upplysningar', { maxLength })],
  english: { '25.1': 'Other information' },
});
