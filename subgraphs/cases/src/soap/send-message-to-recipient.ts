import { type PersonIdKind, PERSON_ID_ROOT } from '@intygsgraf/kernel/domain';
import type { XmlElement } from 'libxml2-wasm';
import type { MessageFromCare, Sender, SendingUnit } from '../domain/message.ts';
import { writeEnvelope } from './envelope.ts';
import { CORE, SUBJECT_CODE, SUBJECT_SYSTEM, TYPES } from './message-contract.ts';

const RESPONDER = 'urn:riv:clinicalprocess:healthcond:certificate:SendMessageToRecipientResponder:2';

/** What an id is of. Source: the contract's documentation of HosPersonal and Enhet. */
const HSA_ID = '1.2.752.129.2.1.4.1';
const WORKPLACE_CODE = '1.2.752.29.4.71';

/** The recipients' logical addresses on the national service platform: their organisation numbers. */
const LOGICAL_ADDRESS: Readonly<Record<string, string>> = { FKASSA: '2021005521' };

/** Adds an element with text. The library escapes: what somebody wrote is never markup. */
const text = (parent: XmlElement, prefix: string, name: string, content: string): void => {
  parent.addElement(name, prefix).addText(content);
};

const id = (parent: XmlElement, prefix: string, name: string, root: string, extension: string): void => {
  const element = parent.addElement(name, prefix);
  text(element, 't', 'root', root);
  text(element, 't', 'extension', extension);
};

/** The contract's time: Swedish, to the second, without a zone. */
const timestampOf = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO('Europe/Stockholm')
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });

/** A day of birth is raised by 60 in a co-ordination number; only a reserve number has anything but figures. */
const kindOf = (personId: string): PersonIdKind => {
  if (!/^(?:18|19|20)\d{10}$/.test(personId)) return 'RESERVE_NUMBER';
  return Number(personId.slice(6, 8)) > 60 ? 'COORDINATION_NUMBER' : 'PERSONAL_NUMBER';
};

function addUnit(staff: XmlElement, unit: SendingUnit): void {
  const element = staff.addElement('enhet', 'c');
  id(element, 'c', 'enhets-id', HSA_ID, unit.hsaId);
  id(element, 'c', 'arbetsplatskod', WORKPLACE_CODE, unit.workplaceCode);
  text(element, 'c', 'enhetsnamn', unit.name);
  text(element, 'c', 'postadress', unit.postalAddress);
  text(element, 'c', 'postnummer', unit.postalCode);
  text(element, 'c', 'postort', unit.city);
  text(element, 'c', 'telefonnummer', unit.phone);
  const careProvider = element.addElement('vardgivare', 'c');
  id(careProvider, 'c', 'vardgivare-id', HSA_ID, unit.careProvider.hsaId);
  text(careProvider, 'c', 'vardgivarnamn', unit.careProvider.name);
}

function addSender(parent: XmlElement, { hsaId, fullName, unit }: Sender): void {
  const staff = parent.addElement('skickatAv', 'm');
  id(staff, 'c', 'personal-id', HSA_ID, hsaId);
  text(staff, 'c', 'fullstandigtNamn', fullName);
  addUnit(staff, unit);
}

function addMessage(body: XmlElement, message: MessageFromCare, address: string): void {
  for (const [prefix, namespace] of Object.entries({ m: RESPONDER, t: TYPES, c: CORE }))
    body.addNsDeclaration(namespace, prefix);
  const root = body.addElement('SendMessageToRecipient', 'm');
  const subject = SUBJECT_CODE[message.subject];
  text(root, 'm', 'meddelande-id', message.messageId);
  text(root, 'm', 'skickatTidpunkt', timestampOf(message.sentAt));
  id(root, 'm', 'intygs-id', message.unit, message.certificateId);
  id(root, 'm', 'patientPerson-id', PERSON_ID_ROOT[kindOf(message.personId)], message.personId);
  text(root, 'm', 'logiskAdressMottagare', address);
  const amne = root.addElement('amne', 'm');
  text(amne, 't', 'code', subject.code);
  text(amne, 't', 'codeSystem', SUBJECT_SYSTEM);
  text(amne, 't', 'displayName', subject.displayName);
  text(root, 'm', 'rubrik', subject.displayName);
  text(root, 'm', 'meddelande', message.text);
  if (message.answers) {
    const answered = root.addElement('svarPa', 'm');
    text(answered, 'c', 'meddelande-id', message.answers.messageId);
    if (message.answers.reference) text(answered, 'c', 'referens-id', message.answers.reference);
  }
  addSender(root, message.sender);
}

/**
 * A question or an answer from care as the SOAP 1.1 bytes that go out (SendMessageToRecipient v2). The same message has
 * the same bytes. The heading is the subject's name, so that an answer has its question's. Source: P18.
 */
export function writeSendMessageToRecipient(message: MessageFromCare): Uint8Array {
  const address = LOGICAL_ADDRESS[message.recipient];
  if (!address) throw new Error(`nobody knows the logical address of ${message.recipient}`);
  return new TextEncoder().encode(writeEnvelope((body) => addMessage(body, message, address), address));
}
