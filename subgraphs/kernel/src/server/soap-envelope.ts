import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { readXml, XmlFault } from './xml-document.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
/** RIV-TA speaks 1.1 at every door; archives have envelopes of 1.2, too. Source: RIV-TA basic profile 2.1. */
const SOAP_1_2 = 'http://www.w3.org/2003/05/soap-envelope';

/** Reads the one element in the body of an envelope. The document lives only as long as `read` runs. */
export const readBody = <T>(bytes: Uint8Array, read: (body: XmlElement, document: XmlDocument) => T): T =>
  readXml(bytes, (document) => read(elementInBody(document, 's'), document));

/** The one element in the body of an envelope of SOAP 1.1 (`s`) or 1.2 (`s12`). Throws XmlFault where there is none, or more. */
function elementInBody(document: XmlDocument, prefix: 's' | 's12'): XmlElement {
  const [element, other] = document.find(`/${prefix}:Envelope/${prefix}:Body/*`, NAMES);
  if (element && !other) return element as XmlElement;
  const line = (other ?? document.root).line;
  throw new XmlFault('The message is not a SOAP envelope with one body element', line, other && 'WRAPPED_MESSAGE');
}

/** Of the header that says whom a message is for. Source: RIV-TA basic profile 2.1. */
const REGISTRY = 'urn:riv:itintegration:registry:1';
const NAMES = {
  s: SOAP,
  s12: SOAP_1_2,
  registry: REGISTRY,
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
};

/**
 * Reads a request: its body, and whom its header is addressed to, null when it does not say. What would make a message
 * look signed that is not is refused: a header with a signature, which nobody here verifies (the connection is what a
 * sender proves themselves by), a body in another place than its own, an id that two elements have.
 */
export const readRequest = <T>(bytes: Uint8Array, read: (body: XmlElement, addressedTo: string | null) => T): T =>
  readBody(bytes, (body, document) => {
    refuseWrapping(document);
    return read(body, document.get('/s:Envelope/s:Header/registry:LogicalAddress', NAMES)?.content ?? null);
  });

/** Refuses what would make a message look signed that is not. Throws XmlFault. */
export function refuseWrapping(document: XmlDocument): void {
  const signed = document.get('/*/*[self::s:Header or self::s12:Header]//*[self::wsse:* or self::ds:*]', NAMES);
  if (signed) throw new XmlFault('A header with a signature is not read', signed.line, 'WRAPPED_MESSAGE');
  const [, other] = document.find('//s:Body | //s12:Body', NAMES);
  if (other) throw new XmlFault('The message has a second body', other.line, 'WRAPPED_MESSAGE');
  // an `id` in small letters is the contract's own: two instances of a question have the same
  const ids = document
    .find(`//@*[local-name() = 'Id' or local-name() = 'ID' or name() = 'xml:id']`)
    .map(({ content }) => content);
  if (new Set(ids).size < ids.length) throw new XmlFault('Two elements have the same id', 1, 'WRAPPED_MESSAGE');
}

/** Which version of SOAP an envelope may be of: a door's, or also what archives have. */
export type Envelopes = 'SOAP_1_1' | 'ANY_SOAP';

/** The one element in the body of an envelope; undefined where the document is none. Throws XmlFault. */
export function envelopedElement(document: XmlDocument, envelopes: Envelopes = 'SOAP_1_1'): XmlElement | undefined {
  const { root } = document;
  const isNewer = root.namespaceUri === SOAP_1_2 && envelopes === 'ANY_SOAP';
  if (root.namespaceUri !== SOAP && !isNewer) return undefined;
  refuseWrapping(document);
  return elementInBody(document, isNewer ? 's12' : 's');
}

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
