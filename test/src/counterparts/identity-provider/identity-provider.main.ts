import { z } from 'zod';
import { directory } from '../../demo/data/directory.ts';
import { portVariable, runAsProcess } from '../run-as-process.ts';
import { startIdentityProvider } from './identity-provider.ts';

/** A JSON Web Key Set, as JSON text: the journal system's public keys. */
const jwks = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) }));

/** RFC 6749 allows printable ASCII only; the provider would say so as late as at the first token. */
const secret = z.string().regex(/^[\x20-\x7e]{16,}$/);

const environment = z
  .object({ PORT: portVariable, JOURNAL_CLIENT_SECRET: secret, JOURNAL_JWKS: jwks })
  .parse(process.env);

await runAsProcess(
  startIdentityProvider({
    staff: directory.staff.map(({ hsaId }) => hsaId),
    journal: { clientSecret: environment.JOURNAL_CLIENT_SECRET, jwks: environment.JOURNAL_JWKS },
    port: environment.PORT,
  }),
);
