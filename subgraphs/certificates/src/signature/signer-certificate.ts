import { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, X509Certificate } from '@peculiar/x509';

/** The issuers of signing certificates that are trusted, as PEM, one after another. Throws when it holds none. */
export function parseIssuers(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error('no certificate');
  return blocks.map((block) => new X509Certificate(block));
}

/** Distinguished name: serialNumber, where a signing certificate has its holder's HSA-id. */
const SERIAL_NUMBER = '2.5.4.5';

/** The HSA-id that the certificate names; undefined when it names none, or several. */
export function holderOf({ subjectName }: X509Certificate): string | undefined {
  const [hsaId, ...more] = subjectName.getField(SERIAL_NUMBER);
  return more.length === 0 ? hsaId : undefined;
}

/**
 * Whether one of the issuers made this certificate, for signing, and whether both are valid at `now`. Issuers are
 * trusted as they are configured: no other certificate between, no list of revoked ones yet.
 */
export async function isTrusted(
  certificate: X509Certificate,
  issuers: readonly X509Certificate[],
  now: Date,
): Promise<boolean> {
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages ?? 0;
  const maySign = (usages & (KeyUsageFlags.nonRepudiation | KeyUsageFlags.digitalSignature)) !== 0;
  if (!maySign || certificate.getExtension(BasicConstraintsExtension)?.ca) return false;
  const isValid = ({ notBefore, notAfter }: X509Certificate): boolean => notBefore <= now && now <= notAfter;
  const checks = issuers
    .filter((issuer) => issuer.subject === certificate.issuer && isValid(issuer) && isValid(certificate))
    .map((issuer) => certificate.verify({ publicKey: issuer, signatureOnly: true }));
  return (await Promise.all(checks)).includes(true);
}
