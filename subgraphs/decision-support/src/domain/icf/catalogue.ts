import type { RegisterEdition, StoredEntry } from '../registers/register.ts';
import { type IcfCategory, shownTitle } from './icf.ts';

/** An edition of ICF, to be looked up and searched. */
export interface IcfCatalogue {
  readonly edition: RegisterEdition;
  readonly categories: ReadonlyMap<string, IcfCategory>;
}

export function icfCatalogue(edition: RegisterEdition, entries: readonly StoredEntry<IcfCategory>[]): IcfCatalogue {
  return { edition, categories: new Map(entries.map(({ content }) => [content.code, content])) };
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
