import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SOAP_TLS, soapTlsOf } from './soap-environment.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'intyg-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileWith = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};
const pem = (name: string): string => fileWith(name, `-----BEGIN ${name}-----`);

const WHOLE = {
  SOAP_PORT: '8443',
  SOAP_TLS_KEY: pem('KEY'),
  SOAP_TLS_CERTIFICATE: pem('CERTIFICATE'),
  SOAP_TLS_CA: pem('CA'),
  SOAP_ORGANISATIONS: '2021005521,2021004441',
};
const read = (environment: Record<string, string>) => z.object(SOAP_TLS).safeParse(environment);

describe('Mutual TLS at the SOAP door', () => {
  it('is there when all of it is configured, and not when none is', () => {
    expect(soapTlsOf(read(WHOLE).data ?? {})).toEqual({
      port: 8443,
      key: '-----BEGIN KEY-----',
      certificate: '-----BEGIN CERTIFICATE-----',
      ca: '-----BEGIN CA-----',
      organisations: new Set(['2021005521', '2021004441']),
    });
    expect(soapTlsOf(read({}).data ?? {})).toBeUndefined();
  });

  it.each(Object.keys(WHOLE))('is not half there: without %s nothing starts', (missing) => {
    const rest = Object.fromEntries(Object.entries(WHOLE).filter(([name]) => name !== missing));
    expect(() => soapTlsOf(read(rest).data ?? {})).toThrow('Mutual TLS needs all of SOAP_PORT');
  });

  it.each([
    ['a key that is not there', { SOAP_TLS_KEY: path.join(folder, 'none') }],
    ['a key that is no PEM', { SOAP_TLS_KEY: fileWith('other', 'secret') }],
    ['an organisation number of another length', { SOAP_ORGANISATIONS: '2021005521,202100' }],
    ['no organisation', { SOAP_ORGANISATIONS: '' }],
  ])('is not read with %s, whose value is not told', (_, wrong) => {
    const { error } = read({ ...WHOLE, ...wrong });
    expect(error?.issues).toMatchObject([{ path: Object.keys(wrong) }]);
    expect(JSON.stringify(error?.issues)).not.toContain('secret');
  });
});
