import {
  ASKED,
  DIAGNOSIS_ROWS,
  LONG,
  neededWhileAsked,
  OCCUPATIONS,
  OCCUPATIONS_ENGLISH,
  onlyWith,
  type Part,
  PARTLY,
} from './question.ts';
import type { TypeRule } from '../../domain/certificate-type.ts';
import { earlyStart, notExamined } from './motivations.ts';

/**
 * What the certificates of sick leave of the older engine ask alike (FK7804 1.x, AG7804 1.x).
 * Source: domain.md §3.1 and §3.1.1; labels from Försäkringskassan's form 7804, text version 1.3 (2022-02-01).
 */
export const infection: Part = {
  questions: [
    {
      kind: 'boolean',
      id: '27',
      field: '27.1',
      label: 'Avstängning enligt smittskyddslagen på grund av smitta',
      help: 'Då behövs bara diagnos och period.',
    },
  ],
  english: {
    '27.1': 'Suspension under the Communicable Diseases Act because of infection',
    '27.1 help': 'Then only diagnosis and period are needed.',
  },
};

export const basis: Part = {
  questions: [
    {
      kind: 'datedCodes',
      id: '1',
      field: '1.1',
      leads: true,
      dateField: '1.2',
      label: 'Intyget är baserat på',
      help: 'Ange allt som bedömningen bygger på, och när. Skriv under Övriga upplysningar om undersökningen gjordes på distans.',
      required: true,
      askedWhen: ASKED,
      latest: 'TODAY',
      codeSystem: 'KV_FKMU_0001',
      options: [
        { code: 'UNDERSOKNING', label: 'Min undersökning av patienten' },
        { code: 'TELEFONKONTAKT', label: 'Min telefonkontakt med patienten' },
        { code: 'JOURNALUPPGIFTER', label: 'Journaluppgifter från den' },
        { code: 'ANNAT', label: 'Annat' },
      ],
    },
    {
      kind: 'text',
      id: '1',
      field: '1.3',
      label: 'Ange vad annat är',
      askedWhen: ASKED,
      ...onlyWith({ field: '1.1', has: ['ANNAT'] }),
      ofOption: 'ANNAT',
      maxLength: LONG,
    },
    ...notExamined.questions.map((question) => ({ ...question, askedWhen: ASKED })),
  ],
  english: {
    ...notExamined.english,
    '1.1': 'The certificate is based on',
    '1.1 help':
      'Give everything that the assessment rests on, and when. Say under Other information if the examination was at a distance.',
    '1.1 UNDERSOKNING': 'My examination of the patient',
    '1.1 TELEFONKONTAKT': 'My telephone contact with the patient',
    '1.1 JOURNALUPPGIFTER': 'Medical records from',
    '1.1 ANNAT': 'Other',
    '1.3': 'Say what the other is',
  },
};

export const occupation: Part = {
  questions: [
    {
      kind: 'codes',
      id: '28',
      field: '28.1',
      label: 'I relation till vilken sysselsättning bedömer du arbetsförmågan?',
      help: 'Skriv under Övriga upplysningar om omfattning eller period skiljer sig mellan flera sysselsättningar.',
      required: true,
      askedWhen: ASKED,
      codeSystem: 'KV_FKMU_0002',
      options: OCCUPATIONS,
    },
    {
      kind: 'text',
      id: '29',
      field: '29.1',
      label: 'Ange yrke och arbetsuppgifter',
      askedWhen: ASKED,
      ...onlyWith({ field: '28.1', has: ['NUVARANDE_ARBETE'] }),
      refusedAs: '28',
      maxLength: LONG,
    },
  ],
  english: {
    ...OCCUPATIONS_ENGLISH,
    '29.1': 'Give profession and tasks',
  },
};

export const consequences: Part = {
  questions: [
    {
      kind: 'text',
      id: '35',
      field: '35.1',
      label: 'Funktionsnedsättning',
      help: 'Beskriv fynd, testresultat och det du själv har sett.',
      required: true,
      askedWhen: ASKED,
      maxLength: LONG,
    },
    {
      kind: 'text',
      id: '17',
      field: '17.1',
      label: 'Aktivitetsbegränsning',
      help: 'Beskriv vad patienten inte kan göra, hur ofta och hur mycket, och hur du vet det.',
      required: true,
      askedWhen: ASKED,
      maxLength: LONG,
    },
  ],
  english: {
    '35.1': 'Impairment of function',
    '35.1 help': 'Describe findings, test results and what you have seen yourself.',
    '17.1': 'Activity limitation',
    '17.1 help': 'Describe what the patient cannot do, how often and how much, and how you know.',
  },
};

export const treatment: Part = {
  questions: [
    {
      kind: 'text',
      id: '19',
      field: '19.1',
      label: 'Pågående medicinska behandlingar/åtgärder',
      help: 'Ange syfte och, om det går, tidplan och ansvarig enhet.',
      maxLength: LONG,
    },
    {
      kind: 'text',
      id: '20',
      field: '20.1',
      label: 'Planerade medicinska behandlingar/åtgärder',
      help: 'Ange syfte och, om det går, tidplan och ansvarig enhet.',
      maxLength: LONG,
    },
  ],
  english: {
    '19.1': 'Treatment and measures under way',
    '19.1 help': 'Give the purpose and, if possible, the schedule and the unit in charge.',
    '20.1': 'Treatment and measures planned',
    '20.1 help': 'Give the purpose and, if possible, the schedule and the unit in charge.',
  },
};

export const assessment: Part = {
  questions: [
    {
      kind: 'codedPeriods',
      id: '32',
      field: '32.1',
      periodField: '32.2',
      usualDaysBack: 7,
      label: 'Min bedömning av patientens nedsättning av arbetsförmågan',
      help: 'Bedöm mot patientens normala arbetstid. En period för varje grad; perioderna får inte gå i varandra.',
      required: true,
      codeSystem: 'KV_FKMU_0003',
      options: [
        { code: 'HELT_NEDSATT', label: '100 procent' },
        { code: 'TRE_FJARDEDEL', label: '75 procent' },
        { code: 'HALFTEN', label: '50 procent' },
        { code: 'EN_FJARDEDEL', label: '25 procent' },
      ],
    },
    ...earlyStart.questions,
    {
      kind: 'text',
      id: '37',
      field: '37.1',
      label:
        'Patientens arbetsförmåga bedöms nedsatt längre tid än den som Socialstyrelsens försäkringsmedicinska beslutsstöd anger, därför att',
      help: 'Beskriv komplikationer, samsjuklighet eller ett annat förlopp än väntat.',
      maxLength: LONG,
    },
    {
      kind: 'boolean',
      id: '34',
      field: '34.1',
      label:
        'Resor till och från arbetet med annat färdmedel än normalt kan göra det möjligt för patienten att återgå till arbetet under sjukskrivningsperioden',
    },
    {
      kind: 'boolean',
      id: '33',
      field: '33.1',
      label:
        'Kommer möjligheterna till återgång i arbete försämras om arbetstiden förläggs på annat sätt än att arbetstiden minskas lika mycket varje dag?',
      help: 'Besvaras bara när arbetsförmågan är delvis nedsatt.',
      required: true,
      askedWhen: ASKED,
      showWhen: PARTLY,
      leads: true,
      // a draft is held to WORKING_HOURS instead
      refusedWhen: { not: PARTLY },
      ...neededWhileAsked(PARTLY),
      only: { NOT_APPLICABLE: 'MESSAGE' },
    },
    {
      kind: 'text',
      id: '33',
      field: '33.2',
      label: 'Beskriv de medicinska skälen till att möjligheterna till återgång i arbete försämras',
      askedWhen: ASKED,
      ...onlyWith({ field: '33.1', is: true }),
      maxLength: LONG,
    },
    {
      kind: 'code',
      id: '39',
      field: '39.1',
      leads: true,
      label: 'Prognos för arbetsförmåga utifrån aktuellt undersökningstillfälle',
      help: 'Det hjälper planeringen av återgången.',
      required: true,
      askedWhen: ASKED,
      codeSystem: 'KV_FKMU_0006',
      options: [
        {
          code: 'STOR_SANNOLIKHET',
          label: 'Patienten förväntas kunna återgå helt i nuvarande sysselsättning efter denna sjukskrivning.',
        },
        {
          code: 'ATER_X_ANTAL_DGR',
          label: 'Patienten förväntas kunna återgå helt i nuvarande sysselsättning inom',
        },
        {
          code: 'SANNOLIKT_INTE',
          label: 'Patienten förväntas inte kunna återgå helt i nuvarande sysselsättning inom 12 månader.',
        },
        { code: 'PROGNOS_OKLAR', label: 'Återgång i nuvarande sysselsättning är oklar.' },
      ],
    },
    {
      kind: 'code',
      id: '39',
      field: '39.3',
      label: 'Tid till återgång',
      askedWhen: ASKED,
      ...onlyWith({ field: '39.1', has: ['ATER_X_ANTAL_DGR'] }),
      codeSystem: 'KV_FKMU_0007',
      options: [
        { code: 'TRETTIO_DGR', label: '1 månad.' },
        { code: 'SEXTIO_DGR', label: '2 månader.' },
        { code: 'NITTIO_DGR', label: '3 månader.' },
        { code: 'HUNDRAATTIO_DAGAR', label: '6 månader.' },
        { code: 'TREHUNDRASEXTIOFEM_DAGAR', label: '12 månader.' },
      ],
    },
  ],
  english: {
    ...earlyStart.english,
    '32.1': 'My assessment of how much the patient’s ability to work is reduced',
    '32.1 help':
      'Assess against the patient’s usual working hours. One period for each degree; periods may not overlap.',
    '32.1 HELT_NEDSATT': '100 per cent',
    '32.1 TRE_FJARDEDEL': '75 per cent',
    '32.1 HALFTEN': '50 per cent',
    '32.1 EN_FJARDEDEL': '25 per cent',
    '37.1':
      'The patient’s ability to work is assessed as reduced for longer than the National Board of Health and Welfare’s guidance says, because',
    '37.1 help': 'Describe complications, other illnesses or a course other than expected.',
    '34.1':
      'Travelling to and from work by other means than usual may let the patient return to work during the sick leave',
    '33.1':
      'Will the chances of returning to work be worse if working hours are arranged otherwise than by the same reduction each day?',
    '33.1 help': 'Answered only when the ability to work is partly reduced.',
    '33.2': 'Describe the medical reasons why the chances of returning to work will be worse',
    '39.1': 'Prognosis of the ability to work from this examination',
    '39.1 help': 'It helps to plan the return.',
    '39.1 STOR_SANNOLIKHET': 'The patient is expected to return fully to the present occupation after this sick leave.',
    '39.1 ATER_X_ANTAL_DGR': 'The patient is expected to return fully to the present occupation within',
    '39.1 SANNOLIKT_INTE': 'The patient is not expected to return fully to the present occupation within 12 months.',
    '39.1 PROGNOS_OKLAR': 'The return to the present occupation is uncertain.',
    '39.3': 'Time until the return',
    '39.3 TRETTIO_DGR': '1 month.',
    '39.3 SEXTIO_DGR': '2 months.',
    '39.3 NITTIO_DGR': '3 months.',
    '39.3 HUNDRAATTIO_DAGAR': '6 months.',
    '39.3 TREHUNDRASEXTIOFEM_DAGAR': '12 months.',
  },
};

export const measures: Part = {
  questions: [
    {
      kind: 'codes',
      id: '40',
      field: '40.1',
      maxCodes: 10,
      label: 'Här kan du ange åtgärder som du tror skulle göra det lättare för patienten att återgå i arbete',
      required: true,
      askedWhen: ASKED,
      codeSystem: 'KV_FKMU_0004',
      options: [
        { code: 'EJ_AKTUELLT', label: 'Inte aktuellt', alone: true },
        { code: 'ARBETSTRANING', label: 'Arbetsträning' },
        { code: 'ARBETSANPASSNING', label: 'Arbetsanpassning' },
        { code: 'SOKA_NYTT_ARBETE', label: 'Söka nytt arbete' },
        { code: 'BESOK_ARBETSPLATS', label: 'Besök på arbetsplatsen' },
        { code: 'ERGONOMISK', label: 'Ergonomisk bedömning' },
        { code: 'HJALPMEDEL', label: 'Hjälpmedel' },
        { code: 'KONFLIKTHANTERING', label: 'Konflikthantering' },
        { code: 'KONTAKT_FHV', label: 'Kontakt med företagshälsovård' },
        { code: 'OMFORDELNING', label: 'Omfördelning av arbetsuppgifter' },
        { code: 'OVRIGA_ATGARDER', label: 'Övrigt' },
      ],
    },
    {
      kind: 'text',
      id: '44',
      field: '44.1',
      label: 'Här kan du ange fler åtgärder. Du kan också beskriva hur åtgärderna kan underlätta återgång i arbete.',
      askedWhen: ASKED,
      showWhen: { not: { field: '40.1', has: ['EJ_AKTUELLT'] } },
      refusedWhen: { field: '40.1', has: ['EJ_AKTUELLT'] },
      refusedAs: '40',
      kinds: { NOT_APPLICABLE: 'INCORRECT_COMBINATION' },
      maxLength: LONG,
    },
  ],
  english: {
    '40.1': 'Here you can name measures that you think would make it easier for the patient to return to work',
    '40.1 EJ_AKTUELLT': 'Not relevant',
    '40.1 ARBETSTRANING': 'Work training',
    '40.1 ARBETSANPASSNING': 'Adaptation of work',
    '40.1 SOKA_NYTT_ARBETE': 'Looking for new work',
    '40.1 BESOK_ARBETSPLATS': 'Visit at the workplace',
    '40.1 ERGONOMISK': 'Ergonomic assessment',
    '40.1 HJALPMEDEL': 'Aids',
    '40.1 KONFLIKTHANTERING': 'Handling of conflicts',
    '40.1 KONTAKT_FHV': 'Contact with occupational health services',
    '40.1 OMFORDELNING': 'Redistribution of tasks',
    '40.1 OVRIGA_ATGARDER': 'Other',
    '44.1':
      'Here you can name more measures. You can also describe how the measures can make it easier to return to work.',
  },
};

/** The question of diagnoses, to be made needed. */
export const diagnoses = {
  kind: 'diagnoses',
  id: '6',
  field: '6.1',
  label: 'Diagnos/diagnoser för sjukdom som orsakar nedsatt arbetsförmåga',
  help: 'Börja med den sjukdom som påverkar arbetsförmågan mest, med en så noggrann kod som möjligt.',
  codeSystems: ['ICD_10_SE', 'KSH_97_P'],
  maxLength: 81,
  rows: DIAGNOSIS_ROWS,
} as const;

export const DIAGNOSES_ENGLISH = {
  '6.1': 'Diagnosis or diagnoses of the illness that reduces the ability to work',
  '6.1 help': 'Begin with the illness that affects the ability to work most, with a code as precise as possible.',
} as const;

/**
 * With 100 per cent and nothing to ask about, the answers on working hours have to be left out.
 * Source: domain.md §3.1.1, rule 5.
 */
export const WORKING_HOURS: TypeRule = {
  id: 'WORKING_HOURS',
  kind: 'EMPTY',
  field: '32.1',
  only: 'DRAFT',
  text: {
    sv: 'Arbetstidens förläggning besvaras bara när arbetsförmågan är delvis nedsatt.',
    en: 'Working hours are answered only when the ability to work is partly reduced.',
  },
  brokenWhen: {
    all: [
      { field: '32.1', has: ['HELT_NEDSATT'] },
      { not: { all: [ASKED, PARTLY] } },
      {
        any: [
          { field: '33.1', answered: true },
          { field: '33.2', answered: true },
        ],
      },
    ],
  },
};
