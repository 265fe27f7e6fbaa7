import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { readXml, XmlFault } from './xml-document.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** Reads the one element in the body of an envelope. The document lives only as long as `read` runs. */
export const readBody = <T>(bytes: Uint8Array, read: (body: XmlElement) => T): T =>
  readXml(bytes, (document) => {
    const bodies = document.find('/s:Envelope/s:Body/*', { s: SOAP });
    const [body] = bodies;
    if (!body || bodies.length > 1) throw new XmlFault('The message is not a SOAP 1.1 envelope with one body element');
    return read(body as XmlElement);
  });

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
