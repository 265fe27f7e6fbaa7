import { DomainError } from '@intygsgraf/kernel/domain';
import {
  inRequest,
  LARGEST_XML,
  type Log,
  logSecurity,
  type VerifyCaller,
  writeFault,
  XmlFault,
} from '@intygsgraf/kernel/server';
import express, { type Express } from 'express';
import { getCertificate } from '../application/get-certificate.ts';
import { readCreateDraft } from '../exchange/read-create-draft.ts';
import { writeCreateDraftResponse } from './create-draft-certificate.ts';
import { readGetCertificate, writeGetCertificateResponse } from './get-certificate.ts';
import { type ForJournals, takeCreateDraft } from './take-create-draft.ts';

export interface SoapOptions extends ForJournals {
  readonly verify: VerifyCaller;
  readonly log: Log;
  /** The parts (kv_part) that may ask for certificates; nobody else. */
  readonly readers: ReadonlySet<string>;
}

/** Answers the bytes of a message with XML. */
type Answering = (options: SoapOptions, bytes: Uint8Array) => Promise<string>;

/** A journal system asks for a draft; what keeps it from one is an answer of the contract. */
const createDraftCertificate: Answering = async (options, bytes) => {
  const message = readCreateDraft(bytes);
  try {
    return writeCreateDraftResponse(await takeCreateDraft(options, message));
  } catch (error) {
    options.log.error({ error }, 'draft not made');
    const text = 'The draft could not be made now; nothing was stored';
    return writeCreateDraftResponse({ errorId: 'TECHNICAL_ERROR', text });
  }
};

/** The contract has no answer for what may not be had: it is a fault, the same whether it is there or not. */
const getCertificateOf: Answering = async ({ request, directory, readers }, bytes) => {
  const wish = readGetCertificate(bytes);
  const found = readers.has(wish.part)
    ? await inRequest(request, { service: 'gateway' }, (context) => getCertificate({ ...context, directory }, wish))
    : null;
  if (!found) throw new XmlFault('There is no such certificate for this part and logical address');
  return writeGetCertificateResponse(found);
};

const INTERACTIONS: Readonly<Record<string, Answering>> = {
  'CreateDraftCertificate/3': createDraftCertificate,
  'GetCertificate/2': getCertificateOf,
};

/** SOAP in, forwarded byte by byte by the gateway, which is the only one who may call. */
export function soapRoutes(app: Express, options: SoapOptions): void {
  for (const [path, answerTo] of Object.entries(INTERACTIONS))
    app.post(`/soap/${path}`, express.raw({ type: () => true, limit: LARGEST_XML }), async (request, response) => {
      const caller = await options.verify(request.headers.authorization).catch(() => undefined);
      if (caller?.service !== 'gateway' || caller.user) {
        response.status(401).end();
        return;
      }
      const answer = (status: number, xml: string): void =>
        void response.status(status).type('text/xml; charset=utf-8').send(xml);
      try {
        const bytes: unknown = request.body;
        answer(200, await answerTo(options, bytes instanceof Uint8Array ? bytes : new Uint8Array()));
      } catch (error) {
        if (error instanceof XmlFault) {
          if (error.attempt) logSecurity(options.log, 'refused', error.attempt);
          // the sender's fault is no reason to send it again, as 500 would be
          return answer(400, writeFault('Client', error.told));
        }
        if (!(error instanceof DomainError)) options.log.error({ error }, 'message not answered');
        answer(500, writeFault('Server', 'The message could not be answered now'));
      }
    });
}
