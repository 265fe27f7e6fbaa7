import type { XmlElement } from 'libxml2-wasm';
import { DeliveryFault, type DeliveryOutcome } from '../domain/index.ts';
import { type Interaction, INTERACTIONS } from './delivery.ts';
import { readAtMost } from './read-at-most.ts';
import { readBody } from './soap-envelope.ts';
import { XmlFault } from './xml-document.ts';

/** Longest wait for a recipient's answer, milliseconds. */
const TIMEOUT = 20_000;
/** Longest answer, bytes: the contract's has a code and a sentence. */
const LONGEST = 65_536;
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
/** Where ResultType is, for all of these interactions. */
const CORE = 'urn:riv:clinicalprocess:healthcond:certificate:3';

const responderOf = (interaction: Interaction): string =>
  `urn:riv:clinicalprocess:healthcond:certificate:${interaction}Responder:${INTERACTIONS[interaction]}`;

/**
 * Sends a message, once. `endpoint` is where the recipient takes SOAP; its path ends with the interaction and version.
 * Throws nothing: whatever happens is an outcome, and without the recipient's word the message may be there or not.
 */
export async function postMessage(
  endpoint: string,
  interaction: Interaction,
  bytes: Uint8Array,
  timeout = TIMEOUT,
): Promise<DeliveryOutcome> {
  const address = `${endpoint.replace(/\/$/, '')}/${interaction}/${INTERACTIONS[interaction]}`;
  const action = `${responderOf(interaction)}:${interaction}`;
  try {
    const response = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` },
      body: Uint8Array.from(bytes),
      signal: AbortSignal.timeout(timeout),
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      return 'REDIRECTED';
    }
    const answer = await readAtMost(response, LONGEST);
    return answer ? outcomeOf(interaction, response.status, answer) : 'ANSWER_TOO_LONG';
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' ? 'TIMEOUT' : 'UNREACHABLE';
  }
}

/** INFO is a message that the recipient has already. Source: domain.md §6.3, "Result OK / INFO". */
function outcomeOf(interaction: Interaction, status: number, answer: Uint8Array): DeliveryOutcome {
  const read = (body: XmlElement): DeliveryOutcome => {
    const { name, namespaceUri } = body;
    if (name === 'Fault' && namespaceUri === SOAP) return 'SOAP_FAULT';
    const response = `${interaction}Response`;
    if (status !== 200 || name !== response || namespaceUri !== responderOf(interaction)) return 'NOT_THE_CONTRACT';
    const told = (code: string): string =>
      body.get(`m:result/core:${code}`, { m: responderOf(interaction), core: CORE })?.content ?? '';
    if (['OK', 'INFO'].includes(told('resultCode'))) return undefined;
    if (told('resultCode') !== 'ERROR') return 'NOT_THE_CONTRACT';
    const fault = told('errorId');
    return fault in RESULT_FAULTS ? (fault as DeliveryFault) : 'TECHNICAL_ERROR';
  };
  try {
    return readBody(answer, read);
  } catch (error) {
    if (error instanceof XmlFault) return 'NOT_THE_CONTRACT';
    throw error;
  }
}

/** ErrorIdType of the contract. */
const { VALIDATION_ERROR, REVOKED, APPLICATION_ERROR, TECHNICAL_ERROR } = DeliveryFault;
const RESULT_FAULTS = { VALIDATION_ERROR, REVOKED, APPLICATION_ERROR, TECHNICAL_ERROR };
