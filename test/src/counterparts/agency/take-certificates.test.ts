import {
  type CertificateContent,
  certificateDocument,
  findCertificateType,
  registerCertificate,
  withSignature,
} from '@intygsgraf/certificates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificates } from '../../demo/data/certificates.ts';
import { ALFA_ISSUER } from '../../support/alfa-issuer.ts';
import { haveSchemas } from '../../support/rivta-schemas.ts';
import type { RunningServer } from '../listen.ts';
import { startAgency } from './agency.ts';

const [demo] = certificates;
const type = findCertificateType('fk7804', '1.3');
if (!demo || !type) throw new Error('the demo has no certificate');
const { '6.1': diagnoses, '32.1': assessments } = demo.answers;
if (!diagnoses || !assessments) throw new Error('the demo has no certificate of a sick person');

/** Somebody who may carry an infection: the shortest certificate that keeps the rules of its type. */
const content: CertificateContent = {
  id: demo.id,
  type,
  personId: demo.personId,
  signedAt: new Date(demo.signedAt),
  answers: { '27.1': { boolean: true }, '6.1': diagnoses, '32.1': assessments },
  issuer: ALFA_ISSUER,
};
const undiagnosed = { ...content, answers: { '27.1': { boolean: true }, '32.1': assessments } };

/** The agency looks whether there is a signature, not whose. */
const signed = (certificate: CertificateContent): string =>
  withSignature(certificateDocument(certificate), Uint8Array.of(1), '');

async function send(certificate: CertificateContent, to: RunningServer): Promise<string> {
  const bytes = registerCertificate(new TextEncoder().encode(signed(certificate)), 'FKASSA');
  const response = await fetch(`${to.url}/soap/RegisterCertificate/3`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: Uint8Array.from(bytes),
  });
  return await response.text();
}
async function received(from: RunningServer) {
  const response = await fetch(`${from.url}/received`);
  return (await response.json()) as { certificates: { id: string }[]; refused: string[] };
}

describe.skipIf(!haveSchemas('What the agency takes in'))('An agency that holds certificates against the rules', () => {
  const nowhere = 'http://127.0.0.1:9';
  let strict: RunningServer;
  let lenient: RunningServer;
  beforeAll(async () => {
    strict = await startAgency({ careUrl: nowhere, holdsRules: true });
    lenient = await startAgency({ careUrl: nowhere });
  });
  afterAll(() => Promise.all([strict.stop(), lenient.stop()]));

  it('refuses one that has the form but no diagnosis, and says which rule it breaks', async () => {
    const answer = await send(undiagnosed, strict);
    expect(answer).toContain('>ERROR<');
    expect(answer).toContain('>VALIDATION_ERROR<');
    expect(answer).toContain('Typ av diagnos');
    expect(await received(strict)).toMatchObject({ certificates: [], refused: [expect.stringContaining('diagnos')] });
    expect(await send(undiagnosed, lenient)).toContain('>OK<');
  });

  it('refuses one of a type that has no rules', async () => {
    const answer = await send({ ...content, type: { ...type, code: 'LUFT' } }, strict);
    expect(answer).toContain('>VALIDATION_ERROR<');
    expect(answer).toContain('no rules for luft.v1');
  });

  it('takes one that keeps the rules of its type', async () => {
    expect(await send(content, strict)).toContain('>OK<');
    expect(await received(strict)).toMatchObject({ certificates: [{ id: content.id }] });
  });
});
