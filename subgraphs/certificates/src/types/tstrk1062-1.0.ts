import type { CertificateType } from '../domain/certificate-type.ts';
import { bilingual } from './parts/bilingual.ts';
import { concerns, identity, TRANSPORTSTYRELSEN, verdict } from './parts/driving.ts';
import { both, LONG, no, optionalText, text, yes, yesNo } from './parts/questions.ts';

/** The diagnoses are given by code; otherwise in words. */
const coded = { field: '51.1', answered: true } as const;
const inWords = { required: { not: coded }, showWhen: { not: coded }, refusedWhen: coded } as const;

const medicatedOnce = yes('53.1');
/** Medicated now: messages need these after that yes, whatever a form would show. */
const medicated = { showWhen: both(medicatedOnce, yes('54.1')), inMessages: { required: yes('54.1') } } as const;
const medicatedBefore = { showWhen: both(medicatedOnce, no('54.1')), inMessages: { required: no('54.1') } } as const;

const form = bilingual(
  [
    { id: 'KAT_1', title: ['Intyget avser', 'What the certificate concerns'], questions: [concerns('all')] },
    { id: 'KAT_2', title: ['Identitet', 'Identity'], questions: [identity] },
    {
      id: 'KAT_3',
      title: ['Allmänt', 'In general'],
      questions: [
        {
          kind: 'yearlyDiagnoses',
          id: '51',
          field: '51.1',
          descriptionField: '51.2',
          yearField: '51.3',
          label: [
            'Vilken eller vilka diagnoser har patienten? (ICD-10-SE)',
            'Which diagnoses does the patient have? (ICD-10-SE)',
          ],
          help: [
            'Ange högst fyra, med året då varje diagnos ställdes. Har du andra diagnoser än ICD-10-SE, till exempel DSM, skriver du dem nedanför i stället.',
            'Give at most four, with the year of each. If they are not of ICD-10-SE but for example of DSM, write them below instead.',
          ],
          maxLength: 81,
          maxRows: 4,
          only: { YEAR_BEFORE_BIRTH: 'DRAFT', INSTANCE: 'DRAFT' },
        },
        text(
          '52.1',
          [
            'Vilken eller vilka diagnoser har patienten? (fritext)',
            'Which diagnoses does the patient have? (free text)',
          ],
          LONG,
          inWords,
        ),
        {
          kind: 'year',
          id: '52',
          field: '52.2',
          label: ['Vilket år ställdes diagnoserna?', 'In which year were they made?'],
          ...inWords,
          only: { YEAR_BEFORE_BIRTH: 'DRAFT' },
        },
      ],
    },
    {
      id: 'KAT_4',
      title: ['Läkemedelsbehandling', 'Medication'],
      questions: [
        yesNo('53.1', [
          'Har patienten vid någon tidpunkt haft läkemedelsbehandling för ovanstående diagnoser?',
          'Has the patient ever taken medicine for these diagnoses?',
        ]),
        yesNo(
          '54.1',
          [
            'Pågår läkemedelsbehandling för ovanstående diagnoser?',
            'Does the patient take medicine for these diagnoses now?',
          ],
          { showWhen: medicatedOnce },
        ),
        text('55.1', ['Ange aktuell läkemedelsbehandling', 'Say which medicine'], LONG, medicated),
        yesNo('56.1', ['Har läkemedelsbehandling pågått mer än tre år?', 'For more than three years?'], medicated),
        yesNo(
          '57.1',
          [
            'Har behandlingseffekten varit god under de senaste två åren?',
            'Has it worked well for the last two years?',
          ],
          medicated,
        ),
        yesNo('58.1', ['Är behandlingsföljsamheten god?', 'Does the patient take it as prescribed?'], medicated),
        text('59.1', ['Ange tidpunkt då läkemedelsbehandling avslutades', 'Say when it ended'], LONG, {
          ...medicatedBefore,
          leads: true,
        }),
        text('59.2', ['Ange orsak till att läkemedelsbehandling avslutades', 'Say why it ended'], LONG, {
          ...medicatedBefore,
          leads: true,
        }),
      ],
    },
    {
      id: 'KAT_5',
      title: ['Symptom, funktionshinder och prognos', 'Symptoms, disability and prognosis'],
      questions: [
        text(
          '60.1',
          [
            'Ange bedömning av aktuella symptom, funktionshinder och prognos för fortsatt stabilitet i tillståndet',
            'Give your judgement of symptoms, disability and whether the condition will stay stable',
          ],
          LONG,
          {
            help: [
              'Ta med impulskontroll, koncentration, uppmärksamhet, omdöme och tvång, hur vardagen fungerar, beroende och missbruk, och förmågan att följa regler och förstå andra i trafiken.',
              'Include impulse control, concentration, attention, judgement and compulsions, how daily life works, addiction and abuse, and whether the patient can follow rules and understand others in traffic.',
            ],
          },
        ),
        {
          kind: 'code',
          id: '61',
          field: '61.1',
          label: [
            'Kan prognosen för fortsatt stabilt tillstånd bedömas vara god?',
            'Is the prognosis of a stable condition good?',
          ],
          required: true,
          codeSystem: '2.16.840.1.113883.5.1008',
          options: [
            { code: 'JA', label: ['Ja', 'Yes'], sent: { text: 'true' } },
            { code: 'NEJ', label: ['Nej', 'No'], sent: { text: 'false' } },
            { code: 'NI', label: ['Kan ej bedöma', 'Cannot tell'] },
          ],
        },
      ],
    },
    {
      id: 'KAT_6',
      title: ['Övrigt', 'Other'],
      questions: [
        optionalText(
          '32.1',
          [
            'Ange övriga kommentarer som är relevanta ur trafiksäkerhetssynpunkt',
            'Give other comments of weight for traffic safety',
          ],
          LONG,
        ),
      ],
    },
    { id: 'KAT_7', title: ['Bedömning', 'Assessment'], questions: [verdict('all')] },
  ],
  [
    'Beskriv hur tillståndet märks i vardag och trafik, inte bara vad det heter. Kontrollera patientens identitet.',
    'Describe how the condition shows in daily life and in traffic, not only what it is called. Check the patient’s identity.',
  ],
);

/**
 * ADHD, autism and the like, intellectual disability. Source: the published rules, read 2026-11-22 (R1 to R14); labels
 * from text version 1.0 (2025-01-01). Which way the diagnoses are given (the form's question 50) has no national answer:
 * it is seen from which of 51 and 52 is answered.
 */
export default {
  ...TRANSPORTSTYRELSEN,
  id: 'tstrk1062',
  version: '1.0',
  inMessages: { anyNumber: true },
  code: 'TSTRK1062',
  messageVersions: ['1', '1.0'],
  name: 'Transportstyrelsens läkarintyg, ADHD m.m.',
  description:
    'Underlag till Transportstyrelsen om ADHD, autismspektrumtillstånd och likartade tillstånd samt psykisk utvecklingsstörning.',
  contacts: ['UNIT'],
  print: {},
  ...form,
} satisfies CertificateType;
