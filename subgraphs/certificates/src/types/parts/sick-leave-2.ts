import type { Question } from '../../domain/certificate-type.ts';
import type { Condition } from '../../domain/condition.ts';
import {
  ASKED,
  DIAGNOSIS_ROWS,
  neededWhileAsked,
  OCCUPATIONS,
  OCCUPATIONS_ENGLISH,
  type Part,
  PARTLY,
} from './question.ts';

/**
 * What the certificates of sick leave of the new engine ask alike (FK7804 2.0, AG7804 2.0, AG1-14 2.0).
 * Source: domain.md §3.2, §3.7, §3.8. An answer that the form hides is kept in the draft, and neither judged against the
 * others nor sent. A message that has it all the same is taken, but for what its published rules or the patient refuse.
 */

/** Characters. Source: domain.md §3.2. */
export const LONG = 4000;

/** Shown and needed with another answer, and left alone where it stands without one. */
export const shownWith = (condition: Condition) => ({ required: true, showWhen: condition }) as const;

/** As `shownWith`; where it stands without the other answer, a message is wrong and a draft is not. */
export const sentWith = (condition: Condition) =>
  ({ ...shownWith(condition), refusedWhen: { not: condition }, only: { NOT_APPLICABLE: 'MESSAGE' } }) as const;

/** ICD-10-SE only, under the OID that the new engine sends. Source: domain.md §3.0, OIDs. */
export const diagnoses = {
  kind: 'diagnoses',
  id: '6',
  field: '6.1',
  label: 'Diagnos eller diagnoser',
  help: 'Skriv den diagnos som påverkar arbetsförmågan mest överst. Välj så exakt kod som möjligt.',
  codeSystems: ['ICD_10_SE'],
  oids: { ICD_10_SE: '1.2.752.116.1.1.1.1.8' },
  maxLength: 81,
  rows: DIAGNOSIS_ROWS,
} as const satisfies Question;

export const DIAGNOSES_ENGLISH = {
  '6.1': 'Diagnosis or diagnoses',
  '6.1 help': 'Put the diagnosis first that affects the ability to work most. Choose a code as exact as possible.',
} as const;

/** The bases of an opinion. Source: domain.md §3.0, KV_FKMU_0001 of the new engine. */
export const BASES = [
  { code: 'FYSISKUNDERSOKNING', label: 'min undersökning vid fysiskt vårdmöte' },
  { code: 'DIGITALUNDERSOKNING', label: 'min undersökning vid digitalt vårdmöte' },
  { code: 'TELEFONKONTAKT', label: 'min telefonkontakt med patienten' },
  { code: 'JOURNALUPPGIFTER', label: 'journaluppgifter från den' },
  { code: 'ANNAT', label: 'annat' },
] as const;

/** The same in English, by code. */
export const BASES_ENGLISH = {
  FYSISKUNDERSOKNING: 'my examination at a visit',
  DIGITALUNDERSOKNING: 'my examination at a digital visit',
  TELEFONKONTAKT: 'my telephone contact with the patient',
  JOURNALUPPGIFTER: 'medical records from',
  ANNAT: 'other',
} as const;

export const infection: Part = {
  questions: [
    {
      kind: 'boolean',
      id: '27',
      field: '27.1',
      label: 'Intyget gäller avstängning enligt smittskyddslagen på grund av smitta',
      help: 'Välj det bara när smittskyddsläkaren eller du har beslutat att patienten inte får arbeta. Då räcker diagnos och period.',
    },
  ],
  english: {
    '27.1': 'The certificate is about suspension under the Communicable Diseases Act because of infection',
    '27.1 help':
      'Choose it only when the medical officer or you have decided that the patient may not work. Diagnosis and period are then enough.',
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
      help: 'Kryssa för allt som du bygger bedömningen på och skriv när det var.',
      required: true,
      askedWhen: ASKED,
      latest: 'TODAY',
      codeSystem: 'KV_FKMU_0001',
      options: BASES,
    },
    {
      kind: 'text',
      id: '1',
      field: '1.3',
      label: 'Ange vad annat är och eventuellt datum',
      askedWhen: ASKED,
      ...sentWith({ field: '1.1', has: ['ANNAT'] }),
      ofOption: 'ANNAT',
      maxLength: 50,
    },
  ],
  english: {
    '1.1': 'The certificate is based on',
    '1.1 help': 'Choose everything that you base the assessment on, and say when it was.',
    ...Object.fromEntries(Object.entries(BASES_ENGLISH).map(([code, words]) => [`1.1 ${code}`, words])),
    '1.3': 'Say what the other is, and its date if there is one',
  },
};

export const occupation: Part = {
  questions: [
    {
      kind: 'codes',
      id: '28',
      field: '28.1',
      label: 'I relation till vilken sysselsättning bedömer du arbetsförmågan?',
      help: 'Om grad eller period är olika för olika sysselsättningar, skriv det under Övriga upplysningar.',
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
      ...sentWith({ field: '28.1', has: ['NUVARANDE_ARBETE'] }),
      maxLength: LONG,
    },
  ],
  english: { ...OCCUPATIONS_ENGLISH, '29.1': 'Give profession and tasks' },
};

export const treatment: Part = {
  questions: [
    {
      kind: 'text',
      id: '19',
      field: '19.1',
      label: 'Ange pågående och planerade medicinska behandlingar/åtgärder',
      help: 'Skriv vad de ska leda till, när de sker och vem som ansvarar.',
      askedWhen: ASKED,
      maxLength: LONG,
    },
  ],
  english: {
    '19.1': 'Give treatment and measures under way and planned',
    '19.1 help': 'Say what they are to lead to, when they take place and who is in charge.',
  },
};

export const assessment: Part = {
  questions: [
    {
      kind: 'codedPeriods',
      id: '32',
      field: '32.1',
      leads: true,
      // its published rules ask for none
      only: { INSTANCE: 'DRAFT' },
      periodField: '32.2',
      label: 'Min bedömning av patientens nedsättning av arbetsförmågan',
      help: 'Utgå från patientens vanliga arbetstid. Välj en period för varje grad; perioder får inte ha någon dag gemensam.',
      required: true,
      codeSystem: 'KV_FKMU_0003',
      options: [
        { code: 'EN_FJARDEDEL', label: '25 procent' },
        { code: 'HALFTEN', label: '50 procent' },
        { code: 'TRE_FJARDEDEL', label: '75 procent' },
        { code: 'HELT_NEDSATT', label: '100 procent' },
      ],
    },
    {
      kind: 'message',
      id: '32',
      field: '32.earlyStartDate',
      label:
        'Du har valt en period som börjar mer än en vecka tillbaka i tiden. Skriv varför under Övriga upplysningar.',
      showWhen: { field: '32.1', before: { today: -7 } },
    },
    {
      kind: 'text',
      id: '37',
      field: '37.1',
      label:
        'Patientens arbetsförmåga bedöms nedsatt längre tid än den som Socialstyrelsens försäkringsmedicinska beslutsstöd anger, därför att',
      help: 'Till exempel komplikationer, flera sjukdomar samtidigt eller ett annat förlopp än man kunde vänta.',
      askedWhen: ASKED,
      maxLength: LONG,
    },
    {
      kind: 'boolean',
      id: '34',
      field: '34.1',
      label:
        'Resor till och från arbetet med annat färdmedel än normalt kan göra det möjligt för patienten att återgå till arbetet',
      askedWhen: ASKED,
    },
    {
      kind: 'boolean',
      id: '33',
      field: '33.1',
      leads: true,
      label:
        'Finns det medicinska skäl att förlägga arbetstiden på något annat sätt än att minska arbetstiden lika mycket varje dag?',
      help: 'Frågan ställs bara när patienten kan arbeta en del av sin tid.',
      askedWhen: ASKED,
      ...shownWith(PARTLY),
      ...neededWhileAsked(PARTLY),
    },
    {
      kind: 'text',
      id: '33',
      field: '33.2',
      label: 'Beskriv de medicinska skälen till annan arbetstidsförläggning',
      askedWhen: ASKED,
      ...shownWith({ all: [PARTLY, { field: '33.1', is: true }] }),
      ...neededWhileAsked({ all: [PARTLY, { field: '33.1', is: true }] }),
      maxLength: LONG,
    },
  ],
  english: {
    '32.1': 'My assessment of how much the patient’s ability to work is reduced',
    '32.1 help': 'Start from the patient’s usual working hours. One period for each degree; no two may share a day.',
    '32.1 EN_FJARDEDEL': '25 per cent',
    '32.1 HALFTEN': '50 per cent',
    '32.1 TRE_FJARDEDEL': '75 per cent',
    '32.1 HELT_NEDSATT': '100 per cent',
    '32.earlyStartDate': 'You have chosen a period that begins more than a week ago. Say why under Other information.',
    '37.1':
      'The patient’s ability to work is assessed as reduced for longer than the National Board of Health and Welfare’s guidance says, because',
    '37.1 help': 'For example complications, several illnesses at once or a course other than could be expected.',
    '34.1': 'Travelling to and from work by other means than usual may let the patient return to work',
    '33.1': 'Are there medical reasons to arrange working hours otherwise than by the same reduction each day?',
    '33.1 help': 'Asked only when the patient can work part of their time.',
    '33.2': 'Describe the medical reasons for other working hours',
  },
};

export const prognosis: Part = {
  questions: [
    {
      kind: 'code',
      id: '39',
      field: '39.1',
      leads: true,
      label: 'Prognos för arbetsförmåga utifrån aktuellt undersökningstillfälle',
      help: 'Svaret hjälper till att planera för återgången.',
      required: true,
      askedWhen: ASKED,
      codeSystem: 'KV_FKMU_0006',
      options: [
        {
          code: 'STOR_SANNOLIKHET',
          label:
            'Patienten kommer med stor sannolikhet att återgå helt i nuvarande sysselsättning efter denna sjukskrivning',
        },
        {
          code: 'ATER_X_ANTAL_MANADER',
          label:
            'Patienten kommer med stor sannolikhet att återgå helt i nuvarande sysselsättning inom ett visst antal månader',
        },
        {
          code: 'SANNOLIKT_INTE',
          label: 'Patienten kommer sannolikt inte att återgå helt i nuvarande sysselsättning inom 12 månader',
        },
        { code: 'PROGNOS_OKLAR', label: 'Prognos för återgång i nuvarande sysselsättning är oklar' },
      ],
    },
    {
      kind: 'integer',
      id: '39',
      field: '39.4',
      label: 'Ange antal månader',
      askedWhen: ASKED,
      ...shownWith({ field: '39.1', has: ['ATER_X_ANTAL_MANADER'] }),
      ...neededWhileAsked({ field: '39.1', has: ['ATER_X_ANTAL_MANADER'] }),
      minimum: 1,
      maximum: 99,
    },
    {
      kind: 'text',
      id: '39',
      field: '39.2',
      label: 'Beskriv varför prognosen är oklar',
      askedWhen: ASKED,
      ...shownWith({ field: '39.1', has: ['PROGNOS_OKLAR'] }),
      ...neededWhileAsked({ field: '39.1', has: ['PROGNOS_OKLAR'] }),
      maxLength: LONG,
    },
  ],
  english: {
    '39.1': 'Prognosis of the ability to work from this examination',
    '39.1 help': 'The answer helps to plan the return.',
    '39.1 STOR_SANNOLIKHET':
      'The patient will very likely return fully to the present occupation after this sick leave',
    '39.1 ATER_X_ANTAL_MANADER':
      'The patient will very likely return fully to the present occupation within some months',
    '39.1 SANNOLIKT_INTE': 'The patient will probably not return fully to the present occupation within 12 months',
    '39.1 PROGNOS_OKLAR': 'The prognosis of a return to the present occupation is uncertain',
    '39.4': 'Give the number of months',
    '39.2': 'Describe why the prognosis is uncertain',
  },
};

export const measures: Part = {
  questions: [
    {
      kind: 'text',
      id: '44',
      field: '44.1',
      label: 'Ange åtgärder som kan främja återgången i arbete',
      help: 'Till exempel arbetsträning, anpassade uppgifter eller hjälpmedel, och hur de underlättar.',
      askedWhen: ASKED,
      maxLength: LONG,
    },
  ],
  english: {
    '44.1': 'Give measures that can help the return to work',
    '44.1 help': 'For example work training, adapted tasks or aids, and how they help.',
  },
};

/** How the illness affects the patient: with the categories of ICF, or as text. */
const consequence = (kind: 'icfText' | 'text', id: string, label: string, help: string): Question => ({
  kind,
  id,
  field: `${id}.1`,
  label,
  help,
  required: true,
  askedWhen: ASKED,
  maxLength: LONG,
});

export const impairment = (kind: 'icfText' | 'text'): Part => ({
  questions: [
    consequence(
      kind,
      '35',
      'Beskriv undersökningsfynd, testresultat och observationer som visar funktionsnedsättningen',
      'Skriv vad du själv har sett och vad som har mätts.',
    ),
  ],
  english: {
    '35.1': 'Describe findings, test results and observations that show the impairment',
    '35.1 help': 'Say what you have seen yourself and what was measured.',
  },
});

export const limitation = (kind: 'icfText' | 'text'): Part => ({
  questions: [
    consequence(
      kind,
      '17',
      'Beskriv aktivitetsbegränsningen: vad patienten inte kan göra på grund av sin sjukdom',
      'Skriv hur ofta och hur mycket, och hur du vet det.',
    ),
  ],
  english: {
    '17.1': 'Describe the activity limitation: what the patient cannot do because of the illness',
    '17.1 help': 'Say how often and how much, and how you know.',
  },
});
