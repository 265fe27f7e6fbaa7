import type { FmbCatalogue } from '../domain/fmb/catalogue.ts';
import type { IcfChoice } from '../domain/fmb/guidance.ts';
import { categoryOf, type IcfCatalogue } from '../domain/icf/catalogue.ts';
import { shownTitle } from '../domain/icf/icf.ts';
import { PUBLICATIONS, type RegisterEdition } from '../domain/registers/register.ts';
import type { Language } from './card.ts';
import { lengthText } from './lengths.ts';
import { heading, list, plain } from './markdown.ts';
import type { ToldGuidance } from './told-guidance.ts';

/** The registers that a card's words are from. */
export interface CardSources {
  readonly fmb: FmbCatalogue;
  readonly icf: IcfCatalogue | null;
  readonly language: Language;
}

/** A summary is shorter than this, characters. Source: CDS Hooks 2.0, Card Attributes. */
const SUMMARY = 140;
/** Categories of ICF that are named of each field; the graph has them all. */
const ICF_SHOWN = 6;

const WORDS = {
  sv: {
    lengths: 'Rekommenderade längder (typfall)',
    wider: (code: string) => `Vägledningen är publicerad för den överordnade koden ${code}.`,
    own: (code: string) => `Vägledningen är publicerad för koden ${code}.`,
    FUNCTIONAL_IMPAIRMENT: 'Funktionsnedsättning, centrala ICF-kategorier',
    ACTIVITY_LIMITATION: 'Aktivitetsbegränsning, centrala ICF-kategorier',
    updated: 'Ändrad av utgivaren',
    edition: 'utgåva',
    guidance: 'sjukskrivning enligt FMB',
  },
  en: {
    lengths: 'Recommended lengths (typical cases)',
    wider: (code: string) => `The guidance is published for the wider code ${code}.`,
    own: (code: string) => `The guidance is published for the code ${code}.`,
    FUNCTIONAL_IMPAIRMENT: 'Functional impairment, central categories of ICF',
    ACTIVITY_LIMITATION: 'Activity limitation, central categories of ICF',
    updated: 'Changed by its publisher',
    edition: 'edition',
    guidance: 'sick leave according to FMB',
  },
} as const;

/** A code as journals write it: F43.2. */
export const dotted = (code: string): string => (code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code);

const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;

const titleOf = ({ found: { document, resolvedCode } }: ToldGuidance): string =>
  document.diagnoses.find(({ code }) => code === resolvedCode)?.title ?? document.title;

/** One sentence: the diagnosis, and the longest of its recommended lengths. */
export function summary(told: ToldGuidance, language: Language): string {
  const cases = told.found.cases.filter(({ maximum }) => maximum !== null);
  const longest = cases.at(-1);
  const end = longest ? lengthText(longest, language).toLowerCase() : WORDS[language].guidance;
  const codes = told.codes.map(dotted).join(', ');
  const rest = cases.length > 1 ? { sv: ' i typfallen', en: ' in the typical cases' }[language] : '';
  const tail = `: ${end}${rest}`;
  return `${shortened(`${codes} ${titleOf(told)}`, SUMMARY - 1 - tail.length)}${tail}`;
}

/** All that is recommended, in Markdown: for which code, the lengths, the categories of ICF, and when it was changed. */
export function detail(told: ToldGuidance, { icf, language }: CardSources): string {
  const { codes, found } = told;
  const { document, cases, resolvedCode } = found;
  const words = WORDS[language];
  const isWider = !codes.includes(resolvedCode);
  const parts = [
    plain(`${dotted(resolvedCode)} ${titleOf(told)}. ${words[isWider ? 'wider' : 'own'](dotted(resolvedCode))}`),
    ...(cases.length === 0
      ? []
      : [heading(words.lengths), list(cases.map((one) => `${lengthText(one, language)}: ${one.sentence}`))]),
    ...(['FUNCTIONAL_IMPAIRMENT', 'ACTIVITY_LIMITATION'] as const).flatMap((field) =>
      icfPart(words[field], document.icf[field], icf),
    ),
    ...(document.updatedOn ? [plain(`${words.updated}: ${document.updatedOn}`)] : []),
  ];
  return parts.join('\n\n');
}

function icfPart(name: string, choices: readonly IcfChoice[], icf: IcfCatalogue | null): string[] {
  const central = choices.filter(({ relevance }) => relevance === 'CENTRAL').slice(0, ICF_SHOWN);
  const titles = central.map(({ code, title }) => `${shownTitle(categoryOf(icf, code, title))} (${code})`);
  return titles.length === 0 ? [] : [heading(name), list(titles)];
}

/** Where the words are from: the register as its publisher calls it, and which edition of it. */
export function sourceLabel({ register, number, importedAt }: RegisterEdition, language: Language): string {
  const { name, publisher } = PUBLICATIONS[register];
  return `${name}, ${publisher}, ${WORDS[language].edition} ${number} (${importedAt.toISOString().slice(0, 10)})`;
}
