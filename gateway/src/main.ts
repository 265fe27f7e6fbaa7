import { natsServers, port, readEnvironment, runProcess, StartError } from '@intygsgraf/kernel/process';
import { z } from 'zod';
import { SOAP_TLS, soapTlsOf } from './http/soap-environment.ts';
import { start } from './server.ts';

await runProcess(() => {
  const environment = readEnvironment({
    PORT: port,
    USERS_URL: z.url(),
    DECISION_SUPPORT_URL: z.url(),
    CERTIFICATES_URL: z.url(),
    CASES_URL: z.url(),
    BUS_URL: z.url().optional(),
    NATS_URL: natsServers.optional(),
    TOKEN_ISSUER: z.url(),
    TOKEN_AUDIENCE: z.string().min(1),
    TOKEN_JWKS: z.url().optional(),
    ALLOWED_ORIGINS: z.string().transform((text) => new Set(text.split(',').map((origin) => origin.trim()))),
    ELEMENTS_DIR: z.string().min(1),
    ELEMENTS_VERSION: z.string().regex(/^\d+\.\d+\.\d+$/),
    ...SOAP_TLS,
    DEMO_MODE: z.enum(['true', 'false']).default('false'),
  });
  const { BUS_URL: busUrl, NATS_URL: natsUrls } = environment;
  if (!busUrl && !natsUrls) throw new StartError('Notices need a bus: set BUS_URL or NATS_URL.');
  return start({
    port: environment.PORT,
    subgraphs: new Map([
      ['users', environment.USERS_URL],
      ['decision-support', environment.DECISION_SUPPORT_URL],
      ['certificates', environment.CERTIFICATES_URL],
      ['cases', environment.CASES_URL],
    ]),
    bus: natsUrls ? { natsServers: natsUrls } : { url: busUrl ?? '' },
    token: { issuer: environment.TOKEN_ISSUER, audience: environment.TOKEN_AUDIENCE, jwks: environment.TOKEN_JWKS },
    origins: environment.ALLOWED_ORIGINS,
    elements: { dir: environment.ELEMENTS_DIR, version: environment.ELEMENTS_VERSION },
    soapTls: soapTlsOf(environment),
    demo: environment.DEMO_MODE === 'true',
  });
});
