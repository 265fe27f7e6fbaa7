import { Parser } from 'htmlparser2';
import type { TextBlock, TextBlockKind } from '../../domain/fmb/guidance.ts';

/** Elements that end one piece of a text and begin another. */
const BLOCKS: Readonly<Record<string, TextBlockKind>> = {
  p: 'PARAGRAPH',
  div: 'PARAGRAPH',
  br: 'PARAGRAPH',
  ul: 'PARAGRAPH',
  ol: 'PARAGRAPH',
  table: 'PARAGRAPH',
  tr: 'PARAGRAPH',
  td: 'PARAGRAPH',
  li: 'LIST_ITEM',
  h1: 'HEADING',
  h2: 'HEADING',
  h3: 'HEADING',
  h4: 'HEADING',
  h5: 'HEADING',
  h6: 'HEADING',
};
/** Elements whose content is no text for people. */
const SILENT = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'noscript',
  'title',
  'textarea',
  'svg',
  'math',
]);

/** A text with markup as pieces of plain text: nothing of the markup reaches a reader. */
export function textBlocks(html: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let [text, kind, silent] = ['', 'PARAGRAPH' as TextBlockKind, 0];
  const end = (next: TextBlockKind) => {
    const words = text.replaceAll(/\s+/g, ' ').trim();
    if (words !== '') blocks.push({ kind, text: words });
    [text, kind] = ['', next];
  };
  const parser = new Parser(
    {
      onopentagname(name) {
        if (SILENT.has(name)) silent++;
        if (BLOCKS[name]) end(BLOCKS[name]);
      },
      onclosetag(name) {
        if (SILENT.has(name)) silent = Math.max(0, silent - 1);
        if (BLOCKS[name]) end('PARAGRAPH');
      },
      ontext(piece) {
        if (silent === 0) text += piece;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  end('PARAGRAPH');
  return blocks;
}
