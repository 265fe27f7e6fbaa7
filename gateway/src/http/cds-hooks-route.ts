import { beginTrace, type Log } from '@intygsgraf/kernel/process';
import type { Request, RequestHandler, Response } from 'express';

/** The subgraph that serves CDS Hooks. */
const SERVICE = 'decision-support';
/** Longest wait for it, milliseconds: journal systems wait no longer than half a second. */
const TIMEOUT = 5_000;

/** Discovery, a service, its feedback: a path of another form leads nowhere, and none leads out. */
const PATH = /^(?:\/[a-z0-9-]+){0,2}\/?$/;

/** What it needs of a request, and a journal system of its answer; nothing else goes through. */
const ASKED = [
  'accept-language',
  'access-control-request-headers',
  'access-control-request-method',
  'authorization',
  'content-type',
  'origin',
];
const ANSWERED = [
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-max-age',
  'allow',
  'cache-control',
  'content-language',
  'content-type',
  'vary',
  'www-authenticate',
];

/** /cds-services and below: bytes go through as they are; the subgraph looks at the journal system's own token. */
export const cdsHooksRoute =
  (hosts: ReadonlyMap<string, string>, log: Log): RequestHandler =>
  (request: Request, response: Response): Promise<void> =>
    beginTrace('gateway', {}, async () => {
      const { method, headers, body } = request;
      if (!PATH.test(request.path)) return void response.status(404).end();
      const bytes = body instanceof Uint8Array && body.length > 0 ? (body as Uint8Array<ArrayBuffer>) : null;
      try {
        // the path alone: nothing of a call belongs into an address
        const answered = await fetch(new URL(request.baseUrl + request.path, hosts.get(SERVICE)), {
          method,
          headers: ASKED.flatMap((name): [string, string][] => {
            const value = headers[name];
            return typeof value === 'string' ? [[name, value]] : [];
          }),
          body: bytes,
          redirect: 'manual',
          signal: AbortSignal.timeout(TIMEOUT),
        });
        for (const name of ANSWERED) {
          const value = answered.headers.get(name);
          if (value !== null) response.setHeader(name, value);
        }
        response.status(answered.status).send(Buffer.from(await answered.arrayBuffer()));
      } catch (error) {
        log.warn({ error, service: SERVICE }, 'call not forwarded');
        response.status(503).end();
      }
    });
