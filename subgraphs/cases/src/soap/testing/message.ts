import { XmlFault } from '../envelope.ts';
import { readSendMessageToCare } from '../send-message-to-care.ts';

/** One element of the message's own namespace. */
export const part = (name: string, content: string): string => `<m:${name}>${content}</m:${name}>`;

const code = (value: string, system: string): string =>
  `<t:code>${value}</t:code><t:codeSystem>${system}</t:codeSystem>`;
const id = (root: string, extension: string): string =>
  `<t:root>${root}</t:root><t:extension>${extension}</t:extension>`;

const amne = (system: string): string => part('amne', code('KOMPLT', system));
const skickatAv = (more: string): string =>
  part('skickatAv', part('part', code('FKASSA', '769bb12b-bd9f-4203-a5cd-fd14f2eb3b80')) + more);

/** The parts that a message must have, in the contract's order. */
const required = {
  'meddelande-id': part('meddelande-id', '11111111-1111-4111-8111-000000000001'),
  skickatTidpunkt: part('skickatTidpunkt', '2026-11-15T09:30:00'),
  'intygs-id': part('intygs-id', id('SE1-A', '78040000-0000-4000-8000-00000000000a')),
  'patientPerson-id': part('patientPerson-id', id('1.2.752.129.2.1.3.1', '191212121212')),
  logiskAdressMottagare: part('logiskAdressMottagare', 'SE1-A'),
  amne: amne('ffa59d8f-8d7e-46ae-ac9e-31804e8e8499'),
  meddelande: part('meddelande', 'Vi behöver veta mer.'),
  skickatAv: skickatAv(''),
};

const ORDER = [
  'meddelande-id',
  'referens-id',
  'skickatTidpunkt',
  'intygs-id',
  'patientPerson-id',
  'logiskAdressMottagare',
  'amne',
  'rubrik',
  'meddelande',
  'paminnelseMeddelande-id',
  'svarPa',
  'skickatAv',
  'komplettering',
  'sistaDatumForSvar',
  'end',
] as const;

/** A message as the agency sends it, by hand: with parts changed, added or, when empty, left out. */
export function messageXml(changes: Partial<Record<string, string>> = {}): string {
  const parts: Partial<Record<string, string>> = { ...required, ...changes };
  const namespaces =
    'xmlns:m="urn:riv:clinicalprocess:healthcond:certificate:SendMessageToCareResponder:2"' +
    ' xmlns:t="urn:riv:clinicalprocess:healthcond:certificate:types:3"' +
    ' xmlns:c="urn:riv:clinicalprocess:healthcond:certificate:3"';
  return `<m:SendMessageToCare ${namespaces}>${ORDER.map((name) => parts[name] ?? '').join('')}</m:SendMessageToCare>`;
}
messageXml.required = required;
messageXml.amne = amne;
messageXml.skickatAv = skickatAv;

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** A SOAP envelope around a body; `before` stands before it, as a document type does. */
export const envelope = (body: string, before = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${before}<s:Envelope xmlns:s="${SOAP}"><s:Body>${body}</s:Body></s:Envelope>`;

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The text of the SOAP fault that the bytes are answered with, empty when they are read. Any other error goes on. */
export function faultOf(bytes: Uint8Array): string {
  try {
    readSendMessageToCare(bytes);
    return '';
  } catch (error) {
    if (error instanceof XmlFault) return error.message;
    throw error;
  }
}
