import { CORE, envelopedElement, type Envelopes, type Sequence, sequenceOf, TYPES } from '@intygsgraf/kernel/server';
import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { EXTENSION, REGISTER } from '../signature/intyg-document.ts';
import { readAnswer } from './answer-reader.ts';
import type { CertificateMessage } from './certificate-message.ts';
import {
  codedValue,
  identifier,
  readIssuer,
  readPatient,
  readRelation,
  readStatus,
  TIMESTAMP,
} from './header-reader.ts';
import { refuseStrays } from './refuse-strays.ts';

/** The certificate itself (core type Intyg). Throws XmlFault. */
export function readCertificate(of: Sequence): Omit<CertificateMessage, 'answersMessage'> {
  const head = {
    id: of.element('intygs-id', TYPES, identifier()),
    type: of.element('typ', TYPES, codedValue()),
    version: of.text('version').trim(),
    signedAt: of.optionalText('signeringstidpunkt', TIMESTAMP)?.trim() ?? null,
    sentAt: of.optionalText('skickatTidpunkt', TIMESTAMP)?.trim() ?? null,
    patient: of.element('patient', CORE, readPatient),
    issuer: of.element('skapadAv', CORE, readIssuer),
    relations: of.several('relation', CORE, readRelation),
    statuses: of.several('status', CORE, readStatus),
    answers: of.nodes('svar').map((answer) => readAnswer(of, answer)),
  };
  const signed = of.foreign('underskrift', EXTENSION, TYPES, () => true).length > 0;
  of.end();
  return { ...head, signed };
}

function answered(of: Sequence): NonNullable<CertificateMessage['answersMessage']> {
  const messageId = of.text('meddelande-id');
  const reference = of.optionalText('referens-id');
  of.end();
  return { messageId, ...(reference !== null && { reference }) };
}

/** The message's element: the document's root, or what is in the body of a SOAP envelope. */
export const messageElement = (document: XmlDocument, envelopes?: Envelopes): XmlElement =>
  envelopedElement(document, envelopes) ?? document.root;

const VERSION_2 = /^(urn:riv:clinicalprocess:healthcond:certificate(?::\w+)?):2$/;

/** Version 2 of the contract is version 3 under other names. */
export const asVersion3 = (namespace: string): string => namespace.replace(VERSION_2, '$1:3');

/** RegisterCertificate 3 or 2. Throws XmlFault for whatever the contract does not allow. */
export function registerCertificateOf(message: XmlElement): CertificateMessage {
  const of = sequenceOf(message, REGISTER, asVersion3);
  const answersMessage = of.optionalElement('svarPa', CORE, answered);
  const certificate = of.element('intyg', CORE, readCertificate);
  of.end();
  refuseStrays(message);
  return { ...certificate, ...(answersMessage && { answersMessage }) };
}
