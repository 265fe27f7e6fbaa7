import express, { type RequestHandler } from 'express';
import type { switchableFault } from './fault.ts';
import type { AgencyMemory } from './memory.ts';
import { judge, readMessageFromCare, RESPONDER, type Schema } from './message-from-care.ts';
import { faultXml, INFO, refusal, type Result, resultXml } from './soap-result.ts';

const xml = (result: Result): string => resultXml(RESPONDER, 'SendMessageToRecipient', result);

/** SendMessageToRecipient 2.1: what comes from care is judged, kept, and answered by the contract or by the fault. */
export function takeMessages(
  memory: AgencyMemory,
  fault: ReturnType<typeof switchableFault>,
  schema?: Schema,
): RequestHandler[] {
  return [
    express.raw({ type: () => true, limit: '1mb' }),
    (request, response) => {
      const { mode, errorId } = fault.next();
      response.type('text/xml; charset=utf-8');
      if (mode === 'hang') return;
      if (mode === 'fault') return void response.status(500).send(faultXml());
      if (mode === 'info') return void response.send(xml(INFO));
      if (mode === 'error') return void response.send(xml(refusal('told to', errorId)));
      const message = readMessageFromCare(request.body as Uint8Array, schema);
      const result = message ? judge(memory, message) : refusal('not SendMessageToRecipient');
      if (result.resultCode === 'ERROR') memory.refused.push(result.resultText ?? '');
      if (message && result.resultCode === 'OK') memory.keep(message);
      if (mode === 'drop') return void request.socket.destroy();
      response.send(xml(result));
    },
  ];
}
