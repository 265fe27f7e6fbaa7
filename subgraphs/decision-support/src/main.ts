import { addresses, addressLists, port, readEnvironment, runProcess, StartError } from '@intygsgraf/kernel/server';
import { z } from 'zod';
import { start } from './server.ts';

/** Separated by commas; none unless set. */
const names = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter(Boolean));

await runProcess(() => {
  const environment = readEnvironment({
    PORT: port,
    DATABASE_URL: z.url(),
    ISSUERS: addressLists,
    USERS_URL: z.url(),
    RISK_UNITS: names,
    IMPORT_ADMINISTRATORS: names,
    IMPORT_FOLDER: z.string().min(1).optional(),
    IMPORT_SOURCES: names,
    CDS_HOOKS_URL: z
      .url()
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    CDS_CLIENTS: addresses.optional(),
    CDS_ORIGINS: names,
    WARM_UP: z.enum(['true', 'false']).default('true'),
  });
  const { CDS_HOOKS_URL: baseUrl, CDS_CLIENTS: clients } = environment;
  if (!baseUrl !== !clients)
    throw new StartError('CDS Hooks need both: set CDS_HOOKS_URL and CDS_CLIENTS, or neither.');
  return start({
    port: environment.PORT,
    databaseUrl: environment.DATABASE_URL,
    issuers: environment.ISSUERS,
    usersUrl: environment.USERS_URL,
    riskUnits: new Set(environment.RISK_UNITS),
    imports: {
      administrators: new Set(environment.IMPORT_ADMINISTRATORS),
      folder: environment.IMPORT_FOLDER,
      sources: environment.IMPORT_SOURCES,
    },
    rehearses: environment.WARM_UP === 'true',
    cdsHooks: baseUrl && clients ? { baseUrl, clients, origins: new Set(environment.CDS_ORIGINS) } : undefined,
  });
});
