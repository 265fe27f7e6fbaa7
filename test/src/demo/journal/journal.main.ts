import { z } from 'zod';
import { portVariable, runAsProcess } from '../../counterparts/run-as-process.ts';
import { startJournal } from './journal.ts';

const key = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.looseObject({ kty: z.string() }));

const environment = z
  .object({
    PORT: portVariable,
    GATEWAY_URL: z.url(),
    TOKEN_ISSUER: z.url(),
    JOURNAL_CLIENT_SECRET: z.string().min(16),
    JOURNAL_PRIVATE_KEY: key,
    AGENCY_URL: z.url(),
    PERSON_SERVICE_URL: z.url(),
  })
  .parse(process.env);

await runAsProcess(
  startJournal({
    port: environment.PORT,
    gatewayUrl: environment.GATEWAY_URL,
    issuer: environment.TOKEN_ISSUER,
    clientSecret: environment.JOURNAL_CLIENT_SECRET,
    privateKey: environment.JOURNAL_PRIVATE_KEY,
    agencyUrl: environment.AGENCY_URL,
    personServiceUrl: environment.PERSON_SERVICE_URL,
  }),
);
