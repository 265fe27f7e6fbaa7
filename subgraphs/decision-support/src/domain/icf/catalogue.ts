import type { RegisterEdition, StoredEntry } from '../registers/register.ts';
import { type IcfCategory, shownTitle } from './icf.ts';

/** An edition of ICF, to be looked up and searched. */
export interface IcfCatalogue {
  readonly edition: RegisterEdition;
  readonly categories: ReadonlyMap<string, IcfCategory>;
  /** Titles as they are shown, to know a rendered text again. */
  readonly titles: ReadonlySet<string>;
}

export function icfCatalogue(edition: RegisterEdition, entries: readonly StoredEntry<IcfCategory>[]): IcfCatalogue {
  const categories = new Map(entries.map(({ content }) => [content.code, content]));
  return { edition, categories, titles: new Set([...categories.values()].map(shownTitle)) };
}

/** A category by its code; one that the edition lacks is known by the title that its source gave it. */
export const categoryOf = (catalogue: IcfCatalogue | null, code: string, title: string): IcfCategory =>
  catalogue?.categories.get(code) ?? {
    code,
    title,
    alternative: null,
    description: null,
    includes: null,
    excludes: null,
  };

/** How names are sorted in Swedish. */
const swedish = new Intl.Collator('sv');
export const byTitle = (one: IcfCategory, other: IcfCategory): number =>
  swedish.compare(shownTitle(one), shownTitle(other));
