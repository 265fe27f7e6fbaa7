import type { CertificateType } from '../domain/certificate-type.ts';
import type { Condition } from '../domain/condition.ts';
import { bilingual, type BilingualQuestion, type Words } from './parts/bilingual.ts';
import { concerns, higher, identity, specialist, verdict } from './parts/driving.ts';
import { both, has, LIMITED, no, optionalText, text, tick, yes, yesNo } from './parts/questions.ts';
import { atLeastOne } from './parts/rules.ts';
import { DIABETES_INTRODUCTION, diabetesType, TS_DIABETES, yearOfDiagnosis } from './parts/ts-diabetes.ts';

const HIGHER = higher('VAR');
const drivesHeavy = has('1.1', HIGHER);
const medicated = yes('207.1');
/** The medication may give hypoglycaemia. Source: domain.md §3.10, last words: that answer alone decides. */
const atRisk = yes('208.1');

/** A question that goes with a yes: messages need it after that yes, whatever a form would show. */
const after = (field: string, shown: Condition) =>
  ({ showWhen: both(shown, yes(field)), inMessages: { required: yes(field) } }) as const;
const ifAtRisk = { showWhen: atRisk, inMessages: { required: yes('208.1') } } as const;
const treatment = { showWhen: atRisk } as const;

const day = (field: string, label: Words, when: ReturnType<typeof after> | typeof ifAtRisk): BilingualQuestion => ({
  kind: 'date',
  id: field.split('.')[0] ?? field,
  field,
  label,
  required: true,
  earliest: 'BIRTH',
  latest: 'TODAY',
  written: 'PARTIAL_DATE',
  // the published rules hold messages to it as well
  only: { DATE_IN_FUTURE: 'BOTH' },
  ...when,
});

const form = bilingual(
  [
    { id: 'KAT_1', title: ['Intyget avser', 'What the certificate concerns'], questions: [concerns('allAsJudged')] },
    { id: 'KAT_2', title: ['Identitet', 'Identity'], questions: [identity] },
    {
      id: 'KAT_3',
      title: ['Allmänt', 'In general'],
      questions: [
        {
          kind: 'code',
          id: '205',
          field: '205.1',
          label: [
            'Patienten följs avseende sin diabetessjukdom regelbundet av',
            'The patient is regularly followed for diabetes by',
          ],
          help: [
            'Intyget skrivs av en specialist som känner patientens sjukdom väl. Följs patienten i specialistvården är det en specialist i internmedicin, endokrinologi och diabetologi eller barn- och ungdomsmedicin.',
            'The certificate is written by a specialist who knows the patient’s illness well; in specialist care by one in internal medicine, endocrinology and diabetology, or paediatrics.',
          ],
          required: true,
          codeSystem: '1.2.752.129.5.1.28',
          options: [
            { code: 'VN1', label: ['Primärvård', 'Primary care'] },
            { code: 'VN2', label: ['Specialistvård', 'Specialist care'] },
          ],
        },
        yearOfDiagnosis,
        ...diabetesType(
          'all',
          ['Vilken typ av diabetes har patienten?', 'Which type of diabetes does the patient have?'],
          ['Ange vilken', 'Say which'],
        ),
        yesNo('207.1', [
          'Har patienten medicinering för sin diabetes?',
          'Does the patient take medicine for the diabetes?',
        ]),
        yesNo(
          '208.1',
          [
            'Har patienten medicinering som medför risk för hypoglykemi?',
            'Does the patient take medicine that may cause hypoglycaemia?',
          ],
          {
            help: [
              'Insulin, en del tabletter och en del andra injektioner.',
              'Insulin, some tablets and some other injections.',
            ],
            showWhen: medicated,
          },
        ),
        tick('209.1', ['Behandling: insulin', 'Treatment: insulin'], treatment),
        tick('209.2', ['Behandling: tabletter', 'Treatment: tablets'], treatment),
        tick('209.3', ['Behandling: annan', 'Treatment: another'], treatment),
        text('209.4', ['Ange vilken', 'Say which'], 53, { ...LIMITED, ...after('209.3', atRisk) }),
        day(
          '210.1',
          [
            'Ange när patienten började medicineringen som medför risk för hypoglykemi',
            'Say when the patient began the medicine that may cause hypoglycaemia',
          ],
          ifAtRisk,
        ),
      ],
    },
    {
      id: 'KAT_4',
      title: ['Hypoglykemi', 'Hypoglycaemia'],
      questions: [
        yesNo(
          '200.1',
          [
            'Har patienten tillräcklig kontroll över sitt sjukdomstillstånd med avseende på risken för hypoglykemi?',
            'Is the risk of hypoglycaemia well enough under control?',
          ],
          {
            ...ifAtRisk,
            help: [
              'Behandlingen är väl inställd och patienten sköter den. En allvarlig hypoglykemi i trafiken tyder på motsatsen.',
              'The treatment is well adjusted and the patient keeps to it. A serious hypoglycaemia in traffic speaks against it.',
            ],
          },
        ),
        text('200.2', ['Varför?', 'Why not?'], 53, {
          ...LIMITED,
          showWhen: both(atRisk, no('200.1')),
          inMessages: { required: no('200.1'), refusedWhen: yes('200.1') },
        }),
        yesNo(
          '201.1',
          [
            'Förstår patienten riskerna med hypoglykemi och vilka konsekvenser det kan ha för förmågan att köra körkortspliktiga fordon?',
            'Does the patient understand the risks of hypoglycaemia and what it does to driving?',
          ],
          {
            ...ifAtRisk,
            help: [
              'Till exempel att reagera långsammare, fatta fel beslut i trafiken eller bli medvetslös.',
              'For example to react more slowly, decide wrongly in traffic or lose consciousness.',
            ],
          },
        ),
        yesNo(
          '110.1',
          [
            'Har patienten förmåga att känna varningstecken (awareness) på hypoglykemi?',
            'Can the patient feel the warning signs of hypoglycaemia (awareness)?',
          ],
          {
            ...ifAtRisk,
            help: [
              'Har patienten aldrig haft hypoglykemi bedöms förmågan av det som annars är känt om hälsan.',
              'If the patient never had hypoglycaemia, judge by what else is known of the health.',
            ],
          },
        ),
        yesNo(
          '202.1',
          [
            'Kan och har patienten möjlighet att vidta adekvata åtgärder vid tecken på hypoglykemi?',
            'Can the patient do what is needed at signs of hypoglycaemia?',
          ],
          {
            ...ifAtRisk,
            help: [
              'Kontrollera blodsockret vid varningstecken, äta eller dricka, stanna bilen och vänta med att köra tills värdet och symtomen är borta.',
              'Check blood sugar at warning signs, eat or drink, stop the car and wait until value and symptoms have passed.',
            ],
          },
        ),
        yesNo(
          '106.1',
          [
            'Har patienten haft återkommande allvarlig hypoglykemi under de senaste tolv månaderna?',
            'Has the patient had serious hypoglycaemia again and again in the last twelve months?',
          ],
          {
            ...ifAtRisk,
            help: [
              'Allvarlig: någon annan har fått hjälpa till. Återkommande: det har hänt mer än en gång inom ett år.',
              'Serious: somebody else had to help. Again and again: more than once within a year.',
            ],
          },
        ),
        day(
          '106.2',
          ['När inträffade den senaste allvarliga hypoglykemin?', 'When was the last serious one?'],
          after('106.1', atRisk),
        ),
        yesNo(
          '106.3',
          ['Kontrolleras diabetessjukdomen regelbundet?', 'Is the diabetes checked regularly?'],
          after('106.1', atRisk),
        ),
        yesNo(
          '106.5',
          ['Utgör tillståndet någon trafiksäkerhetsrisk?', 'Is it unsafe in traffic?'],
          after('106.1', atRisk),
        ),
        yesNo(
          '107.1',
          [
            'Har patienten haft återkommande allvarlig hypoglykemi i vaket tillstånd under den senaste tolvmånadersperioden?',
            'Has the patient, while awake, had serious hypoglycaemia again and again in the last twelve months?',
          ],
          ifAtRisk,
        ),
        yesNo(
          '107.3',
          [
            'Har i så fall den senaste allvarliga hypoglykemin inträffat under de senaste tre månaderna?',
            'Was the last serious one within the last three months?',
          ],
          after('107.1', atRisk),
        ),
        day('107.5', ['När inträffade det senast?', 'When was it last?'], after('107.3', both(atRisk, yes('107.1')))),
        yesNo(
          '203.1',
          [
            'Har patienten haft allvarlig hypoglykemi under de senaste tolv månaderna?',
            'Has the patient had serious hypoglycaemia in the last twelve months?',
          ],
          { showWhen: drivesHeavy },
        ),
        day('203.2', ['När inträffade det senast?', 'When was it last?'], after('203.1', drivesHeavy)),
        yesNo(
          '204.1',
          [
            'Genomför patienten regelbundna blodsockerkontroller minst två gånger om dagen och i samband med körning?',
            'Does the patient check blood sugar at least twice a day and when driving?',
          ],
          {
            help: [
              'Med den metod som patienten är van vid. I samband med körning: innan hen börjar köra, och i pauser varannan till var tredje timme på längre resor.',
              'By the method that the patient is used to. When driving: before setting out, and in breaks every two to three hours on longer journeys.',
            ],
            showWhen: drivesHeavy,
          },
        ),
      ],
    },
    {
      id: 'KAT_6',
      title: ['Övrigt', 'Other'],
      questions: [
        yesNo(
          '206.1',
          [
            'Föreligger det några komplikationer till följd av sjukdomen som var för sig eller tillsammans kan påverka patientens förmåga att framföra ett körkortspliktigt fordon på ett trafiksäkert sätt?',
            'Are there complications of the diabetes that alone or together may make driving unsafe?',
          ],
          {
            help: [
              'Till exempel för syn, hjärta, kärl eller omdöme. Flera lindriga kan tillsammans göra körningen osäker.',
              'For example of sight, heart, vessels or judgement. Several slight ones may together make driving unsafe.',
            ],
          },
        ),
        text('206.2', ['Ange vilka komplikationer', 'Say which complications'], 189, {
          ...LIMITED,
          showWhen: yes('206.1'),
        }),
        specialist(71, LIMITED),
      ],
    },
    {
      id: 'KAT_7',
      title: ['Bedömning', 'Assessment'],
      questions: [
        verdict('all'),
        optionalText('32.1', ['Övriga upplysningar och kommentarer', 'Other information and comments'], 189, LIMITED),
      ],
    },
  ],
  DIABETES_INTRODUCTION,
);

/** Source: domain.md §3.10 (2026-11-21), rule numbers R2 to R35; labels from text version 4.2 (2023-12-05). */
export default {
  ...TS_DIABETES,
  version: '4.2',
  inMessages: { anyNumber: true },
  messageVersions: ['4', '4.0', '4.1', '4.2'],
  contacts: ['UNIT'],
  ...form,
  rules: [
    atLeastOne({ field: '209.1', only: 'DRAFT' }, atRisk, ['209.1', '209.2', '209.3'].map(yes)),
    // a message needs one where it speaks of treatment at all
    atLeastOne(
      { field: '209.1', only: 'MESSAGE' },
      {
        any: [
          yes('208.1'),
          ...['209.1', '209.2', '209.3', '209.4'].map((field) => ({ field, answered: true as const })),
        ],
      },
      ['209.1', '209.2', '209.3'].map(yes),
    ),
    {
      id: 'VERDICT_NOT_ASKED',
      kind: 'INCORRECT_COMBINATION',
      field: '33.1',
      text: {
        sv: 'Bedömningen gäller en behörighet som intyget inte avser.',
        en: 'The assessment is of a licence that the certificate does not concern.',
      },
      // R35: only the higher categories have to have been asked for
      brokenWhen: { any: HIGHER.map((code) => both(has('33.1', [code]), { not: has('1.1', [code]) })) },
    },
  ],
} satisfies CertificateType;
