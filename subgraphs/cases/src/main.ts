import { addresses, addressLists, natsServers, port, readEnvironment, runProcess } from '@intygsgraf/kernel/server';
import { z } from 'zod';
import { start } from './server.ts';

await runProcess(() => {
  const environment = readEnvironment({
    PORT: port,
    DATABASE_URL: z.url(),
    ISSUERS: addressLists,
    USERS_URL: z.url(),
    CERTIFICATES_URL: z.url(),
    RECIPIENTS: addresses,
    NATS_URL: natsServers.optional(),
    RIVTA_SCHEMAS: z.string().min(1).optional(),
  });
  return start({
    port: environment.PORT,
    databaseUrl: environment.DATABASE_URL,
    issuers: environment.ISSUERS,
    usersUrl: environment.USERS_URL,
    certificatesUrl: environment.CERTIFICATES_URL,
    recipients: environment.RECIPIENTS,
    natsServers: environment.NATS_URL,
    rivtaSchemas: environment.RIVTA_SCHEMAS,
  });
});
