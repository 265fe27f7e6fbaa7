import { dayInSweden, LOGICAL_ADDRESS } from '@intygsgraf/kernel/domain';
import { contractTime, CORE, coreTypes, type Issuer, TYPES, writeEnvelope } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';

const RESPONDER = 'urn:riv:clinicalprocess:healthcond:certificate:RevokeCertificateResponder:2';

const write = coreTypes({ core: 'c', types: 't' });

/** What a recipient is told of a revocation. */
export interface RevocationMessage {
  /** The national intygs-id. */
  readonly id: string;
  /** HSA-id of the unit that issued the certificate. */
  readonly unit: string;
  /** 12 characters. */
  readonly personId: string;
  /** The reason, and the words of who revoked it. */
  readonly text: string;
  readonly revokedAt: Date;
  readonly revokedBy: Issuer;
}

/** The order of the elements is the contract's (RevokeCertificateResponder_2.1.xsd). */
function addMessage(body: XmlElement, message: RevocationMessage): void {
  for (const [prefix, namespace] of Object.entries({ r: RESPONDER, t: TYPES, c: CORE }))
    body.addNsDeclaration(namespace, prefix);
  const root = body.addElement('RevokeCertificate', 'r');
  write.text(root, 'r', 'meddelande', message.text);
  write.text(root, 'r', 'skickatTidpunkt', contractTime(message.revokedAt));
  write.id(root, 'r', 'intygs-id', message.unit, message.id);
  write.personId(root, 'r', 'patientPerson-id', message.personId, dayInSweden(message.revokedAt));
  write.staff(root, 'r', 'skickatAv', message.revokedBy);
}

/** RevokeCertificate 2 as the SOAP 1.1 bytes that go out. */
export function revokeCertificateMessage(message: RevocationMessage, recipient: string): Uint8Array {
  const address = LOGICAL_ADDRESS[recipient];
  if (!address) throw new Error(`no logical address of ${recipient}`);
  return new TextEncoder().encode(writeEnvelope((body) => addMessage(body, message), address));
}
