import { ParseOption, XmlDocument, XmlElement, XmlParseError } from 'libxml2-wasm';
import type { OfficialRules } from './official-rules.ts';
import { officialXsd } from './official-xsd.ts';
import type { AgencyMemory } from './memory.ts';
import { INFO, OK, refusal, type Result } from './soap-result.ts';

const namespaces = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  r: 'urn:riv:clinicalprocess:healthcond:certificate:RegisterCertificateResponder:3',
  core: 'urn:riv:clinicalprocess:healthcond:certificate:3',
  types: 'urn:riv:clinicalprocess:healthcond:certificate:types:3',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
} as const;
export const RESPONDER = namespaces.r;

const MESSAGE = '/soap:Envelope/soap:Body/r:RegisterCertificate';

/** The type of a certificate as its rules are called: LISJP 1.3 is lisjp.v1. */
function typeOf(document: XmlDocument): string {
  const read = (name: string): string | undefined =>
    document.get(`${MESSAGE}/r:intyg/core:${name}`, namespaces)?.content;
  return `${read('typ/types:code')?.toLowerCase()}.v${read('version')?.split('.')[0]}`;
}

/** The certificate's id, and what keeps the message from being the contract. */
function read(bytes: Uint8Array, rules?: OfficialRules): { readonly id: string } | { readonly fault: string } {
  try {
    using document = XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_NO_XXE });
    const message = document.get(MESSAGE, namespaces);
    const id = document.get(`${MESSAGE}/r:intyg/core:intygs-id/types:extension`, namespaces)?.content;
    if (!(message instanceof XmlElement) || !id) return { fault: 'not RegisterCertificate' };
    if (document.find(`${MESSAGE}/r:intyg//ds:Signature`, namespaces).length !== 1) return { fault: 'not signed' };
    const fault = officialXsd(message);
    if (fault) return { fault };
    const broken = rules?.(document.toString({ format: false }), typeOf(document)) ?? [];
    return broken.length > 0 ? { fault: broken.join('; ') } : { id };
  } catch (error) {
    if (error instanceof XmlParseError) return { fault: 'not XML' };
    throw error;
  }
}

/**
 * RegisterCertificate 3.1: a certificate that is new is kept, the same bytes again are known (INFO); other bytes under
 * its id are refused, and so is whatever the official schema refuses, where it is at hand, and what breaks one of the
 * `rules`, where they are given.
 */
export const takeCertificates =
  (memory: AgencyMemory, rules?: OfficialRules) =>
  (bytes: Uint8Array): Result => {
    const found = read(bytes, rules);
    const refuse = (why: string): Result => {
      memory.refused.push(why);
      return refusal(why);
    };
    if ('fault' in found) return refuse(found.fault);
    const text = new TextDecoder().decode(bytes);
    const known = memory.certificate(found.id);
    if (known && known.bytes !== text) return refuse('CERTIFICATE_ID_NOT_UNIQUE: other bytes');
    memory.register(found.id, text);
    return known ? INFO : OK;
  };
