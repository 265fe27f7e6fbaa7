import { beginTrace, type Log, type ServiceIdentity, traceHeaders } from '@intygsgraf/kernel/process';
import type { Request, Response } from 'express';

/** Which subgraph serves an interaction, by path. The gateway forwards bytes and parses nothing. */
const ROUTES: Readonly<Record<string, string>> = {
  'SendMessageToCare/2': 'cases',
  'CreateDraftCertificate/3': 'certificates',
  'GetCertificate/2': 'certificates',
};

/** Longest wait for the subgraph, milliseconds; then the agency is told to send again. */
const TIMEOUT = 10_000;

/** POST /soap/<Interaction>/<version>. `hosts` are the subgraphs' addresses. */
export const soapRoute =
  (identity: ServiceIdentity, hosts: ReadonlyMap<string, string>, log: Log) =>
  (request: Request<{ interaction: string; version: string }>, response: Response): Promise<void> =>
    beginTrace('gateway', {}, async () => {
      const path = `${request.params.interaction}/${request.params.version}`;
      const service = ROUTES[path];
      const host = service && hosts.get(service);
      if (!service || !host) {
        response.status(404).end();
        return;
      }
      try {
        const answered = await fetch(new URL(`/soap/${path}`, host), {
          method: 'POST',
          headers: {
            ...traceHeaders(),
            'content-type': 'text/xml; charset=utf-8',
            authorization: `Bearer ${await identity.token(service)}`,
          },
          body: request.body as Uint8Array<ArrayBuffer>,
          signal: AbortSignal.timeout(TIMEOUT),
        });
        response
          .status(answered.status)
          .type(answered.headers.get('content-type') ?? 'text/xml')
          .send(Buffer.from(await answered.arrayBuffer()));
      } catch (error) {
        log.warn({ error, service }, 'message not forwarded');
        response.status(503).end();
      }
    });
