import { addressLists, port, readEnvironment, runProcess } from '@intygsgraf/kernel/server';
import { z } from 'zod';
import { start } from './server.ts';

await runProcess(() => {
  const environment = readEnvironment({
    PORT: port,
    DATABASE_URL: z.url(),
    ISSUERS: addressLists,
    USERS_URL: z.url(),
  });
  return start({
    port: environment.PORT,
    databaseUrl: environment.DATABASE_URL,
    issuers: environment.ISSUERS,
    usersUrl: environment.USERS_URL,
  });
});
