import { addressLists } from '@intygsgraf/kernel/server';
import { z } from 'zod';
import { portVariable, runAsProcess } from '../run-as-process.ts';
import { startSigningService } from './signing-service.ts';

const {
  PORT: port,
  SIGNING_CA: certificate,
  SIGNING_CA_KEY: privateKey,
  ISSUERS: issuers,
} = z
  .object({ PORT: portVariable, SIGNING_CA: z.string().min(1), SIGNING_CA_KEY: z.base64(), ISSUERS: addressLists })
  .parse(process.env);
await runAsProcess(startSigningService({ ca: { certificate, privateKey }, issuers, port }));
