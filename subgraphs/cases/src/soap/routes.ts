import { LARGEST_XML, type Log, logSecurity, type VerifyCaller } from '@intygsgraf/kernel/server';
import express, { type Express, type Response } from 'express';
import { type Receiving, receiveMessage } from '../application/receive-message.ts';
import { XmlFault, writeFault } from './envelope.ts';
import type { OfficialSchema } from './official-schema.ts';
import { readSendMessageToCare, writeSendMessageToCareResponse, writeTechnicalError } from './send-message-to-care.ts';

export interface SoapOptions extends Receiving {
  readonly verify: VerifyCaller;
  readonly clock: () => Date;
  readonly log: Log;
  /** The published schema of SendMessageToCare, where the operator has one. */
  readonly schema?: OfficialSchema;
}

const answer = (response: Response, status: number, xml: string): void => {
  response.status(status).type('text/xml; charset=utf-8').send(xml);
};

/** SOAP in: the agency's messages, forwarded byte by byte by the gateway, which is the only one who may call. */
export function soapRoutes(app: Express, options: SoapOptions): void {
  app.post(
    '/soap/SendMessageToCare/2',
    express.raw({ type: () => true, limit: LARGEST_XML }),
    async (request, response) => {
      const caller = await options.verify(request.headers.authorization).catch(() => undefined);
      if (caller?.service !== 'gateway' || caller.user) {
        response.status(401).end();
        return;
      }
      try {
        const bytes: unknown = request.body;
        const message = readSendMessageToCare(bytes instanceof Uint8Array ? bytes : new Uint8Array(), options.schema);
        const receipt = await receiveMessage(options, message, options.clock());
        if (receipt.result === 'ERROR' && receipt.faults.includes('MEDDELANDE_ID_NOT_UNIQUE_ERROR'))
          logSecurity(options.log, 'refused', 'MESSAGE_ID_TAKEN');
        answer(response, 200, writeSendMessageToCareResponse(receipt));
      } catch (error) {
        if (error instanceof XmlFault) {
          if (error.attempt) logSecurity(options.log, 'refused', error.attempt);
          // the sender's fault is no reason to send it again, as 500 would be
          return answer(response, 400, writeFault('Client', error.told));
        }
        options.log.error({ error }, 'message not received');
        answer(response, 200, writeTechnicalError());
      }
    },
  );
}
