import { type XmlElement } from 'libxml2-wasm';
import { PERSON_ID_ROOT } from '@intygsgraf/kernel/domain';
import { CORE, type Sequence, sequenceOf, TYPES } from '@intygsgraf/kernel/server';
import type { Receipt } from '../application/receive-message.ts';
import type { IncomingMessage } from '../domain/incoming-message.ts';
import { readRequest, XmlFault, writeEnvelope } from './envelope.ts';
import type { OfficialSchema } from './official-schema.ts';
import { PART_SYSTEM, SUBJECT_SYSTEM } from './message-contract.ts';

const RESPONDER = 'urn:riv:clinicalprocess:healthcond:certificate:SendMessageToCareResponder:2';

const ID = /^\S.{0,199}$/s;
/** What stands in one line where it is shown: nothing in it begins another. */
const ONE_LINE = /^[^\p{Cc}\u2028\u2029]*$/u;
// Temporal would take second 60 for 59
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(?:\.\d{1,9})?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const INTEGER = /^-?\d{1,9}$/;

/** A time of the contract is Swedish and says no zone. Of the hour that autumn has twice, it is the first. */
function instantOf(text: string): Date {
  try {
    const local = Temporal.PlainDateTime.from(text);
    const zoned = local.toZonedDateTime('Europe/Stockholm');
    // a time in the hour that spring leaves out was moved
    if (zoned.toPlainDateTime().equals(local)) return new Date(zoned.epochMilliseconds);
  } catch {
    // a day or a time that there is not: the same refusal
  }
  throw new XmlFault('skickatTidpunkt is no time');
}

function dateOf(text: string | null, name: string): string | null {
  if (text === null) return null;
  try {
    return Temporal.PlainDate.from(text).toString();
  } catch {
    throw new XmlFault(`${name} is no date`);
  }
}

function codeOf(system: string): (children: Sequence) => string {
  return (children) => {
    const code = children.text('code', ID);
    // the schema fixes the value: without a text it is that one
    if (!['', system].includes(children.text('codeSystem')))
      throw new XmlFault('codeSystem is not the one of the contract');
    children.optionalText('displayName');
    children.end();
    return code;
  };
}

const personIdOf = (children: Sequence): string => {
  const root = children.text('root');
  if (!(Object.values(PERSON_ID_ROOT) as string[]).includes(root)) throw new XmlFault('root is no kind of person id');
  const extension = children.text('extension', ID);
  children.end();
  return extension.replace('-', '');
};

const certificateIdOf = (children: Sequence): string => {
  children.text('root');
  const extension = children.text('extension', ID);
  children.end();
  return extension.toLowerCase();
};

const answeredOf = (children: Sequence): string => {
  const id = children.text('meddelande-id', ID);
  children.optionalText('referens-id');
  children.end();
  return id;
};

const senderOf = (children: Sequence): Pick<IncomingMessage, 'sender' | 'contactLines'> => {
  const sender = children.element('part', TYPES, codeOf(PART_SYSTEM));
  const contactLines = children.elements('kontaktInfo', (_, text) => text());
  children.end();
  return { sender, contactLines };
};

function messageOf(body: XmlElement, addressedTo: string | null): IncomingMessage {
  if (body.name !== 'SendMessageToCare' || body.namespaceUri !== RESPONDER)
    throw new XmlFault('The body is not SendMessageToCare version 2');
  const of = sequenceOf(body, RESPONDER);
  const head = {
    messageId: of.text('meddelande-id', ID),
    reference: of.optionalText('referens-id', ONE_LINE),
    sentAt: instantOf(of.text('skickatTidpunkt', TIMESTAMP)),
    certificateId: of.element('intygs-id', TYPES, certificateIdOf),
    personId: of.element('patientPerson-id', TYPES, personIdOf),
  };
  const message = {
    ...head,
    addressedTo: [...(addressedTo === null ? [] : [addressedTo]), of.text('logiskAdressMottagare')],
    subject: of.element('amne', TYPES, codeOf(SUBJECT_SYSTEM)),
    heading: of.optionalText('rubrik', ONE_LINE),
    text: of.text('meddelande'),
    remindsOf: of.optionalText('paminnelseMeddelande-id', ID),
    answers: of.optionalElement('svarPa', CORE, answeredOf),
    ...of.element('skickatAv', RESPONDER, senderOf),
    complements: of.elements('komplettering', (item) => {
      const questionId = item.text('frage-id', ID);
      const instance = item.optionalText('instans', INTEGER);
      const complement = { questionId, instance: instance === null ? null : Number(instance), text: item.text('text') };
      item.end();
      return complement;
    }),
    answerBy: dateOf(of.optionalText('sistaDatumForSvar', DATE), 'sistaDatumForSvar'),
  };
  of.end();
  return message;
}

/**
 * A message from its SOAP bytes. Throws XmlFault for whatever the contract does not allow; held against the published
 * schema as well, where there is one.
 */
export const readSendMessageToCare = (bytes: Uint8Array, schema?: OfficialSchema): IncomingMessage =>
  readRequest(bytes, (body, addressedTo) => {
    const message = messageOf(body, addressedTo);
    schema?.check(body);
    return message;
  });

/** The contract's answer: OK, INFO for a message that is stored already, ERROR with every rule that was broken. */
export const writeSendMessageToCareResponse = (receipt: Receipt): string =>
  writeEnvelope((body) => {
    body.addNsDeclaration(RESPONDER, 'm');
    body.addNsDeclaration(CORE, 'core');
    const result = body.addElement('SendMessageToCareResponse', 'm').addElement('result', 'm');
    result.addElement('resultCode', 'core').addText(receipt.result);
    if (receipt.result === 'INFO') result.addElement('resultText', 'core').addText('The message is already received');
    if (receipt.result !== 'ERROR') return;
    result.addElement('resultText', 'core').addText(receipt.faults.join(', '));
    result.addElement('errorId', 'core').addText('VALIDATION_ERROR');
  });

/** The answer when the message could not be judged now: nothing was stored, the agency may send it again. */
export const writeTechnicalError = (): string =>
  writeEnvelope((body) => {
    body.addNsDeclaration(RESPONDER, 'm');
    body.addNsDeclaration(CORE, 'core');
    const result = body.addElement('SendMessageToCareResponse', 'm').addElement('result', 'm');
    result.addElement('resultCode', 'core').addText('ERROR');
    result.addElement('resultText', 'core').addText('The message could not be judged now; nothing was stored');
    result.addElement('errorId', 'core').addText('TECHNICAL_ERROR');
  });
