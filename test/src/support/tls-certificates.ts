// @peculiar/x509 asks for it before anything else
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { ALGORITHM, createSigningCa } from '../counterparts/signing-service/signing-ca.ts';

const DAY = 86_400_000;

/** PEM, both. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly certificate: string;
}

/** Issues certificates for TLS, as SITHS does for functions. */
export interface TlsAuthority {
  /** PEM. */
  readonly ca: string;
  /** For a server on the loopback address. */
  server(): Promise<KeyAndCertificate>;
  /** For a client whose subject is `subject`, as `C=SE, O=…, 2.5.4.5=…` (2.5.4.5 is serialNumber); `days` from now it ends. */
  client(subject: string, days?: number): Promise<KeyAndCertificate>;
}

export async function createTlsAuthority(): Promise<TlsAuthority> {
  const authority = await createSigningCa();
  const issuer = new X509Certificate(authority.certificate).subject;
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    Buffer.from(authority.privateKey, 'base64'),
    ALGORITHM,
    false,
    ['sign'],
  );
  const issue = async (subject: string, usage: ExtendedKeyUsage, days: number): Promise<KeyAndCertificate> => {
    const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const certificate = await X509CertificateGenerator.create({
      subject,
      issuer,
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: ALGORITHM,
      notBefore: new Date(Date.now() - 3_650 * DAY),
      notAfter: new Date(Date.now() + days * DAY),
      extensions: [
        new BasicConstraintsExtension(false),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
        new ExtendedKeyUsageExtension([usage]),
        new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]),
      ],
    });
    const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
    return { key, certificate: certificate.toString('pem') };
  };
  return {
    ca: authority.certificate,
    server: () => issue('C=SE, O=Intygsgraf, CN=127.0.0.1', ExtendedKeyUsage.serverAuth, 30),
    client: (subject, days = 30) => issue(subject, ExtendedKeyUsage.clientAuth, days),
  };
}
