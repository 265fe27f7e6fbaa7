import type { CertificateType } from '../domain/certificate-type.ts';
import { acuity, type AcuityFields, poorForHigher, poorForOthers } from './parts/acuity.ts';
import { bilingual, type BilingualQuestion } from './parts/bilingual.ts';
import { concerns, higher, identity, LIGHT_CONCERNS, specialist, verdict } from './parts/driving.ts';
import { both, either, has, LIMITED, no, optionalText, text, tick, yes, yesNo } from './parts/questions.ts';
import { atLeastOne } from './parts/rules.ts';
import { DIABETES_INTRODUCTION, diabetesType, TS_DIABETES, yearOfDiagnosis } from './parts/ts-diabetes.ts';

const EYES: AcuityFields = {
  separately: '8.1',
  uncorrected: ['8.2', '8.3', '8.4'],
  corrected: ['8.5', '8.6', '8.7'],
};
const HIGHER = higher('IAV');
/** R6, R17: insulin, or another treatment that may give hypoglycaemia. */
const atRisk = either(yes('109.3'), yes('109.7'));
/** R25: hypoglycaemia that is unsafe in traffic. */
const unsafe = { showWhen: yes('37.1') } as const;

/** R8 to R10, R20 to R22: when it was last. */
const lastTime = (question: string): BilingualQuestion => ({
  kind: 'date',
  id: question,
  field: `${question}.2`,
  label: ['När inträffade det senast?', 'When was it last?'],
  required: yes('37.1'),
  showWhen: yes(`${question}.1`),
  inMessages: { required: yes(`${question}.1`) },
  earliest: 'BIRTH',
  latest: 'TODAY',
  written: 'PARTIAL_DATE',
  // the published rules hold messages to it as well
  only: { DATE_IN_FUTURE: 'BOTH' },
});

const TREATMENTS = ['109.1', '109.2', '109.3', '109.5'].map(yes);
const EYE_VALUES = [...EYES.uncorrected, ...EYES.corrected].map((field) => ({ field, answered: true as const }));

const form = bilingual(
  [
    { id: 'KAT_1', title: ['Intyget avser', 'What the certificate concerns'], questions: [concerns('all')] },
    { id: 'KAT_2', title: ['Identitet', 'Identity'], questions: [identity] },
    {
      id: 'KAT_3',
      title: ['Allmänt', 'In general'],
      questions: [
        yearOfDiagnosis,
        ...diabetesType(
          'twoAndAnother',
          ['Patienten har diabetes', 'The patient has diabetes'],
          ['Beskriv annan', 'Describe the other type'],
        ),
        tick('109.1', ['Behandling: endast kost', 'Treatment: diet only']),
        tick('109.2', ['Behandling: tabletter', 'Treatment: tablets']),
        tick('109.3', ['Behandling: insulin', 'Treatment: insulin']),
        {
          kind: 'year',
          id: '109',
          field: '109.4',
          label: ['Insulin sedan år', 'Insulin since'],
          required: true,
          showWhen: yes('109.3'),
        },
        tick('109.5', ['Annan behandling', 'Another treatment']),
        text('109.6', ['Annan behandling, vilken?', 'Another treatment, which?'], 53, {
          ...LIMITED,
          showWhen: yes('109.5'),
        }),
        yesNo(
          '109.7',
          [
            'Har patienten behandling som kan medföra risk för hypoglykemi?',
            'Does the patient have treatment that may cause hypoglycaemia?',
          ],
          { showWhen: either(yes('109.2'), yes('109.5')) },
        ),
      ],
    },
    {
      id: 'KAT_4',
      title: ['Hypoglykemier', 'Hypoglycaemia'],
      questions: [
        yesNo('41.1', ['Gör patienten egenkontroller av blodsocker?', 'Does the patient check blood sugar?'], {
          showWhen: atRisk,
        }),
        yesNo(
          '37.1',
          [
            'Förekommer hypoglykemier med tecken på nedsatt hjärnfunktion (neuroglukopena symptom) som bedöms kunna innebära en trafiksäkerhetsrisk?',
            'Is there hypoglycaemia with signs of impaired brain function that may be unsafe in traffic?',
          ],
          { showWhen: atRisk },
        ),
        yesNo(
          '100.1',
          [
            'Är patientens diabetessjukdom under godtagbar kontroll med avseende på risken för hypoglykemi?',
            'Is the risk of hypoglycaemia well enough under control?',
          ],
          {
            ...unsafe,
            help: [
              'Patienten förstår riskerna, känner igen tecknen, vet vad som ska göras och har kontroll över sin sjukdom.',
              'The patient understands the risks, knows the signs, knows what to do and has the illness under control.',
            ],
          },
        ),
        yesNo(
          '110.1',
          [
            'Har patienten förmåga att känna varningstecken på hypoglykemi?',
            'Can the patient feel the warning signs of hypoglycaemia?',
          ],
          unsafe,
        ),
        yesNo(
          '106.1',
          [
            'Har patienten haft återkommande allvarlig hypoglykemi under det senaste året?',
            'Has the patient had serious hypoglycaemia again and again in the last year?',
          ],
          {
            ...unsafe,
            help: [
              'Allvarlig: någon annan har fått hjälpa till. Återkommande: det har hänt mer än en gång inom ett år.',
              'Serious: somebody else had to help. Again and again: more than once within a year.',
            ],
          },
        ),
        lastTime('106'),
        yesNo(
          '107.1',
          [
            'Har patienten haft återkommande allvarlig hypoglykemi i vaket tillstånd under de senaste tre månaderna?',
            'Has the patient, while awake, had serious hypoglycaemia again and again in the last three months?',
          ],
          {
            ...unsafe,
            help: [
              'Allvarlig: någon annan har fått hjälpa till. Återkommande: det har hänt mer än en gång inom ett år.',
              'Serious: somebody else had to help. Again and again: more than once within a year.',
            ],
          },
        ),
        lastTime('107'),
        yesNo(
          '108.1',
          [
            'Har patienten haft allvarlig hypoglykemi i trafiken under det senaste året?',
            'Has the patient had serious hypoglycaemia in traffic in the last year?',
          ],
          unsafe,
        ),
        lastTime('108'),
      ],
    },
    {
      id: 'KAT_5',
      title: ['Synfunktion', 'Sight'],
      questions: [
        yesNo('103.1', [
          'Har patienten proliferativ retinopati, genomgången laserbehandling av retinopati, signifikant makulaödem, annan ögonsjukdom eller inger ögonbottenfoto misstanke om sådan ögonsjukdom?',
          'Does the patient have proliferative retinopathy, laser-treated retinopathy, significant macular oedema, another eye disease, or does a picture of the fundus make one suspect it?',
        ]),
        ...acuity(EYES, {
          needed: no('103.1'),
          neededInMessages: false,
          correctedNeeded: either(
            poorForOthers(EYES.uncorrected, LIGHT_CONCERNS),
            poorForHigher(EYES.uncorrected, HIGHER),
          ),
        }),
      ],
    },
    {
      id: 'KAT_6',
      title: ['Övrigt', 'Other'],
      questions: [
        optionalText('32.1', ['Övriga upplysningar och kommentarer', 'Other information and comments'], 189, LIMITED),
      ],
    },
    {
      id: 'KAT_7',
      title: ['Bedömning', 'Assessment'],
      questions: [
        verdict('all'),
        yesNo(
          '45.1',
          [
            'Är patienten lämplig att inneha behörighet för C1, C1E, C, CE, D1, D1E, D, DE eller taxi med hänsyn till de körningar och arbetsformer som är aktuella vid sådant innehav? (Se 6 kap. 16 §)',
            'Is the patient fit to hold C1, C1E, C, CE, D1, D1E, D, DE or taxi, given the driving and the work that go with it? (See chapter 6, section 16)',
          ],
          { showWhen: has('1.1', HIGHER) },
        ),
        specialist(71, LIMITED),
      ],
    },
  ],
  DIABETES_INTRODUCTION,
);

/**
 * Source: the published rules of version 3, read 2026-11-22 (rule numbers R1 to R26); labels from text version 3.0
 * (2020-09-01).
 */
export default {
  ...TS_DIABETES,
  version: '3.0',
  inMessages: { anyNumber: true },
  messageVersions: ['3', '3.0'],
  validTo: '2022-01-09',
  contacts: ['UNIT'],
  ...form,
  rules: [
    atLeastOne({ field: '109.1' }, { all: [] }, TREATMENTS),
    // R12, R26: where no eye disease is suspected a message says something of acuity, and where it speaks of it, a value
    atLeastOne({ field: '8.2', only: 'MESSAGE' }, both(no('103.1'), { not: yes('8.1') }), EYE_VALUES),
    atLeastOne({ field: '8.3', only: 'MESSAGE' }, no('8.1'), EYE_VALUES),
  ],
} satisfies CertificateType;
