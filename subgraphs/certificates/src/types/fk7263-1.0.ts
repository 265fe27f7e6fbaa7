import type { CertificateType, Question } from '../domain/certificate-type.ts';
import type { Condition } from '../domain/condition.ts';
import { LONG } from './parts/question.ts';

/** Only a draft of the old system was held to it; a message of today carries the periods and nothing else. */
const IN_DRAFTS = { only: { MANDATORY: 'DRAFT' } } as const;

/** Avstängning enligt smittskyddslagen: only the period is then asked about. */
const ASKED: Condition = { not: { field: '1.1', is: true } };

const text = (id: string, label: string, more: Partial<Extract<Question, { kind: 'text' }>> = {}): Question => ({
  kind: 'text',
  id,
  field: `${id}.1`,
  label,
  maxLength: LONG,
  askedWhen: ASKED,
  ...IN_DRAFTS,
  ...more,
});

const checked = (id: string, part: number, label: string): Question => ({
  kind: 'boolean',
  id,
  field: `${id}.${part}`,
  label,
  askedWhen: ASKED,
});

/** Needed with another answer. */
const neededWith = (condition: Condition) => ({ required: true, showWhen: condition }) as const;

/**
 * The sickness certificate before FK7804, to be read and printed. Its questions have no national ids but that of the
 * periods: the others are known by the number of their field on the form.
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
    minimal: [
      { field: '4b.1' },
      { field: '4b.3' },
      { field: '6a.2' },
      { field: '8a.1', codes: ['NUVARANDE_ARBETE'] },
      { field: '8a.2' },
      { field: '32.1' },
      { field: '11.1' },
    ],
  },
  kinds: { BLANK: 'EMPTY', NOT_APPLICABLE: 'EMPTY' },
  categories: [
    {
      id: 'FALT_1',
      title: 'Smittskydd',
      questions: [
        { kind: 'boolean', id: '1', field: '1.1', label: 'Avstängning enligt smittskyddslagen på grund av smitta' },
      ],
    },
    {
      id: 'FALT_2',
      title: 'Diagnos',
      questions: [
        {
          kind: 'diagnoses',
          id: '2',
          field: '2.1',
          label: 'Diagnos/diagnoser för sjukdom som orsakar nedsatt arbetsförmåga',
          required: true,
          askedWhen: ASKED,
          ...IN_DRAFTS,
          codeSystems: ['ICD_10_SE', 'KSH_97_P'],
          maxLength: LONG,
          optionalDescription: true,
          rows: [
            { code: '2.2', description: '2.1' },
            { code: '2.4', description: '2.3' },
            { code: '2.6', description: '2.5' },
          ],
        },
        { kind: 'boolean', id: '2', field: '2.7', label: 'Samsjuklighet föreligger', askedWhen: ASKED },
      ],
    },
    {
      id: 'FALT_3',
      title: 'Aktuellt sjukdomsförlopp',
      questions: [text('3', 'Aktuellt sjukdomsförlopp')],
    },
    {
      id: 'FALT_4',
      title: 'Funktionsnedsättning',
      questions: [
        text('4', 'Funktionsnedsättning – observationer, undersökningsfynd och utredningsresultat', { required: true }),
        {
          kind: 'datedCodes',
          id: '4b',
          field: '4b.1',
          dateField: '4b.2',
          label: 'Intyget baseras på',
          required: true,
          askedWhen: ASKED,
          ...IN_DRAFTS,
          latest: 'TODAY',
          codeSystem: 'KV_FKMU_0001',
          options: [
            { code: 'UNDERSOKNING', label: 'min undersökning av patienten' },
            { code: 'TELEFONKONTAKT', label: 'min telefonkontakt med patienten' },
            { code: 'JOURNALUPPGIFTER', label: 'journaluppgifter' },
            { code: 'ANNAT', label: 'annat' },
          ],
        },
        {
          ...text('4b', 'Ange vad annat är', { ...neededWith({ field: '4b.1', has: ['ANNAT'] }), ofOption: 'ANNAT' }),
          field: '4b.3',
        },
      ],
    },
    {
      id: 'FALT_5',
      title: 'Aktivitetsbegränsning',
      questions: [text('5', 'Aktivitetsbegränsning', { required: true })],
    },
    {
      id: 'FALT_6',
      title: 'Rekommendationer',
      questions: [
        checked('6a', 1, 'Patienten bör komma i kontakt med Arbetsförmedlingen'),
        checked('6a', 2, 'Patienten bör komma i kontakt med företagshälsovården'),
        checked('6a', 3, 'Övrigt'),
        { ...text('6a', 'Ange vad övrigt är', neededWith({ field: '6a.3', is: true })), field: '6a.4' },
        text('6b', 'Planerad eller pågående behandling eller åtgärd inom sjukvården'),
        { ...text('6b', 'Annan planerad eller pågående behandling eller åtgärd'), field: '6b.2' },
      ],
    },
    {
      id: 'FALT_7',
      title: 'Rehabilitering',
      questions: [
        {
          kind: 'code',
          id: '7',
          field: '7.1',
          label: 'Är arbetslivsinriktad rehabilitering aktuell?',
          askedWhen: ASKED,
          codeSystem: 'REHABILITERING',
          options: [
            { code: 'AKTUELL', label: 'Ja' },
            { code: 'EJ_AKTUELL', label: 'Nej' },
            { code: 'GAR_INTE_ATT_BEDOMA', label: 'Går inte att bedöma' },
          ],
        },
      ],
    },
    {
      id: 'FALT_8',
      title: 'Arbetsförmåga',
      questions: [
        {
          kind: 'codes',
          id: '8a',
          field: '8a.1',
          label: 'Patientens arbetsförmåga bedöms i förhållande till',
          required: true,
          askedWhen: ASKED,
          ...IN_DRAFTS,
          codeSystem: 'KV_FKMU_0002',
          options: [
            { code: 'NUVARANDE_ARBETE', label: 'nuvarande arbete' },
            { code: 'ARBETSSOKANDE', label: 'arbetslöshet' },
            { code: 'FORALDRALEDIG', label: 'föräldraledighet med föräldrapenning' },
          ],
        },
        {
          ...text('8a', 'Nuvarande arbetsuppgifter', neededWith({ field: '8a.1', has: ['NUVARANDE_ARBETE'] })),
          field: '8a.2',
        },
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
          id: '8b',
          field: '8b.1',
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
        text('9', 'Arbetsförmågan bedöms nedsatt längre tid än vad beslutsstödet anger, därför att'),
        {
          kind: 'code',
          id: '10',
          field: '10.1',
          label: 'Kan patienten återgå helt i nuvarande arbete?',
          askedWhen: ASKED,
          codeSystem: 'PROGNOS',
          options: [
            { code: 'JA', label: 'Ja' },
            { code: 'DELVIS', label: 'Ja, delvis' },
            { code: 'NEJ', label: 'Nej' },
            { code: 'GAR_INTE_ATT_BEDOMA', label: 'Går inte att bedöma' },
          ],
        },
        {
          ...text(
            '10',
            'Beskriv varför det inte går att bedöma',
            neededWith({ field: '10.1', has: ['GAR_INTE_ATT_BEDOMA'] }),
          ),
          field: '10.2',
        },
        {
          kind: 'boolean',
          id: '11',
          field: '11.1',
          label: 'Kan resor till och från arbetet med annat färdsätt göra det möjligt att återgå i arbete?',
          askedWhen: ASKED,
        },
      ],
    },
    {
      id: 'FALT_12',
      title: 'Övrigt',
      questions: [
        { kind: 'boolean', id: '12', field: '12.1', label: 'Kontakt önskas med Försäkringskassan' },
        text('13', 'Övriga upplysningar'),
      ],
    },
  ],
  english: {
    FALT_1: 'Infection control',
    '1.1': 'Suspension under the Communicable Diseases Act because of infection',
    FALT_2: 'Diagnosis',
    '2.1': 'Diagnosis or diagnoses of the illness that reduces the ability to work',
    '2.7': 'There are several illnesses at once',
    FALT_3: 'Course of the illness',
    '3.1': 'Course of the illness',
    FALT_4: 'Impairment of function',
    '4.1': 'Impairment of function – observations, findings and results',
    '4b.1': 'The certificate is based on',
    '4b.1 UNDERSOKNING': 'my examination of the patient',
    '4b.1 TELEFONKONTAKT': 'my telephone contact with the patient',
    '4b.1 JOURNALUPPGIFTER': 'medical records',
    '4b.1 ANNAT': 'other',
    '4b.3': 'Say what the other is',
    FALT_5: 'Activity limitation',
    '5.1': 'Activity limitation',
    FALT_6: 'Recommendations',
    '6a.1': 'The patient should be in contact with the Public Employment Service',
    '6a.2': 'The patient should be in contact with occupational health services',
    '6a.3': 'Other',
    '6a.4': 'Say what the other is',
    '6b.1': 'Treatment or measure planned or under way in health care',
    '6b.2': 'Other treatment or measure planned or under way',
    FALT_7: 'Rehabilitation',
    '7.1': 'Is rehabilitation for work relevant?',
    '7.1 AKTUELL': 'Yes',
    '7.1 EJ_AKTUELL': 'No',
    '7.1 GAR_INTE_ATT_BEDOMA': 'Cannot be judged',
    FALT_8: 'Ability to work',
    '8a.1': 'The patient’s ability to work is assessed in relation to',
    '8a.1 NUVARANDE_ARBETE': 'present work',
    '8a.1 ARBETSSOKANDE': 'unemployment',
    '8a.1 FORALDRALEDIG': 'parental leave with parental benefit',
    '8a.2': 'Present tasks',
    '32.1': 'The doctor’s assessment of the patient’s present ability to work',
    '32.1 EN_FJARDEDEL': 'Reduced by a quarter',
    '32.1 HALFTEN': 'Reduced by half',
    '32.1 TRE_FJARDEDEL': 'Reduced by three quarters',
    '32.1 HELT_NEDSATT': 'Fully reduced',
    '8b.1': 'The patient’s working hours, a week',
    FALT_9: 'Prognosis',
    '9.1': 'The ability to work is assessed as reduced for longer than the guidance says, because',
    '10.1': 'Can the patient return fully to the present work?',
    '10.1 JA': 'Yes',
    '10.1 DELVIS': 'Yes, in part',
    '10.1 NEJ': 'No',
    '10.1 GAR_INTE_ATT_BEDOMA': 'Cannot be judged',
    '10.2': 'Describe why it cannot be judged',
    '11.1': 'Can travelling to and from work by other means make it possible to return to work?',
    FALT_12: 'Other',
    '12.1': 'Contact with Försäkringskassan is wanted',
    '13.1': 'Other information',
  },
} satisfies CertificateType as CertificateType;
