import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XmlDocument, type XmlElement, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

/** Where the nation's published schemas are, when they are at hand. */
const schemaFolder = path.resolve(
  import.meta.dirname,
  '../../../..',
  process.env['RIVTA_SCHEMAS'] ?? path.join(process.env['INTYG_PEER_DIR'] ?? '../shared/peer', 'conformance/schemas'),
  'xsd/rivta/clinicalprocess-healthcond-certificate/schemas',
);
const REGISTER = 'interactions/RegisterCertificateInteraction/RegisterCertificateResponder_3.1.xsd';

let validator: XsdValidator | undefined;

/** What the official schema says against a RegisterCertificate; undefined when nothing, or when it is not at hand. */
export function officialXsd(message: XmlElement): string | undefined {
  const file = path.join(schemaFolder, REGISTER);
  if (!validator && existsSync(file)) {
    xmlRegisterFsInputProviders();
    using xsd = XmlDocument.fromBuffer(readFileSync(file), { url: file });
    validator = XsdValidator.fromDoc(xsd);
  }
  try {
    validator?.validate(message);
    return undefined;
  } catch (error) {
    if (error instanceof XmlValidateError) return error.message;
    throw error;
  }
}
