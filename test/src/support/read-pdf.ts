import { getDocumentProxy } from 'unpdf';

/** What a reader of a PDF finds in it, without looking at it. */
export interface ReadPdf {
  readonly pages: number;
  /** In words, page by page, in the order of its tags: what runs at the head and foot is left out. */
  readonly text: string;
  /** The same, each page by itself. */
  readonly byPage: readonly string[];
  /** What is on each page and is no part of its text: head, foot and watermark. */
  readonly around: readonly string[];
  /** The names of the tags, in order. */
  readonly tags: readonly string[];
  readonly bookmarks: readonly string[];
  readonly language: unknown;
  readonly title: unknown;
  readonly isTagged: boolean;
}

interface Node {
  readonly role?: string;
  readonly type?: string;
  readonly children?: readonly Node[];
}

interface Bookmark {
  readonly title: string;
  readonly items: readonly Bookmark[];
}

const rolesOf = ({ role, children }: Node): string[] => [
  ...(role ? [role] : []),
  ...(children ?? []).flatMap((child) => rolesOf(child)),
];

const titlesOf = (bookmarks: readonly Bookmark[]): string[] =>
  bookmarks.flatMap(({ title, items }) => [title, ...titlesOf(items)]);

/** The words of a page, and those that are marked as none of its text. */
async function wordsOf(page: Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>) {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const words = { text: '', around: '' };
  const open: (keyof typeof words)[] = [];
  for (const item of items) {
    if ('str' in item) words[open.includes('around') ? 'around' : 'text'] += item.str + (item.hasEOL ? '\n' : '');
    else if (item.type === 'endMarkedContent') open.pop();
    else open.push((item as { tag?: string }).tag === 'Artifact' ? 'around' : 'text');
  }
  return words;
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  // the reader takes the bytes away from their owner
  const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, place) => document.getPage(place + 1)));
  const words = await Promise.all(pages.map(wordsOf));
  const trees = await Promise.all(pages.map((page) => page.getStructTree()));
  const { info } = (await document.getMetadata()) as unknown as { info: Record<string, unknown> };
  const marks = (await document.getMarkInfo()) as unknown as Record<string, unknown> | null;
  const read = {
    pages: document.numPages,
    text: words.map(({ text }) => text).join('\n'),
    byPage: words.map(({ text }) => text),
    around: words.map(({ around }) => around),
    tags: trees.flatMap((tree) => rolesOf(tree as Node)),
    bookmarks: titlesOf((((await document.getOutline()) as unknown) ?? []) as readonly Bookmark[]),
    language: info['Language'],
    title: info['Title'],
    isTagged: marks?.['Marked'] === true,
  };
  await document.loadingTask.destroy();
  return read;
}
