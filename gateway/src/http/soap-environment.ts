import { port, StartError } from '@intygsgraf/kernel/process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SoapTls } from './soap-server.ts';

/** The text of a PEM file. */
const pemFile = z.string().transform((path, context) => {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.includes('-----BEGIN ')) return text;
  } catch {
    // the same: nothing of it is of use
  }
  context.addIssue('a file in PEM that can be read');
  return z.NEVER;
});

/** The variables of mutual TLS at the SOAP door. */
export const SOAP_TLS = {
  SOAP_PORT: port.optional(),
  SOAP_TLS_KEY: pemFile.optional(),
  SOAP_TLS_CERTIFICATE: pemFile.optional(),
  SOAP_TLS_CA: pemFile.optional(),
  SOAP_ORGANISATIONS: z
    .string()
    .transform((text) => new Set(text.split(',')))
    .refine((numbers) => [...numbers].every((number) => /^\d{10}$/.test(number)), 'organisation numbers of ten digits')
    .optional(),
};

/** All of it or nothing: a door that is half configured would stand open. Throws StartError. */
export function soapTlsOf(environment: z.infer<z.ZodObject<typeof SOAP_TLS>>): SoapTls | undefined {
  const { SOAP_PORT, SOAP_TLS_KEY, SOAP_TLS_CERTIFICATE, SOAP_TLS_CA, SOAP_ORGANISATIONS } = environment;
  const given = [SOAP_PORT, SOAP_TLS_KEY, SOAP_TLS_CERTIFICATE, SOAP_TLS_CA, SOAP_ORGANISATIONS];
  if (given.every((value) => value === undefined)) return undefined;
  if (SOAP_PORT === undefined || !SOAP_TLS_KEY || !SOAP_TLS_CERTIFICATE || !SOAP_TLS_CA || !SOAP_ORGANISATIONS)
    throw new StartError(`Mutual TLS needs all of ${Object.keys(SOAP_TLS).join(', ')}.`);
  return {
    port: SOAP_PORT,
    key: SOAP_TLS_KEY,
    certificate: SOAP_TLS_CERTIFICATE,
    ca: SOAP_TLS_CA,
    organisations: SOAP_ORGANISATIONS,
  };
}
