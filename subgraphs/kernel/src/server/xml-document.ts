import { XmlDocument, XmlParseError } from 'libxml2-wasm';

/** Largest XML that is read, bytes. Source: design, §5, table of limits. */
export const LARGEST_XML = 1_048_576;

/** Deepest nesting of elements; no message of ours has a third of it. */
const DEEPEST = 64;

/**
 * XML that could not be read as its contract says. The words name the element and the rule, never what is in it.
 * `line` is where, from 1, when there is a place.
 */
export class XmlFault extends Error {
  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}

/** The line of the first byte that is no UTF-8. */
function lineOfFault(bytes: Uint8Array): number {
  const text = new TextDecoder().decode(bytes);
  return text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
}

/**
 * The bytes of a message as text. A document type is refused before anything parses it: entities and external files are
 * never of use here. Only UTF-8, so that no other encoding can hide one: UTF-16 and UTF-32 of plain letters are UTF-8
 * too, full of NUL, which libxml2 would recognise and read.
 */
function textOf(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_XML) throw new XmlFault(`The message is larger than ${LARGEST_XML} bytes`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlFault('The message is not UTF-8', lineOfFault(bytes));
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new XmlFault('The message is not UTF-8', text.slice(0, nul).split('\n').length);
  const doctype = text.search(/<!DOCTYPE/i);
  if (doctype >= 0) throw new XmlFault('The message has a document type', text.slice(0, doctype).split('\n').length);
  return text;
}

/** Reads an XML document. It lives only as long as `read` runs. Throws XmlFault. */
export function readXml<T>(bytes: Uint8Array, read: (document: XmlDocument) => T): T {
  const text = textOf(bytes);
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(text, { encoding: 'utf-8' });
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    throw new XmlFault('The message is not well-formed XML', error.details[0]?.line ?? 1);
  }
  try {
    // libxml2 itself stops at 256, so that nothing deep is ever built
    const tooDeep = document.get('/*'.repeat(DEEPEST + 1));
    if (tooDeep) throw new XmlFault(`Elements are nested deeper than ${DEEPEST}`, tooDeep.line);
    return read(document);
  } finally {
    document.dispose();
  }
}
