import { type CareFault, type CareResult, readCareResponse } from './care-response.ts';
import { asMessage, type Question } from './question.ts';
import { sendMessageToCareXml, soapAction } from './send-message-to-care.ts';

/** The id stands beside a fault too: sending the question again under it is a retry, not a second question. */
export type AskAnswer = { readonly messageId: string } & (CareResult | CareFault);

/** Sends one question to the care side (SendMessageToCare 2.0). `timeoutMs`: milliseconds that the agency waits. */
export async function askCare(careUrl: string, question: Question, timeoutMs = 10_000): Promise<AskAnswer> {
  const message = asMessage(question);
  return { messageId: message.messageId, ...(await post(careUrl, sendMessageToCareXml(message), timeoutMs)) };
}

async function post(careUrl: string, body: string, timeoutMs: number): Promise<CareResult | CareFault> {
  const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${soapAction}"` };
  try {
    const response = await fetch(careUrl, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs) });
    return readCareResponse(response.status, new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return { fault: 'TIMEOUT' };
    // What fetch throws when there is no connection, or no longer one.
    if (error instanceof TypeError) return { fault: 'UNREACHABLE' };
    throw error;
  }
}
