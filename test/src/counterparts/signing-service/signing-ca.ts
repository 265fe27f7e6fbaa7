// @peculiar/x509 asks for it before anything else
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** RSA with SHA-256, as the national certificates have it. */
export const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const DAY = 86_400_000;
/** Either side of now: clocks that tests move are within it. */
const VALIDITY = 3_650 * DAY;

const validity = () => ({ notBefore: new Date(Date.now() - VALIDITY), notAfter: new Date(Date.now() + VALIDITY) });

/** An issuer of signing certificates, for tests: as text, so that a process can be given it. */
export interface SigningCa {
  /** PEM. */
  readonly certificate: string;
  /** PKCS #8, base64. */
  readonly privateKey: string;
}

export async function createSigningCa(): Promise<SigningCa> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'C=SE, O=Intygsgraf, CN=Intygsgraf Test CA',
    keys,
    signingAlgorithm: ALGORITHM,
    ...validity(),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  const privateKey = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return { certificate: certificate.toString('pem'), privateKey };
}

/** A person's key and certificate. The key never leaves the service. */
export interface Signer {
  /** DER, base64. */
  readonly certificate: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Issues a certificate to a person; `usages` other than for signing are for tests of who trusts what. */
export async function issueTo(
  ca: SigningCa,
  hsaId: string,
  { usages = KeyUsageFlags.nonRepudiation, valid = validity() } = {},
): Promise<Signer> {
  const issuer = new X509Certificate(ca.certificate);
  const signingKey = await crypto.subtle.importKey('pkcs8', Buffer.from(ca.privateKey, 'base64'), ALGORITHM, false, [
    'sign',
  ]);
  const keys = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    // 2.5.4.5 is serialNumber: the holder's HSA-id
    subject: `C=SE, CN=Signing for tests, 2.5.4.5=${hsaId}`,
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: ALGORITHM,
    ...valid,
    extensions: [new BasicConstraintsExtension(false), new KeyUsagesExtension(usages, true)],
  });
  return {
    certificate: Buffer.from(certificate.rawData).toString('base64'),
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(ALGORITHM, keys.privateKey, Uint8Array.from(bytes))),
  };
}
