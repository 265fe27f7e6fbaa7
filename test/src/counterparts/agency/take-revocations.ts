import { ParseOption, XmlDocument, XmlElement, XmlParseError } from 'libxml2-wasm';
import type { AgencyMemory } from './memory.ts';
import { officialXsd } from './official-xsd.ts';
import { INFO, OK, refusal, type Result } from './soap-result.ts';

const namespaces = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  r: 'urn:riv:clinicalprocess:healthcond:certificate:RevokeCertificateResponder:2',
  types: 'urn:riv:clinicalprocess:healthcond:certificate:types:3',
} as const;
export const RESPONDER = namespaces.r;

const MESSAGE = '/soap:Envelope/soap:Body/r:RevokeCertificate';

/** RevokeCertificate 2.1: a certificate that the agency has is revoked, once; one that it has not is refused. */
export const takeRevocations =
  (memory: AgencyMemory) =>
  (bytes: Uint8Array): Result => {
    const refuse = (why: string): Result => {
      memory.refused.push(why);
      return refusal(why);
    };
    try {
      using document = XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_NO_XXE });
      const message = document.get(MESSAGE, namespaces);
      const id = document.get(`${MESSAGE}/r:intygs-id/types:extension`, namespaces)?.content;
      if (!(message instanceof XmlElement) || !id) return refuse('not RevokeCertificate');
      const fault = officialXsd(message, 'RevokeCertificate');
      if (fault) return refuse(fault);
      if (!memory.has(id)) return refuse('CERTIFICATE_NOT_FOUND');
      const text = document.get(`${MESSAGE}/r:meddelande`, namespaces)?.content ?? '';
      return memory.revoke(id, text) ? OK : INFO;
    } catch (error) {
      if (error instanceof XmlParseError) return refuse('not XML');
      throw error;
    }
  };
