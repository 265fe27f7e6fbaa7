import { z } from 'zod';
import { portVariable, runAsProcess } from '../run-as-process.ts';
import { startSmtp } from './smtp.ts';

const { PORT: port, SMTP_PORT: smtpPort } = z
  .object({ PORT: portVariable, SMTP_PORT: portVariable })
  .parse(process.env);
await runAsProcess(startSmtp({ port, smtpPort }));
