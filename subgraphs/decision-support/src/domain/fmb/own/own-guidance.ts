import { ICD_10_SE } from '../../diagnoses/icd-10-se.ts';
import { OWN_ICF } from '../../icf/own.ts';
import type { RegisterEntry } from '../../registers/register.ts';
import {
  type FmbContent,
  type IcfChoice,
  lengthOf,
  type LengthUnit,
  type TextBlock,
  type TypicalCase,
} from '../guidance.ts';

/** Facts of a document of the guidance, none of its texts; lists are written as words between blanks. */
export interface OwnGuidance {
  readonly id: string;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly updatedOn: string;
  /** Diagnoses. */
  readonly codes: string;
  /**
   * Typical cases, `;` between them: an id, a colon, a number and a unit (d, wk, mo) or `-` for none, `part` for part-time, and the
   * diagnoses where they are not all. Those that say the same of the same are there once.
   */
  readonly cases: string;
  /** Codes of ICF: central ones, a slash, complementary ones. */
  readonly impairment: string;
  readonly limitation: string;
  /** Where its publisher shows it. */
  readonly page: string;
}

const UNITS: Readonly<Record<string, readonly [LengthUnit, one: string, more: string]>> = {
  d: ['DAY', 'dag', 'dagar'],
  wk: ['WEEK', 'vecka', 'veckor'],
  mo: ['MONTH', 'månad', 'månader'],
};
const TITLES = new Map(ICD_10_SE.map(({ code, title }) => [code, title]));
const ICF_TITLES = new Map(OWN_ICF.map(({ code, title }) => [code, title]));
const words = (text: string): string[] => text.split(' ').filter(Boolean);

const sentenceOf = (count: number | null, one: string, more: string, isPart: boolean): string => {
  if (count === null) return 'Ingen längd anges; bedöm i det enskilda fallet.';
  const degree = isPart ? 'deltid' : 'heltid';
  return count === 0
    ? 'Ingen sjukskrivning rekommenderas.'
    : `Sjukskrivning upp till ${count} ${count === 1 ? one : more} på ${degree}.`;
};

function caseOf({ codes, updatedOn }: OwnGuidance, text: string): TypicalCase {
  const [id = '', said = ''] = text.split(': ');
  const [first = '-', ...rest] = words(said);
  const [unit, one, more] = UNITS[rest[0] ?? ''] ?? ['DAY', '', ''];
  const count = first === '-' ? null : Number(first);
  const isPart = rest.includes('part');
  const of = rest.filter((word) => word !== 'part' && !(word in UNITS));
  return {
    kind: 'CASE',
    id,
    diagnoses: of.length > 0 ? of : words(codes),
    sentence: sentenceOf(count, one, more, isPart),
    maximum: count === null ? null : lengthOf(count, unit),
    degree: isPart ? 'PART_TIME' : 'FULL_TIME',
    updatedOn,
  };
}

const choicesOf = (text: string): IcfChoice[] =>
  text.split(' / ').flatMap((codes, place) =>
    words(codes).map((code): IcfChoice => ({
      code,
      title: ICF_TITLES.get(code) ?? code,
      relevance: place === 0 ? 'CENTRAL' : 'COMPLEMENTARY',
    })),
  );

/** What stands where the publisher's texts would be. */
const INSTEAD: readonly TextBlock[] = [
  {
    kind: 'PARAGRAPH',
    text:
      'Systemets eget urval visar rekommenderade längder och ICF-koder. Bedömningen är alltid individuell. ' +
      'Hela beslutsstödet finns hos Socialstyrelsen.',
  },
];

/** A document and its typical cases as entries of the register. */
export function entriesOf(own: OwnGuidance): RegisterEntry<FmbContent>[] {
  const document: FmbContent = {
    kind: 'DOCUMENT',
    id: own.id,
    title: own.title,
    updatedOn: own.updatedOn,
    diagnoses: words(own.codes).map((code) => ({ code, title: TITLES.get(code) ?? code })),
    texts: {
      FUNCTIONAL_IMPAIRMENT: [],
      ACTIVITY_LIMITATION: [],
      REHABILITATION: [],
      INSURANCE_MEDICINE: INSTEAD,
      SYMPTOMS_PROGNOSIS_TREATMENT: [],
    },
    icf: { FUNCTIONAL_IMPAIRMENT: choicesOf(own.impairment), ACTIVITY_LIMITATION: choicesOf(own.limitation) },
    references: [
      { text: 'Hela beslutsstödet hos Socialstyrelsen', uri: `https://roi.socialstyrelsen.se/fmb/${own.page}` },
    ],
  };
  const cases = own.cases
    .split('; ')
    .filter(Boolean)
    .map((text) => caseOf(own, text));
  return [
    { code: `forsakringsmedicinskdiagnosinformation/${own.id}`, content: document },
    ...cases.map((content) => ({ code: `typfall/${content.id}`, content })),
  ];
}
