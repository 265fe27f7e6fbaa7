import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { buffer } from 'node:stream/consumers';
import { type CareFault, type CareResult, readCareResponse } from './care-response.ts';
import { asMessage, type Question } from './question.ts';
import { sendMessageToCareXml, soapAction } from './send-message-to-care.ts';

/** The id stands beside a fault too: sending the question again under it is a retry, not a second question. */
export type AskAnswer = { readonly messageId: string } & (CareResult | CareFault);

/** PEM: the agency's key and certificate, and who issued care's certificate. */
export interface AgencyTls {
  readonly key: string;
  readonly certificate: string;
  readonly ca: string;
}

interface Care {
  readonly careUrl: string;
  readonly tls?: AgencyTls;
  readonly timeoutMs?: number;
}

/** Sends one question to the care side (SendMessageToCare 2.0). `timeoutMs`: milliseconds that the agency waits. */
export async function askCare(care: Care, question: Question): Promise<AskAnswer> {
  const message = asMessage(question);
  return { messageId: message.messageId, ...(await post(care, sendMessageToCareXml(message))) };
}

interface Answered {
  readonly status: number;
  readonly bytes: Uint8Array;
}

/** By fetch, or by Node's own client where a certificate is to be shown: fetch cannot. */
async function send({ careUrl, tls }: Care, body: string, signal: AbortSignal): Promise<Answered> {
  const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${soapAction}"` };
  if (!tls) {
    const response = await fetch(careUrl, { method: 'POST', headers, body, signal });
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
  }
  const { key, certificate: cert, ca } = tls;
  const sent = https.request(careUrl, { method: 'POST', headers, key, cert, ca, signal }).end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, bytes: await buffer(response) };
}

async function post(care: Care, body: string): Promise<CareResult | CareFault> {
  const signal = AbortSignal.timeout(care.timeoutMs ?? 10_000);
  try {
    const { status, bytes } = await send(care, body, signal);
    return readCareResponse(status, bytes);
  } catch (error) {
    if (signal.aborted) return { fault: 'TIMEOUT' };
    // What is thrown when there is no connection, or no longer one: by fetch, or by Node's own client with a code.
    if (error instanceof TypeError || (error instanceof Error && 'code' in error)) return { fault: 'UNREACHABLE' };
    throw error;
  }
}
