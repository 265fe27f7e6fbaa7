import type { Interaction } from '@intygsgraf/kernel/server';
import { buffer } from 'node:stream/consumers';
import { listen, type RunningServer } from '../counterparts/listen.ts';

/** What a recipient was sent. */
export interface Received {
  readonly interaction: string;
  readonly bytes: string;
  readonly action: string | undefined;
}

/** An answer of a recipient, or what it does in place of one. */
export type Reply =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: string }
  | 'hang'
  | 'drop';

export interface Recipient extends RunningServer {
  readonly received: Received[];
  reply: (bytes: string) => Reply;
}

const responder = (interaction: string, version: string) =>
  `urn:riv:clinicalprocess:healthcond:certificate:${interaction}Responder:${version}`;

const soap = (body: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;

/** The contract's answer, with what is in its result. */
const result = (content: string, interaction: Interaction = 'RegisterCertificate', version = '3'): Reply => ({
  body: soap(`<m:${interaction}Response xmlns:m="${responder(interaction, version)}"
    xmlns="urn:riv:clinicalprocess:healthcond:certificate:3"><m:result>${content}</m:result></m:${interaction}Response>`),
});
export const OK = result('<resultCode>OK</resultCode>');
export const INFO = result('<resultCode>INFO</resultCode><resultText>finns redan</resultText>');
export const error = (id: string): Reply =>
  result(`<resultCode>ERROR</resultCode><resultText>nej</resultText><errorId>${id}</errorId>`);
export const FAULT: Reply = {
  status: 500,
  body: soap('<s:Fault><faultcode>s:Server</faultcode><faultstring>trasig</faultstring></s:Fault>'),
};

/** A recipient that takes down everything and answers what the test says. */
export async function startRecipient(): Promise<Recipient> {
  const state: { received: Received[]; reply: (bytes: string) => Reply } = { received: [], reply: () => OK };
  const server = await listen(() => async (request, response) => {
    const bytes = (await buffer(request)).toString('utf8');
    const action = request.headers['soapaction'];
    state.received.push({ interaction: request.url?.slice(1) ?? '', bytes, action: action?.toString() });
    const reply = state.reply(bytes);
    if (reply === 'hang') return;
    if (reply === 'drop') return void request.socket.destroy();
    response.writeHead(reply.status ?? 200, { 'content-type': 'text/xml; charset=utf-8', ...reply.headers });
    response.end(reply.body);
  });
  return Object.assign(state, server);
}
