import { XmlFault } from '@intygsgraf/kernel/server';

/** What a declaration says of the letters behind it; it is written in plain ones itself. */
const DECLARED = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/;
/** Longest declaration that is looked at, bytes. */
const DECLARATION = 200;

/** The byte order mark that UTF-16 begins with. */
function marked([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

const declared = (bytes: Uint8Array): string =>
  DECLARED.exec(new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION)))?.[1] ?? 'utf-8';

/**
 * A file of XML as UTF-8, out of the encoding that its byte order mark or its declaration names. A message that is sent is
 * UTF-8; archives are not always. It becomes letters before anybody looks for a document type, so that none hides in it.
 * Throws XmlFault for an encoding that is not known, or that the file is not in.
 */
export function utf8Of(bytes: Uint8Array): Uint8Array {
  const encoding = marked(bytes) ?? declared(bytes);
  const decoder = decoderOf(encoding);
  // what is UTF-8, or wrongly says so, is the reader's to tell with its line
  if (decoder.encoding === 'utf-8') return bytes;
  try {
    return new TextEncoder().encode(decoder.decode(bytes));
  } catch {
    throw new XmlFault(`The file is not in ${decoder.encoding}, as it says`, 1);
  }
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new XmlFault('The file says that it is in an encoding that is not known', 1);
  }
}
