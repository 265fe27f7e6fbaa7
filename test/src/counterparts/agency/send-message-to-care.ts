import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { asMessage, type Message, type Question, subjects } from './question.ts';

/** Namespaces of SendMessageToCare 2.0, RIV-TA basic profile 2.1, by the prefix used here. */
export const namespaces = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  registry: 'urn:riv:itintegration:registry:1',
  m: 'urn:riv:clinicalprocess:healthcond:certificate:SendMessageToCareResponder:2',
  core: 'urn:riv:clinicalprocess:healthcond:certificate:3',
  types: 'urn:riv:clinicalprocess:healthcond:certificate:types:3',
} as const;

export const soapAction = `${namespaces.m}:SendMessageToCare`;

/** Identifiers of what a code or an id is of. Source: domain.md §3.0. */
const roots = {
  personalNumber: '1.2.752.129.2.1.3.1',
  coordinationNumber: '1.2.752.129.2.1.3.3',
  subject: 'ffa59d8f-8d7e-46ae-ac9e-31804e8e8499',
  part: '769bb12b-bd9f-4203-a5cd-fd14f2eb3b80',
} as const;

/** The whole SOAP 1.1 envelope, as text in UTF-8. */
export function sendMessageToCareXml(question: Question): string {
  using document = XmlDocument.create();
  const envelope = document.createRoot('Envelope', namespaces.soap, 'soap');
  for (const prefix of ['registry', 'm', 'core', 'types'] as const)
    envelope.addNsDeclaration(namespaces[prefix], prefix);
  add(envelope.addElement('Header', 'soap'), 'registry', 'LogicalAddress', question.unitHsaId);
  const body = envelope.addElement('Body', 'soap');
  addMessage(body.addElement('SendMessageToCare', 'm'), asMessage(question));
  return document.toString({ encoding: 'utf-8' });
}

/** The order of the elements is the schema's (SendMessageToCareResponder_2.0.xsd). */
function addMessage(root: XmlElement, message: Message): void {
  add(root, 'm', 'meddelande-id', message.messageId);
  add(root, 'm', 'referens-id', message.reference);
  add(root, 'm', 'skickatTidpunkt', message.sentAt);
  addId(root, 'intygs-id', message.unitHsaId, message.certificateId);
  addId(root, 'patientPerson-id', personIdRoot(message.personId), message.personId);
  add(root, 'm', 'logiskAdressMottagare', message.unitHsaId);
  addCode(root, 'amne', roots.subject, subjects[message.subject]);
  add(root, 'm', 'rubrik', message.heading);
  add(root, 'm', 'meddelande', message.text);
  add(root, 'm', 'paminnelseMeddelande-id', message.remindsOf);
  if (message.answers) add(root.addElement('svarPa', 'm'), 'core', 'meddelande-id', message.answers);
  addCode(root.addElement('skickatAv', 'm'), 'part', roots.part, { code: 'FKASSA', displayName: 'Försäkringskassan' });
  for (const complement of message.complements ?? []) {
    const element = root.addElement('komplettering', 'm');
    add(element, 'm', 'frage-id', complement.questionId);
    add(element, 'm', 'instans', complement.instance);
    add(element, 'm', 'text', complement.text);
  }
  add(root, 'm', 'sistaDatumForSvar', message.answerBy);
}

type Prefix = keyof typeof namespaces;

/** Adds an element with text; without a value there is no element. */
function add(parent: XmlElement, prefix: Prefix, name: string, value: string | number | undefined): void {
  if (value !== undefined) parent.addElement(name, prefix).addText(String(value));
}

function addId(parent: XmlElement, name: string, root: string, extension: string): void {
  const element = parent.addElement(name, 'm');
  add(element, 'types', 'root', root);
  add(element, 'types', 'extension', extension);
}

function addCode(parent: XmlElement, name: string, codeSystem: string, code: { code: string; displayName: string }) {
  const element = parent.addElement(name, 'm');
  add(element, 'types', 'code', code.code);
  add(element, 'types', 'codeSystem', codeSystem);
  add(element, 'types', 'displayName', code.displayName);
}

/** A co-ordination number (samordningsnummer) has 60 added to the day of birth. */
const personIdRoot = (personId: string): string =>
  Number(personId.slice(6, 8)) > 60 ? roots.coordinationNumber : roots.personalNumber;
