import { XmlDocument, type XmlElement, XmlParseError } from 'libxml2-wasm';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** The request could not be read as the contract says; the words name the element and the rule, never its content. */
export class SoapFault extends Error {}

/**
 * The bytes of a SOAP 1.1 message as text. A document type is refused before anything parses it: entities and external
 * files are never of use here. Only UTF-8, so that no other encoding can hide one: UTF-16 and UTF-32 of plain letters
 * are UTF-8 too, full of NUL, which libxml2 would recognise and read.
 */
function textOf(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SoapFault('The message is not UTF-8');
  }
  if (text.includes('\0')) throw new SoapFault('The message is not UTF-8');
  if (/<!DOCTYPE/i.test(text)) throw new SoapFault('The message has a document type');
  return text;
}

/** Reads the one element in the body of an envelope. The document lives only as long as `read` runs. */
export function readBody<T>(bytes: Uint8Array, read: (body: XmlElement) => T): T {
  const text = textOf(bytes);
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(text, { encoding: 'utf-8' });
  } catch (error) {
    throw error instanceof XmlParseError ? new SoapFault('The message is not well-formed XML') : error;
  }
  try {
    const bodies = document.find('/s:Envelope/s:Body/*', { s: SOAP });
    const [body] = bodies;
    if (!body || bodies.length > 1) throw new SoapFault('The message is not a SOAP 1.1 envelope with one body element');
    return read(body as XmlElement);
  } finally {
    document.dispose();
  }
}

/** Of the header that says whom a message is for. Source: RIV-TA basic profile 2.1. */
const REGISTRY = 'urn:riv:itintegration:registry:1';

/** An envelope around what `fill` puts into its body; a request names its receiver by their logical address. */
export function writeEnvelope(fill: (body: XmlElement) => void, logicalAddress?: string): string {
  const document = XmlDocument.create();
  try {
    const envelope = document.createRoot('Envelope', SOAP, 'soap');
    if (logicalAddress !== undefined) {
      envelope.addNsDeclaration(REGISTRY, 'registry');
      envelope.addElement('Header', 'soap').addElement('LogicalAddress', 'registry').addText(logicalAddress);
    }
    fill(envelope.addElement('Body', 'soap'));
    return document.toString({ format: false });
  } finally {
    document.dispose();
  }
}

/** A SOAP fault: `Client` when the message is at fault, `Server` when it may be sent again. */
export const writeFault = (code: 'Client' | 'Server', text: string): string =>
  writeEnvelope((body) => {
    const fault = body.addElement('Fault', 'soap');
    fault.addElement('faultcode').addText(`soap:${code}`);
    fault.addElement('faultstring').addText(text);
  });
