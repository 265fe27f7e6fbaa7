/** A category of ICF (kategori): a body function, a structure, an activity or something of the surroundings. */
export interface IcfCategory {
  /** `b`, `s`, `d` or `e` and up to five figures; a few national ones end with a letter. */
  readonly code: string;
  /** benämning. */
  readonly title: string;
  /** alternativ term: what people say; preferred where there is one. */
  readonly alternative: string | null;
  readonly description: string | null;
  /** innefattar. */
  readonly includes: string | null;
  /** utesluter. */
  readonly excludes: string | null;
}

export const ICF_CODE = /^[bsde](?:\d{1,5}[A-Z]?)?$/;

/** Editions before 2019 gave blocks codes of their own, after which they stand: b1a is b110–b139, b229a is b230–b249. */
const BLOCK_CODE = /^[bsde]\d{1,5}[a-z]$/;

/** What a reader sees: the alternative term, else the title. Source: domain.md §7.6. */
export const shownTitle = ({ alternative, title }: Pick<IcfCategory, 'alternative' | 'title'>): string =>
  alternative ?? title;

/** The columns of the published table that are read, by their headings. Source: Socialstyrelsen, ICF 2019. */
const COLUMNS = {
  code: 'ICF-koder',
  title: 'Benämning/kodtext',
  alternative: 'Alternativ term',
  description: 'Beskrivning',
  includes: 'Innefattar',
  excludes: 'Utesluter',
} as const satisfies Record<keyof IcfCategory, string>;

/** Where each column is. */
export type IcfForm = Readonly<Record<keyof IcfCategory, number>>;

/** The form of a table by its row of headings; undefined when the row is none. */
export function icfFormOf(cells: readonly string[]): IcfForm | undefined {
  const headings = cells.map((cell) => cell.trim());
  const places = Object.entries(COLUMNS).map(([field, name]) => [field, headings.indexOf(name)] as const);
  return places.every(([, place]) => place >= 0) ? (Object.fromEntries(places) as unknown as IcfForm) : undefined;
}

/** What stands for a byte that is no UTF-8. */
const UNREADABLE = /\uFFFD/;

/** A row: a category, nothing (a block, an empty row), or wrong in a column (from 1). */
export type IcfRow =
  | { readonly category: IcfCategory }
  | { readonly column: number; readonly fault: string }
  | { readonly leftOut: 'block' | 'empty' };

export function readIcfRow(form: IcfForm, cells: readonly string[]): IcfRow {
  const text = (field: keyof IcfCategory) => (cells[form[field]] ?? '').replaceAll(/\s+/g, ' ').trim();
  const [code, title] = [text('code'), text('title')];
  if (code === '') return { leftOut: title === '' ? 'empty' : 'block' };
  if (BLOCK_CODE.test(code)) return { leftOut: 'block' };
  if (!ICF_CODE.test(code)) return { column: form.code + 1, fault: 'this is no code of ICF' };
  if (title === '') return { column: form.title + 1, fault: 'there is no title' };
  const category = {
    code,
    title,
    alternative: text('alternative') || null,
    description: text('description') || null,
    includes: text('includes').replace(/;$/, '') || null,
    excludes: text('excludes').replace(/;$/, '') || null,
  };
  return UNREADABLE.test(JSON.stringify(category))
    ? { column: form.title + 1, fault: 'the row is not readable as text' }
    : { category };
}

/** Components that a whole edition has. Source: WHO, ICF. */
const COMPONENTS = ['b', 's', 'd', 'e'];
/** The components that a table lacks: it is cut. */
export const missingComponents = (codes: readonly string[]): string[] =>
  COMPONENTS.filter((component) => !codes.some((code) => code.startsWith(component) && code.length > 1));
