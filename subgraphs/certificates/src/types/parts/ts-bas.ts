import type { CertificateType } from '../../domain/certificate-type.ts';
import { acuity, type AcuityFields, poorForHigher, poorForOthers } from './acuity.ts';
import { bilingual, type BilingualCategory, type BilingualQuestion } from './bilingual.ts';
import { CARRIES_PEOPLE, concerns, higher, identity, specialist, TRANSPORTSTYRELSEN, verdict } from './driving.ts';
import { either, has, optionalText, text, tick, yes, yesNo } from './questions.ts';
import { atLeastOne } from './rules.ts';

/** Asked only of those who drive people. A message may answer all the same, or not. */
const ifCarryingPeople = {
  showWhen: has('1.1', CARRIES_PEOPLE),
  inMessages: { required: false },
} as const;

/** A text that a yes has to be followed by, shown with it. */
const ifYes = (field: string) => ({ showWhen: yes(field) });

/** What version 7 changed is question 8 alone. */
const vision = (fields: AcuityFields): readonly BilingualQuestion[] => [
  yesNo('3.1', [
    'Tecken på synfältsdefekter vid undersökning enligt Donders konfrontationsmetod?',
    'Signs of visual field defects when examined by Donders’ confrontation method?',
  ]),
  yesNo('4.1', [
    'Framkommer anamnestiska uppgifter om begränsning av seendet vid nedsatt belysning?',
    'Does the history tell of poorer sight in low light?',
  ]),
  yesNo('5.1', ['Har patienten någon progressiv ögonsjukdom?', 'Does the patient have a progressive eye disease?']),
  yesNo('6.1', [
    'Framkommer dubbelseende vid prövning av ögats rörlighet (prövningen ska göras i de åtta huvudmeridianerna)?',
    'Is there double vision when the movement of the eyes is tested (in the eight main directions)?',
  ]),
  yesNo('7.1', ['Förekommer nystagmus?', 'Is there nystagmus?']),
  ...acuity(fields, {
    correctedNeeded: either(
      poorForOthers(fields.uncorrected, ['IAV10']),
      poorForHigher(fields.uncorrected, higher('IAV')),
    ),
    ...(fields.separately !== undefined && { neededInMessages: false }),
  }),
  tick('9.1', [
    'Högsta styrka i något av glasen överskrider plus 8 dioptrier',
    'The strongest of the glasses is more than plus 8 dioptres',
  ]),
];

/** Where and when of hospital care. Messages of version 7 are held to its lengths. */
type Hospital = Pick<BilingualQuestion, 'showWhen' | 'only'>;

const categories = (fields: AcuityFields, hospital: Hospital): readonly BilingualCategory[] => [
  {
    id: 'KAT_99',
    title: ['Intyget avser', 'What the certificate concerns'],
    questions: [concerns('higherAndOther')],
  },
  { id: 'KAT_100', title: ['Identitet', 'Identity'], questions: [identity] },
  { id: 'KAT_1', title: ['Synfunktioner', 'Sight'], questions: vision(fields) },
  {
    id: 'KAT_2',
    title: ['Hörsel och balanssinne', 'Hearing and balance'],
    questions: [
      yesNo('10.1', [
        'Har patienten överraskande anfall av balansrubbningar eller yrsel?',
        'Does the patient have sudden attacks of imbalance or vertigo?',
      ]),
      yesNo(
        '11.1',
        [
          'Har patienten svårt att uppfatta vanlig samtalsstämma på fyra meters avstånd (hörapparat får användas)?',
          'Is ordinary speech hard for the patient to hear at four metres (with a hearing aid if there is one)?',
        ],
        ifCarryingPeople,
      ),
    ],
  },
  {
    id: 'KAT_3',
    title: ['Rörelseorganens funktioner', 'Movement'],
    questions: [
      yesNo('12.1', [
        'Har patienten någon sjukdom eller funktionsnedsättning som påverkar rörligheten och som medför att fordon inte kan köras på ett trafiksäkert sätt?',
        'Does the patient have an illness or impairment of movement that makes driving unsafe?',
      ]),
      text(
        '12.2',
        ['Ange vilken typ av nedsättning eller sjukdom', 'Say which kind of impairment or illness'],
        180,
        ifYes('12.1'),
      ),
      yesNo(
        '13.1',
        [
          'Finns en nedsättning av rörelseförmågan som gör att patienten inte kan hjälpa passagerare in och ut ur fordonet samt med bilbälte?',
          'Is movement so impaired that the patient cannot help passengers in and out and with the seat belt?',
        ],
        ifCarryingPeople,
      ),
    ],
  },
  {
    id: 'KAT_4',
    title: ['Hjärt- och kärlsjukdomar', 'Heart and vessels'],
    questions: [
      yesNo('14.1', [
        'Föreligger hjärt- eller kärlsjukdom som kan medföra en påtaglig risk för att hjärnans funktioner akut försämras eller som i övrigt innebär en trafiksäkerhetsrisk?',
        'Is there a disease of heart or vessels with a marked risk that the brain suddenly fails, or that is unsafe in traffic?',
      ]),
      yesNo('15.1', [
        'Finns tecken på hjärnskada efter trauma, stroke eller annan sjukdom i centrala nervsystemet?',
        'Are there signs of brain damage after trauma, stroke or another disease of the central nervous system?',
      ]),
      yesNo('16.1', [
        'Föreligger viktiga riskfaktorer för stroke (tidigare stroke eller TIA, förhöjt blodtryck, förmaksflimmer eller kärlmissbildning)?',
        'Are there important risk factors for stroke (earlier stroke or TIA, high blood pressure, atrial fibrillation, malformed vessels)?',
      ]),
      text('16.2', ['Typ av sjukdom', 'Kind of illness'], 180, ifYes('16.1')),
    ],
  },
  {
    id: 'KAT_5',
    title: ['Diabetes', 'Diabetes'],
    questions: [
      yesNo('17.1', ['Har patienten diabetes?', 'Does the patient have diabetes?']),
      {
        kind: 'code',
        id: '18',
        field: '18.1',
        label: ['Vilken typ?', 'Which type?'],
        required: true,
        showWhen: yes('17.1'),
        codeSystem: '1.2.752.116.1.1.1.1.3',
        options: [
          { code: 'E10', label: ['Typ 1', 'Type 1'] },
          { code: 'E11', label: ['Typ 2', 'Type 2'] },
        ],
      },
      tick('19.1', ['Behandling: kost', 'Treatment: diet'], { showWhen: ofTypeTwo() }),
      tick('19.2', ['Behandling: tabletter', 'Treatment: tablets'], { showWhen: ofTypeTwo() }),
      tick('19.3', ['Behandling: insulin', 'Treatment: insulin'], { showWhen: ofTypeTwo() }),
    ],
  },
  {
    id: 'KAT_6',
    title: ['Neurologiska sjukdomar', 'Neurological diseases'],
    questions: [yesNo('20.1', ['Finns tecken på neurologisk sjukdom?', 'Are there signs of a neurological disease?'])],
  },
  {
    id: 'KAT_7',
    title: [
      'Epilepsi, epileptiskt anfall och annan medvetandestörning',
      'Epilepsy, epileptic fits and other disturbance of consciousness',
    ],
    questions: [
      yesNo('21.1', [
        'Har eller har patienten haft epilepsi, epileptiskt anfall eller annan medvetandestörning?',
        'Does or did the patient have epilepsy, an epileptic fit or another disturbance of consciousness?',
      ]),
      optionalText(
        '21.2',
        [
          'Om det är frågan om annan medvetandestörning, ange när den inträffade och orsak',
          'If it was another disturbance of consciousness, say when and why',
        ],
        180,
        ifYes('21.1'),
      ),
    ],
  },
  {
    id: 'KAT_8',
    title: ['Njursjukdomar', 'Kidney diseases'],
    questions: [
      yesNo('22.1', [
        'Föreligger allvarligt nedsatt njurfunktion som kan innebära en trafiksäkerhetsrisk?',
        'Do the kidneys work so poorly that it may be unsafe in traffic?',
      ]),
    ],
  },
  {
    id: 'KAT_9',
    title: ['Demens och andra kognitiva störningar', 'Dementia and other cognitive disorders'],
    questions: [
      yesNo('23.1', ['Finns tecken på sviktande kognitiv funktion?', 'Are there signs of failing cognition?']),
    ],
  },
  {
    id: 'KAT_10',
    title: ['Sömn- och vakenhetsstörningar', 'Disorders of sleep and waking'],
    questions: [
      yesNo('24.1', [
        'Finns tecken på, eller anamnestiska uppgifter som talar för sömn- eller vakenhetsstörning?',
        'Are there signs of, or does the history speak for, a disorder of sleep or waking?',
      ]),
    ],
  },
  {
    id: 'KAT_11',
    title: ['Alkohol, narkotika och läkemedel', 'Alcohol, drugs and medicines'],
    questions: [
      yesNo('25.1', [
        'Finns journaluppgifter, anamnestiska uppgifter, resultat av laboratorieprover eller andra tecken på missbruk eller beroende av alkohol, narkotika eller läkemedel?',
        'Are there records, history, test results or other signs of abuse of or dependence on alcohol, drugs or medicines?',
      ]),
      yesNo(
        '25.2',
        [
          'Har patienten vid något tillfälle varit föremål för vårdinsatser för missbruk eller beroende av alkohol, narkotika eller läkemedel?',
          'Has the patient ever been in care for abuse of or dependence on alcohol, drugs or medicines?',
        ],
        { inMessages: { required: false } },
      ),
      yesNo(
        '25.3',
        [
          'Behövs det provtagning avseende aktuellt bruk av alkohol eller narkotika?',
          'Are samples needed on present use of alcohol or drugs?',
        ],
        { showWhen: either(yes('25.1'), yes('25.2')) },
      ),
      yesNo('26.1', [
        'Pågår regelbundet läkarordinerat bruk av läkemedel som kan innebära en trafiksäkerhetsrisk?',
        'Does the patient regularly take prescribed medicines that may be unsafe in traffic?',
      ]),
      text('26.2', ['Läkemedel och ordinerad dos', 'Medicine and prescribed dose'], 180, ifYes('26.1')),
    ],
  },
  {
    id: 'KAT_12',
    title: ['Psykiska sjukdomar och störningar', 'Mental illness and disorders'],
    questions: [
      yesNo('27.1', [
        'Har eller har patienten haft psykisk sjukdom eller störning, till exempel schizofreni, annan psykos eller bipolär (manodepressiv) sjukdom?',
        'Does or did the patient have a mental illness or disorder, as schizophrenia, another psychosis or bipolar disease?',
      ]),
    ],
  },
  {
    id: 'KAT_13',
    title: [
      'ADHD, autismspektrumtillstånd och likartade tillstånd samt psykisk utvecklingsstörning',
      'ADHD, autism and the like, intellectual disability',
    ],
    questions: [
      yesNo('28.1', [
        'Har patienten någon psykisk utvecklingsstörning?',
        'Does the patient have an intellectual disability?',
      ]),
      yesNo('29.1', [
        'Har patienten till exempel ADHD, ADD, DAMP, Aspergers syndrom eller Tourettes syndrom?',
        'Does the patient have for example ADHD, ADD, DAMP, Asperger’s or Tourette’s syndrome?',
      ]),
    ],
  },
  {
    id: 'KAT_14',
    title: ['Sjukhusvård', 'Hospital care'],
    questions: [
      yesNo('30.1', [
        'Har patienten vårdats på sjukhus eller haft kontakt med läkare med anledning av något som efterfrågats i tidigare frågor i intyget?',
        'Has the patient been in hospital or seen a doctor for anything asked about above?',
      ]),
      text('30.2', ['Om frågan besvarats med ja, när?', 'If so, when?'], 40, hospital),
      text('30.3', ['Vårdinrättningens namn och klinik/er', 'Name of the hospital and clinics'], 40, hospital),
      text('30.4', ['För vad?', 'For what?'], 50, hospital),
    ],
  },
  {
    id: 'KAT_15',
    title: ['Övrig medicinering', 'Other medication'],
    questions: [
      yesNo('31.1', ['Har patienten någon stadigvarande medicinering?', 'Does the patient take medicines regularly?']),
      text('31.2', ['Vilken eller vilka mediciner?', 'Which?'], 180, ifYes('31.1')),
    ],
  },
  {
    id: 'KAT_16',
    title: ['Övrig kommentar', 'Other comment'],
    questions: [
      optionalText(
        '32.1',
        [
          'Övriga kommentarer som är relevanta ur trafiksäkerhetssynpunkt',
          'Other comments of weight for traffic safety',
        ],
        500,
      ),
    ],
  },
  { id: 'KAT_101', title: ['Bedömning', 'Assessment'], questions: [verdict('higherAndOther'), specialist(130)] },
];

function ofTypeTwo() {
  return has('18.1', ['E11']);
}

/** What a version says of its own. */
type Own = Pick<CertificateType, 'version' | 'contacts'> &
  Partial<Pick<CertificateType, 'messageVersions' | 'validTo'>>;

/**
 * TSTRK1007 (TS-BAS) with the sub-answers of question 8 as a version has them.
 * Source: domain.md §3.9 (2026-11-21); labels from Transportstyrelsen's form, text versions 6.8 and 7.0.
 */
export const tsBas = (fields: AcuityFields, own: Own, limits: Pick<Hospital, 'only'> = {}): CertificateType => ({
  ...TRANSPORTSTYRELSEN,
  id: 'tstrk1007',
  code: 'TSTRK1007',
  name: 'Transportstyrelsens läkarintyg, högre körkortsbehörigheter m.m.',
  description:
    'Underlag till Transportstyrelsen för den som vill köra tungt, köra taxi eller behålla en sådan behörighet, och när myndigheten annars ber om ett läkarintyg.',
  ...own,
  print: {},
  ...bilingual(categories(fields, { showWhen: yes('30.1'), ...limits }), [
    'Transportstyrelsen behöver veta om patienten uppfyller de medicinska kraven för de behörigheter som anges först. Kontrollera patientens identitet.',
    'Transportstyrelsen needs to know whether the patient meets the medical requirements for the licences that are named first. Check the patient’s identity.',
  ]),
  rules: [
    atLeastOne({ field: '19.1', only: 'DRAFT' }, ofTypeTwo(), [yes('19.1'), yes('19.2'), yes('19.3')]),
    atLeastOne(
      { field: '19.1', only: 'MESSAGE' },
      ofTypeTwo(),
      ['19.1', '19.2', '19.3'].map((field) => ({ field, answered: true as const })),
    ),
    ...(fields.separately === undefined ? [] : [someAcuity(fields, fields.separately)]),
  ],
});

/** A message with no value at all says that they come separately. Source: domain.md §3.9, R37. */
function someAcuity({ uncorrected, corrected }: AcuityFields, separately: string) {
  const given = [...uncorrected, ...corrected].map((field) => ({ field, answered: true as const }));
  return atLeastOne({ field: uncorrected[0], only: 'MESSAGE' }, { not: yes(separately) }, given);
}
