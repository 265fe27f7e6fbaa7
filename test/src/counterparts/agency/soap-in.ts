import express, { type RequestHandler } from 'express';
import type { switchableFault } from './fault.ts';
import { faultXml, INFO, refusal, type Result, resultXml } from './soap-result.ts';

interface Interaction {
  /** The namespace of the contract, as urn:riv:…:RegisterCertificateResponder:3. */
  readonly responder: string;
  /** As RegisterCertificate. */
  readonly name: string;
  /** Judges a message, and keeps it when it is taken in. */
  take(bytes: Uint8Array): Result;
}

/** A message that comes in: taken, and answered by the contract or by the fault that the agency was told to have. */
export function soapIn(
  fault: ReturnType<typeof switchableFault>,
  { responder, name, take }: Interaction,
): RequestHandler[] {
  const xml = (result: Result): string => resultXml(responder, name, result);
  return [
    express.raw({ type: () => true, limit: '1mb' }),
    (request, response) => {
      const { mode, errorId } = fault.next();
      response.type('text/xml; charset=utf-8');
      if (mode === 'hang') return;
      if (mode === 'fault') return void response.status(500).send(faultXml());
      if (mode === 'info') return void response.send(xml(INFO));
      if (mode === 'error') return void response.send(xml(refusal('told to', errorId)));
      const result = take(request.body as Uint8Array);
      if (mode === 'drop') return void request.socket.destroy();
      response.send(xml(result));
    },
  ];
}
