import type { CertificateType } from '../domain/certificate-type.ts';
import { acuity } from './parts/acuity.ts';
import { bilingual } from './parts/bilingual.ts';
import { concerns, higher, identity, specialist, verdict } from './parts/driving.ts';
import { both, has, no, optionalText, text, tick, yes, yesNo } from './parts/questions.ts';
import { atLeastOne } from './parts/rules.ts';
import { DIABETES_INTRODUCTION, diabetesType, TS_DIABETES, yearOfDiagnosis } from './parts/ts-diabetes.ts';

/** Hypoglycaemia that is unsafe in traffic. */
const unsafe = { showWhen: yes('37.1'), inMessages: { required: false } } as const;
const drivesHeavy = has('1.1', higher('IAV'));
/** Anybody may answer; those who drive what is heavy have to. */
const ifHeavy = { required: drivesHeavy, inMessages: { required: false } } as const;
/** The eye doctor's certificate does not come on its own. */
const here = { showWhen: no('43.1'), inMessages: { required: false } } as const;

const ofUnsafe = (field: string) =>
  ({ showWhen: both(yes('37.1'), yes(field)), inMessages: { required: false } }) as const;

const form = bilingual(
  [
    { id: 'KAT_99', title: ['Intyget avser', 'What the certificate concerns'], questions: [concerns('all')] },
    { id: 'KAT_100', title: ['Identitet', 'Identity'], questions: [identity] },
    {
      id: 'KAT_1',
      title: ['Allmänt', 'In general'],
      questions: [
        yearOfDiagnosis,
        ...diabetesType('two', ['Patienten har diabetes', 'The patient has diabetes']),
        tick('19.1', ['Behandling: endast kost', 'Treatment: diet only']),
        tick('19.2', ['Behandling: tabletter', 'Treatment: tablets']),
        tick('19.3', ['Behandling: insulin', 'Treatment: insulin']),
        {
          kind: 'year',
          id: '19',
          field: '19.4',
          label: ['Insulin sedan år', 'Insulin since'],
          required: true,
          showWhen: yes('19.3'),
          inMessages: { required: false },
        },
        optionalText('19.5', ['Annan behandling, vilken?', 'Another treatment, which?'], 53),
      ],
    },
    {
      id: 'KAT_2',
      title: ['Hypoglykemier (lågt blodsocker)', 'Hypoglycaemia (low blood sugar)'],
      questions: [
        yesNo('36.1', [
          'Har patienten kunskap om lämpliga åtgärder vid hypoglykemi?',
          'Does the patient know what to do at hypoglycaemia?',
        ]),
        yesNo('37.1', [
          'Förekommer hypoglykemier med tecken på nedsatt hjärnfunktion (neuroglukopena symtom) som bedöms kunna innebära en trafiksäkerhetsrisk?',
          'Is there hypoglycaemia with signs of impaired brain function that may be unsafe in traffic?',
        ]),
        yesNo(
          '38.1',
          [
            'Saknar patienten förmåga att känna varningstecken på hypoglykemi ("unawareness")?',
            'Does the patient fail to feel the warning signs of hypoglycaemia (unawareness)?',
          ],
          unsafe,
        ),
        yesNo(
          '39.1',
          [
            'Har patienten haft allvarlig hypoglykemi (som krävt hjälp av annan för att hävas) under det senaste året?',
            'Has the patient had serious hypoglycaemia (that took somebody’s help) in the last year?',
          ],
          unsafe,
        ),
        text('39.2', ['Hur många sådana episoder?', 'How many times?'], 53, ofUnsafe('39.1')),
        yesNo(
          '40.1',
          [
            'Har patienten haft allvarlig hypoglykemi i trafiken under det senaste året?',
            'Has the patient had serious hypoglycaemia in traffic in the last year?',
          ],
          unsafe,
        ),
        text(
          '40.2',
          ['Hur många sådana episoder och när inträffade de?', 'How many times, and when?'],
          53,
          ofUnsafe('40.1'),
        ),
        yesNo(
          '41.1',
          ['Genomför patienten egenkontroller av blodsocker?', 'Does the patient check blood sugar?'],
          ifHeavy,
        ),
        yesNo(
          '42.1',
          [
            'Har patienten haft allvarlig hypoglykemi (som krävt hjälp av annan för att hävas) under vaken tid det senaste året?',
            'Has the patient, while awake, had serious hypoglycaemia (that took somebody’s help) in the last year?',
          ],
          ifHeavy,
        ),
        {
          kind: 'date',
          id: '42',
          field: '42.2',
          label: ['När?', 'When?'],
          required: true,
          showWhen: yes('42.1'),
          inMessages: { required: false },
          latest: 'TODAY',
          kinds: { DATE_IN_FUTURE: 'INVALID_FORMAT' },
        },
      ],
    },
    {
      id: 'KAT_3',
      title: ['Synintyg', 'Sight'],
      questions: [
        yesNo('43.1', [
          'Ögonläkarintyg kommer att skickas in separat',
          'An eye doctor’s certificate is sent separately',
        ]),
        yesNo(
          '44.1',
          [
            'Är synfältsprövning enligt Donders konfrontationsmetod utan anmärkning?',
            'Is the visual field normal by Donders’ confrontation method?',
          ],
          here,
        ),
        ...acuity(
          { uncorrected: ['8.1', '8.2', '8.3'], corrected: ['8.4', '8.5', '8.6'] },
          { needed: no('43.1'), neededInMessages: false, correctedNeeded: { any: [] } },
        ),
        yesNo('6.1', ['Förekommer dubbelseende?', 'Is there double vision?'], here),
      ],
    },
    {
      id: 'KAT_4',
      title: ['Bedömning', 'Assessment'],
      questions: [
        verdict('all'),
        yesNo(
          '45.1',
          [
            'Om patienten söker behörighet C1, C1E, C, CE, D1, D1E, D, DE eller Taxi, är han eller hon lämplig att inneha sådan behörighet med hänsyn till de körningar och arbetsformer som är aktuella vid sådant innehav? (Se 6 kap. 16 §)',
            'If the patient applies for C1, C1E, C, CE, D1, D1E, D, DE or taxi: fit to hold it, given the driving and the work that go with it? (See chapter 6, section 16)',
          ],
          ifHeavy,
        ),
        specialist(130),
        optionalText('32.1', ['Övriga kommentarer och upplysningar', 'Other comments and information'], 500),
      ],
    },
  ],
  DIABETES_INTRODUCTION,
);

/** Source: labels and order from text versions 2.6 and 2.8 (2016-04-01), which ask the same; no rules are published. */
export default {
  ...TS_DIABETES,
  version: '2.8',
  inMessages: { unjudged: true },
  messageVersions: ['2.6', '2.8'],
  validTo: '2020-08-31',
  contacts: ['UNIT', 'PATIENT'],
  ...form,
  rules: [
    atLeastOne({ field: '19.1', only: 'DRAFT' }, { all: [] }, [
      ...['19.1', '19.2', '19.3'].map(yes),
      { field: '19.5', answered: true },
    ]),
    {
      id: 'MORE_THAN_A_YEAR_AGO',
      kind: 'INVALID_FORMAT',
      field: '42.2',
      only: 'DRAFT',
      text: { sv: 'Ange ett datum under det senaste året.', en: 'Give a date within the last year.' },
      brokenWhen: { field: '42.2', before: { today: -365 } },
    },
  ],
  kinds: { YEAR_BEFORE_BIRTH: 'INVALID_FORMAT', YEAR_IN_FUTURE: 'INVALID_FORMAT' },
} satisfies CertificateType;
