import { XmlDocument, XmlParseError } from 'libxml2-wasm';

/** Largest XML that is read, bytes: 1 MB. Source: design, §5, table of limits. */
export const LARGEST_XML = 1_000_000;

/** Attributes of an element at most, and characters of one; no message of ours has a tenth of it. */
const MOST_ATTRIBUTES = 100;
const LONGEST_ATTRIBUTE = 32_000;

/** Deepest nesting of elements; no message of ours has a third of it. */
const DEEPEST = 64;

/** What no honest sender writes: an attempt that belongs in the security log. */
export type XmlAttempt = 'DOCUMENT_TYPE' | 'WRAPPED_MESSAGE';

/**
 * XML that could not be read as its contract says. The words name the element and the rule, never what is in it.
 * `line` is where, from 1, when there is a place.
 */
export class XmlFault extends Error {
  constructor(
    message: string,
    readonly line?: number,
    readonly attempt?: XmlAttempt,
  ) {
    super(message);
  }

  /** The message and its place, for whoever sent it. */
  get told(): string {
    return this.line === undefined ? this.message : `${this.message} (line ${this.line})`;
  }
}

const DOCTYPE = /<!DOCTYPE/i;

const lineAt = (text: string, place: number): number => text.slice(0, place).split('\n').length;

/** Whether what is full of NUL would be a document type without them, as UTF-16 and UTF-32 of plain letters are. */
const hiddenDoctype = (text: string): XmlAttempt | undefined =>
  DOCTYPE.test(text.replaceAll('\0', '')) ? 'DOCUMENT_TYPE' : undefined;

/** The line of the first byte that is no UTF-8. */
const lineOfFault = (text: string): number => lineAt(text, text.indexOf('\uFFFD'));

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
    // a mark of UTF-16 at its beginning is no UTF-8, and the letters behind it may still spell a document type
    const read = new TextDecoder().decode(bytes);
    throw new XmlFault('The message is not UTF-8', lineOfFault(read), hiddenDoctype(read));
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new XmlFault('The message is not UTF-8', lineAt(text, nul), hiddenDoctype(text));
  const doctype = text.search(DOCTYPE);
  if (doctype >= 0) throw new XmlFault('The message has a document type', lineAt(text, doctype), 'DOCUMENT_TYPE');
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
    const tooMany = document.get(`//*[count(@*) > ${MOST_ATTRIBUTES}]`);
    if (tooMany) throw new XmlFault(`An element has more than ${MOST_ATTRIBUTES} attributes`, tooMany.line);
    const tooLong = document.get(`//*[@*[string-length() > ${LONGEST_ATTRIBUTE}]]`);
    if (tooLong) throw new XmlFault(`An attribute is longer than ${LONGEST_ATTRIBUTE} characters`, tooLong.line);
    return read(document);
  } finally {
    document.dispose();
  }
}
