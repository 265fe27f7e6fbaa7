import { CORE, sequenceOf } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';
import type { CertificateMessage } from './certificate-message.ts';
import { readCertificate } from './read-register-certificate.ts';

export const GET_CERTIFICATE = 'urn:riv:clinicalprocess:healthcond:certificate:GetCertificateResponder:2';

/** The certificate that GetCertificate 2 answers with. Throws XmlFault. */
export function getCertificateOf(message: XmlElement): CertificateMessage {
  const of = sequenceOf(message, GET_CERTIFICATE);
  const certificate = of.element('intyg', CORE, readCertificate);
  of.end();
  return certificate;
}
