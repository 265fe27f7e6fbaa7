import {
  type CertificateContent,
  createSigning,
  findCertificateType,
  isSignatureOf,
  parseIssuers,
  registerCertificate,
  type Signing,
} from '@intygsgraf/certificates';
import { createServiceIdentity, type ServiceIdentity, type UserClaims } from '@intygsgraf/kernel/server';
import { KeyUsageFlags } from '@peculiar/x509';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { XmlC14NMode, XmlDocument } from 'libxml2-wasm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listen, type RunningServer } from '../counterparts/listen.ts';
import { createSigningCa, issueTo, type Signer, type SigningCa } from '../counterparts/signing-service/signing-ca.ts';
import { startSigningService, type SigningFault } from '../counterparts/signing-service/signing-service.ts';
import { certificates } from '../demo/data/certificates.ts';
import { ALFA_ISSUER } from '../support/alfa-issuer.ts';

const [demo] = certificates;
const type = findCertificateType('fk7804', '1.3');
if (!demo || !type) throw new Error('the demo has no certificate');
const now = new Date();
const user: UserClaims = {
  hsaId: 'TSTNMT2321000156-DRAA',
  unit: 'TSTNMT2321000156-ALMC',
  acr: 'http://id.sambi.se/loa/loa3',
  client: 'test',
  expiresAt: Math.floor(Date.now() / 1_000) + 600,
};
const content: CertificateContent = {
  id: demo.id,
  type,
  personId: demo.personId,
  signedAt: now,
  answers: { ...demo.answers, '25.1': { text: 'Rad ett\r\nrad två\u2028rad tre\u0085 <b> & "c" åäö 😀' } },
  issuer: ALFA_ISSUER,
};

let ca: SigningCa;
let identity: ServiceIdentity;
let keys: RunningServer;
let service: RunningServer;
let signing: Signing;
let signed: string;
const folder = mkdtempSync(path.join(tmpdir(), 'intygsgraf-signature-'));

const signingBy = (url: string, issuers = ca.certificate): Signing =>
  createSigning({ url, issuers: parseIssuers(issuers), identity, timeout: 1_000 });

beforeAll(async () => {
  ca = await createSigningCa();
  identity = await createServiceIdentity('certificates');
  keys = await listen(() => (_, response) => response.end(JSON.stringify(identity.jwks)));
  service = await startSigningService({ ca, issuers: new Map([['certificates', keys.url]]) });
  signing = signingBy(service.url);
  signed = new TextDecoder().decode(await signing.sign(content, user, now));
  writeFileSync(path.join(folder, 'ca.pem'), ca.certificate);
});
afterAll(async () => {
  await Promise.all([service.stop(), keys.stop()]);
  rmSync(folder, { recursive: true });
});

const misbehave = (mode: SigningFault) =>
  fetch(`${service.url}/fault`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode }),
  });

/** A signing service that answers what the test makes of what it is asked to sign. */
async function signingAs(signer: Signer, changed: object = {}): Promise<Signing> {
  const other = await listen(() => async (request, response) => {
    const asked = JSON.parse(Buffer.concat(await request.toArray()).toString()) as { toBeSigned: string };
    const signature = await signer.sign(Buffer.from(asked.toBeSigned, 'base64'));
    const usual = { signature: Buffer.from(signature).toString('base64'), certificates: [signer.certificate] };
    response.end(JSON.stringify({ ...usual, ...changed }));
  });
  afterServers.push(other);
  return signingBy(other.url);
}
const afterServers: RunningServer[] = [];
afterAll(() => Promise.all(afterServers.map((server) => server.stop())));

const refusal = async (by: Signing | Promise<Signing>): Promise<unknown> =>
  (await by).sign(content, user, now).then(
    () => 'signed',
    (error: unknown) => (error as { code?: string }).code,
  );

/** Without our code: whether xmlsec1 finds the signature of these bytes good. */
function xmlsec(xml: string): boolean {
  const file = path.join(folder, 'signed.xml');
  writeFileSync(file, xml);
  const { status } = spawnSync('xmlsec1', ['--verify', '--trusted-pem', path.join(folder, 'ca.pem'), file]);
  return status === 0;
}
const haveXmlsec = spawnSync('xmlsec1', ['--version']).status === 0;
if (!haveXmlsec) console.warn('SKIPPED: signatures are not verified by xmlsec1, which is not installed.');

/** What was to be signed, and the signer's certificate. */
function parts(): { document: string; signer: string } {
  const [, pem = ''] = /<ds:X509Certificate>(.*?)</.exec(signed) ?? [];
  return {
    document: signed.replace(/<u:underskrift>.*<\/u:underskrift>/s, '<u:underskrift/>'),
    signer: `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----`,
  };
}

describe('A signed certificate', () => {
  it.skipIf(!haveXmlsec)('verifies with xmlsec1 alone', () => {
    expect(xmlsec(signed)).toBe(true);
  });

  it.skipIf(!haveXmlsec)('does not verify with xmlsec1 when a letter of it is changed', () => {
    expect(xmlsec(signed.replace('Rad ett', 'Rad etta'))).toBe(false);
    expect(xmlsec(signed.replace(/(?<=<ds:SignatureValue>)./, (letter) => (letter === 'A' ? 'B' : 'A')))).toBe(false);
  });

  it('verifies with openssl alone: the digest, and the signature of it', () => {
    using document = XmlDocument.fromString(signed);
    const ds = { ds: 'http://www.w3.org/2000/09/xmldsig#' };
    const read = (name: string): string => document.get(`//ds:${name}`, ds)?.content ?? '';
    const signedInfo = document.get('//ds:SignedInfo', ds)?.canonicalizeToString({
      mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
    });
    const file = (name: string, bytes: string | Uint8Array): string => {
      writeFileSync(path.join(folder, name), bytes);
      return path.join(folder, name);
    };
    const pem = `-----BEGIN CERTIFICATE-----\n${read('X509Certificate')
      .match(/.{1,64}/g)
      ?.join('\n')}\n-----END CERTIFICATE-----\n`;
    const signer = file('signer.pem', pem);
    const openssl = (...options: string[]): string => execFileSync('openssl', options, { encoding: 'utf8' });
    expect(openssl('verify', '-CAfile', path.join(folder, 'ca.pem'), signer)).toContain('OK');
    const key = file('key.pem', openssl('x509', '-in', signer, '-pubkey', '-noout'));
    const signature = file('signature', Buffer.from(read('SignatureValue'), 'base64'));
    const info = file('signed-info', signedInfo ?? '');
    expect(openssl('dgst', '-sha256', '-verify', key, '-signature', signature, info)).toContain('Verified OK');
    expect(openssl('x509', '-in', signer, '-noout', '-subject')).toContain(`serialNumber = ${user.hsaId}`);
  });

  it.skipIf(!haveXmlsec)('still verifies when it is taken out of the message that it was sent in', () => {
    const message = new TextDecoder().decode(registerCertificate(new TextEncoder().encode(signed), 'FKASSA'));
    using document = XmlDocument.fromString(message);
    const taken = document.get(`//*[local-name()='intyg']`);
    const xml = taken?.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 }) ?? '';
    expect(xmlsec(xml)).toBe(true);
    expect(xmlsec(xml.replace('Rad ett', 'Rad etta'))).toBe(false);
  });

  it('is refused with any byte of what was signed, or of the signature, changed', { timeout: 120_000 }, async () => {
    const { document, signer } = parts();
    expect(isSignatureOf(signed, document, signer)).toBe(true);
    const bytes = Buffer.from(signed);
    const [from, to] = [bytes.indexOf('<r:intyg'), bytes.indexOf('</ds:SignatureValue>') - 4];
    const accepted: number[] = [];
    // every place in turn would take minutes: a step that is prime to everything comes by all kinds of places
    for (let place = from; place < to; place += 13) {
      const mutant = Buffer.from(bytes);
      mutant[place] = mutant[place] === 0x78 ? 0x79 : 0x78;
      if (isSignatureOf(mutant.toString('utf8'), document, signer)) accepted.push(place);
      // the servers of this process have their turn: one that is held up for seconds hangs up on whoever comes next
      await setImmediate();
    }
    expect(accepted).toEqual([]);
  });

  it('is refused with a second signature, or one in another place', () => {
    const { document, signer } = parts();
    const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(signed) ?? [];
    expect(isSignatureOf(signed.replace(signature, signature + signature), document, signer)).toBe(false);
    const moved = signed.replace(signature, '').replace('</r:intyg>', `${signature}</r:intyg>`);
    expect(isSignatureOf(moved, document, signer)).toBe(false);
  });

  it('is not the signature of another certificate', () => {
    const { document, signer } = parts();
    expect(isSignatureOf(signed, document.replace('Rad ett', 'Rad tre'), signer)).toBe(false);
  });
});

describe('What a signing service answers', () => {
  afterEach(() => misbehave('none'));

  it.each<[SigningFault, string]>([
    ['otherPerson', 'OTHER_PERSONS_SIGNATURE'],
    ['otherBytes', 'SIGNATURE_NOT_VALID'],
    ['garbage', 'SIGNING_UNAVAILABLE'],
    ['down', 'SIGNING_UNAVAILABLE'],
    ['slow', 'SIGNING_UNAVAILABLE'],
    ['none', 'signed'],
  ])('when its fault is %s, is %s', async (fault, code) => {
    await misbehave(fault);
    expect(await refusal(signing)).toBe(code);
  });

  it('is refused when nobody is there', async () => {
    const gone = await listen(() => () => {});
    await gone.stop();
    expect(await refusal(signingBy(gone.url))).toBe('SIGNING_UNAVAILABLE');
  });

  it('is not trusted when another one issued the certificate, even under the same name', async () => {
    const impostor = await createSigningCa();
    expect(await refusal(signingAs(await issueTo(impostor, user.hsaId)))).toBe('SIGNATURE_NOT_TRUSTED');
    expect(await refusal(signingBy(service.url, impostor.certificate))).toBe('SIGNATURE_NOT_TRUSTED');
  });

  it('is not trusted when the certificate has ended, has not begun, or is not for signing', async () => {
    const day = 86_400_000;
    const at = (days: number) => new Date(now.getTime() + days * day);
    for (const wrong of [
      { valid: { notBefore: at(-9), notAfter: at(-1) } },
      { valid: { notBefore: at(1), notAfter: at(9) } },
      { usages: KeyUsageFlags.keyEncipherment },
    ])
      expect(await refusal(signingAs(await issueTo(ca, user.hsaId, wrong)))).toBe('SIGNATURE_NOT_TRUSTED');
    expect(await refusal(signingAs(await issueTo(ca, user.hsaId)))).toBe('signed');
  });

  it('is not valid when the certificate is somebody else’s than the key, or none', async () => {
    const [mine, another] = [await issueTo(ca, user.hsaId), await issueTo(ca, user.hsaId)];
    const swapped = signingAs(mine, { certificates: [another.certificate] });
    expect(await refusal(swapped)).toBe('SIGNATURE_NOT_VALID');
    expect(await refusal(signingAs(mine, { certificates: ['AAAA'] }))).toBe('SIGNATURE_NOT_VALID');
  });

  it('is for the one whom the token names: without a token there is none', async () => {
    const anonymous = createSigning({
      url: service.url,
      issuers: parseIssuers(ca.certificate),
      identity: { tokenForOneCall: () => Promise.resolve('') },
    });
    expect(await refusal(anonymous)).toBe('SIGNING_UNAVAILABLE');
  });
});
