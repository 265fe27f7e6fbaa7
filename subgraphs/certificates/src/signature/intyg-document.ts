import { CORE, coreTypes, type FullIssuer, TYPES } from '@intygsgraf/kernel/server';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import type { TransportAnswer, TransportValue } from '../domain/transport.ts';
import type {
  CertificateMessage,
  MessagePatient,
  MessageRelation,
  MessageStatus,
} from '../exchange/certificate-message.ts';

/** Of RegisterCertificate 3, whose element a certificate is. */
export const REGISTER = 'urn:riv:clinicalprocess:healthcond:certificate:RegisterCertificateResponder:3';
/** Of what came with version 3.2, as the place for the signature (underskrift). */
export const EXTENSION = 'urn:riv:clinicalprocess:healthcond:certificate:3.2';

/** What a certificate's element holds: what a message says, but for its signature and where its parts stood. */
export type WrittenCertificate = Omit<CertificateMessage, 'issuer' | 'answers' | 'signed' | 'answersMessage'> & {
  readonly issuer: FullIssuer;
  readonly answers: readonly TransportAnswer[];
};

const { text, id, code, staff } = coreTypes({ core: 'c', types: 't', extension: 'u' });

/**
 * A line ends with one character, or the next reader would make one of the other, and the signature would not hold: XML 1.1
 * (and xml-crypto's parser) makes one of what word processors put there (U+2028, U+0085), too.
 */
const lines = (content: string): string => content.replaceAll(/\r[\n\u0085]?|[\u0085\u2028]/g, '\n');

const optional = (parent: XmlElement, name: string, content: string | null | undefined): void => {
  if (content !== null && content !== undefined) text(parent, 'c', name, content);
};

function addPatient(intyg: XmlElement, patient: MessagePatient): void {
  const element = intyg.addElement('patient', 'c');
  id(element, 'c', 'person-id', patient.personId.root, patient.personId.extension);
  text(element, 'c', 'fornamn', patient.firstName);
  text(element, 'c', 'efternamn', patient.lastName);
  optional(element, 'mellannamn', patient.middleName);
  text(element, 'c', 'postadress', patient.postalAddress);
  text(element, 'c', 'postnummer', patient.postalCode);
  text(element, 'c', 'postort', patient.city);
  if (patient.addressSource) code(element, 'u', 'kallaAdressuppgifter', patient.addressSource);
}

function addRelation(intyg: XmlElement, { type, certificateId }: MessageRelation): void {
  const relation = intyg.addElement('relation', 'c');
  code(relation, 'c', 'typ', type);
  id(relation, 'c', 'intygs-id', certificateId.root, certificateId.extension);
}

function addStatus(intyg: XmlElement, { part, status, at }: MessageStatus): void {
  const element = intyg.addElement('status', 'c');
  code(element, 'c', 'part', part);
  code(element, 'c', 'status', status);
  text(element, 'c', 'tidpunkt', at);
}

function addValue(subAnswer: XmlElement, value: TransportValue): void {
  const parts = (name: string, content: Readonly<Record<string, string>>): void => {
    const element = subAnswer.addElement(name, 't');
    for (const [part, own] of Object.entries(content)) text(element, 't', part, own);
  };
  if ('text' in value) subAnswer.addText(lines(value.text));
  else if ('code' in value) code(subAnswer, 't', 'cv', value);
  else if ('quantity' in value) parts('pq', { value: value.quantity, unit: value.unit });
  else if ('partialDate' in value) parts('partialDate', { format: value.format, value: value.partialDate });
  else parts('datePeriod', { start: value.start, end: value.end });
}

function addAnswer(intyg: XmlElement, { questionId, instance, subAnswers }: TransportAnswer): void {
  const svar = intyg.addElement('svar', 'c');
  svar.setAttr('id', questionId);
  if (instance !== undefined) text(svar, 'c', 'instans', String(instance));
  for (const { id: subId, value } of subAnswers) {
    const delsvar = svar.addElement('delsvar', 'c');
    delsvar.setAttr('id', subId);
    addValue(delsvar, value);
  }
}

/**
 * The certificate's element (core type Intyg) as a document of its own, with the place for the signature, still empty.
 * The same content is the same text; the order of the elements is the schema's.
 */
export function intygDocument(certificate: WrittenCertificate): string {
  using document = XmlDocument.create();
  const intyg = document.createRoot('intyg', REGISTER, 'r');
  for (const [prefix, namespace] of Object.entries({ c: CORE, t: TYPES, u: EXTENSION }))
    intyg.addNsDeclaration(namespace, prefix);
  id(intyg, 'c', 'intygs-id', certificate.id.root, certificate.id.extension);
  code(intyg, 'c', 'typ', certificate.type);
  text(intyg, 'c', 'version', certificate.version);
  optional(intyg, 'signeringstidpunkt', certificate.signedAt);
  optional(intyg, 'skickatTidpunkt', certificate.sentAt);
  addPatient(intyg, certificate.patient);
  staff(intyg, 'c', 'skapadAv', certificate.issuer);
  for (const relation of certificate.relations) addRelation(intyg, relation);
  for (const status of certificate.statuses) addStatus(intyg, status);
  for (const answer of certificate.answers) addAnswer(intyg, answer);
  intyg.addElement('underskrift', 'u');
  return document.toString({ format: false });
}
