import type { CertificateType, Question } from '../domain/certificate-type.ts';
import type { Condition } from '../domain/condition.ts';
import { DIAGNOSIS_ROWS, LONG } from './parts/question.ts';

/** Only a draft of the old system was held to it; a message of today carries the periods and nothing else. */
const IN_DRAFTS = { only: { MANDATORY: 'DRAFT' } } as const;

/** Avstängning enligt smittskyddslagen: only the period is then asked about. */
const ASKED: Condition = { not: { field: '27.1', is: true } };

const text = (field: string, label: string, more: Partial<Extract<Question, { kind: 'text' }>> = {}): Question => ({
  kind: 'text',
  id: field.split('.')[0] ?? field,
  field,
  label,
  maxLength: LONG,
  askedWhen: ASKED,
  ...IN_DRAFTS,
  ...more,
});

/** A box to be ticked, of a question with several. */
const checked = (field: string, label: string): Question => ({
  kind: 'boolean',
  id: field.split('.')[0] ?? field,
  field,
  label,
  askedWhen: ASKED,
});

/** Needed with another answer. */
const neededWith = (condition: Condition) => ({ required: true, showWhen: condition }) as const;

/**
 * The sickness certificate before FK7804, to be read and printed. Its questions have the ids that messages of today give
 * them; what these put into other words (why a prognosis cannot be made, what another basis is) has ids of ours.
 * Source: domain.md §3.6 (2026-11-21), by way of common/fk7263; labels from Försäkringskassan's form 7263.
 */
export default {
  id: 'fk7263',
  version: '1.0',
  code: 'FK7263',
  messageVersions: ['1', '1.0'],
  name: 'Läkarintyg',
  description: 'Det äldre underlaget till Försäkringskassan om nedsatt arbetsförmåga. Det kan läsas och skrivas ut.',
  owner: 'FKASSA',
  recipient: 'FKASSA',
  signedBy: [],
  draftedBy: [],
  readBy: ['DOCTOR', 'PRIVATE_DOCTOR', 'DENTIST', 'CARE_ADMINISTRATOR', 'NURSE', 'MIDWIFE'],
  raisesOlderDrafts: false,
  automaticSending: false,
  patientSees: true,
  cases: true,
  protectedPatients: true,
  deceasedPatients: false,
  contacts: ['UNIT'],
  copies: {},
  print: {
    prescriberCode: true,
    minimal: [
      { field: '1.1' },
      { field: '1.3' },
      { field: '10003.2' },
      { field: '28.1', codes: ['NUVARANDE_ARBETE'] },
      { field: '29.1' },
      { field: '32.1' },
      { field: '34.1' },
      { field: '10007.1' },
    ],
  },
  rules: [
    {
      id: 'BOTH_WAYS_OF_TRAVEL',
      kind: 'INCORRECT_COMBINATION',
      field: '34.1',
      text: {
        sv: 'Resor med annat färdsätt kan inte både vara aktuella och inte aktuella.',
        en: 'Travelling by other means cannot be both relevant and not relevant.',
      },
      brokenWhen: { all: [ASKED, { field: '34.1', is: true }, { field: '10007.1', is: true }] },
    },
  ],
  kinds: { BLANK: 'EMPTY', NOT_APPLICABLE: 'EMPTY' },
  categories: [
    {
      id: 'FALT_1',
      title: 'Smittskydd',
      questions: [
        { kind: 'boolean', id: '27', field: '27.1', label: 'Avstängning enligt smittskyddslagen på grund av smitta' },
      ],
    },
    {
      id: 'FALT_2',
      title: 'Diagnos',
      questions: [
        {
          kind: 'diagnoses',
          id: '6',
          field: '6.1',
          label: 'Diagnos/diagnoser för sjukdom som orsakar nedsatt arbetsförmåga',
          required: true,
          askedWhen: ASKED,
          ...IN_DRAFTS,
          codeSystems: ['ICD_10_SE', 'KSH_97_P'],
          maxLength: LONG,
          optionalDescription: true,
          rows: DIAGNOSIS_ROWS,
        },
        text('10001.1', 'Diagnosbeskrivning'),
        checked('10001.2', 'Samsjuklighet föreligger'),
      ],
    },
    { id: 'FALT_3', title: 'Aktuellt sjukdomsförlopp', questions: [text('10002.1', 'Aktuellt sjukdomsförlopp')] },
    {
      id: 'FALT_4',
      title: 'Funktionsnedsättning',
      questions: [
        text('35.1', 'Funktionsnedsättning – observationer, undersökningsfynd och utredningsresultat', {
          required: true,
        }),
        {
          kind: 'datedCodes',
          id: '1',
          field: '1.1',
          dateField: '1.2',
          label: 'Intyget baseras på',
          required: true,
          askedWhen: ASKED,
          only: { MANDATORY: 'DRAFT', INSTANCE: 'DRAFT' },
          latest: 'TODAY',
          codeSystem: 'KV_FKMU_0001',
          options: [
            { code: 'UNDERSOKNING', label: 'min undersökning av patienten' },
            { code: 'TELEFONKONTAKT', label: 'min telefonkontakt med patienten' },
            { code: 'JOURNALUPPGIFTER', label: 'journaluppgifter' },
            { code: 'ANNAT', label: 'annat' },
          ],
        },
        text('1.3', 'Ange vad annat är', neededWith({ field: '1.1', has: ['ANNAT'] })),
      ],
    },
    {
      id: 'FALT_5',
      title: 'Aktivitetsbegränsning',
      questions: [text('17.1', 'Aktivitetsbegränsning', { required: true })],
    },
    {
      id: 'FALT_6',
      title: 'Rekommendationer',
      questions: [
        checked('10003.1', 'Patienten bör komma i kontakt med Arbetsförmedlingen'),
        checked('10003.2', 'Patienten bör komma i kontakt med företagshälsovården'),
        checked('10003.3', 'Övrigt'),
        text('10003.4', 'Ange vad övrigt är', neededWith({ field: '10003.3', is: true })),
        text('10004.1', 'Planerad eller pågående behandling eller åtgärd inom sjukvården'),
        text('10004.2', 'Annan planerad eller pågående behandling eller åtgärd'),
      ],
    },
    {
      id: 'FALT_7',
      title: 'Rehabilitering',
      questions: [
        checked('10005.1', 'Arbetslivsinriktad rehabilitering är aktuell'),
        checked('10005.2', 'Arbetslivsinriktad rehabilitering är inte aktuell'),
        checked('10005.3', 'Det går inte att bedöma om arbetslivsinriktad rehabilitering är aktuell'),
      ],
    },
    {
      id: 'FALT_8',
      title: 'Arbetsförmåga',
      questions: [
        {
          kind: 'codes',
          id: '28',
          field: '28.1',
          label: 'Patientens arbetsförmåga bedöms i förhållande till',
          required: true,
          askedWhen: ASKED,
          only: { MANDATORY: 'DRAFT', INSTANCE: 'DRAFT' },
          codeSystem: 'KV_FKMU_0002',
          options: [
            { code: 'NUVARANDE_ARBETE', label: 'nuvarande arbete' },
            { code: 'ARBETSSOKANDE', label: 'arbetslöshet' },
            { code: 'FORALDRALEDIG', label: 'föräldraledighet med föräldrapenning' },
          ],
        },
        text('29.1', 'Nuvarande arbetsuppgifter', neededWith({ field: '28.1', has: ['NUVARANDE_ARBETE'] })),
        {
          kind: 'codedPeriods',
          id: '32',
          field: '32.1',
          leads: true,
          periodField: '32.2',
          label: 'Läkarens bedömning av patientens nuvarande arbetsförmåga',
          required: true,
          only: {
            PERIOD_ORDER: 'DRAFT',
            PERIOD_OVERLAP: 'DRAFT',
            DUPLICATE_CODE: 'DRAFT',
            INSTANCE: 'DRAFT',
          },
          codeSystem: 'KV_FKMU_0003',
          options: [
            { code: 'EN_FJARDEDEL', label: 'Nedsatt med 1/4' },
            { code: 'HALFTEN', label: 'Nedsatt med hälften' },
            { code: 'TRE_FJARDEDEL', label: 'Nedsatt med 3/4' },
            { code: 'HELT_NEDSATT', label: 'Helt nedsatt' },
          ],
        },
        {
          kind: 'integer',
          id: '32',
          field: '32.3',
          label: 'Patientens arbetstid, timmar i veckan',
          askedWhen: ASKED,
          minimum: 0,
          maximum: 168,
        },
      ],
    },
    {
      id: 'FALT_9',
      title: 'Prognos',
      questions: [
        text('37.1', 'Arbetsförmågan bedöms nedsatt längre tid än vad beslutsstödet anger, därför att'),
        checked('10006.1', 'Patienten kan återgå helt i nuvarande arbete'),
        checked('10006.2', 'Patienten kan återgå delvis i nuvarande arbete'),
        checked('10006.3', 'Det går inte att bedöma om patienten kan återgå i nuvarande arbete'),
        checked('10006.4', 'Patienten kan inte återgå i nuvarande arbete'),
        text('10006.5', 'Beskriv varför det inte går att bedöma', neededWith({ field: '10006.3', is: true })),
        checked('34.1', 'Resor till och från arbetet med annat färdsätt kan göra det möjligt att återgå i arbete'),
        checked('10007.1', 'Resor till och från arbetet med annat färdsätt är inte aktuellt'),
      ],
    },
    {
      id: 'FALT_12',
      title: 'Övrigt',
      questions: [
        { kind: 'boolean', id: '26', field: '26.1', label: 'Kontakt önskas med Försäkringskassan' },
        text('25.1', 'Övriga upplysningar'),
      ],
    },
  ],
  english: {
    FALT_1: 'Infection control',
    '27.1': 'Suspension under the Communicable Diseases Act because of infection',
    FALT_2: 'Diagnosis',
    '6.1': 'Diagnosis or diagnoses of the illness that reduces the ability to work',
    '10001.1': 'Description of the diagnosis',
    '10001.2': 'There are several illnesses at once',
    FALT_3: 'Course of the illness',
    '10002.1': 'Course of the illness',
    FALT_4: 'Impairment of function',
    '35.1': 'Impairment of function – observations, findings and results',
    '1.1': 'The certificate is based on',
    '1.1 UNDERSOKNING': 'my examination of the patient',
    '1.1 TELEFONKONTAKT': 'my telephone contact with the patient',
    '1.1 JOURNALUPPGIFTER': 'medical records',
    '1.1 ANNAT': 'other',
    '1.3': 'Say what the other is',
    FALT_5: 'Activity limitation',
    '17.1': 'Activity limitation',
    FALT_6: 'Recommendations',
    '10003.1': 'The patient should be in contact with the Public Employment Service',
    '10003.2': 'The patient should be in contact with occupational health services',
    '10003.3': 'Other',
    '10003.4': 'Say what the other is',
    '10004.1': 'Treatment or measure planned or under way in health care',
    '10004.2': 'Other treatment or measure planned or under way',
    FALT_7: 'Rehabilitation',
    '10005.1': 'Rehabilitation for work is relevant',
    '10005.2': 'Rehabilitation for work is not relevant',
    '10005.3': 'Whether rehabilitation for work is relevant cannot be judged',
    FALT_8: 'Ability to work',
    '28.1': 'The patient’s ability to work is assessed in relation to',
    '28.1 NUVARANDE_ARBETE': 'present work',
    '28.1 ARBETSSOKANDE': 'unemployment',
    '28.1 FORALDRALEDIG': 'parental leave with parental benefit',
    '29.1': 'Present tasks',
    '32.1': 'The doctor’s assessment of the patient’s present ability to work',
    '32.1 EN_FJARDEDEL': 'Reduced by a quarter',
    '32.1 HALFTEN': 'Reduced by half',
    '32.1 TRE_FJARDEDEL': 'Reduced by three quarters',
    '32.1 HELT_NEDSATT': 'Fully reduced',
    '32.3': 'The patient’s working hours, a week',
    FALT_9: 'Prognosis',
    '37.1': 'The ability to work is assessed as reduced for longer than the guidance says, because',
    '10006.1': 'The patient can return fully to the present work',
    '10006.2': 'The patient can return in part to the present work',
    '10006.3': 'Whether the patient can return to the present work cannot be judged',
    '10006.4': 'The patient cannot return to the present work',
    '10006.5': 'Describe why it cannot be judged',
    '34.1': 'Travelling to and from work by other means can make it possible to return to work',
    '10007.1': 'Travelling to and from work by other means is not relevant',
    FALT_12: 'Other',
    '26.1': 'Contact with Försäkringskassan is wanted',
    '25.1': 'Other information',
  },
} satisfies CertificateType as CertificateType;
