import { addresses, addressLists, port, readEnvironment, runProcess } from '@intygsgraf/kernel/server';
import { z } from 'zod';
import { start } from './server.ts';

/** Codes, separated by commas. */
const codes = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter((code) => code !== ''));

await runProcess(() => {
  const environment = readEnvironment({
    PORT: port,
    DATABASE_URL: z.url(),
    ISSUERS: addressLists,
    USERS_URL: z.url(),
    DECISION_SUPPORT_URL: z.url(),
    RECIPIENTS: addresses,
    SIGNING_URL: z.url(),
    GET_CERTIFICATE_PARTS: codes,
    WARM_UP: z.enum(['true', 'false']).default('true'),
    SIGNING_CA: z.string().includes('BEGIN CERTIFICATE'),
  });
  return start({
    port: environment.PORT,
    databaseUrl: environment.DATABASE_URL,
    issuers: environment.ISSUERS,
    usersUrl: environment.USERS_URL,
    decisionSupportUrl: environment.DECISION_SUPPORT_URL,
    recipients: environment.RECIPIENTS,
    signingUrl: environment.SIGNING_URL,
    signingCa: environment.SIGNING_CA,
    readers: new Set(environment.GET_CERTIFICATE_PARTS),
    warmsUp: environment.WARM_UP === 'true',
  });
});
