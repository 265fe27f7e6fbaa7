import { readXml, XmlFault } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';
import { REGISTER } from '../signature/intyg-document.ts';
import type { CertificateMessage } from './certificate-message.ts';
import { utf8Of } from './file-encoding.ts';
import { medicalCertificateOf, REGISTER_MEDICAL } from './older/read-medical-certificate.ts';
import { REGISTER_1, registeredStatementOf } from './older/read-statement.ts';
import { TS_CONTRACTS } from './older/read-ts.ts';
import { GET_CERTIFICATE, getCertificateOf } from './read-get-certificate.ts';
import { asVersion3, messageElement, registerCertificateOf } from './read-register-certificate.ts';

/** A contract that carries a certificate. */
interface Contract {
  /** Of the message's element. */
  readonly name: string;
  readonly namespace: string;
  read(message: XmlElement): CertificateMessage;
}

const CONTRACTS: readonly Contract[] = [
  { name: 'RegisterCertificate', namespace: REGISTER, read: registerCertificateOf },
  { name: 'RegisterCertificate', namespace: REGISTER_1, read: registeredStatementOf },
  { name: 'GetCertificateResponse', namespace: GET_CERTIFICATE, read: getCertificateOf },
  { name: 'RegisterMedicalCertificate', namespace: REGISTER_MEDICAL, read: medicalCertificateOf },
  ...TS_CONTRACTS,
];

/**
 * A certificate from the bytes of any contract that carries one, as today's would have it: RegisterCertificate 3, 2 and 1,
 * the answer of GetCertificate 2, RegisterTSBas and RegisterTSDiabetes 1, RegisterMedicalCertificate 3; in a SOAP envelope or without. Throws XmlFault.
 */
export const readCertificateMessage = (bytes: Uint8Array): CertificateMessage =>
  readXml(bytes, (document) => {
    const message = messageElement(document, 'ANY_SOAP');
    const contract = CONTRACTS.find(
      ({ name, namespace }) =>
        message.name === name && [message.namespaceUri, asVersion3(message.namespaceUri)].includes(namespace),
    );
    if (!contract) throw new XmlFault('The message is of no contract that carries a certificate', message.line);
    return contract.read(message);
  });

/** As `readCertificateMessage`, of a file, which may be in another encoding than UTF-8 if it says so. Throws XmlFault. */
export const readCertificateFile = (bytes: Uint8Array): CertificateMessage => readCertificateMessage(utf8Of(bytes));
