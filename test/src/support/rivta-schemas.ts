import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ParseOption, XmlDocument, XmlElement, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { CERTIFICATE_DOMAIN, publishedSchemas } from '../counterparts/agency/published-schemas.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** The folder of the nation's published schemas, where it is there. */
export const rivtaSchemas = existsSync(path.join(publishedSchemas, CERTIFICATE_DOMAIN)) ? publishedSchemas : undefined;

/** Whether the nation's published schemas are here; `what` would be held against them, and it is told when it is not. */
export function haveSchemas(what: string): boolean {
  const have = rivtaSchemas !== undefined;
  if (!have) console.warn(`SKIPPED: ${what} is not held against the official schemas; set RIVTA_SCHEMAS.`);
  return have;
}

/** Holds the element that `xpath` leads to against a schema of the domain; throws what is wrong with it. */
export function validateXsd(xml: string, xpath: string, namespaces: Record<string, string>, schema: string): void {
  xmlRegisterFsInputProviders();
  const file = path.join(publishedSchemas, CERTIFICATE_DOMAIN, schema);
  using xsd = XmlDocument.fromBuffer(readFileSync(file), { url: file });
  using validator = XsdValidator.fromDoc(xsd);
  using document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NO_XXE });
  const element = document.get(xpath, namespaces);
  if (!(element instanceof XmlElement)) throw new Error(`no ${xpath} in the document`);
  validator.validate(element);
}

/** Holds messages, in SOAP envelopes or without, against the schema of an interaction, compiled once; what is wrong with one. */
export function messageValidator(interaction: string, version: string): (xml: string) => string | undefined {
  xmlRegisterFsInputProviders();
  const name = `interactions/${interaction}Interaction/${interaction}Responder_${version}.xsd`;
  const file = path.join(publishedSchemas, CERTIFICATE_DOMAIN, name);
  using xsd = XmlDocument.fromBuffer(readFileSync(file), { url: file });
  const validator = XsdValidator.fromDoc(xsd);
  return (xml) => {
    using document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NO_XXE });
    const isBare = document.root.name !== 'Envelope';
    const message = isBare ? document.root : document.get('/s:Envelope/s:Body/*', { s: SOAP });
    if (!(message instanceof XmlElement)) return 'no message';
    try {
      validator.validate(message);
      return undefined;
    } catch (error) {
      if (error instanceof XmlValidateError) return error.message;
      throw error;
    }
  };
}
