import { z } from 'zod';
import { portVariable, runAsProcess } from '../run-as-process.ts';
import { startAgency } from './agency.ts';

const {
  PORT: port,
  CARE_URL: careUrl,
  HOLDS_RULES: holdsRules,
} = z.object({ PORT: portVariable, CARE_URL: z.url(), HOLDS_RULES: z.stringbool().default(false) }).parse(process.env);
await runAsProcess(startAgency({ careUrl, port, holdsRules }));
