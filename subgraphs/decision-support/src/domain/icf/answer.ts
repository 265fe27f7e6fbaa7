import { findGuidance, type FmbCatalogue } from '../fmb/catalogue.ts';
import type { IcfField } from '../fmb/guidance.ts';
import { categoryOf, type IcfCatalogue } from './catalogue.ts';
import { type IcfCategory, shownTitle } from './icf.ts';

/** Between the titles of chosen categories. Source: domain.md §7.6. */
const BETWEEN = ' - ';

/** A category that was chosen, and whose it is. */
export interface ChosenCategory {
  readonly category: IcfCategory;
  /** Those of the diagnoses, as they were asked about, that it belongs to; none: its diagnosis was taken away. */
  readonly diagnoses: readonly string[];
}

/** An answer of the certificate with what was chosen from ICF. */
export interface IcfAnswer {
  /** Titles of the chosen categories, then what was written. */
  readonly text: string;
  readonly chosen: readonly ChosenCategory[];
}

/** What is put together. */
export interface IcfWish {
  readonly field: IcfField;
  /** Codes of ICF in the order of choice. */
  readonly chosen: readonly string[];
  /** Codes that were chosen when the text was put together last. */
  readonly before: readonly string[];
  /** Of the certificate, as they were asked about. */
  readonly diagnoses: readonly string[];
  /** The answer as it stands. */
  readonly text: string;
}

interface Catalogues {
  readonly fmb: FmbCatalogue | null;
  readonly icf: IcfCatalogue | null;
}

function categoriesOf({ fmb, icf }: Catalogues, codes: readonly string[], wish: IcfWish): ChosenCategory[] {
  const { field, diagnoses } = wish;
  return [...new Set(codes)].map((code): ChosenCategory => {
    const of = diagnoses.flatMap((asked) => {
      const found = fmb ? findGuidance(fmb, asked) : undefined;
      const choice = found?.document.icf[field].find((one) => one.code === code);
      return found && choice ? [{ asked: found.code, title: choice.title }] : [];
    });
    return { category: categoryOf(icf, code, of[0]?.title ?? code), diagnoses: of.map(({ asked }) => asked) };
  });
}

const lineOf = (categories: readonly ChosenCategory[]): string =>
  categories.map(({ category }) => shownTitle(category)).join(BETWEEN);

/** What somebody wrote, without the line that an earlier choice put before it. Any other first line is somebody's words. */
function written(text: string, before: string): string {
  const [first = '', ...rest] = text.split(/\r\n?|\n/);
  return (before !== '' && first.trim() === before ? rest.join('\n') : text).trim();
}

/**
 * Puts chosen categories before what was written, in the order of choice; said again with another choice, the titles of
 * the one before give way. A category whose diagnosis is gone stays, marked by having none: taking a text away is the
 * doctor's to do. Source: domain.md §7.6.
 */
export function icfAnswer(catalogues: Catalogues, wish: IcfWish): IcfAnswer {
  const chosen = categoriesOf(catalogues, wish.chosen, wish);
  const before = lineOf(categoriesOf(catalogues, wish.before, wish));
  return { text: [lineOf(chosen), written(wish.text, before)].filter((part) => part !== '').join('\n'), chosen };
}
