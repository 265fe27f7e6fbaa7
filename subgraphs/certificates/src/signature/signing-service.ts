import { readAtMost, type ServiceIdentity, type UserClaims } from '@intygsgraf/kernel/server';
import { X509Certificate } from '@peculiar/x509';
import { z } from 'zod';
import { CertificateError } from '../domain/certificate.ts';
import { certificateDocument, type CertificateContent } from './certificate-document.ts';
import { holderOf, isTrusted } from './signer-certificate.ts';
import { isSignatureOf, SIGNATURE_ALGORITHM, toBeSigned, withSignature } from './xml-signature.ts';

/** Longest wait for a signature, milliseconds, and longest answer, bytes. */
const TIMEOUT = 5_000;
const LONGEST = 65_536;

/** The audience of the tokens that it takes. */
const AUDIENCE = 'signing-service';

const answerSchema = z.object({
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  signature: z.base64(),
  /** DER; the signer's certificate, then those who issued it. */
  certificates: z.array(z.base64()).min(1).max(5),
});
type Answer = z.infer<typeof answerSchema>;

/** Signs certificates with their signers' own keys, which none of our processes ever has. */
export interface Signing {
  /**
   * The signed bytes of a certificate, checked: they say what was to be said, signed by the user. Refusals:
   * SIGNING_UNAVAILABLE, SIGNATURE_NOT_VALID, SIGNATURE_NOT_TRUSTED, OTHER_PERSONS_SIGNATURE.
   */
  sign(content: CertificateContent, user: UserClaims, now: Date): Promise<Uint8Array>;
}

export interface SigningOptions {
  /** The signing service's address (underskriftstjänst). */
  readonly url: string;
  /** The trusted issuers of signers' certificates. */
  readonly issuers: readonly X509Certificate[];
  readonly identity: Pick<ServiceIdentity, 'tokenForOneCall'>;
  /** Longest wait, milliseconds. */
  readonly timeout?: number;
}

export function createSigning({ url, issuers, identity, timeout = TIMEOUT }: SigningOptions): Signing {
  const ask = async (bytes: Uint8Array, user: UserClaims): Promise<Answer> => {
    const response = await fetch(`${url}/signatures`, {
      method: 'POST',
      redirect: 'error',
      // the service signs for the one whom the token names, and for nobody else, once
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await identity.tokenForOneCall(AUDIENCE, user)}`,
      },
      body: JSON.stringify({ toBeSigned: Buffer.from(bytes).toString('base64'), algorithm: SIGNATURE_ALGORITHM }),
      signal: AbortSignal.timeout(timeout),
    });
    const body = response.ok ? await readAtMost(response, LONGEST) : undefined;
    return answerSchema.parse(JSON.parse(Buffer.from(body ?? []).toString('utf8')));
  };
  return {
    async sign(content, user, now) {
      const document = certificateDocument(content);
      const answer = await ask(toBeSigned(document), user).catch(() => {
        throw new CertificateError('SIGNING_UNAVAILABLE');
      });
      const certificates = parse(answer);
      const [signer] = certificates;
      if (!signer) throw new CertificateError('SIGNATURE_NOT_VALID');
      if (!(await isTrusted(signer, issuers, now))) throw new CertificateError('SIGNATURE_NOT_TRUSTED');
      if (holderOf(signer) !== user.hsaId) throw new CertificateError('OTHER_PERSONS_SIGNATURE');
      const pem = certificates.map((certificate) => certificate.toString('pem')).join('\n');
      const signed = withSignature(document, Buffer.from(answer.signature, 'base64'), pem);
      if (!isSignatureOf(signed, document, signer.toString('pem'))) throw new CertificateError('SIGNATURE_NOT_VALID');
      return new TextEncoder().encode(signed);
    },
  };
}

function parse({ certificates }: Answer): X509Certificate[] {
  try {
    return certificates.map((certificate) => new X509Certificate(certificate));
  } catch {
    throw new CertificateError('SIGNATURE_NOT_VALID');
  }
}
