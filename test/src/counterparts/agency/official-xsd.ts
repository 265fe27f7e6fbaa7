import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XmlDocument, type XmlElement, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { CERTIFICATE_DOMAIN, publishedSchemas } from './published-schemas.ts';

const VERSIONS = { RevokeCertificate: '2.1', RegisterCertificate: '3.1', SendMessageToRecipient: '2.1' } as const;

const validators = new Map<string, XsdValidator>();

/** What the official schema says against a message; undefined when nothing, or when it is not at hand. */
export function officialXsd(
  message: XmlElement,
  interaction: keyof typeof VERSIONS = 'RegisterCertificate',
): string | undefined {
  const name = `interactions/${interaction}Interaction/${interaction}Responder_${VERSIONS[interaction]}.xsd`;
  const file = path.join(publishedSchemas, CERTIFICATE_DOMAIN, name);
  if (!validators.has(interaction) && existsSync(file)) {
    xmlRegisterFsInputProviders();
    using xsd = XmlDocument.fromBuffer(readFileSync(file), { url: file });
    validators.set(interaction, XsdValidator.fromDoc(xsd));
  }
  try {
    validators.get(interaction)?.validate(message);
    return undefined;
  } catch (error) {
    if (error instanceof XmlValidateError) return error.message;
    throw error;
  }
}
