import type { TypeRule } from '../../domain/certificate-type.ts';
import type { Condition } from '../../domain/condition.ts';
import type { BilingualCategory, BilingualQuestion } from './bilingual.ts';
import { either, no, optionalText, text, yes, yesNo } from './questions.ts';
import { notAfter, notBefore } from './rules.ts';

/**
 * What a dödsbevis and a dödsorsaksintyg ask alike: who has died, when and where. Source: domain.md §3.11, rows 1 to 7,
 * and §3.12, first words.
 */

/** The day of death is known to the day. */
const SURE: Condition = yes('2.1');
const UNSURE: Condition = no('2.1');
/** Only then another date can be held against it. */
const DAY_OF_DEATH: Condition = { field: '2.2', has: ['DAY'] };

/** Something of the date is known. */
const KNOWN: Condition = { field: '2.2', has: ['DAY', 'MONTH', 'YEAR'] };

/** About 28 days: a newborn who dies, an operation or examination before death. Source: domain.md §3.11, §3.12. */
const FOUR_WEEKS = 28;

const identity = text('1.1', ['Identiteten styrkt genom', 'Identity proved by'], 27, {
  help: ['Till exempel körkort, pass eller en anhörig.', 'For example a driving licence, a passport or a relative.'],
});

const country = optionalText(
  '14.1',
  ['Land (om ej stadigvarande bosatt i Sverige)', 'Country (of somebody who did not live in Sweden)'],
  24,
);

const dates: readonly BilingualQuestion[] = [
  yesNo('2.1', ['Är dödsdatumet säkert?', 'Is the date of death certain?'], {
    help: [
      'Svara ja om du vet vilken dag personen dog, annars nej.',
      'Answer yes if you know the day on which the person died, otherwise no.',
    ],
  }),
  {
    kind: 'partialDate',
    id: '2',
    field: '2.2',
    label: ['Dödsdatum', 'Date of death'],
    help: [
      'Är datumet inte säkert anges år och månad så långt de är kända.',
      'If the date is not certain, give year and month as far as they are known.',
    ],
    required: true,
    showWhen: either(SURE, UNSURE),
  },
  {
    kind: 'date',
    id: '2',
    field: '2.3',
    label: ['Anträffad död', 'Found dead'],
    help: ['Den dag då kroppen hittades.', 'The day on which the body was found.'],
    required: true,
    showWhen: UNSURE,
    refusedWhen: SURE,
    latest: 'TODAY',
  },
];

const place: readonly BilingualQuestion[] = [
  {
    kind: 'municipality',
    id: '3',
    field: '3.1',
    label: [
      'Kommun (om okänd dödsplats, kommunen där kroppen påträffades)',
      'Municipality (where the body was found, if the place of death is unknown)',
    ],
    required: true,
    maxLength: 28,
  },
  {
    kind: 'code',
    id: '3',
    field: '3.2',
    label: ['Boende där kroppen påträffades', 'Dwelling where the body was found'],
    help: [
      'Särskilt boende är till exempel äldreboende eller institution. Välj Annan/okänd för platser som inte är boende.',
      'Sheltered dwelling is for example a home for the elderly or an institution. Choose Other or unknown for places where nobody lives.',
    ],
    required: true,
    codeSystem: '65f0069f-14b5-4634-b187-5193580a3349',
    options: [
      { code: 'SJUKHUS', label: ['Sjukhus', 'Hospital'] },
      { code: 'ORDINART_BOENDE', label: ['Ordinärt boende', 'Ordinary dwelling'] },
      { code: 'SARSKILT_BOENDE', label: ['Särskilt boende', 'Sheltered dwelling'] },
      { code: 'ANNAN', label: ['Annan/okänd', 'Other or unknown'] },
    ],
  },
];

/** The categories that both begin with; a dödsorsaksintyg asks for the country as well. */
export const deathCategories = (asksCountry: boolean): readonly BilingualCategory[] => [
  {
    id: 'KAT_1',
    title: ['Kompletterande patientuppgifter', 'More about the patient'],
    questions: asksCountry ? [identity, country] : [identity],
  },
  { id: 'KAT_2', title: ['Dödsdatum och dödsplats', 'Date and place of death'], questions: [...dates, ...place] },
  {
    id: 'KAT_3',
    title: ['Barn som avlidit senast 28 dygn efter födelsen', 'Child who died within 28 days of birth'],
    questions: [
      yesNo('4.1', ['Avlidet inom 28 dygn efter födelsen', 'Died within 28 days of birth'], {
        help: ['Ska stämma med födelsedatum och dödsdatum.', 'Has to agree with the dates of birth and death.'],
      }),
    ],
  },
];

/** First words of a rule that the answer to 4.1 breaks. */
const newborn = (brokenWhen: Condition): TypeRule => ({
  id: 'NEWBORN',
  kind: 'INCORRECT_COMBINATION',
  field: '4.1',
  text: {
    sv: 'Svaret stämmer inte med födelsedatum och dödsdatum.',
    en: 'The answer does not agree with the dates of birth and death.',
  },
  brokenWhen: { all: [SURE, DAY_OF_DEATH, brokenWhen] },
});

/** Not before birth; where something nearer is wrong with the date, that is told. */
const beforeBirth = (field: string, when: Condition): TypeRule => ({
  id: 'DATE_BEFORE_BIRTH',
  kind: 'OTHER',
  field,
  text: { sv: 'Datumet är före patientens födelse.', en: 'The date is before the patient was born.' },
  brokenWhen: { all: [when, { field, before: { birth: 0 } }] },
});

/** Source: domain.md §3.11, 2.2, 2.3 and R20. */
export const deathRules: readonly TypeRule[] = [
  {
    id: 'DEATH_DATE_WHOLE',
    kind: 'INVALID_FORMAT',
    field: '2.2',
    text: { sv: 'Ange hela dödsdatumet när det är säkert.', en: 'Give the whole date of death when it is certain.' },
    // a text that is no date at all is told by the kind
    brokenWhen: { all: [SURE, { field: '2.2', has: ['MONTH', 'YEAR', 'UNKNOWN'] }] },
  },
  {
    id: 'DEATH_IN_FUTURE',
    kind: 'OTHER',
    field: '2.2',
    text: { sv: 'Ange dagens datum eller tidigare.', en: 'Give the date of today or earlier.' },
    // all days that it can be are after today
    brokenWhen: { all: [KNOWN, { not: { field: '2.2', before: { today: 1 } } }] },
  },
  {
    id: 'DEATH_BEFORE_BIRTH',
    kind: 'OTHER',
    field: '2.2',
    text: { sv: 'Datumet är före patientens födelse.', en: 'The date is before the patient was born.' },
    brokenWhen: {
      all: [KNOWN, { field: '2.2', before: { birth: 0 } }, { not: { field: '2.2', after: { birth: -1 } } }],
    },
  },
  // where the day is given though it is not certain, the nation's rule asks for a later one
  notBefore({ field: '2.3', ifSound: true }, { field: '2.2', days: 1 }, DAY_OF_DEATH),
  notBefore({ field: '2.3', ifSound: true }, { field: '2.2' }, { not: DAY_OF_DEATH }),
  beforeBirth('2.3', { not: { field: '2.3', before: { field: '2.2' } } }),
  newborn({ all: [yes('4.1'), { field: '2.2', after: { birth: FOUR_WEEKS } }] }),
  newborn({ all: [no('4.1'), { field: '2.2', before: { birth: FOUR_WEEKS + 1 } }] }),
];

/** A date of what came before death: not after the day of death, nor after the body was found. */
export const beforeDeath = (field: string, more: Pick<TypeRule, 'ifSound' | 'insteadOf'> = {}): readonly TypeRule[] => [
  notAfter({ field, ...more }, { field: '2.2' }, DAY_OF_DEATH),
  notAfter({ field, ...more }, { field: '2.3' }),
];

/**
 * Not before birth, and not more than four weeks before a death whose day is certain: the nearer of the two is told.
 * Messages may say more than four weeks.
 */
export const shortlyBeforeDeath = (field: string): readonly TypeRule[] => {
  const earlier: Condition = {
    all: [SURE, DAY_OF_DEATH, { field, before: { field: '2.2', days: -FOUR_WEEKS } }],
  };
  return [
    { ...notBefore({ field, only: 'DRAFT' }, { birth: 0 }), brokenWhen: earlier },
    beforeBirth(field, { not: earlier }),
  ];
};

/** What holds for both. Source: domain.md §3.0, §3.11 to §3.13, §11.3 C11, C13 and C21. */
export const ABOUT_DEATH = {
  signedBy: ['DOCTOR', 'PRIVATE_DOCTOR'],
  draftedBy: ['CARE_ADMINISTRATOR', 'NURSE', 'MIDWIFE'],
  raisesOlderDrafts: true,
  automaticSending: true,
  patientSees: false,
  cases: false,
  protectedPatients: false,
  deceasedPatients: true,
  contacts: ['UNIT', 'PATIENT'],
  copies: { REPLACE: 'ALL', COPY_LOCKED: 'ALL' },
} as const;
