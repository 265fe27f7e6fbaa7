import { readXml, sequenceOf, TYPES, writeEnvelope, XmlFault } from '@intygsgraf/kernel/server';
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import type { CertificateWish } from '../application/get-certificate.ts';
import { codedValue, identifier } from '../exchange/header-reader.ts';
import { GET_CERTIFICATE } from '../exchange/read-get-certificate.ts';
import { messageElement } from '../exchange/read-register-certificate.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const REGISTRY = 'urn:riv:itintegration:registry:1';
/** Kv_part. */
const PART = '769bb12b-bd9f-4203-a5cd-fd14f2eb3b80';

/** The request of GetCertificate 2 from its SOAP bytes, with the logical address in its header. Throws XmlFault. */
export const readGetCertificate = (bytes: Uint8Array): CertificateWish =>
  readXml(bytes, (document) => {
    const message = messageElement(document);
    if (message.name !== 'GetCertificate' || message.namespaceUri !== GET_CERTIFICATE)
      throw new XmlFault('The message is not GetCertificate version 2', message.line);
    const address = document.get('/s:Envelope/s:Header/r:LogicalAddress', { s: SOAP, r: REGISTRY })?.content ?? '';
    const of = sequenceOf(message, GET_CERTIFICATE);
    const id = of.element('intygs-id', TYPES, identifier()).extension.trim();
    const part = of.element('part', TYPES, codedValue(PART)).code.trim();
    of.end();
    return { id, part, logicalAddress: address.trim() };
  });

/**
 * The contract's answer around a certificate as it was signed. The contract gives its element a namespace of its own, so
 * that its signature holds again once the element has the name it was signed under, RegisterCertificate's.
 */
export function writeGetCertificateResponse(signed: Uint8Array): string {
  const envelope = new DOMParser().parseFromString(
    writeEnvelope((body) => {
      body.addNsDeclaration(GET_CERTIFICATE, 'm');
      body.addElement('GetCertificateResponse', 'm').addElement('intyg', 'm');
    }),
    'text/xml',
  );
  const certificate = new DOMParser().parseFromString(new TextDecoder().decode(signed), 'text/xml').documentElement;
  const [element] = Array.from(envelope.getElementsByTagNameNS(GET_CERTIFICATE, 'intyg'));
  if (!certificate || !element) throw new Error('no certificate to answer with');
  for (const child of Array.from(certificate.childNodes)) element.appendChild(envelope.importNode(child, true));
  return new XMLSerializer().serializeToString(envelope);
}
