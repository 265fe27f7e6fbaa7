import { ParseOption, XmlDocument, XmlElement, XmlParseError } from 'libxml2-wasm';
import { type AgencyMemory, type ReceivedMessage } from './memory.ts';
import { officialXsd } from './official-xsd.ts';
import { type Subject, subjects } from './question.ts';
import { INFO, OK, refusal, type Result } from './soap-result.ts';

/** Namespaces of SendMessageToRecipient 2.1, by the prefix used here. */
const namespaces = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  registry: 'urn:riv:itintegration:registry:1',
  m: 'urn:riv:clinicalprocess:healthcond:certificate:SendMessageToRecipientResponder:2',
  core: 'urn:riv:clinicalprocess:healthcond:certificate:3',
  types: 'urn:riv:clinicalprocess:healthcond:certificate:types:3',
} as const;
export const RESPONDER = namespaces.m;

/** Försäkringskassan's own logical address: its organisation number. */
const LOGICAL_ADDRESS = '2021005521';

/** Undefined when it is not the contract, nor the published schema where that is at hand. */
export function readMessageFromCare(bytes: Uint8Array): ReceivedMessage | undefined {
  try {
    using document = XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_NO_XXE });
    const body = document.get('/soap:Envelope/soap:Body/*', namespaces);
    if (!(body instanceof XmlElement) || officialXsd(body, 'SendMessageToRecipient') !== undefined) return undefined;
    const read = (path: string): string | undefined => document.get(path, namespaces)?.content;
    const message = (path: string): string => read(`/soap:Envelope/soap:Body/m:SendMessageToRecipient/${path}`) ?? '';
    const code = message('m:amne/types:code');
    const subject = (Object.keys(subjects) as Subject[]).find((name) => subjects[name].code === code);
    const received = {
      id: message('m:meddelande-id'),
      certificateId: message('m:intygs-id/types:extension'),
      personId: message('m:patientPerson-id/types:extension'),
      text: message('m:meddelande'),
      unit: message('m:skickatAv/core:enhet/core:enhets-id/types:extension'),
    };
    const addressed = [read('/soap:Envelope/soap:Header/registry:LogicalAddress'), message('m:logiskAdressMottagare')];
    const isWhole = Object.values(received).every(Boolean) && addressed.every((to) => to === LOGICAL_ADDRESS);
    if (!subject || !isWhole) return undefined;
    const answers = message('m:svarPa/core:meddelande-id') || undefined;
    return { ...received, subject, answers, bytes: new TextDecoder().decode(bytes) };
  } catch (error) {
    if (error instanceof XmlParseError) return undefined;
    throw error;
  }
}

/**
 * What the agency says to a message, without keeping it: the same again under the same id is known (INFO), anything else
 * under it is refused, and so is what is about no certificate of the agency's, or answers what it never asked.
 */
export function judge(memory: AgencyMemory, message: ReceivedMessage): Result {
  const known = memory.received(message.id);
  if (known) return known.bytes === message.bytes ? INFO : refusal('MEDDELANDE_ID_NOT_UNIQUE_ERROR: other bytes');
  if (!memory.has(message.certificateId)) return refusal('CERTIFICATE_NOT_FOUND_ERROR');
  if (message.answers === undefined) return OK;
  const question = memory.question(message.answers);
  if (question?.certificateId !== message.certificateId) return refusal('REFERENCED_MESSAGE_NOT_FOUND_ERROR');
  if (question.subject !== message.subject) return refusal('SUBJECT_CONSISTENCY_ERROR');
  return memory.answerTo(message.answers) ? refusal('The question is answered already') : OK;
}
