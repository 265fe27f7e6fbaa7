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

/** What somebody wrote, without the line of titles that an earlier choice put before it. */
function written(icf: IcfCatalogue | null, text: string): string {
  const [first = '', ...rest] = text.split('\n');
  const isRendered = first !== '' && first.split(BETWEEN).every((title) => icf?.titles.has(title));
  return (isRendered ? rest.join('\n') : text).trim();
}

/**
 * Puts chosen categories before what was written, in the order of choice; said again with another choice, the old titles
 * give way. A category whose diagnosis is gone stays, marked by having none: taking a text away is the doctor's to do.
 * Source: domain.md §7.6.
 */
export function icfAnswer(
  { fmb, icf }: { readonly fmb: FmbCatalogue | null; readonly icf: IcfCatalogue | null },
  field: IcfField,
  codes: readonly string[],
  diagnoses: readonly string[],
  text: string,
): IcfAnswer {
  const chosen = [...new Set(codes)].map((code): ChosenCategory => {
    const of = diagnoses.flatMap((asked) => {
      const found = fmb ? findGuidance(fmb, asked) : undefined;
      const choice = found?.document.icf[field].find((one) => one.code === code);
      return found && choice ? [{ asked: found.code, title: choice.title }] : [];
    });
    return { category: categoryOf(icf, code, of[0]?.title ?? code), diagnoses: of.map(({ asked }) => asked) };
  });
  const titles = chosen.map(({ category }) => shownTitle(category)).join(BETWEEN);
  return { text: [titles, written(icf, text)].filter((part) => part !== '').join('\n'), chosen };
}
