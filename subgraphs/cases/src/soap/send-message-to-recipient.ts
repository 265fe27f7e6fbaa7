import { dayInSweden, LOGICAL_ADDRESS } from '@intygsgraf/kernel/domain';
import { contractTime, CORE, coreTypes, TYPES } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';
import type { MessageFromCare, MessageReference } from '../application/message-from-care.ts';
import { writeEnvelope } from './envelope.ts';
import { SUBJECT_CODE, SUBJECT_SYSTEM } from './message-contract.ts';

const RESPONDER = 'urn:riv:clinicalprocess:healthcond:certificate:SendMessageToRecipientResponder:2';

const write = coreTypes({ core: 'c', types: 't' });

function addReference(parent: XmlElement, { messageId, reference }: MessageReference): void {
  const element = parent.addElement('svarPa', 'm');
  write.text(element, 'c', 'meddelande-id', messageId);
  if (reference) write.text(element, 'c', 'referens-id', reference);
}

/** The order of the elements is the contract's (SendMessageToRecipientResponder_2.1.xsd). */
function addMessage(body: XmlElement, message: MessageFromCare, address: string): void {
  for (const [prefix, namespace] of Object.entries({ m: RESPONDER, t: TYPES, c: CORE }))
    body.addNsDeclaration(namespace, prefix);
  const { messageId, sentAt, unit, certificateId, personId, answers, sender } = message;
  const root = body.addElement('SendMessageToRecipient', 'm');
  const subject = SUBJECT_CODE[message.subject];
  write.text(root, 'm', 'meddelande-id', messageId);
  write.text(root, 'm', 'skickatTidpunkt', contractTime(sentAt));
  write.id(root, 'm', 'intygs-id', unit, certificateId);
  write.personId(root, 'm', 'patientPerson-id', personId, dayInSweden(sentAt));
  write.text(root, 'm', 'logiskAdressMottagare', address);
  write.code(root, 'm', 'amne', { ...subject, codeSystem: SUBJECT_SYSTEM });
  write.text(root, 'm', 'rubrik', subject.displayName);
  write.text(root, 'm', 'meddelande', message.text);
  if (answers) addReference(root, answers);
  write.staff(root, 'm', 'skickatAv', sender);
}

/**
 * A question or an answer from care as the SOAP 1.1 bytes that go out (SendMessageToRecipient v2). The heading is the
 * subject's name, so that an answer has its question's. Source: P18.
 */
export function writeSendMessageToRecipient(message: MessageFromCare): Uint8Array {
  const address = LOGICAL_ADDRESS[message.recipient];
  if (!address) throw new Error(`no logical address of ${message.recipient}`);
  return new TextEncoder().encode(writeEnvelope((body) => addMessage(body, message, address), address));
}
