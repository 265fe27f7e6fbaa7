import express, { type Express, type Response } from 'express';
import type { JWK } from 'jose';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { journalTokens } from '../../counterparts/identity-provider/journal-tokens.ts';
import { journalClient } from '../../counterparts/identity-provider/terms.ts';
import { listen, type RunningServer } from '../../counterparts/listen.ts';
import { hookRoutes } from './hooks.ts';
import { certificateChoices, staffChoices } from './staff-choices.ts';

export interface JournalSettings {
  readonly port?: number;
  /** The gateway as browsers reach it, without a path. */
  readonly gatewayUrl: string;
  readonly issuer: string;
  readonly clientSecret: string;
  readonly privateKey: JWK;
  readonly agencyUrl: string;
  readonly personServiceUrl: string;
}

// the same folder, seen from the source and from the build
const PAGES = fileURLToPath(new URL('../../../src/demo/journal/public/', import.meta.url));

/** What a hospital's own page might demand: nothing inline, nothing from elsewhere but the gateway, Trusted Types. */
const policy = (gateway: string): string =>
  [
    `default-src 'none'`,
    `script-src 'self' ${gateway}`,
    `connect-src 'self' ${gateway} ${gateway.replace(/^http/, 'ws')}`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types lit-html`,
  ].join('; ');

const signedIn = z.object({
  hsaId: z.string(),
  unit: z.string(),
  session: z.string().min(1).max(128).optional(),
  lifetime: z.number().int().positive().optional(),
});

/**
 * A stand-in for a journal system (TakeCare, PMO, Cosmic): another origin than the gateway's, styles of its own, its own
 * server that exchanges the clinician's session for a short token. The agency and the person service can be steered.
 */
export function startJournal(settings: JournalSettings): Promise<RunningServer> {
  const { gatewayUrl, issuer, clientSecret, privateKey } = settings;
  const token = journalTokens({ issuer, clientId: journalClient, clientSecret, privateKey });
  const app = express();
  app.disable('x-powered-by');
  app.use((_, response, next) => {
    response.setHeader('content-security-policy', policy(gatewayUrl));
    response.setHeader('cache-control', 'no-store');
    next();
  });
  app.get('/', async (_, response) => {
    const page = await readFile(`${PAGES}index.html`, 'utf8');
    response.type('html').send(page.replaceAll('%GATEWAY%', gatewayUrl));
  });
  app.use(express.static(PAGES, { index: false }));
  app.get('/choices', (_, response) => void response.json({ staff: staffChoices, certificates: certificateChoices }));
  app.use(express.json());
  app.post('/token', async (request, response) => {
    const user = signedIn.safeParse(request.body);
    if (!user.success) return void response.status(400).end();
    const { hsaId: sub, unit, session: sid, lifetime } = user.data;
    await token({ sub, unit, ...(sid !== undefined && { sid }) }, lifetime).then(
      (given) => response.json(given),
      () => response.status(403).end(),
    );
  });
  passOn(app, '/ask', new URL('/ask', settings.agencyUrl));
  passOn(app, '/person-service', new URL('/fault', settings.personServiceUrl));
  return listen((url) => {
    hookRoutes(app, url, gatewayUrl);
    return app;
  }, settings.port);
}

/** A panel of the page that steers a counterpart: the page may only speak with its own server. */
function passOn(app: Express, path: string, to: URL): void {
  app.post(path, async (request, response: Response) => {
    try {
      const answered = await fetch(to, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request.body),
      });
      response
        .status(answered.status)
        .type('application/json')
        .send(await answered.text());
    } catch {
      response.status(502).json({ fault: 'UNREACHABLE' });
    }
  });
}
