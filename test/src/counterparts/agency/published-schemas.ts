import path from 'node:path';

/** The folder where the nation's published schemas are, when they are at hand. */
export const publishedSchemas = path.resolve(
  import.meta.dirname,
  '../../../..',
  process.env['RIVTA_SCHEMAS'] ?? path.join(process.env['INTYG_PEER_DIR'] ?? '../shared/peer', 'conformance/schemas'),
);
/** In it: the schemas of the certificates' domain. */
export const CERTIFICATE_DOMAIN = 'xsd/rivta/clinicalprocess-healthcond-certificate/schemas';
